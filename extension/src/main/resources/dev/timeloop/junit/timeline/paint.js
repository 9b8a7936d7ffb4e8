// Draws lanes, arrows and rulers onto canvases.

const MOST_ARROWS = 240;

// The colours of the theme, as the style sheet has them.
function readColours(element) {
  const style = getComputedStyle(element);
  const names = ['surface', 'stripe', 'line', 'text', 'muted', 'run', 'run-text', 'ready', 'sleep', 'sleep-text',
    'block', 'block-text', 'hold', 'ok', 'failed', 'cancelled', 'leak', 'accent', 'mark', 'hit', 'jump'];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue('--' + name).trim()]));
}

class Painter {
  constructor(axis, colours) {
    this.axis = axis;
    this.recording = axis.recording;
    this.colours = colours;
    this.suspects = new Set(axis.recording.culprits);
  }

  // Thin lines where time moves, across all lanes.
  grid(g, height) {
    const { axis, colours } = this;
    g.lineWidth = 1;
    if (axis.mode === TIME) {
      g.strokeStyle = colours.line;
      rulerLabels(axis, () => 0).forEach(({ x }) => this.upright(g, x, height));
      return;
    }
    const starts = instantsBetween(axis);
    g.fillStyle = colours.jump;
    starts.forEach((event) => {
      if (event === 0) {
        return;
      }
      const to = axis.x(event);
      const from = axis.x(event - 1);
      if (to - from > 6) {
        g.fillRect(from + (to - from) * 0.28, 0, (to - from) * 0.44, height);
      }
    });
  }

  upright(g, x, height) {
    g.beginPath();
    g.moveTo(Math.round(x) + 0.5, 0);
    g.lineTo(Math.round(x) + 0.5, height);
    g.stroke();
  }

  ruler(g, height) {
    const { axis, colours } = this;
    g.font = '600 11px ' + FONT;
    g.textBaseline = 'middle';
    const labels = rulerLabels(axis, (text) => g.measureText(text).width);
    labels.forEach(({ x, text }) => {
      g.fillStyle = colours.text;
      g.fillText(text, x, height / 2 + 1);
    });
  }

  // One lane, its middle at y.
  lane(g, lane, y, size, isLit) {
    const { axis, recording } = this;
    const right = axis.fromX(axis.width);
    const from = firstSegmentTo(lane.segments, axis, axis.left);
    let packedTo = -Infinity;
    for (let i = from; i < lane.segments.length; i++) {
      const segment = lane.segments[i];
      if (axis.pos[segment.from] > right) {
        break;
      }
      const x = Math.max(axis.x(segment.from), -4);
      const end = Math.min(axis.x(segment.to), axis.width + 4);
      if (end - x < 0.7 && end <= packedTo) {
        continue;
      }
      this.segment(g, lane, segment, x, Math.max(end - x, segment.state === RUN ? 2 : 0.7), y, size);
      packedTo = x + 0.7;
    }
    this.events(g, lane, y, size, isLit, recording);
  }

  segment(g, lane, segment, x, width, y, size) {
    const { colours, recording } = this;
    const half = size / 2;
    const inset = size >= 20 ? 2 : 0;
    switch (segment.state) {
      case RUN:
        g.fillStyle = colours.run;
        rounded(g, x, y - half, width, size, 3);
        g.fill();
        break;
      case READY:
        g.fillStyle = colours.ready;
        g.fillRect(x, y - 1, width, 2);
        break;
      default: {
        const isHeld = segment.state === HOLD;
        const isOthers = recording.other[segment.why] >= 0;
        const isEnd = segment.to === recording.count;
        g.fillStyle = isHeld ? colours.hold : isOthers ? colours.block : colours.sleep;
        rounded(g, x, y - half + inset, width, size - 2 * inset, 3);
        g.fill();
        if (isEnd && width > 3 && this.suspects.has(lane)) {
          g.strokeStyle = colours.failed;
          g.lineWidth = 1.5;
          g.setLineDash([4, 3]);
          rounded(g, x + 0.75, y - half + inset + 0.75, width - 1.5, size - 2 * inset - 1.5, 3);
          g.stroke();
          g.setLineDash([]);
        }
        this.words(g, recording.text[segment.why], x, width, y,
          isHeld ? colours['run-text'] : isOthers ? colours['block-text'] : colours['sleep-text']);
      }
    }
  }

