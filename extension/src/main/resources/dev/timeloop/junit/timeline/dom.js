// Elements and signs. All that comes from a recording goes in as text, never as markup.

function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes ?? {}).forEach(([name, value]) => {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  });
  add(element, children);
  return element;
}

function add(element, children) {
  children.flat(2).forEach((child) => {
    if (child !== null && child !== undefined && child !== false && child !== '') {
      element.append(child);
    }
  });
}

function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
}

function byId(id) {
  return document.getElementById(id);
}

// Strokes in a square of 16.
const ICONS = {
  test: 'M6 2h4 M7 2v4l-3.5 6.2a1.2 1.2 0 0 0 1 1.8h7a1.2 1.2 0 0 0 1-1.8L9 6V2 M5 10.5h6',
  task: 'M5 3.5v9l7-4.5z',
  strand: 'M3 4c4 0 6 8 10 8 M3 12c4 0 6-8 10-8',
  'virtual thread': 'M2 6c2-3 4-3 6 0s4 3 6 0 M2 11c2-3 4-3 6 0s4 3 6 0',
  'pool worker': 'M3 3h4v4H3z M9 3h4v4H9z M3 9h4v4H3z M9 9h4v4H9z',
  loop: 'M13 8a5 5 0 1 1-1.6-3.7 M13 2v3h-3',
  ok: 'M3 8.5l3.2 3.2L13 5',
  failed: 'M4 4l8 8 M12 4l-8 8',
  cancelled: 'M8 2.5a5.5 5.5 0 1 0 .01 0 M4.2 4.2l7.6 7.6',
  waiting: 'M4 2.5h8 M4 13.5h8 M5 2.5c0 3.5 3 3.5 3 5.5s-3 2-3 5.5 M11 2.5c0 3.5-3 3.5-3 5.5s3 2 3 5.5',
  running: 'M8 4v4l2.5 2 M8 2.5a5.5 5.5 0 1 0 .01 0',
  leak: 'M8 2L14.5 13.5h-13z M8 6.5v3.2 M8 11.6v.2',
  plus: 'M8 3v10 M3 8h10',
  minus: 'M3 8h10',
  up: 'M4 10l4-4 4 4',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  arrow: 'M2 8h11 M9 4l4 4-4 4',
  moon: 'M12.8 9.7A5.3 5.3 0 0 1 6.3 3.2 5.3 5.3 0 1 0 12.8 9.7z',
  sun: 'M8 5a3 3 0 1 0 .01 0 M8 1.2v1.4 M8 13.4v1.4 M1.2 8h1.4 M13.4 8h1.4 M3.2 3.2l1 1 M11.8 11.8l1 1 M12.8 3.2l-1 1 M4.2 11.8l-1 1',
  close: 'M4 4l8 8 M12 4l-8 8',
  logo: 'M8 1.8a6.2 6.2 0 1 0 6.2 6.2 M14.2 3.4v4.6h-4.6 M8 4.6V8l-2.4 2.2',
};

function icon(name, label) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  if (label) {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
  } else {
    svg.setAttribute('aria-hidden', 'true');
  }
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', ICONS[name] ?? ICONS.task);
  svg.append(path);
  return svg;
}

function button(label, onclick, attributes) {
  return el('button', { type: 'button', onclick, ...attributes }, label);
}

// How a lane ended, as a sign that doesn't need colours.
function fateSign(lane) {
  const word = lane.leak >= 0 ? 'leak' : fate(lane);
  const label = lane.leak >= 0 ? 'loose end' : SIGNS[word];
  return el('span', { class: 'fate ' + word, title: label }, icon(word, label));
}

let saying = 0;

// Tells those who listen instead of looking.
function say(text) {
  const said = byId('said');
  clearTimeout(saying);
  saying = setTimeout(() => {
    said.textContent = text;
  }, 60);
}
