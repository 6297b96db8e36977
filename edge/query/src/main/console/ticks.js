// Marks below a span of time, each a button that shows the time around it.
import {html, nothing} from './lib/lit-html.js';
import {setQuery} from './page.js';
import {clock, many} from './units.js';

const CLOSEST = 0.03;
const AROUND = 1800000;

/** Marks that stand too close to be pointed at one by one stand as one. */
function clusters(marks, from, to) {
  const out = [];
  for (const mark of [...marks].filter(({at}) => at >= from && at <= to).sort((a, b) => a.at - b.at)) {
    const last = out[out.length - 1];
    if (last && (mark.at - last[0].at) / (to - from) < CLOSEST) {
      last.push(mark);
    } else {
      out.push([mark]);
    }
  }
  return out;
}

const show = (marks) => setQuery({from: new Date(marks[0].at - AROUND).toISOString(), to: new Date(marks[marks.length - 1].at + AROUND).toISOString()});

const words = (marks, noun) => marks.length === 1 ? clock(marks[0].at, false) + ' ' + marks[0].text
  : many(marks.length, noun) + ' from ' + clock(marks[0].at, false) + ' to ' + clock(marks[marks.length - 1].at, false) + ': ' + marks[0].text + ' …';

/**
 * The marks of a span as buttons at their places. Places are set over the object model, which the policy for styles permits.
 * @param {!Array<{at: number, text: string}>} marks
 * @param {number} from epoch ms of the left end
 * @param {number} to epoch ms of the right end
 * @param {string} noun of one mark, such as change
 * @param {!Array<number>=} margins pixels that are left out on the left and on the right
 * @param {function(!Array<{at: number, text: string}>)=} pick is called with the marks of a button; shows the hour around them by default
 */
export function ticks(marks, from, to, noun, [left, right] = [0, 0], pick = show) {
  const all = clusters(marks, from, to);
  return all.length === 0 || to <= from ? nothing : html`<div class="ticks" role="group" aria-label=${noun[0].toUpperCase() + noun.slice(1) + 's over time'} .style=${'margin-left: ' + left + 'px; margin-right: ' + right + 'px'}>
  ${all.map((cluster) => html`<button type="button" title=${words(cluster, noun)} aria-label=${'Show the time around ' + words(cluster, noun)}
    .style=${'left: ' + (100 * (cluster[0].at - from) / (to - from)).toFixed(2) + '%'} @click=${() => pick(cluster)}>${cluster.length > 1 ? cluster.length : nothing}</button>`)}</div>`;
}
