// Puts the page together, and answers to its buttons and keys.

class Page {
  constructor(recording) {
    this.root = document.documentElement;
    this.runs = [];
    this.restoreTheme();
    fill(document.querySelector('.brand'), icon('logo'));
    document.title = (recording.test || 'Timeline') + ' – Timeloop';
    showHead(this, recording);
    showWhy(this, recording);
    this.addRun(recording, '');
    this.finder = new Finder(this);
    offerFilters(this);
    this.buttons();
    this.keys();
    this.otherRun();
    window.addEventListener('beforeprint', () => preparePaper(this));
    this.begin();
  }

  addRun(recording, title) {
    const run = new Run(recording, title, this);
    this.runs.push(run);
    byId('lanes').append(run.element);
    enableMoves(run);
    run.layout();
    run.axis.fit();
    run.axis.listeners.push(() => this.moved());
    return run;
  }

  // Which lanes are busy depends on what is shown.
  moved() {
    if (byId('which').value === 'busy') {
      clearTimeout(this.moving);
      this.moving = setTimeout(() => applyFilters(this), 120);
    }
  }

  // What makes the test fail is on the screen, and chosen.
  begin() {
    const run = this.runs[0];
    const { recording, axis } = run;
    const lane = recording.culprits[0];
    const graves = lane ? [lane.leak, lane.fail, lane.wait] : [];
    const event = (recording.circle.includes(lane) ? graves.reverse() : graves).find((each) => each >= 0) ?? -1;
    requestAnimationFrame(() => {
      run.layout();
      axis.fit();
      const around = event >= 0 ? event : recording.failureAt;
      if (axis.scale < 9) {
        const room = axis.width / 22;
        const to = around < 0 ? room : axis.pos[around] + room * 0.25;
        axis.show(Math.max(axis.low, to - room), Math.max(axis.low + room, to));
      }
      if (lane) {
        this.choose(run, lane, event, false);
        run.revealRow(lane);
      } else {
        showDetails(this, run);
      }
      this.root.dataset.ready = 'true';
    });
  }

  choose(run, lane, event = -1, aloud = true) {
    const chosen = event;
    this.runs.forEach((each) => {
      if (each !== run) {
        each.select(null, -1, false);
      }
    });
    run.select(lane, chosen);
    if (lane || this.runs.length === 1) {
      showDetails(this, run);
    }
    if (aloud) {
      const { recording } = run;
      say(chosen >= 0
        ? instant(recording.time[chosen]) + ', ' + subject(recording, chosen) + ' ' + sentence(recording, chosen)
        : lane ? lane.name + ', ' + lane.kind + ', ' + SIGNS[fate(lane)] + ', ' + plural(lane.events.length, 'event') : '');
    }
    if (byId('which').value === 'related' && lane) {
      applyFilters(this);
    }
  }

  buttons() {
    fill(byId('zoom-in'), icon('plus'));
    fill(byId('zoom-out'), icon('minus'));
    const on = (id, action) => byId(id).addEventListener('click', action);
    on('zoom-in', () => this.zoom(1.6));
    on('zoom-out', () => this.zoom(1 / 1.6));
    on('fit', () => this.runs[0].axis.fit());
    on('jump', () => this.jump());
    on('by-order', () => this.setMode(ORDER));
    on('by-time', () => this.setMode(TIME));
    on('theme', () => this.setTheme(this.isDark() ? 'light' : 'dark'));
    on('help', () => showKeys());
    on('download', () => this.download());
    byId('jump').hidden = this.runs[0].recording.failureAt < 0;
  }

  zoom(factor) {
    const run = this.runs[0];
    const chosen = run.event >= 0 ? run.axis.x(run.event) : -1;
    run.axis.zoom(factor, chosen >= 0 && chosen <= run.axis.width ? chosen : run.axis.width / 2);
  }

  jump() {
    const run = this.runs[0];
    const { recording } = run;
    if (recording.failureAt >= 0) {
      run.axis.reveal(recording.failureAt, 0.7);
      this.choose(run, laneAt(recording, recording.failureAt) ?? recording.culprits[0] ?? null, recording.failureAt);
    }
  }

  setMode(mode) {
    this.runs.forEach((run) => run.axis.setMode(mode));
    byId('by-order').setAttribute('aria-checked', String(mode === ORDER));
    byId('by-time').setAttribute('aria-checked', String(mode === TIME));
    say(mode === ORDER ? 'Events in order' : 'Virtual time to scale');
  }

  // --- light and dark ---

  isDark() {
    const { theme } = this.root.dataset;
    return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  restoreTheme() {
    let theme = null;
    try {
      theme = localStorage.getItem('timeloop.theme');
    } catch (refused) {
      theme = null; // by a browser that keeps nothing for files
    }
    if (theme === 'light' || theme === 'dark') {
      this.root.dataset.theme = theme;
    }
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.readTheme());
    this.readTheme();
  }

