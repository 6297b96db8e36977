// Charts over time, drawn by uPlot, each with a sentence and a table of the same values.
import {html, nothing} from './lib/lit-html.js';
import {directive} from './lib/directive.js';
import {AsyncDirective} from './lib/async-directive.js';
import uPlot from './lib/uPlot.esm.js';
import {clock, NONE, zone} from './units.js';
import {setRange} from './range.js';

/**
 * One line of a chart.
 * @typedef {{label: string, values: !Array<?number>, side: string, format: function(?number): string}}
 */
let Line;

const HEIGHT = 170;
const THEME = matchMedia('(prefers-color-scheme: dark)');
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
const steps = () => uPlot.paths.stepped({align: 1});

function options(element, chart) {
  const axis = () => ({stroke: colour('muted'), grid: {stroke: colour('line'), width: 1}, ticks: {stroke: colour('line'), width: 1}, font: '12px system-ui, sans-serif'});
  return {
    width: Math.max(200, element.clientWidth),
    height: HEIGHT,
    legend: {show: false},
    cursor: {sync: {key: 'time'}, drag: {x: true, y: false, setScale: false}},
    tzDate: (seconds) => zone.utc ? uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC') : new Date(seconds * 1000),
    scales: {y: {range: (u, least, most) => [0, Math.max(most || 0, chart.least) * 1.08]}},
    axes: [{...axis(), values: (u, ticks) => ticks.map((tick) => clock(tick * 1000, false))}, {...axis(), size: 64, values: (u, ticks) => ticks.map((tick) => chart.lines[0].format(tick))}],
    series: [{}, ...chart.lines.map((line, i) => ({
      stroke: colour(line.side), width: 1.6, dash: i ? [6, 4] : [], points: {show: false},
    })), ...(chart.limit ? [{stroke: colour('muted'), width: 1, dash: [2, 3], paths: steps(), points: {show: false}}] : [])],
    hooks: {
      setCursor: [(u) => chart.onCursor(u.cursor.idx)],
      setSelect: [(u) => {
        if (u.select.width > 4) {
          setRange(u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x'));
        }
      }],
    },
  };
}

class Plot extends AsyncDirective {
  render() {
    return nothing;
  }

  update(part, [chart]) {
    const data = [chart.time, ...chart.lines.map((line) => line.values), ...(chart.limit ? [chart.limit] : [])];
    if (this.chart && this.chart.time === chart.time) {
      return nothing;
    }
    this.chart = chart;
    this.data = data;
    this.element = part.element;
    THEME.addEventListener('change', this.draw);
    this.draw();
    return nothing;
  }

  // The element has its width once it is in the document.
  draw = () => requestAnimationFrame(() => {
    this.remove();
    if (this.chart && this.element.isConnected) {
      this.plot = new uPlot(options(this.element, this.chart), this.data, this.element);
      this.observer = new ResizeObserver(() => this.plot && this.plot.setSize({width: Math.max(200, this.element.clientWidth), height: HEIGHT}));
      this.observer.observe(this.element);
    }
  });

  remove() {
    if (this.plot) {
      this.observer.disconnect();
      this.plot.destroy();
      this.plot = null;
    }
  }

  disconnected() {
    THEME.removeEventListener('change', this.draw);
    this.chart = null;
    this.remove();
  }
}

const plot = directive(Plot);

/** The values of a position as words, the latest without one. */
function words(time, lines, at) {
  let i = at === null || at === undefined ? time.length - 1 : at;
  while (at == null && i > 0 && lines.every((line) => line.values[i] === null)) {
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
 * @param {{id: string, title: string, time: !Array<number>, lines: !Array<Line>, limit: (?Array<?number>|undefined), limitText: (string|undefined), least: number}} chart
 *     limit is the threshold in force at each time; least is the smallest top of the vertical axis
 */
export function chartOf({id, title, time, lines, limit = null, limitText = '', least}) {
  const onCursor = (at) => {
    const output = document.getElementById(id + '-value');
    if (output) {
      output.textContent = words(time, lines, at);
    }
  };
  return html`<figure class="chart"><figcaption><h3>${title}</h3><span class="muted">${limitText}</span></figcaption>
  <p class="value" id=${id + '-value'}>${words(time, lines, null)}</p>
  <div class="plot" role="img" aria-label=${sentence(title, lines)} ${plot({time, lines, limit, least, onCursor})}></div>
  <details><summary>Show as table</summary><div class="scroll" tabindex="0" role="region" aria-label=${title + ", values"}><table><thead><tr><th scope="col">Time</th>${lines.map((line) => html`<th scope="col" class="n">${line.label}</th>`)}</tr></thead>
  <tbody>${time.map((seconds, i) => lines.every((line) => line.values[i] === null) ? nothing
    : html`<tr><td>${clock(seconds * 1000, false)}</td>${lines.map((line) => html`<td class="n">${line.values[i] === null ? NONE : line.format(line.values[i])}</td>`)}</tr>`)}</tbody></table></div></details></figure>`;
}
