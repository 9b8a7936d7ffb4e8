// The page's own help.

const KEYS = [
  ['↑ ↓', 'choose a lane'],
  ['← →', 'its previous or next event'],
  ['Enter', 'to its life, beside the lanes'],
  ['/', 'search; Enter and Shift+Enter go through what was found'],
  ['f', 'the failure'],
  ['+ − 0', 'zoom in, out, show everything'],
  ['[ ]', 'left, right'],
  ['m', 'events in order, or virtual time to scale'],
  ['t', 'light or dark'],
  ['Wheel', 'zooms over the ruler, or with Ctrl; with Shift, left and right'],
];

const LEGEND = [
  ['run', 'runs; only one runs at a time, and no virtual time passes'],
  ['block', 'waits for another'],
  ['sleep', 'waits for time, or for nobody in particular'],
  ['ready', 'made, or woken, and not running'],
  ['hold', 'real I/O holds the clock'],
];

function showKeys() {
  const dialog = byId('keys');
  fill(dialog,
    el('div', { class: 'life-head' }, el('h2', null, 'Keys and signs'),
      button(icon('close'), () => dialog.close(), { class: 'quiet square', 'aria-label': 'Close' })),
    el('dl', { class: 'keylist' }, KEYS.map(([key, what]) => [el('dt', null, el('kbd', null, key)), el('dd', null, what)])),
    el('ul', { class: 'legend' },
      LEGEND.map(([name, what]) => el('li', null, el('i', { class: 'swatch ' + name }), what)),
      ['ok', 'failed', 'cancelled', 'leak', 'waiting'].map((word) => el('li', null,
        el('span', { class: 'fate ' + word }, icon(word)), word === 'leak' ? 'a loose end' : SIGNS[word])),
      el('li', null, el('i', { class: 'swatch line' }), 'an arrow: who woke (dashed: made, ended or cancelled) whom')),
    el('p', { class: 'empty' }, 'In order, each event gets the same room, and shaded gaps are jumps of virtual time.'));
  dialog.showModal();
}
