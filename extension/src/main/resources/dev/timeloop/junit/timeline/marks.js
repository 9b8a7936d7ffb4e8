// What lies over the lanes of a run: what was found, where it parts from another, and the cursor.

function drawHits(run, g, y, first, last) {
  const { axis, hits } = run;
  if (!hits) {
    return;
  }
  g.strokeStyle = run.page.colours.hit;
  g.lineWidth = 2.5;
  for (let i = lowerBound(hits, axis.firstFrom(axis.left)); i < hits.length; i++) {
    const x = axis.x(hits[i]);
    const lane = run.recording.lane[hits[i]];
    if (x > axis.width) {
      break;
    }
    const row = lane < 0 ? -1 : run.rowOf[lane];
    if (row >= first && row < last) {
      disc(g, x, y(row), 9);
      g.stroke();
    }
  }
}

function drawDifference(run, g, height) {
  if (run.mark < 0) {
    return;
  }
  const x = run.axis.x(Math.min(run.mark, run.recording.count));
  const { colours } = run.page;
  g.fillStyle = colours.failed;
  g.globalAlpha = 0.1;
  g.fillRect(x, 0, run.axis.width - x, height);
  g.globalAlpha = 1;
  g.fillRect(x - 1, 0, 2, height);
}

function drawCursor(run, g, height) {
  if (run.cursor === undefined) {
    return;
  }
  g.strokeStyle = run.page.colours.accent;
  g.globalAlpha = 0.6;
  g.lineWidth = 1;
  g.setLineDash([3, 3]);
  g.beginPath();
  g.moveTo(Math.round(run.cursor) + 0.5, 0);
  g.lineTo(Math.round(run.cursor) + 0.5, height);
  g.stroke();
  g.setLineDash([]);
  g.globalAlpha = 1;
}
