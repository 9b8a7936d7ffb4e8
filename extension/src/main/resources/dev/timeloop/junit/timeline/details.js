// Beside the lanes: the life of one, with the places where things happened.

const MOST_EVENTS = 120;

function showDetails(page, run) {
  const panel = byId('details');
  const { recording, lane } = run;
  if (!lane) {
    fill(panel, el('p', { class: 'empty' }, 'Choose a lane or an event to see its life: where it was made, what it waited for, how it ended.'));
    return;
  }
  const maker = lane.madeBy >= 0 ? recording.lanes[lane.madeBy] : null;
  const waits = isUnfinished(lane) ? waitOf(recording, lane) : '';
  const holder = waits ? awaited(recording, lane) : -1;
  const first = lane.events.length > 0 ? recording.time[lane.events[0]] : 0;
  const last = lane.endedAt >= 0 ? recording.time[lane.endedAt] : 0;
  fill(panel,
    el('div', { class: 'life-head' },
      el('span', { class: 'kind' }, icon(lane.kind, lane.kind)),
      el('h2', null, lane.name), fateSign(lane)),
    el('dl', null,
      row('What', lane.kind + (run === page.runs[1] ? ' of the other run' : '')),
      maker && row('Made by', laneButton(page, run, maker)),
      row('From', instant(first) + (lane.endedAt >= 0 ? ' to ' + instant(last) + ' (' + span(last - first) + ')' : ', not ended')),
      waits && row('Waits for', el('span', { class: 'waits' }, waits)),
      holder >= 0 && row('Held by', laneButton(page, run, recording.lanes[holder])),
      lane.outcome && row('Outcome', el('span', { class: 'outcome ' + fate(lane) }, lane.outcome))),
    lane.madeAt.length > 0 && frames('Made at', lane.madeAt),
    life(page, run));
  const current = panel.querySelector('[aria-current]');
  if (current) {
    current.scrollIntoView({ block: 'nearest' });
  } else {
    panel.scrollTop = 0;
  }
}

function row(term, ...content) {
  return [el('dt', null, term), el('dd', null, content)];
}

function laneButton(page, run, lane) {
  return button(lane.name, () => page.choose(run, lane), { class: 'link' });
}

function frames(title, stack) {
  return el('div', { class: 'stack' }, el('h3', null, title),
    el('ol', null, stack.map((frame) => el('li', null, frame))));
}

function life(page, run) {
  const { lane, event } = run;
  const chosen = event < 0 ? 0 : Math.max(0, lowerBound(lane.events, event));
  const from = lane.events.length <= MOST_EVENTS ? 0 : Math.max(0, Math.min(chosen - MOST_EVENTS / 2, lane.events.length - MOST_EVENTS));
  const to = Math.min(lane.events.length, from + MOST_EVENTS);
  const jump = (index, text) => button(text, () => page.choose(run, lane, lane.events[index]), { class: 'link' });
  return el('div', { class: 'life' },
    el('h3', null, 'Its life, in ' + plural(lane.events.length, 'event')),
    from > 0 && jump(Math.max(0, from - MOST_EVENTS / 2), plural(from, 'earlier event')),
    el('ol', null, lane.events.slice(from, to).map((each) => eventItem(page, run, each))),
    to < lane.events.length && jump(Math.min(lane.events.length - 1, to + MOST_EVENTS / 2),
      plural(lane.events.length - to, 'later event')));
}

const EVENT_CLASS = { START: 'start', END: 'end', BLOCK: 'wait', WAKE: 'wake', RUN: 'run', TIME: 'time', CANCEL: 'cancel',
  LEAK: 'leak', IO_HOLD: 'hold', IO_RELEASE: 'wake', FAIL: 'fail' };

function eventItem(page, run, event) {
  const { recording } = run;
  const isChosen = event === run.event;
  const stack = recording.stack[event] >= 0 ? recording.stacks[recording.stack[event]] : null;
  const kind = KINDS[recording.kind[event]];
  const isBad = kind === 'END' && ending(recording.text[event]) === 'failed';
  return el('li', { class: EVENT_CLASS[kind] + (isBad ? ' fail' : '') },
    el('button', {
      type: 'button', class: 'event', 'aria-current': isChosen ? 'true' : null,
      onclick: () => page.choose(run, run.lane, event),
    },
    el('span', { class: 'when', title: wallClock(recording.start, recording.time[event]) }, instant(recording.time[event])),
    el('span', { class: 'what' }, sentence(recording, event)),
    stack && stack.length > 0 && !isChosen && el('span', { class: 'place' }, 'at ' + shortFrame(stack[0]))),
    isChosen && stack && frames('Here', stack));
}
