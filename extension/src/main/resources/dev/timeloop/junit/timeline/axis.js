// Where events lie from left to right: each with the same room, or by virtual time; and which part
// of that is on the screen.

const ORDER = 'order';
const TIME = 'time';
const JUMP = 1.9;
const CLOSEST = { order: 160, time: Infinity };

class Axis {
  constructor(recording) {
    this.recording = recording;
    this.mode = ORDER;
    this.width = 800;
    this.left = 0;
    this.scale = 1;
    this.listeners = [];
    this.measure();
  }

  measure() {
    const { count, time, kind, end } = this.recording;
    const pos = new Float64Array(count + 1);
    if (this.mode === ORDER) {
      let at = 0;
      for (let i = 0; i < count; i++) {
        at += i === 0 ? 0.6 : kind[i] === KIND.TIME ? JUMP : 1;
        pos[i] = at;
      }
      const waits = count > 0 && end > time[count - 1] ? JUMP : 1.2;
      pos[count] = at + waits;
      this.low = 0;
      this.high = pos[count] + 0.2;
    } else {
      pos.set(time);
      pos[count] = end;
      const room = Math.max(end, 1);
      this.low = -0.015 * room;
      this.high = 1.04 * room;
    }
    this.pos = pos;
  }

  setMode(mode) {
    if (mode === this.mode) {
      return;
    }
    const middle = this.eventNear(this.toX(this.left) + this.width / 2);
    const share = this.scale / this.fitScale();
    this.mode = mode;
    this.measure();
    this.scale = share <= 1.01 ? this.fitScale() : this.fitScale() * share;
    this.left = this.pos[middle] - this.width / 2 / this.scale;
    this.changed();
  }

  fitScale() {
    return this.width / (this.high - this.low);
  }

  resize(width) {
    if (width === this.width || width <= 0) {
      return;
    }
    const fitted = Math.abs(this.scale - this.fitScale()) < 1e-9 * this.scale;
    this.width = width;
    if (fitted) {
      this.fit();
    } else {
      this.changed();
    }
  }

  toX(at) {
    return (at - this.left) * this.scale;
  }

  x(event) {
    return (this.pos[event] - this.left) * this.scale;
  }

  fromX(x) {
    return this.left + x / this.scale;
  }

  // The first event at or right of a place.
  firstFrom(at) {
    let low = 0;
    let high = this.recording.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pos[middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  eventNear(x) {
    const at = this.fromX(x);
    const next = Math.min(this.firstFrom(at), Math.max(0, this.recording.count - 1));
    return next > 0 && at - this.pos[next - 1] < this.pos[next] - at ? next - 1 : next;
  }

  // The instant under a place on the screen.
  timeAt(x) {
    const { count, time, end } = this.recording;
    const at = this.fromX(x);
    if (this.mode === TIME) {
      return Math.min(Math.max(0, at), end);
    }
    const next = this.firstFrom(at + 1e-9);
    return next === 0 ? (count > 0 ? time[0] : 0) : time[next - 1];
  }

  zoom(factor, x) {
    const at = this.fromX(x);
    this.scale = Math.min(Math.max(this.scale * factor, this.fitScale()), this.closest());
    this.left = at - x / this.scale;
    this.changed();
  }

  closest() {
    const most = this.mode === ORDER ? CLOSEST.order : 1;
    return Math.max(most, this.fitScale());
  }

  pan(pixels) {
    this.left += pixels / this.scale;
    this.changed();
  }

  fit() {
    this.scale = this.fitScale();
    this.left = this.low;
    this.changed();
  }

  // Shows a stretch of the axis.
  show(from, to) {
    const room = Math.max(to - from, this.width / this.closest());
    this.scale = Math.max(this.width / room, this.fitScale());
    this.left = (from + to) / 2 - this.width / 2 / this.scale;
    this.changed();
  }

  // Brings an event into view, if it isn't.
  reveal(event, share = 0.5) {
    const x = this.x(event);
    if (x < 30 || x > this.width - 40) {
      this.left = this.pos[event] - (this.width * share) / this.scale;
      this.changed();
    }
  }

  changed() {
    const room = this.width / this.scale;
    const most = this.high - room;
    this.left = Math.max(this.low, Math.min(this.left, Math.max(this.low, most)));
    this.listeners.forEach((each) => each());
  }
}

// Labels for the ruler: {x, text}, no two of them too near. In order, each instant has one.
function rulerLabels(axis, measure) {
  const labels = [];
  const { recording } = axis;
  let free = -Infinity;
  const put = (x, text) => {
    const width = measure(text);
    if (x >= free && x < axis.width) {
      labels.push({ x, text });
      free = x + width + 18;
    }
  };
  if (axis.mode === TIME) {
    const step = tickStep(96 / axis.scale);
    const first = Math.max(0, Math.ceil(axis.left / step));
    const last = Math.min(axis.fromX(axis.width), recording.end * 1.02 + 1);
    for (let i = first; i * step <= last && labels.length < 200; i++) {
      put(axis.toX(i * step), instant(i * step));
    }
    return labels;
  }
  instantsBetween(axis).forEach((event) => {
    put(Math.max(axis.x(event) + 5, 2), instant(recording.time[event]));
  });
  return labels;
}

// The events on the screen with which an instant begins, and the one that was before them.
function instantsBetween(axis) {
  const { recording, pos } = axis;
  const starts = startsOfInstants(recording);
  const firstAfter = (at) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pos[starts[middle]] <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  const from = Math.max(0, firstAfter(axis.left) - 1);
  const to = firstAfter(axis.fromX(axis.width));
  const step = Math.max(1, Math.floor((to - from) / 400));
  const found = [];
  for (let i = from; i < to; i += step) {
    found.push(starts[i]);
  }
  return found;
}

function startsOfInstants(recording) {
  if (!recording.starts) {
    recording.starts = [];
    for (let i = 0; i < recording.count; i++) {
      if (i === 0 || recording.time[i] !== recording.time[i - 1]) {
        recording.starts.push(i);
      }
    }
  }
  return recording.starts;
}