  setTheme(theme) {
    this.root.dataset.theme = theme;
    try {
      localStorage.setItem('timeloop.theme', theme);
    } catch (refused) {
      say('The choice is not kept');
    }
    this.readTheme();
  }

  readTheme() {
    this.colours = readColours(this.root);
    fill(byId('theme'), icon(this.isDark() ? 'sun' : 'moon'));
    this.runs.forEach((run) => run.redraw());
  }

  paperColours() {
    const before = this.root.dataset.theme;
    this.root.dataset.theme = 'light';
    const colours = readColours(this.root);
    if (before) {
      this.root.dataset.theme = before;
    } else {
      delete this.root.dataset.theme;
    }
    return colours;
  }

  // --- files ---

  download() {
    const { recording } = this.runs[0];
    const url = URL.createObjectURL(new Blob([JSON.stringify(recording.json)], { type: 'application/json' }));
    const link = el('a', { href: url, download: (recording.test || 'recording').replace(/[^\w.-]+/g, '-').slice(0, 80) + '.json' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  otherRun() {
    const file = byId('file');
    byId('compare').addEventListener('click', () => file.click());
    file.addEventListener('change', () => {
      this.load(file.files[0]);
      file.value = '';
    });
    const drop = byId('drop');
    window.addEventListener('dragover', (event) => {
      event.preventDefault();
      drop.hidden = false;
    });
    window.addEventListener('dragleave', (event) => {
      drop.hidden = event.relatedTarget === null ? true : drop.hidden;
    });
    window.addEventListener('drop', (event) => {
      event.preventDefault();
      drop.hidden = true;
      this.load(event.dataTransfer.files[0]);
    });
  }

  async load(file) {
    if (!file) {
      return;
    }
    try {
      this.compareWith(recordingFrom(await file.text()), file.name);
    } catch (error) {
      this.alert(file.name + ' can’t be compared. ' + error.message);
    }
  }

  compareWith(recording, name) {
    this.leaveComparison();
    const [mine] = this.runs;
    mine.setTitle('This run · ' + mine.recording.outcome);
    const other = this.addRun(recording, 'The other run · ' + recording.outcome + ' · ' + name);
    document.body.classList.add('comparing');
    other.axis.setMode(mine.axis.mode);
    mine.layout();
    mine.select(null, -1, false);
    const at = showDifference(this);
    linkAxes(mine.axis, other.axis);
    applyFilters(this);
    const shown = Math.max(0, at);
    if (at >= 0 && mine.axis.mode === ORDER) {
      const room = Math.min(mine.axis.width / 26, mine.axis.high - mine.axis.low);
      const middle = mine.axis.pos[Math.min(shown, mine.recording.count)];
      mine.axis.show(middle - room * 0.6, middle + room * 0.4);
    }
    this.runs.forEach((run) => {
      const lane = shown < run.recording.count ? laneAt(run.recording, shown) : null;
      run.select(lane, lane && at >= 0 ? shown : -1);
    });
    say(at < 0 ? 'No difference' : 'First difference at event ' + (at + 1));
  }

  leaveComparison() {
    if (this.runs.length < 2) {
      return;
    }
    const [mine, other] = this.runs;
    other.element.remove();
    this.runs.length = 1;
    mine.mark = -1;
    mine.axis.listeners.length = 2;
    mine.setTitle('');
    document.body.classList.remove('comparing');
    showDetails(this, mine);
  }

  alert(text) {
    const box = byId('alert');
    fill(box, text, button(icon('close'), () => {
      box.hidden = true;
    }, { class: 'quiet square', 'aria-label': 'Close' }));
    box.hidden = false;
  }

  // --- keys ---

  keys() {
    const actions = {
      '/': () => byId('search').focus(),
      '+': () => this.zoom(1.6),
      '=': () => this.zoom(1.6),
      '-': () => this.zoom(1 / 1.6),
      0: () => this.runs[0].axis.fit(),
      f: () => this.jump(),
      m: () => this.setMode(this.runs[0].axis.mode === ORDER ? TIME : ORDER),
      n: () => this.finder.go(1),
      N: () => this.finder.go(-1),
      t: () => this.setTheme(this.isDark() ? 'light' : 'dark'),
      '[': () => this.runs[0].axis.pan(-this.runs[0].axis.width / 4),
      ']': () => this.runs[0].axis.pan(this.runs[0].axis.width / 4),
      '?': () => showKeys(),
    };
    document.addEventListener('keydown', (event) => {
      const isTyping = event.target.matches('input, select, textarea') || byId('keys').open;
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !(event.key in actions)) {
        return;
      }
      event.preventDefault();
      actions[event.key]();
    });
  }
}

new Page(readRecording(JSON.parse(byId('recording').textContent)));
