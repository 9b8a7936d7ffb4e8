// A recording, read from its JSON and made ready for drawing.

const FORMAT = 1;
const KINDS = ['START', 'END', 'BLOCK', 'WAKE', 'RUN', 'TIME', 'CANCEL', 'LEAK', 'IO_HOLD', 'IO_RELEASE', 'FAIL'];
const KIND = Object.fromEntries(KINDS.map((name, index) => [name, index]));

// What a lane does between two events.
const READY = 1;
const RUN = 2;
const WAIT = 3;
const HOLD = 4;

function readRecording(json) {
  if (json === null || typeof json !== 'object' || !Array.isArray(json.lanes) || !Array.isArray(json.events)) {
    throw new Error('This is no recording of Timeloop: it has no lanes and events.');
  }
  if (json.format !== FORMAT) {
    throw new Error('This recording has format ' + json.format + ', and this page reads format ' + FORMAT + '.');
  }
  const lanes = json.lanes.map((lane, index) => ({
    index,
    id: lane.id,
    name: String(lane.name ?? 'lane ' + index),
    kind: String(lane.kind ?? 'task'),
    madeBy: lane.madeBy ?? -1,
    madeAt: lane.madeAt ?? [],
    state: lane.state ?? '',
    waitsFor: lane.waitsFor ?? '',
    outcome: lane.outcome ?? '',
    first: -1,
    last: -1,
    wait: -1,
    endedAt: -1,
    leak: -1,
    fail: -1,
    events: [],
    segments: [],
  }));
  const byId = new Map(lanes.map((lane) => [lane.id, lane.index]));
  const laneOf = (id) => byId.get(id) ?? -1;
  lanes.forEach((lane) => {
    lane.madeBy = laneOf(lane.madeBy);
  });
  const recording = {
    json,
    test: String(json.test ?? ''),
    className: String(json.className ?? ''),
    outcome: String(json.outcome ?? ''),
    failure: String(json.failure ?? ''),
    start: String(json.start ?? ''),
    lost: json.lost ?? 0,
    lanes,
    stacks: json.stacks ?? [],
    count: json.events.length,
    ...readEvents(json.events, laneOf),
  };
  const last = recording.count === 0 ? 0 : recording.time[recording.count - 1];
  recording.end = Math.max(json.end ?? 0, last);
  collect(recording);
  addSegments(recording);
  lanes.filter((lane) => lane.kind === 'test' && lane.wait < 0 && !lane.waitsFor).forEach((lane) => {
    lane.outcome ||= recording.outcome;
  });
  recording.circle = circle(recording);
  recording.culprits = culprits(recording);
  recording.failureAt = failureAt(recording);
  return recording;
}

function readEvents(events, laneOf) {
  const count = events.length;
  const time = new Float64Array(count);
  const kind = new Uint8Array(count);
  const lane = new Int32Array(count);
  const other = new Int32Array(count);
  const stack = new Int32Array(count);
  const text = new Array(count);
  events.forEach((event, i) => {
    time[i] = event[0];
    kind[i] = KIND[event[1]] ?? KIND.TIME;
    lane[i] = kind[i] === KIND.TIME ? -1 : laneOf(event[2]);
    other[i] = laneOf(event[3]);
    text[i] = event[4] ?? '';
    stack[i] = event[5] ?? -1;
  });
  return { time, kind, lane, other, stack, text };
}

function collect(recording) {
  for (let i = 0; i < recording.count; i++) {
    const index = recording.lane[i];
    if (index < 0) {
      continue;
    }
    const lane = recording.lanes[index];
    lane.events.push(i);
    lane.first = lane.first < 0 ? i : lane.first;
    lane.last = i;
    switch (recording.kind[i]) {
      case KIND.BLOCK:
        lane.wait = i;
        break;
      case KIND.WAKE:
        lane.wait = -1;
        break;
      case KIND.END:
        lane.wait = -1;
        lane.endedAt = i;
        break;
      case KIND.LEAK:
        lane.leak = i;
        break;
      case KIND.FAIL:
        lane.fail = i;
        break;
      default:
    }
  }
}

// Whoever did an event was running just before: nobody else can have.
function actorOf(recording, i) {
  switch (recording.kind[i]) {
    case KIND.BLOCK:
      // a script, which nobody runs, waits from the start
      return i > 0 && recording.kind[i - 1] === KIND.START && recording.lane[i - 1] === recording.lane[i]
        ? recording.other[i - 1] : recording.lane[i];
    case KIND.FAIL:
    case KIND.IO_HOLD:
      return recording.lane[i];
    case KIND.END:
      return recording.other[i] >= 0 ? recording.other[i] : recording.lane[i];
    case KIND.START:
    case KIND.WAKE:
    case KIND.CANCEL:
      return recording.other[i];
    default:
      return -1;
  }
}

function runnerAfter(recording, i) {
  const next = i + 1 < recording.count ? actorOf(recording, i + 1) : -1;
  return next < 0 && recording.kind[i] === KIND.RUN ? recording.lane[i] : next;
}

// Cuts each lane's life into stretches of running, being ready, and waiting.
function addSegments(recording) {
  const { lanes, count } = recording;
  const state = new Uint8Array(lanes.length);
  const since = new Int32Array(lanes.length);
  const why = new Int32Array(lanes.length).fill(-1);
  const own = new Uint8Array(lanes.length);
  const change = (lane, next, i, reason) => {
    if (state[lane] === next && why[lane] === reason) {
      return;
    }
    if (state[lane] !== 0 && since[lane] < i) {
      lanes[lane].segments.push({ from: since[lane], to: i, state: state[lane], why: why[lane] });
    }
    state[lane] = next;
    since[lane] = i;
    why[lane] = reason;
  };
  lanes.forEach((lane) => {
    // it was there before the first event that is known
    if (lane.kind !== 'loop' && lane.first >= 0 && recording.kind[lane.first] !== KIND.START) {
      own[lane.index] = READY;
      state[lane.index] = READY;
    }
  });
  let runner = -1;
  for (let i = 0; i < count; i++) {
    const lane = recording.lane[i];
    if (lane >= 0) {
      const before = own[lane];
      own[lane] = stateAfter(recording.kind[i], before);
      if (own[lane] !== before || recording.kind[i] === KIND.BLOCK) {
        change(lane, own[lane], i, own[lane] >= WAIT ? i : -1);
      }
    }
    const next = runnerAfter(recording, i);
    if (runner >= 0 && runner !== next && state[runner] === RUN) {
      change(runner, own[runner] === 0 ? 0 : own[runner], i, -1);
    }
    if (next >= 0 && own[next] < WAIT && (own[next] !== 0 || lanes[next].kind === 'loop')) {
      change(next, RUN, i, -1);
    }
    runner = next;
  }
  lanes.forEach((lane) => change(lane.index, 0, count, -1));
}

function stateAfter(kind, before) {
  switch (kind) {
    case KIND.START:
    case KIND.WAKE:
    case KIND.IO_RELEASE:
      return READY;
    case KIND.BLOCK:
      return WAIT;
    case KIND.IO_HOLD:
      return HOLD;
    case KIND.END:
      return 0;
    default:
      return before;
  }
}
