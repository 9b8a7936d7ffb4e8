// The whole run in a strip: where much happened, what failed, what was found, and what the view shows.

const STRIP = 34;

function drawOverview(run) {
  const { axis, recording, page: { colours } } = run;
  const g = begin(run.overview, axis.width, STRIP);
  const scale = axis.width / (axis.high - axis.low);
  const place = (event) => (axis.pos[event] - axis.low) * scale;
  g.drawImage(smallPicture(run), 0, 0, axis.width, STRIP);
  const tick = (event, colour, width) => {
    g.fillStyle = colour;
    g.fillRect(place(event) - width / 2, 1, width, STRIP - 2);
  };
  (run.hits ?? []).slice(0, 2000).forEach((event) => tick(event, colours.hit, 1.5));
  graveEvents(recording).forEach((event) => tick(event, colours.failed, 2));
  if (run.mark >= 0) {
    tick(Math.min(run.mark, recording.count), colours.failed, 3);
  }
  const from = (axis.left - axis.low) * scale;
  const width = Math.max(8, axis.width / axis.scale * scale);
  g.fillStyle = colours.surface;
  g.globalAlpha = 0.6;
  g.fillRect(0, 0, from, STRIP);
  g.fillRect(from + width, 0, axis.width, STRIP);
  g.globalAlpha = 1;
  g.strokeStyle = colours.accent;
  g.lineWidth = 1.5;
  rounded(g, from + 0.75, 0.75, Math.min(width, axis.width - from) - 1.5, STRIP - 1.5, 4);
  g.stroke();
}

// All lanes, very small; drawn once for each width and axis.
function smallPicture(run) {
  const { axis, recording, page: { colours } } = run;
  const key = [axis.mode, axis.width, colours.surface].join();
  if (run.smallKey === key) {
    return run.small;
  }
  run.smallKey = key;
  run.small = el('canvas');
  const g = begin(run.small, axis.width, STRIP, 2);
  const lanes = recording.lanes.filter((lane) => lane.events.length > 0);
  const row = (STRIP - 8) / Math.max(lanes.length, 4);
  const scale = axis.width / (axis.high - axis.low);
  const paints = { [RUN]: colours.run, [WAIT]: colours.sleep, [READY]: colours.sleep, [HOLD]: colours.hold };
  lanes.forEach((lane, i) => lane.segments.forEach(({ from, to, state, why }) => {
    g.fillStyle = state === WAIT && recording.other[why] >= 0 ? colours.block : paints[state];
    const x = (axis.pos[from] - axis.low) * scale;
    const width = (axis.pos[to] - axis.pos[from]) * scale;
    const isRun = state === RUN;
    g.fillRect(x, 4 + i * row, Math.max(width, isRun ? 1 : 0.3), Math.max(isRun ? 1.5 : 0.5, row * (isRun ? 0.85 : 0.5)));
  }));
  return run.small;
}

function graveEvents(recording) {
  if (!recording.grave) {
    recording.grave = [];
    for (let i = 0; i < recording.count && recording.grave.length < 500; i++) {
      if (recording.kind[i] === KIND.FAIL || recording.kind[i] === KIND.LEAK) {
        recording.grave.push(i);
      }
    }
  }
  return recording.grave;
}
