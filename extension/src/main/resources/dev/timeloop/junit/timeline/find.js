// Search among events, and the filter of lanes.

class Finder {
  constructor(page) {
    this.page = page;
    this.current = -1;
    const search = byId('search');
    search.addEventListener('input', () => this.find(search.value));
    search.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        this.go(event.shiftKey ? -1 : 1);
      } else if (event.key === 'Escape') {
        search.value = '';
        this.find('');
        page.runs[0].list.focus();
      }
    });
    fill(byId('previous-hit'), icon('up'));
    fill(byId('next-hit'), icon('down'));
    byId('previous-hit').addEventListener('click', () => this.go(-1));
    byId('next-hit').addEventListener('click', () => this.go(1));
    this.find('');
  }

  find(text) {
    const wanted = text.trim().toLowerCase();
    this.page.runs.forEach((run) => {
      run.hits = wanted === '' ? null : hitsIn(run.recording, wanted);
      run.redraw();
    });
    this.current = -1;
    const { hits } = this.page.runs[0];
    byId('hits').textContent = hits === null ? '' : hits.length === 0 ? 'nothing found' : hits.length.toLocaleString('en') + ' found';
    byId('previous-hit').disabled = byId('next-hit').disabled = !hits || hits.length === 0;
  }

  go(by) {
    const run = this.page.runs[0];
    const { hits, recording } = run;
    if (!hits || hits.length === 0) {
      return;
    }
    this.current = this.current < 0 && by < 0 ? hits.length - 1 : (this.current + by + hits.length) % hits.length;
    const event = hits[this.current];
    byId('hits').textContent = (this.current + 1).toLocaleString('en') + ' of ' + hits.length.toLocaleString('en');
    this.page.choose(run, recording.lane[event] < 0 ? null : recording.lanes[recording.lane[event]], event);
  }
}

function hitsIn(recording, wanted) {
  const names = recording.lanes.map((lane) => lane.name.toLowerCase().includes(wanted));
  const stacks = recording.stacks.map((stack) => stack.some((frame) => frame.toLowerCase().includes(wanted)));
  const hits = [];
  for (let i = 0; i < recording.count; i++) {
    const lane = recording.lane[i];
    if ((lane >= 0 && names[lane])
        || (recording.stack[i] >= 0 && stacks[recording.stack[i]])
        || recording.text[i].toLowerCase().includes(wanted)) {
      hits.push(i);
    }
  }
  return hits;
}

// --- lanes ---

const CROWD = 60;

function offerFilters(page) {
  const which = byId('which');
  const kinds = [...new Set(page.runs[0].recording.lanes.map((lane) => lane.kind))].filter((kind) => kind !== 'loop' && kind !== 'test');
  const option = (value, text) => el('option', { value }, text);
  fill(which,
    option('all', 'All lanes'),
    option('busy', 'Busy in this part'),
    option('failed', 'Failed, or left behind'),
    option('unfinished', 'Not ended'),
    option('related', 'Related to the chosen'),
    kinds.map((kind) => option('kind:' + kind, 'Only: ' + kind)));
  which.addEventListener('change', () => applyFilters(page));
  byId('filter').addEventListener('input', () => applyFilters(page));
  if (page.runs[0].recording.lanes.length > CROWD) {
    which.value = 'busy';
  }
}

function applyFilters(page) {
  const wanted = byId('filter').value.trim().toLowerCase();
  const which = byId('which').value;
  page.runs.forEach((run) => {
    const related = which === 'related' ? relatives(run) : which === 'busy' ? busy(run) : null;
    run.filter = (lane) => (wanted === '' || lane.name.toLowerCase().includes(wanted)) && suits(lane, which, related);
    run.applyFilter();
  });
  const { shown, recording } = page.runs[0];
  const all = recording.lanes.filter((lane) => lane.events.length > 0 || lane.kind === 'test').length;
  byId('shown').textContent = shown.length === all ? '' : shown.length.toLocaleString('en') + ' of ' + all.toLocaleString('en');
}

function suits(lane, which, related) {
  switch (which) {
    case 'failed':
      return lane.leak >= 0 || fate(lane) === 'failed';
    case 'unfinished':
      return isUnfinished(lane);
    case 'related':
    case 'busy':
      return related === null || related.has(lane.index);
    default:
      return !which.startsWith('kind:') || lane.kind === which.slice(5);
  }
}

// The lanes with something in view, who made the test fail, and the chosen one.
function busy(run) {
  const { axis, recording } = run;
  const to = axis.firstFrom(axis.fromX(axis.width));
  const found = new Set(recording.culprits.slice(0, MOST_CARDS).map((lane) => lane.index));
  for (let i = axis.firstFrom(axis.left); i < to; i++) {
    if (recording.lane[i] >= 0) {
      found.add(recording.lane[i]);
    }
    if (recording.other[i] >= 0) {
      found.add(recording.other[i]);
    }
  }
  if (run.lane) {
    found.add(run.lane.index);
  }
  return found;
}

// The chosen lane, and all that had to do with it; null when none is chosen.
function relatives(run) {
  const { lane: chosen, recording } = run;
  if (!chosen) {
    return null;
  }
  const found = new Set([chosen.index]);
  for (let i = 0; i < recording.count; i++) {
    if (recording.lane[i] === chosen.index && recording.other[i] >= 0) {
      found.add(recording.other[i]);
    } else if (recording.other[i] === chosen.index && recording.lane[i] >= 0) {
      found.add(recording.lane[i]);
    }
  }
  recording.lanes.filter((lane) => lane.madeBy === chosen.index).forEach((lane) => found.add(lane.index));
  if (chosen.madeBy >= 0) {
    found.add(chosen.madeBy);
  }
  return found;
}
