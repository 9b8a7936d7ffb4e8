// Mouse, wheel and keys on one run.

const FINER = 1.25;

function enableMoves(run) {
  wheel(run);
  drag(run);
  overviewMoves(run);
  hover(run);
  run.list.addEventListener('keydown', (event) => listKey(run, event));
}

function wheel(run) {
  const turn = (event, alwaysZooms) => {
    const x = event.offsetX;
    const isTall = run.scroller.scrollHeight > run.scroller.clientHeight + 1;
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      run.axis.pan(event.deltaX);
    } else if (event.shiftKey) {
      run.axis.pan(event.deltaY);
    } else if (alwaysZooms || event.ctrlKey || event.metaKey || !isTall) {
      run.axis.zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0018)), x);
    } else {
      return;
    }
    event.preventDefault();
  };
  run.canvas.addEventListener('wheel', (event) => turn(event, false), { passive: false });
  run.ruler.addEventListener('wheel', (event) => turn(event, true), { passive: false });
  run.overview.addEventListener('wheel', (event) => {
    event.preventDefault();
    run.axis.zoom(Math.exp(-event.deltaY * 0.0018), run.axis.width / 2);
  }, { passive: false });
}

// Drags pan; a press without a drag chooses.
function drag(run) {
  let from = null;
  const start = (event) => {
    if (event.button === 0) {
      from = { x: event.clientX, y: event.clientY, moved: false };
      event.target.setPointerCapture(event.pointerId);
    }
  };
  const move = (event) => {
    if (!from) {
      return;
    }
    const x = event.clientX - from.x;
    const y = event.clientY - from.y;
    if (!from.moved && Math.hypot(x, y) < 4) {
      return;
    }
    run.element.classList.add('dragging');
    run.axis.pan(-x);
    run.scroller.scrollTop -= y;
    from = { x: event.clientX, y: event.clientY, moved: true };
  };
  const end = (event) => {
    run.element.classList.remove('dragging');
    if (from && !from.moved && event.type === 'pointerup' && event.target === run.canvas) {
      const found = run.at(event.offsetX, event.offsetY);
      if (found) {
        const event = found.event >= 0 ? found.event : found.segment ? found.segment.from : -1;
        run.page.choose(run, found.lane, found.event >= 0 || found.segment ? ownEvent(found, event) : -1);
        run.list.focus({ preventScroll: true });
      }
    }
    from = null;
  };
  [run.canvas, run.ruler].forEach((canvas) => {
    canvas.addEventListener('pointerdown', start);
    canvas.addEventListener('pointermove', move);
    canvas.addEventListener('pointerup', end);
    canvas.addEventListener('pointercancel', end);
    canvas.addEventListener('dblclick', (event) => run.axis.zoom(3, event.offsetX));
  });
}

// A stretch begins with an event of its lane, or of whoever let it run.
function ownEvent(found, event) {
  const index = lowerBound(found.lane.events, event + 1) - 1;
  return index >= 0 ? found.lane.events[index] : event;
}

function overviewMoves(run) {
  let isDown = false;
  const go = (event) => {
    const { axis } = run;
    const at = axis.low + (event.offsetX / axis.width) * (axis.high - axis.low);
    axis.left = at - axis.width / axis.scale / 2;
    axis.changed();
  };
  run.overview.addEventListener('pointerdown', (event) => {
    isDown = true;
    run.overview.setPointerCapture(event.pointerId);
    go(event);
  });
  run.overview.addEventListener('pointermove', (event) => isDown && go(event));
  run.overview.addEventListener('pointerup', () => {
    isDown = false;
  });
}

function hover(run) {
  const tip = byId('tip');
  const leave = () => {
    tip.hidden = true;
    run.cursor = undefined;
    run.redraw();
  };
  run.canvas.addEventListener('pointermove', (event) => {
    run.cursor = event.offsetX;
    run.redraw();
    const found = run.at(event.offsetX, event.offsetY);
    if (!found || event.buttons !== 0) {
      tip.hidden = true;
      return;
    }
    showTip(run, found, event);
  });
  run.canvas.addEventListener('pointerleave', leave);
}

function showTip(run, found, event) {
  const { recording, axis } = run;
  const tip = byId('tip');
  const lines = [];
  if (found.event >= 0) {
    lines.push([instant(recording.time[found.event]), sentence(recording, found.event)]);
  } else if (found.segment) {
    const { from, to, state, why } = found.segment;
    const until = to < recording.count ? recording.time[to] : recording.end;
    const length = until - recording.time[from];
    const words = { [RUN]: 'runs', [READY]: 'pending, or ready to run', [HOLD]: 'real I/O' }[state];
    lines.push([instant(axis.timeAt(event.offsetX)), words ?? (recording.text[why] || 'waits')]);
    if (length > 0) {
      lines.push(['', 'for ' + span(length) + (to === recording.count ? ', to the end' : '')]);
    }
  } else {
    lines.push([instant(axis.timeAt(event.offsetX)), '']);
  }
  fill(tip, el('strong', null, found.lane.name),
    lines.map(([when, what]) => el('div', null, when ? el('b', null, when) : '', when ? ' ' : '', what)));
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.left = Math.max(8, Math.min(event.clientX + 14, innerWidth - box.width - 8)) + 'px';
  tip.style.top = (event.clientY + 20 + box.height > innerHeight
    ? event.clientY - box.height - 10 : event.clientY + 18) + 'px';
}

function listKey(run, event) {
  const row = run.lane ? run.rowOf[run.lane.index] : -1;
  const page = Math.max(1, Math.floor(run.scroller.clientHeight / run.row) - 1);
  const rows = { ArrowDown: row + 1, ArrowUp: row < 0 ? 0 : row - 1, PageDown: row + page, PageUp: row - page,
    Home: 0, End: run.shown.length - 1 };
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key in rows) {
    const lane = run.shown[Math.max(0, Math.min(rows[event.key], run.shown.length - 1))];
    if (lane) {
      run.page.choose(run, lane);
    }
  } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
    step(run, event.key === 'ArrowRight' ? 1 : -1);
  } else if (event.key === 'Enter') {
    byId('details').focus();
  } else {
    return;
  }
  event.preventDefault();
}

// To the next or previous event of the lane.
function step(run, by) {
  const lane = run.lane ?? run.shown[0];
  if (!lane || lane.events.length === 0) {
    return;
  }
  const index = run.event < 0 ? (by > 0 ? 0 : lane.events.length - 1) : lowerBound(lane.events, run.event) + by;
  run.page.choose(run, lane, lane.events[Math.max(0, Math.min(index, lane.events.length - 1))]);
}