  words(g, text, x, width, y, colour) {
    if (width < 46 || !text) {
      return;
    }
    g.font = '11px ' + FONT;
    g.fillStyle = colour;
    g.textBaseline = 'middle';
    const left = Math.max(x, 0) + 9;
    const room = Math.min(x + width, this.axis.width) - left - 7;
    g.fillText(shortened(g, firstLine(text), room), left, y + 0.5);
  }

  events(g, lane, y, size, isLit, recording) {
    const { axis, colours } = this;
    const first = lowerBound(lane.events, axis.firstFrom(axis.fromX(-12)));
    const last = axis.fromX(axis.width + 12);
    let free = -Infinity;
    for (let i = first; i < lane.events.length; i++) {
      const event = lane.events[i];
      if (axis.pos[event] > last) {
        break;
      }
      const kind = recording.kind[event];
      const isGrave = kind === KIND.FAIL || kind === KIND.LEAK;
      const x = axis.x(event);
      if (x < free && !isGrave && !isLit) {
        continue;
      }
      if (this.sign(g, event, kind, x, y, size)) {
        free = x + 5;
      }
    }
    g.lineWidth = 1;
    g.strokeStyle = colours.line;
  }

  // False when the kind of event has no sign of its own.
  sign(g, event, kind, x, y, size) {
    const { colours } = this;
    const radius = Math.min(7.5, size / 2.4);
    switch (kind) {
      case KIND.START:
        g.fillStyle = colours.surface;
        g.strokeStyle = colours.run;
        g.lineWidth = 2;
        disc(g, x, y, 4);
        g.fill();
        g.stroke();
        return true;
      case KIND.END: {
        const word = ending(this.recording.text[event]);
        badge(g, x, y, radius, colours[word], colours.surface, word);
        return true;
      }
      case KIND.CANCEL:
        badge(g, x, y, radius, colours.cancelled, colours.surface, 'cancelled');
        return true;
      case KIND.FAIL:
        badge(g, x, y, radius + 1, colours.failed, colours.surface, 'failed');
        return true;
      case KIND.LEAK:
        badge(g, x, y, radius + 1, colours.leak, colours.surface, 'leak');
        return true;
      case KIND.RUN:
        g.fillStyle = colours.run;
        disc(g, x, y, 3);
        g.fill();
        return true;
      case KIND.WAKE:
        if (this.recording.other[event] < 0) {
          g.strokeStyle = colours.muted;
          g.lineWidth = 1.5;
          g.beginPath();
          g.moveTo(x, y - size / 2 - 3);
          g.lineTo(x, y + size / 2 + 3);
          g.stroke();
        }
        return true;
      default:
        return false;
    }
  }

  // From who woke, made, ended or cancelled to whom it happened.
  arrow(g, event, fromY, toY, size, isLit) {
    const { axis, colours, recording } = this;
    const x = axis.x(event);
    const down = toY > fromY ? 1 : -1;
    const end = toY - down * (recording.kind[event] === KIND.WAKE ? size / 2 : 7);
    g.globalAlpha = isLit ? 1 : 0.55;
    g.strokeStyle = isLit ? colours.accent : colours.muted;
    g.fillStyle = g.strokeStyle;
    g.lineWidth = isLit ? 1.75 : 1.1;
    g.setLineDash(recording.kind[event] === KIND.WAKE ? [] : [2, 3]);
    g.beginPath();
    g.moveTo(x, fromY);
    g.lineTo(x, end);
    g.stroke();
    g.setLineDash([]);
    g.beginPath();
    g.moveTo(x, end);
    g.lineTo(x - 3.5, end - down * 6.5);
    g.lineTo(x + 3.5, end - down * 6.5);
    g.closePath();
    g.fill();
    g.globalAlpha = 1;
  }
}

function lowerBound(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// The first stretch that reaches to a place or beyond.
function firstSegmentTo(segments, axis, at) {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (axis.pos[segments[middle].to] < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
