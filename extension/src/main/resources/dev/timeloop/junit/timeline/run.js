// One recording on the screen: a column of lanes, their timelines, a ruler, and an overview.

const ROW = 40;
const LOW_ROW = 26;
const MANY_LANES = 24;
const SPARE_ROWS = 6;

class Run {
  constructor(recording, title, page) {
    this.recording = recording;
    this.page = page;
    this.axis = new Axis(recording);
    this.filter = () => true;
    this.shown = [];
    this.rowOf = new Int32Array(recording.lanes.length).fill(-1);
    this.lane = null;
    this.event = -1;
    this.hovered = -1;
    this.hits = null;
    this.mark = -1;
    this.rows = new Map();
    this.build(title);
    this.axis.listeners.push(() => this.redraw());
    this.applyFilter();
  }

  build(title) {
    this.overview = el('canvas', { class: 'overview', 'aria-hidden': true });
    this.ruler = el('canvas', { class: 'ruler', 'aria-hidden': true });
    this.canvas = el('canvas', { class: 'lines', 'aria-hidden': true });
    this.list = el('div', {
      class: 'list', role: 'listbox', tabindex: 0, 'aria-label': 'Lanes. Up and down choose a lane, left and right its events.',
    });
    this.sheet = el('div', { class: 'sheet' }, this.canvas);
    this.tall = el('div', { class: 'tall' }, this.list, this.sheet);
    this.scroller = el('div', { class: 'scroller' }, this.tall);
    this.title = el('div', { class: 'run-title', hidden: !title }, title);
    this.corner = el('div', { class: 'corner' }, 'Lanes');
    this.heads = el('div', { class: 'heads' }, this.corner, el('div', { class: 'head' }, this.overview, this.ruler));
    this.element = el('section', { class: 'run', 'aria-label': title || 'Timeline' },
      this.title,
      this.heads,
      this.scroller);
    this.scroller.addEventListener('scroll', () => this.redraw());
    new ResizeObserver(() => this.layout()).observe(this.scroller);
  }

  setTitle(title) {
    this.title.hidden = !title;
    fill(this.title, title);
    this.layout();
  }

  layout() {
    const width = this.scroller.clientWidth - this.list.offsetWidth;
    this.heads.style.paddingRight = this.scroller.offsetWidth - this.scroller.clientWidth + 'px';
    this.axis.resize(Math.max(120, width));
    this.redraw();
  }

  // --- which lanes ---

  applyFilter() {
    const { lanes } = this.recording;
    this.shown = lanes.filter((lane) => (lane.events.length > 0 || lane.kind === 'test') && this.filter(lane));
    this.rowOf.fill(-1);
    this.shown.forEach((lane, row) => {
      this.rowOf[lane.index] = row;
    });
    this.row = this.shown.length > MANY_LANES ? LOW_ROW : ROW;
    this.element.classList.toggle('low', this.row === LOW_ROW);
    this.rows.forEach((row) => row.remove());
    this.rows.clear();
    this.tall.style.height = this.shown.length * this.row + 'px';
    this.redraw();
  }

  select(lane, event = -1, reveal = true) {
    this.lane = lane;
    this.event = event;
    if (lane && reveal) {
      this.revealRow(lane);
    }
    if (event >= 0 && reveal) {
      this.axis.reveal(event);
    }
    this.redraw();
  }

  revealRow(lane) {
    const row = this.rowOf[lane.index];
    if (row < 0) {
      return;
    }
    const top = row * this.row;
    const { scrollTop, clientHeight } = this.scroller;
    if (top < scrollTop) {
      this.scroller.scrollTop = top;
    } else if (top + this.row > scrollTop + clientHeight) {
      this.scroller.scrollTop = top + this.row - clientHeight;
    }
  }

  // --- drawing, at most once a frame ---

