// What is drawn onto canvases everywhere.

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

// A canvas that is sharp on every screen; returns its context, cleared.
function begin(canvas, width, height, ratio = Math.min(window.devicePixelRatio || 1, 3)) {
  const w = Math.max(1, Math.round(width * ratio));
  const h = Math.max(1, Math.round(height * ratio));
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = width + 'px';
    canvas.style.height = height + 'px';
  }
  const g = canvas.getContext('2d');
  g.setTransform(ratio, 0, 0, ratio, 0, 0);
  g.clearRect(0, 0, width, height);
  return g;
}

function rounded(g, x, y, width, height, radius) {
  g.beginPath();
  g.roundRect(x, y, Math.max(width, 0), Math.max(height, 0), Math.max(0, Math.min(radius, width / 2, height / 2)));
}

function disc(g, x, y, radius) {
  g.beginPath();
  g.arc(x, y, radius, 0, 2 * Math.PI);
}

// A disc with the sign of an ending in it.
function badge(g, x, y, radius, colour, inner, word) {
  g.fillStyle = colour;
  g.strokeStyle = inner;
  g.lineWidth = 1.5;
  disc(g, x, y, radius);
  g.fill();
  g.stroke();
  g.save();
  g.translate(x - radius * 0.8, y - radius * 0.8);
  g.scale(radius / 10, radius / 10);
  g.lineWidth = 2.4;
  g.lineCap = 'round';
  g.stroke(new Path2D(word === 'leak' ? 'M8 3v6.2 M8 12.6v.3' : word === 'cancelled' ? 'M4 8h8' : ICONS[word]));
  g.restore();
}

function ending(text) {
  const word = text.toLowerCase();
  return word.startsWith('fail') ? 'failed' : word.startsWith('cancel') ? 'cancelled' : 'ok';
}

function shortened(g, text, room) {
  if (g.measureText(text).width <= room) {
    return text;
  }
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (g.measureText(text.slice(0, middle) + '…').width <= room) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low < 3 ? '' : text.slice(0, low) + '…';
}
