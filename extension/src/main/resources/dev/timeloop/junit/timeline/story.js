// What a reader wants to be told first: who made the test fail, and what everybody waits for.

const SIGNS = {
  ok: 'ended well',
  failed: 'failed',
  cancelled: 'cancelled',
  waiting: 'still waits',
  running: 'not ended',
};

// One word for what became of a lane.
function fate(lane) {
  const outcome = lane.outcome.toLowerCase();
  if (outcome.startsWith('fail') || lane.fail >= 0) {
    return 'failed';
  }
  if (outcome.startsWith('cancel')) {
    return 'cancelled';
  }
  if (lane.endedAt >= 0 || lane.state === 'ended' || outcome === 'passed') {
    return 'ok';
  }
  return lane.wait >= 0 || lane.state.startsWith('wait') || lane.waitsFor ? 'waiting' : 'running';
}

function isUnfinished(lane) {
  return lane.endedAt < 0 && lane.state !== 'ended' && lane.outcome === '';
}

// What a lane waits for at the end, in words; empty if for nothing.
function waitOf(recording, lane) {
  if (lane.waitsFor) {
    return lane.waitsFor;
  }
  return lane.wait >= 0 ? recording.text[lane.wait] : '';
}

// Whom a lane waits for at the end: who holds the lock, or ends the task.
function awaited(recording, lane) {
  return lane.wait >= 0 ? recording.other[lane.wait] : -1;
}

// The lanes in a ring, each waiting for the next; empty if there is none.
function circle(recording) {
  for (const start of recording.lanes) {
    const seen = new Map();
    let lane = start;
    while (lane && !seen.has(lane.index)) {
      seen.set(lane.index, seen.size);
      const next = awaited(recording, lane);
      lane = next >= 0 && next !== lane.index ? recording.lanes[next] : null;
    }
    if (lane && lane === start && seen.size > 1) {
      return [...seen.keys()].map((index) => recording.lanes[index]);
    }
  }
  return [];
}

// The lanes to look at first, worst first: loose ends, failures, and who still waits.
function culprits(recording) {
  if (recording.outcome === 'passed' || recording.outcome === 'succeeded') {
    return recording.lanes.filter((lane) => lane.leak >= 0);
  }
  const rank = (lane) => {
    if (lane.leak >= 0 || recording.circle.includes(lane)) {
      return 0;
    }
    if (lane.kind === 'loop') {
      return 9;
    }
    if (lane.kind === 'test') {
      return isUnfinished(lane) && (lane.wait >= 0 || lane.waitsFor) ? 2 : 8;
    }
    if (fate(lane) === 'failed') {
      return 1;
    }
    if (lane.kind === 'pool worker' && awaited(recording, lane) < 0) {
      return 9; // idle
    }
    return lane.wait >= 0 || fate(lane) === 'waiting' ? 3 : 9;
  };
  const ranked = recording.lanes.map((lane) => [rank(lane), lane]).filter(([each]) => each < 9);
  ranked.sort((a, b) => a[0] - b[0] || a[1].index - b[1].index);
  const found = ranked.map(([, lane]) => lane);
  const others = found.filter((lane) => lane.kind !== 'test');
  return others.length > 0 ? found.filter((lane) => lane.kind !== 'test' || rank(lane) === 2) : found;
}

// The event to show first.
function failureAt(recording) {
  for (const wanted of [KIND.FAIL, KIND.LEAK]) {
    for (let i = recording.count - 1; i >= 0; i--) {
      if (recording.kind[i] === wanted) {
        return i;
      }
    }
  }
  return recording.outcome === 'failed' ? recording.count - 1 : -1;
}

function nameOf(recording, index) {
  return index >= 0 ? recording.lanes[index].name : '';
}

// An event as a sentence without its subject.
function sentence(recording, i) {
  const text = recording.text[i];
  const other = nameOf(recording, recording.other[i]);
  const and = (words) => (text ? words + ': ' + text : words);
  switch (recording.kind[i]) {
    case KIND.START:
      return and(other ? 'made by ' + other : 'made');
    case KIND.END:
      return and(other && recording.other[i] !== recording.lane[i] ? 'ended by ' + other : 'ends');
    case KIND.BLOCK:
      return text || 'waits';
    case KIND.RUN:
      return and('runs a callback');
    case KIND.WAKE:
      return and(other ? 'is woken by ' + other : 'is woken');
    case KIND.TIME:
      return and('time moves to ' + instant(recording.time[i]));
    case KIND.CANCEL:
      return and(other ? 'is cancelled by ' + other : 'is cancelled');
    case KIND.LEAK:
      return and('is a loose end');
    case KIND.IO_HOLD:
      return and('holds the clock for real I/O');
    case KIND.IO_RELEASE:
      return and('real I/O is done');
    default:
      return and('fails');
  }
}

function subject(recording, i) {
  return recording.lane[i] < 0 ? 'the loop' : nameOf(recording, recording.lane[i]);
}

function firstLine(text) {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}
