// The head of the page: what became of the test, and who is to be looked at first.

const MOST_CARDS = 8;
const MOST_LINES = 7;

function showHead(page, recording) {
  byId('test').textContent = recording.test;
  const lanes = recording.lanes.filter((lane) => lane.events.length > 0 && lane.kind !== 'loop').length;
  const isFailed = recording.outcome === 'failed';
  fill(byId('facts'),
    el('span', { class: 'verdict ' + (isFailed ? 'failed' : 'ok') },
      icon(isFailed ? 'failed' : 'ok'), recording.outcome || 'recorded'),
    recording.className && el('span', { class: 'code' }, recording.className),
    el('span', { title: 'The instant at which the test’s clock started' }, 'from ' + wallClock(recording.start, 0)),
    el('span', null, span(recording.end) + ' of virtual time'),
    el('span', null, plural(lanes, 'lane')),
    el('span', null, plural(recording.count, 'event')),
    recording.lost > 0 && el('span', { class: 'lost' }, plural(recording.lost, 'earlier event') + ' not kept'));
}

function showWhy(page, recording) {
  const why = byId('why');
  const others = recording.culprits.filter((lane) => !recording.circle.includes(lane));
  const cards = others.slice(0, MOST_CARDS).map((lane) => card(page, recording, lane));
  const more = others.length - cards.length;
  if (!recording.failure && recording.culprits.length === 0) {
    why.hidden = true;
    return;
  }
  fill(why,
    recording.failure && failureText(recording.failure),
    el('div', { class: 'suspects' },
      recording.circle.length > 0 && ring(page, recording),
      cards.length > 0 && el('div', { class: 'cards' }, cards,
        more > 0 && el('span', { class: 'more' }, 'and ' + more.toLocaleString('en') + ' more'))));
}

function failureText(failure) {
  const pre = el('pre', { class: 'failure', tabindex: 0 }, failure);
  const lines = failure.split('\n').length;
  const box = el('div', { class: 'failure-box' }, pre);
  if (lines > MOST_LINES) {
    const toggle = button('Show all ' + lines + ' lines', () => {
      const isOpen = box.classList.toggle('open');
      toggle.textContent = isOpen ? 'Show less' : 'Show all ' + lines + ' lines';
      toggle.setAttribute('aria-expanded', String(isOpen));
    }, { class: 'link', 'aria-expanded': 'false' });
    box.classList.add('long');
    box.append(toggle);
  }
  return box;
}

// One to look at: its name, what it waits for or failed with, and where it was made.
function card(page, recording, lane) {
  const waits = isUnfinished(lane) ? waitOf(recording, lane) : '';
  const reason = lane.leak >= 0 ? recording.text[lane.leak] : lane.fail >= 0 ? recording.text[lane.fail] : lane.outcome;
  const word = lane.leak >= 0 ? 'leak' : fate(lane);
  return el('button', {
    type: 'button', class: 'card ' + word,
    onclick: () => page.choose(page.runs[0], lane, lane.leak >= 0 ? lane.leak : lane.fail >= 0 ? lane.fail : lane.wait),
  },
  fateSign(lane),
  el('span', { class: 'names' },
    el('span', { class: 'name' }, lane.name),
    el('span', { class: 'about' }, firstLine(waits || reason || SIGNS[word] || '')),
    lane.madeAt.length > 0 && el('span', { class: 'place' }, 'made at ' + shortFrame(lane.madeAt[0]))));
}

// Who waits for whom, in a ring.
function ring(page, recording) {
  const steps = recording.circle.map((lane) => el('li', null,
    button(lane.name, () => page.choose(page.runs[0], lane, lane.wait), { class: 'chip' }),
    el('span', { class: 'waits' }, waitOf(recording, lane).replace(/, held by .*$/s, ''), icon('arrow'))));
  return el('div', { class: 'ring' },
    el('h2', null, 'They wait for each other'),
    el('ol', null, steps,
      el('li', null, el('span', { class: 'chip again' }, recording.circle[0].name), el('span', { class: 'waits' }, 'again'))));
}

// Without the package.
function shortFrame(frame) {
  const at = frame.indexOf('(');
  const path = at < 0 ? frame : frame.slice(0, at);
  const parts = path.split('.');
  return parts.slice(-2).join('.') + (at < 0 ? '' : frame.slice(at));
}
