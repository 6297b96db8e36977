// Ranges of time: relative ones stay relative in the address, a dragged one is absolute.
import {html, nothing} from './lib/lit-html.js';
import {now} from './api.js';
import {clock, zoneName} from './units.js';
import {page, parameter, setQuery} from './page.js';

const SECONDS = {'1h': 3600, '6h': 21600, '24h': 86400, '7d': 604800, '30d': 2592000, '90d': 7776000};
const WORDS = {'1h': '1\u00a0h', '6h': '6\u00a0h', '24h': '24\u00a0h', '7d': '7\u00a0d', '30d': '30\u00a0d', '90d': '90\u00a0d'};

/** Ranges of the present screen, shortest first, and the one without a parameter. */
const choices = () => ({
  host: [['1h', '6h', '24h', '7d', '30d'], '6h'],
  incidents: [['24h', '7d', '30d'], '7d'],
  signals: [['24h', '7d', '30d'], '24h'],
  errors: [['1h', '6h', '24h', '7d', '30d'], '24h'],
  error: [['1h', '6h', '24h', '7d', '30d'], '24h'],
  intake: [['1h', '6h', '24h'], '24h'],
  objective: [['24h', '7d', '30d', '90d'], '30d'],
})[page.route.name] || [[], ''];

/** @return {string} the relative range of the address, such as 6h, or an empty text for an absolute one */
function chosen() {
  const [, otherwise] = choices();
  const from = parameter('from', 'now-' + otherwise);
  return from.startsWith('now-') && SECONDS[from.slice(4)] ? from.slice(4) : '';
}

/** @return {{from: string, to: string, seconds: number}} the range of the address as instants for the API */
export function range() {
  const name = chosen();
  const to = name || parameter('to') === '' || parameter('to') === 'now' ? now() : Date.parse(parameter('to'));
  const from = name ? to - SECONDS[name] * 1000 : Date.parse(parameter('from'));
  const safeTo = Number.isNaN(to) ? now() : to;
  const safeFrom = Number.isNaN(from) || from >= safeTo ? safeTo - 21600000 : from;
  return {from: new Date(safeFrom).toISOString(), to: new Date(safeTo).toISOString(), seconds: (safeTo - safeFrom) / 1000};
}

/** @return {string} the range of the address in words, such as "the last 24 h" */
export function rangeWords() {
  const name = chosen();
  return name ? 'the last ' + WORDS[name] : clock(range().from, false) + ' to ' + clock(range().to, false) + ' ' + zoneName();
}

/** Parameters of an absolute range that shows a span with half an hour before and after it; empty for one that goes on. */
export function around(from, to) {
  const at = (instant, shift) => new Date(Date.parse(instant) + shift).toISOString();
  return to ? {from: at(from, -1800000), to: at(to, 1800000)} : {};
}

/** Chooses the next shorter (-1) or longer (1) range. */
export function stepRange(step) {
  const [names] = choices();
  if (names.length === 0) {
    return false;
  }
  const name = names[Math.min(names.length - 1, Math.max(0, names.indexOf(chosen()) + step))];
  setQuery({from: 'now-' + name, to: null});
  return true;
}

/** Sets an absolute range in epoch seconds. */
export function setRange(from, to) {
  setQuery({from: new Date(from * 1000).toISOString(), to: new Date(to * 1000).toISOString()});
}

/** The buttons of the ranges of the present screen. */
export function rangeButtons() {
  const [names] = choices();
  const present = chosen();
  return html`<div class="ranges" role="group" aria-label="Range">${present ? nothing
    : html`<span class="muted">${rangeWords()}</span>`}
  ${names.map((name) => html`<button type="button" aria-pressed=${name === present} @click=${() => setQuery({from: 'now-' + name, to: null})}>${WORDS[name]}</button>`)}</div>`;
}
