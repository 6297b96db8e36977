// Charts over time, drawn by uPlot, each with a sentence and a table of the same values.
import {html, nothing} from './lib/lit-html.js';
import {directive} from './lib/directive.js';
import {AsyncDirective} from './lib/async-directive.js';
import {now} from './api.js';
import {clock, dayOf, NONE, zone} from './units.js';
import {page, setUi} from './page.js';
import {setRange} from './range.js';
import {ticks} from './ticks.js';

/**
 * One line of a chart.
 * @typedef {{label: string, values: !Array<?number>, side: string, format: function(?number): string}}
 */
let Line;

// A script of index.html, which the first screen does not wait for: it may come after this module.
let uPlot = window['uPlot'];

const HEIGHT = 170;
// Width of the vertical axis.
const AXIS = 64;
const FONT = '12px system-ui, sans-serif';
const DASHES = [[], [6, 4], [12, 3, 2, 3]];
const THEME = matchMedia('(prefers-color-scheme: dark)');
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
const steps = () => uPlot.paths.stepped({align: 1});

/** Labels of the time axis: dates when the ticks are days apart, else times, with the date below at the first tick of a day other than today. */
function ticksInWords(ticks) {
  const today = dayOf(now());
  return ticks.map((tick, i) => {
    const day = dayOf(tick * 1000);
    return ticks.length > 1 && ticks[1] - ticks[0] >= 86400 ? day
      : clock(tick * 1000, false).split(' ').pop() + (day !== (i ? dayOf(ticks[i - 1] * 1000) : today) ? '\n' + day : '');
  });
}

/** Names each of several lines at its end. */
function nameLines(u, lines) {
  const ends = lines.map((line, i) => {
    let at = line.values.length - 1;
    while (at > 0 && line.values[at] === null) {
      at--;
    }
    return {label: line.label, y: u.valToPos(line.values[at] || 0, 'y', true), colour: colour(line.side), i};
  }).sort((a, b) => a.y - b.y);
  const height = 15 * devicePixelRatio;
  u.ctx.save();
  u.ctx.font = 12 * devicePixelRatio + 'px system-ui, sans-serif';
  u.ctx.textAlign = 'left';
  u.ctx.textBaseline = 'middle';
  let last = -Infinity;
  for (const end of ends) {
    last = Math.max(end.y, last + height);
    u.ctx.fillStyle = end.colour;
    u.ctx.fillText(end.label, u.bbox.left + u.bbox.width + 5 * devicePixelRatio, last);
  }
  u.ctx.restore();
}

function shade(u, bands) {
  u.ctx.save();
  u.ctx.fillStyle = colour('band');
  for (const {from, to} of bands) {
    const left = Math.max(u.bbox.left, u.valToPos(from, 'x', true));
    const right = Math.min(u.bbox.left + u.bbox.width, u.valToPos(to, 'x', true));
    u.ctx.fillRect(left, u.bbox.top, Math.max(0, right - left), u.bbox.height);
  }
  u.ctx.restore();
}

/** Width at the right end, where several lines have their names. */
const rightOf = (lines) => lines.length > 1 ? 14 + 7 * Math.max(...lines.map((line) => line.label.length)) : 12;

