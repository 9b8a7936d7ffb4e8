// Spans and instants as people write them, as everywhere in Timeloop.

const MICRO = 1e3;
const MILLI = 1e6;
const SECOND = 1e9;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function decimal(nanos, unit) {
  return String(Number((nanos / unit).toFixed(9)));
}

function span(nanos) {
  if (nanos < 0) {
    return '-' + span(-nanos);
  }
  if (nanos === 0) {
    return '0 s';
  }
  if (nanos < MICRO) {
    return nanos + ' ns';
  }
  if (nanos < MILLI) {
    return decimal(nanos, MICRO) + ' us';
  }
  if (nanos < SECOND) {
    return decimal(nanos, MILLI) + ' ms';
  }
  if (nanos < 2 * MINUTE) {
    return decimal(nanos, SECOND) + ' s';
  }
  const parts = [
    [Math.floor(nanos / DAY), 'd'],
    [Math.floor((nanos % DAY) / HOUR), 'h'],
    [Math.floor((nanos % HOUR) / MINUTE), 'min'],
  ].filter(([amount]) => amount > 0).map(([amount, unit]) => amount + ' ' + unit);
  if (nanos % MINUTE !== 0) {
    parts.push(decimal(nanos % MINUTE, SECOND) + ' s');
  }
  return parts.join(' ');
}

function instant(nanos) {
  return '+' + span(nanos);
}

// The instant by the clock that the test sees.
function wallClock(start, nanos) {
  const millis = Date.parse(start);
  if (Number.isNaN(millis)) {
    return '';
  }
  const at = new Date(millis + Math.floor(nanos / MILLI));
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().replace('T', ' ').replace('.000Z', 'Z');
}

const STEPS = (() => {
  const steps = [];
  for (let unit = 1; unit < SECOND; unit *= 10) {
    steps.push(unit, 2 * unit, 5 * unit);
  }
  steps.push(...[1, 2, 5, 10, 15, 30].map((each) => each * SECOND));
  steps.push(...[1, 2, 5, 10, 15, 30].map((each) => each * MINUTE));
  steps.push(...[1, 2, 3, 6, 12].map((each) => each * HOUR));
  for (let unit = DAY; unit < 1e6 * DAY; unit *= 10) {
    steps.push(unit, 2 * unit, 5 * unit);
  }
  return steps;
})();

// The distance of round instants that lie at least so far apart.
function tickStep(least) {
  return STEPS.find((each) => each >= least) || STEPS[STEPS.length - 1];
}

function plural(count, word) {
  return count.toLocaleString('en') + ' ' + word + (count === 1 ? '' : 's');
}

// What two runs may differ in without being different: the identity hash of an object.
function withoutHashes(text) {
  return text.replace(/@[0-9a-f]{3,8}\b/g, '@');
}