  redraw() {
    if (!this.frame) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.draw();
      });
    }
  }

  draw() {
    if (!this.element.isConnected) {
      return;
    }
    const height = this.scroller.clientHeight;
    const top = this.scroller.scrollTop;
    const first = Math.max(0, Math.floor(top / this.row));
    const last = Math.min(this.shown.length, Math.ceil((top + height) / this.row));
    this.drawLabels(first, last);
    const painter = new Painter(this.axis, this.page.colours);
    this.drawLines(painter, first, last, top, height);
    const ruler = begin(this.ruler, this.axis.width, 24);
    painter.ruler(ruler, 24);
    drawCursor(this, ruler, 24);
    drawOverview(this);
  }

  drawLabels(first, last) {
    const from = Math.max(0, first - SPARE_ROWS);
    const to = Math.min(this.shown.length, last + SPARE_ROWS);
    this.rows.forEach((element, row) => {
      if (row < from || row >= to) {
        element.remove();
        this.rows.delete(row);
      }
    });
    for (let row = from; row < to; row++) {
      let element = this.rows.get(row);
      if (!element) {
        element = this.label(this.shown[row], row);
        this.rows.set(row, element);
        this.list.append(element);
      }
      const isChosen = this.lane === this.shown[row];
      element.setAttribute('aria-selected', String(isChosen));
    }
    const chosen = this.lane ? this.rows.get(this.rowOf[this.lane.index]) : null;
    if (chosen) {
      this.list.setAttribute('aria-activedescendant', chosen.id);
    } else {
      this.list.removeAttribute('aria-activedescendant');
    }
  }

  label(lane, row) {
    const waits = isUnfinished(lane) ? waitOf(this.recording, lane) : '';
    const about = waits || lane.outcome || (lane.fail >= 0 ? this.recording.text[lane.fail] : lane.state);
    const element = el('div', {
      class: 'label', role: 'option', id: 'lane-' + this.page.runs.indexOf(this) + '-' + lane.index,
      'aria-setsize': this.shown.length, 'aria-posinset': row + 1,
      title: lane.name + (about ? ' – ' + about : ''),
      onclick: () => this.page.choose(this, lane),
    },
    el('span', { class: 'kind' }, icon(lane.kind, lane.kind)),
    el('span', { class: 'names' },
      el('span', { class: 'name' }, lane.name),
      el('span', { class: 'about' }, firstLine(about))),
    lane.kind !== 'loop' && fateSign(lane));
    element.style.top = row * this.row + 'px';
    element.style.height = this.row + 'px';
    return element;
  }

  drawLines(painter, first, last, top, height) {
    const { axis, page: { colours } } = this;
    const g = begin(this.canvas, axis.width, height);
    const size = this.row === ROW ? 20 : 14;
    const y = (row) => row * this.row - top + this.row / 2;
    for (let row = first; row < last; row++) {
      const isChosen = this.shown[row] === this.lane;
      if (row % 2 === 1 || isChosen) {
        g.fillStyle = isChosen ? colours.mark : colours.stripe;
        g.fillRect(0, row * this.row - top, axis.width, this.row);
      }
    }
    painter.grid(g, Math.min(height, this.shown.length * this.row - top));
    drawDifference(this, g, height);
    this.drawArrows(painter, g, first, last, y, size);
    for (let row = first; row < last; row++) {
      painter.lane(g, this.shown[row], y(row), size, this.shown[row] === this.lane);
    }
    drawHits(this, g, y, first, last);
    drawCursor(this, g, height);
    if (this.event >= 0) {
      const row = this.recording.lane[this.event] < 0 ? -1 : this.rowOf[this.recording.lane[this.event]];
      g.strokeStyle = colours.accent;
      g.lineWidth = 2;
      if (row >= 0) {
        disc(g, axis.x(this.event), y(row), size / 2 + 3);
        g.stroke();
      }
    }
  }

  drawArrows(painter, g, first, last, y, size) {
    const { axis, recording } = this;
    const from = axis.firstFrom(axis.left);
    const to = axis.firstFrom(axis.fromX(axis.width));
    const chosen = this.lane ? this.lane.index : -2;
    const shown = [];
    for (let i = from; i < to && shown.length <= 4 * MOST_ARROWS; i++) {
      const by = recording.other[i];
      const lane = recording.lane[i];
      const isAction = recording.kind[i] !== KIND.BLOCK && recording.kind[i] !== KIND.TIME;
      if (!isAction || by < 0 || lane < 0 || by === lane || this.rowOf[by] < 0 || this.rowOf[lane] < 0) {
        continue;
      }
      const low = Math.min(this.rowOf[by], this.rowOf[lane]);
      const high = Math.max(this.rowOf[by], this.rowOf[lane]);
      if (low < last && high >= first) {
        shown.push(i);
      }
    }
    const isFew = shown.length <= MOST_ARROWS;
    shown.forEach((i) => {
      const isLit = recording.other[i] === chosen || recording.lane[i] === chosen;
      if (isFew || isLit) {
        painter.arrow(g, i, y(this.rowOf[recording.other[i]]), y(this.rowOf[recording.lane[i]]), size, isLit);
      }
    });
  }

  // What lies under a place of the canvas: a lane, an event of it, a stretch of its life.
  at(x, y) {
    const row = Math.floor((y + this.scroller.scrollTop) / this.row);
    const lane = this.shown[row];
    if (!lane) {
      return null;
    }
    const near = this.axis.fromX(x);
    const next = lowerBound(lane.events, this.axis.firstFrom(near));
    let event = -1;
    let best = 10;
    [next - 1, next].forEach((i) => {
      if (i >= 0 && i < lane.events.length) {
        const distance = Math.abs(this.axis.x(lane.events[i]) - x);
        if (distance < best) {
          best = distance;
          event = lane.events[i];
        }
      }
    });
    const segment = lane.segments[firstSegmentTo(lane.segments, this.axis, near)];
    return { lane, event, segment: segment && this.axis.pos[segment.from] <= near ? segment : null };
  }
}
