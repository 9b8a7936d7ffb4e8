// What is printed: the failure, a picture of the lanes, and what became of each of them.

const PAPER_WIDTH = 1040;
const MOST_ON_PAPER = 40;
const MOST_IN_TABLE = 200;
const LAST_EVENTS = 120;

function preparePaper(page) {
  const { recording } = page.runs[0];
  const lanes = lanesForPaper(recording);
  fill(byId('paper'),
    el('h1', null, recording.test),
    el('p', null, [recording.outcome, recording.className, span(recording.end) + ' of virtual time'].filter(Boolean).join(' · ')),
    recording.failure && el('pre', null, recording.failure),
    picture(page, recording, lanes),
    el('h2', null, 'Lanes'),
    paperTable(['lane', 'what', 'became', 'made at'], recording.lanes.filter((lane) => lane.events.length > 0).slice(0, MOST_IN_TABLE)
      .map((lane) => [lane.name, lane.kind, (isUnfinished(lane) ? waitOf(recording, lane) : '') || lane.outcome || SIGNS[fate(lane)],
        lane.madeAt.length > 0 ? shortFrame(lane.madeAt[0]) : ''])),
    el('h2', null, recording.count > LAST_EVENTS ? 'The last ' + LAST_EVENTS + ' events' : 'Events'),
    paperTable(['at', 'who', 'what'], lastEvents(recording)
      .map((i) => [instant(recording.time[i]), subject(recording, i), sentence(recording, i)])));
}

function lanesForPaper(recording) {
  const wanted = new Set(recording.culprits.slice(0, MOST_ON_PAPER));
  recording.lanes.filter((lane) => lane.events.length > 0).forEach((lane) => {
    if (wanted.size < MOST_ON_PAPER) {
      wanted.add(lane);
    }
  });
  return recording.lanes.filter((lane) => wanted.has(lane));
}

function lastEvents(recording) {
  const from = Math.max(0, recording.count - LAST_EVENTS);
  return Array.from({ length: recording.count - from }, (unused, i) => from + i);
}

function picture(page, recording, lanes) {
  const names = 220;
  const row = 26;
  const axis = new Axis(recording);
  axis.mode = page.runs[0].axis.mode;
  axis.measure();
  axis.width = PAPER_WIDTH - names;
  axis.fit();
  if (recording.count > 150) {
    axis.show(axis.pos[recording.count - 150], axis.high);
  }
  const canvas = el('canvas', { class: 'picture' });
  const g = begin(canvas, PAPER_WIDTH, 24 + lanes.length * row, 2);
  const painter = new Painter(axis, page.paperColours());
  g.save();
  g.translate(names, 0);
  g.beginPath();
  g.rect(0, 0, axis.width, 24 + lanes.length * row);
  g.clip();
  painter.ruler(g, 24);
  g.translate(0, 24);
  painter.grid(g, lanes.length * row);
  lanes.forEach((lane, i) => painter.lane(g, lane, i * row + row / 2, 14, false));
  g.restore();
  g.font = '600 11px ' + FONT;
  g.fillStyle = painter.colours.text;
  g.textBaseline = 'middle';
  lanes.forEach((lane, i) => g.fillText(shortened(g, lane.name, names - 12), 0, 24 + i * row + row / 2));
  return canvas;
}

function paperTable(head, rows) {
  return el('table', null,
    el('thead', null, el('tr', null, head.map((each) => el('th', null, each)))),
    el('tbody', null, rows.map((row) => el('tr', null, row.map((each) => el('td', null, each))))));
}