function options(element, chart) {
  const axis = () => ({stroke: colour('muted'), grid: {stroke: colour('line'), width: 1}, ticks: {stroke: colour('line'), width: 1}, font: FONT});
  const isNamed = chart.lines.length > 1;
  return {
    width: Math.max(200, element.clientWidth),
    height: HEIGHT,
    legend: {show: false},
    padding: [8, rightOf(chart.lines), 0, 0],
    cursor: {sync: {key: 'time'}, drag: {x: true, y: false, setScale: false}},
    tzDate: (seconds) => zone.utc ? uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC') : new Date(seconds * 1000),
    scales: {y: {range: (u, least, most) => [Math.min(0, least || 0) * 1.08, Math.max(most || 0, chart.least) * 1.08]}},
    axes: [{...axis(), values: (u, ticks) => ticksInWords(ticks)}, {...axis(), size: AXIS, values: (u, ticks) => ticks.map((tick) => chart.lines[0].format(tick))}],
    series: [{}, ...chart.lines.map((line, i) => ({
      stroke: colour(line.side), width: 1.6, dash: DASHES[i], points: {show: line.values.filter((value) => value !== null).length < 3, size: 5},
    })), ...(chart.limit ? [{stroke: colour('muted'), width: 1, dash: [2, 3], paths: steps(), points: {show: false}}] : [])],
    hooks: {
      drawClear: [(u) => shade(u, chart.bands)],
      draw: [(u) => isNamed && nameLines(u, chart.lines)],
      setCursor: [(u) => chart.onCursor(u.cursor.idx)],
      setSelect: [(u) => {
        if (u.select.width > 4) {
          setRange(u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x'));
        }
      }],
    },
  };
}

const STEPS = {ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity};

class Plot extends AsyncDirective {
  constructor(info) {
    super(info);
    /** @type {?} */ this.chart = null;
    /** @type {?} */ this.data = null;
    /** @type {?} */ this.element = null;
    /** @type {?} */ this.plot = null;
    /** @type {?} */ this.observer = null;
    this.draw = this.draw.bind(this);
    this.press = this.press.bind(this);
  }

  render() {
    return nothing;
  }

  update(part, [chart]) {
    const data = [chart.time, ...chart.lines.map((line) => line.values), ...(chart.limit ? [chart.limit] : [])];
    if (this.chart && this.chart.time === chart.time) {
      return nothing;
    }
    if (!this.chart) {
      THEME.addEventListener('change', this.draw);
      document.addEventListener('appearance', this.draw);
      part.element.addEventListener('keydown', this.press);
    }
    this.chart = chart;
    this.data = data;
    this.element = part.element;
    this.draw();
    return nothing;
  }

  // The element has its width once it is in the document.
  draw() {
    uPlot = window['uPlot'];
    if (!uPlot) {
      document.querySelector('script[src*=uPlot]').addEventListener('load', this.draw, {once: true});
      return;
    }
    requestAnimationFrame(() => {
      this.remove();
      if (this.chart && this.element.isConnected) {
        this.plot = new uPlot(options(this.element, this.chart), this.data, this.element);
        this.observer = new ResizeObserver(() => this.plot && this.plot.setSize({width: Math.max(200, this.element.clientWidth), height: HEIGHT}));
        this.observer.observe(this.element);
      }
    });
  }

  // The keys move the cursor of this chart, and with it those of the others.
  press(event) {
    const step = STEPS[event.key];
    if (step === undefined || !this.plot || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    event.preventDefault();
    const last = this.chart.time.length - 1;
    const present = this.plot.cursor.idx;
    const at = Math.min(last, Math.max(0, (present === null || present === undefined ? last - (step < 0 ? 0 : step) : present) + step));
    this.plot.setCursor({left: this.plot.valToPos(this.chart.time[at], 'x'), top: this.plot.over.clientHeight / 2}, true, true);
  }

  remove() {
    if (this.plot) {
      this.observer.disconnect();
      this.plot.destroy();
      this.plot = null;
    }
  }

  disconnected() {
    THEME.removeEventListener('change', this.draw);
    document.removeEventListener('appearance', this.draw);
    this.element.removeEventListener('keydown', this.press);
    this.chart = null;
    this.remove();
  }
}

const plot = directive(Plot);

/** The values of a position as words, the latest without one. */
function words(time, lines, at) {
  let i = at === null || at === undefined ? time.length - 1 : at;
  while (at == null && i > 0 && lines[0].values[i] === null) {
    i--;
  }
  return i < 0 ? '' : clock(time[i] * 1000, false) + '  ' + lines.map((line) => line.label + ' ' + (line.values[i] === null ? NONE : line.format(line.values[i]))).join(', ');
}

/** How a line moved, for those who do not see it. */
function sentence(title, lines) {
  const values = lines[0].values.filter((value) => value !== null);
  return values.length === 0 ? title + ': nothing was judged in this range.'
    : title + ': between ' + lines[0].format(Math.min(...values)) + ' and ' + lines[0].format(Math.max(...values)) + ', at the end ' + lines[0].format(values[values.length - 1]) + '.';
}

/**
 * A chart.
 * @param {{id: string, title: string, time: !Array<number>, lines: !Array<Line>, limit: (?Array<?number>|undefined), limitText: (string|undefined), least: number,
 *     bands: (!Array<{from: number, to: number}>|undefined), marks: (!Array<{at: number, text: string}>|undefined)}} chart
 *     limit is the threshold in force at each time; least is the smallest top of the vertical axis; bands are spans in epoch seconds that are shaded;
 *     marks are events in epoch milliseconds that stand below the drawing
 */
export function chartOf({id, title, time, lines, limit = null, limitText = '', least, bands = [], marks = []}) {
  const onCursor = (at) => {
    const text = words(time, lines, at);
    const output = document.getElementById(id + '-value');
    const cursor = document.getElementById(id + '-plot');
    if (output && cursor) {
      output.textContent = text;
      cursor.setAttribute('aria-valuetext', text);
      cursor.setAttribute('aria-valuenow', String(at === null || at === undefined ? time.length - 1 : at));
    }
  };
  const isOpen = !!page.ui['table:' + id];
  return html`<figure class="chart"><figcaption><h3>${title}</h3><span class="muted">${limitText}</span></figcaption>
  <p class="value" id=${id + '-value'}>${words(time, lines, null)}</p><p class="hidden">${sentence(title, lines)}</p>
  <div class="plot" id=${id + '-plot'} role="slider" tabindex="0" aria-label=${title + ', cursor'} aria-valuemin="0" aria-valuemax=${time.length - 1}
    aria-valuenow=${time.length - 1} aria-valuetext=${words(time, lines, null)} title="The arrow keys move the cursor" ${plot({time, lines, limit, least, bands, onCursor})}></div>
  ${marks.length ? ticks(marks, time[0] * 1000, time[time.length - 1] * 1000, 'event', [AXIS, rightOf(lines)]) : nothing}
  <details @toggle=${(e) => setUi({['table:' + id]: e.target.open})}><summary>Show as table</summary>${isOpen ? html`<div class="scroll" tabindex="0" role="region" aria-label=${title + ', values'}><table>
  <thead><tr><th scope="col">Time</th>${lines.map((line) => html`<th scope="col" class="n">${line.label}</th>`)}</tr></thead>
  <tbody>${time.map((seconds, i) => lines.every((line) => line.values[i] === null) ? nothing
    : html`<tr><td>${clock(seconds * 1000, false)}</td>${lines.map((line) => html`<td class="n">${line.values[i] === null ? NONE : line.format(line.values[i])}</td>`)}</tr>`)}</tbody></table></div>` : nothing}</details></figure>`;
}
