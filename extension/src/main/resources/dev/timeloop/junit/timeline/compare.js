// Two runs side by side: where they part.

const AROUND = 6;
const AFTER = 14;

function keyOf(recording, i) {
  return recording.time[i] + ' ' + recording.kind[i] + ' '
    + withoutHashes(recording.lane[i] < 0 ? '' : recording.lanes[recording.lane[i]].name) + ' '
    + withoutHashes(recording.text[i]);
}

// The number of events that both runs begin with; -1 when they are the same to the end.
function firstDifference(one, other) {
  const shared = Math.min(one.count, other.count);
  for (let i = 0; i < shared; i++) {
    if (keyOf(one, i) !== keyOf(other, i)) {
      return i;
    }
  }
  return one.count === other.count ? -1 : shared;
}

// A recording from a file: as JSON, or in a page like this one.
function recordingFrom(text) {
  const trimmed = text.trimStart();
  if (!trimmed.startsWith('<')) {
    return readRecording(JSON.parse(trimmed));
  }
  const data = new DOMParser().parseFromString(text, 'text/html').getElementById('recording');
  if (!data) {
    throw new Error('This page holds no recording of Timeloop.');
  }
  return readRecording(JSON.parse(data.textContent));
}

function showDifference(page) {
  const [mine, other] = page.runs;
  const at = firstDifference(mine.recording, other.recording);
  mine.mark = at;
  other.mark = at;
  const panel = byId('details');
  const head = el('div', { class: 'life-head' }, el('h2', null, at < 0 ? 'No difference' : 'First difference'),
    button('Close the other run', () => page.leaveComparison(), { class: 'quiet' }));
  if (at < 0) {
    fill(panel, head, el('p', null, 'Both runs have the same ' + plural(mine.recording.count, 'event') + ', at the same instants.'));
    return at;
  }
  const line = (run, title) => el('div', { class: 'parting' },
    el('h3', null, title),
    at < run.recording.count ? told(page, run, at) : el('p', { class: 'empty' }, 'nothing more happens'));
  fill(panel, head,
    el('p', null, at === 0 ? 'They differ from the start.'
      : 'The first ' + plural(at, 'event') + ' are the same. Then, event ' + (at + 1).toLocaleString('en') + ':'),
    line(mine, 'In this run (' + mine.recording.outcome + ')'),
    line(other, 'In the other (' + other.recording.outcome + ')'),
    el('h3', null, 'Around it'),
    table(page, at));
  return at;
}

function told(page, run, event) {
  const { recording } = run;
  return el('button', { type: 'button', class: 'event told', onclick: () => page.choose(run, laneAt(recording, event), event) },
    el('span', { class: 'when' }, instant(recording.time[event])),
    el('span', { class: 'what' }, el('b', null, subject(recording, event)), ' ' + sentence(recording, event)));
}

function laneAt(recording, event) {
  return recording.lane[event] < 0 ? null : recording.lanes[recording.lane[event]];
}

function table(page, at) {
  const [mine, other] = page.runs;
  const from = Math.max(0, at - AROUND);
  const to = Math.min(Math.max(mine.recording.count, other.recording.count), at + AFTER);
  const rows = [];
  for (let i = from; i < to; i++) {
    const cells = page.runs.map((run) => el('td', null, i < run.recording.count ? told(page, run, i) : ''));
    rows.push(el('tr', { class: i === at ? 'parts' : i > at ? 'after' : 'same' }, cells));
  }
  return el('table', { class: 'both' },
    el('thead', null, el('tr', null, el('th', { scope: 'col' }, 'this run'), el('th', { scope: 'col' }, 'the other'))),
    el('tbody', null, rows));
}

// Shows the same part of both, when they are ordered by events; they agree up to the difference.
function linkAxes(one, other) {
  let isBusy = false;
  const follow = (leader, follower) => () => {
    if (isBusy) {
      return;
    }
    isBusy = true;
    follower.scale = Math.min(Math.max(leader.scale, follower.fitScale()), follower.closest());
    follower.left = leader.left;
    follower.changed();
    isBusy = false;
  };
  one.listeners.push(follow(one, other));
  other.listeners.push(follow(other, one));
}
