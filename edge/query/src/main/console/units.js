// Numbers, times and words as the console writes them. A no-break space stands between a number and its unit.
import {html} from './lib/lit-html.js';
import {now} from './api.js';

const SPACE = '\u00a0';

/** What stands where there is no value. */
export const NONE = '–';

/** Setting of the page: UTC, or the zone of the browser. */
export const zone = {utc: true};

/** @typedef {{word: string, group: string, plane: string, letter: string}} */
let Words;

/** Words of each verdict, and of silence; plane is the side that is hit: users, checks or none. */
export const VERDICTS = /** @type {!Object<string, Words>} */ ({
  user_impact_confirmed: {word: 'Users affected', group: 'Users affected', plane: 'users', letter: 'c'},
  user_only_synthetic_blind: {word: 'Users affected, checks pass', group: 'Users affected', plane: 'users', letter: 'b'},
  synthetic_only_no_user_impact: {word: 'Checks fail, no user impact observed', group: 'Checks fail, no user impact observed', plane: 'checks', letter: 's'},
  healthy: {word: 'Healthy', group: 'Healthy', plane: 'none', letter: 'h'},
  silent: {word: 'Silent', group: 'Silent', plane: 'none', letter: '-'},
});

/** Names of the verdicts by their letter in the hour. */
const LETTERS = Object.fromEntries(Object.entries(VERDICTS).map(([name, words]) => [words.letter, name]));

/** @return {string} the name in VERDICTS of a verdict's name or letter */
export const verdictName = (text) => VERDICTS[text] ? text : LETTERS[text] || 'silent';

const figures = (x) => Math.abs(x) >= 100 ? x.toFixed(0) : Math.abs(x) >= 10 ? x.toFixed(1) : x.toFixed(2);

// A minus sign is as wide as a digit, a hyphen is not.
const signed = (text) => text.replace('-', '−');

/** @return {string} a ratio as a percentage with one decimal, such as 25.1 % */
export const percent = (ratio) => ratio === null || ratio === undefined ? NONE : signed((100 * ratio).toFixed(1)) + SPACE + '%';

/** @return {string} a limit: a ratio without needless decimals, such as 10 % */
export const percentShort = (ratio) => ratio === null || ratio === undefined ? NONE : Number((100 * ratio).toFixed(3)) + SPACE + '%';

// Many times as fast as toLocaleString.
const WHOLE = new Intl.NumberFormat('en');

/** @return {string} a number of things, whole up to 9,999, then three figures: 1,204 and 12.4 k */
export function count(n) {
  if (n === null || n === undefined) {
    return NONE;
  }
  if (Math.abs(n) < 10000) {
    return signed(WHOLE.format(Math.round(n)));
  }
  const step = Math.abs(n) < 999500 ? [1e3, 'k'] : Math.abs(n) < 999.5e6 ? [1e6, 'M'] : [1e9, 'G'];
  return signed(figures(n / step[0])) + SPACE + step[1];
}

/** @return {string} a number and its noun: 1 host, 3 hosts */
export const many = (n, one, more = one + 's') => count(n) + ' ' + (n === 1 ? one : more);

/** @return {string} milliseconds with three figures at most: 182 ms, 1.81 s */
export function millis(ms) {
  if (ms === null || ms === undefined) {
    return NONE;
  }
  return ms < 999.5 ? Math.round(ms) + SPACE + 'ms' : ms < 100000 ? figures(ms / 1000) + SPACE + 's' : span(ms / 1000);
}

/** @return {string} a limit in milliseconds without needless decimals: 4 s */
export const millisShort = (ms) => ms === null || ms === undefined ? NONE : ms < 1000 ? Math.round(ms) + SPACE + 'ms' : Number((ms / 1000).toFixed(2)) + SPACE + 's';

/** @return {string} a cumulative layout shift, which has no unit */
export const shift = (x) => x === null || x === undefined ? NONE : x.toFixed(2);

/** @return {string} a burn rate or another factor: 16.5x */
export const times = (x) => x === null || x === undefined ? NONE : (Math.abs(x) < 100 ? x.toFixed(1) : x.toFixed(0)) + '×';

/** @return {string} a span of seconds in its two largest units: 45 s, 3 min, 1 d 4 h */
export function span(seconds) {
  if (seconds === null || seconds === undefined) {
    return NONE;
  }
  const units = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];
  let left = Math.max(0, Math.round(seconds));
  const at = units.findIndex(([, size]) => left >= size);
  if (at < 0) {
    return '0' + SPACE + 's';
  }
  const parts = [];
  const last = at === 2 && left >= 600 ? at : Math.min(at + 1, 3);
  for (let i = at; i <= last; i++) {
    const n = Math.floor(left / units[i][1]);
    left -= n * units[i][1];
    if (n > 0) {
      parts.push(n + SPACE + units[i][0]);
    }
  }
  return (at < 2 || parts.length < 2 ? parts : parts.slice(0, 1)).join(' ');
}

/** @return {string} a window of a burn rate such as 5m in words: 5 min */
export const windowName = (name) => name.replace(/^(\d+)m$/, '$1' + SPACE + 'min').replace(/^(\d+)([hd])$/, '$1' + SPACE + '$2');

/** @return {string} the period of an objective, such as "30 d" or "calendar month" */
export function period({period: length, rolling}) {
  const [, n, unit] = /^(\d+)(\w)$/.exec(length || '') || [null, '', ''];
  const names = {m: 'minute', h: 'hour', d: 'day', w: 'week', M: 'month', Q: 'quarter', Y: 'year'};
  const word = rolling && 'mhdw'.includes(unit) ? n + SPACE + {m: 'min', h: 'h', d: 'd', w: 'w'}[unit] : n === '1' ? names[unit] : n + ' ' + names[unit] + 's';
  return !names[unit] ? length || NONE : rolling ? word : 'calendar ' + word;
}

const pad = (n) => String(n).padStart(2, '0');
const parts = (ms) => {
  const d = new Date(ms);
  return zone.utc
    ? {day: d.getUTCFullYear() + '-' + pad(d.getUTCMonth() + 1) + '-' + pad(d.getUTCDate()), time: [d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds()].map(pad)}
    : {day: d.getFullYear() + '-' + pad(d.getMonth() + 1) + '-' + pad(d.getDate()), time: [d.getHours(), d.getMinutes(), d.getSeconds()].map(pad)};
};

/** @return {string} the name of the present zone: UTC or UTC+02:00 */
export function zoneName() {
  const minutes = -new Date(now()).getTimezoneOffset();
  return zone.utc ? 'UTC' : 'UTC' + (minutes < 0 ? '−' : '+') + pad(Math.floor(Math.abs(minutes) / 60)) + ':' + pad(Math.abs(minutes) % 60);
}

/** @return {number} epoch milliseconds of an instant: RFC 3339 or milliseconds */
export const epoch = (instant) => typeof instant === 'number' ? instant : Date.parse(instant);

/** @return {string} an instant without its zone, with the date when it is not today: 12:04:10 or 11-28 12:04:10 */
export function clock(instant, seconds = true) {
  const at = parts(epoch(instant));
  const today = parts(now()).day;
  const time = at.time.slice(0, seconds ? 3 : 2).join(':');
  return at.day === today ? time : at.day.slice(at.day.slice(0, 4) === today.slice(0, 4) ? 5 : 0) + ' ' + time;
}

/** @return {string} the date of an instant: 11-28, with the year when it is another one */
export function dayOf(instant) {
  const day = parts(epoch(instant)).day;
  return day.slice(day.slice(0, 4) === parts(now()).day.slice(0, 4) ? 5 : 0);
}

/** @return {string} two instants, the date of the second only when it is another one: 11-27 18:33 to 19:02 */
export const between = (from, to) => clock(from, false) + ' to ' + (dayOf(from) === dayOf(to) ? clock(to, false).split(' ').pop() : clock(to, false));

/** @return {string} an instant with its zone: 12:04:10 UTC */
export const instant = (at, seconds = true) => at === null || at === undefined ? NONE : clock(at, seconds) + SPACE + zoneName();

/** @return {string} an instant in full, for titles */
export function fullInstant(at) {
  const all = parts(epoch(at));
  return all.day + ' ' + all.time.join(':') + ' ' + zoneName();
}

/** An instant as an element with the date and zone in its title. */
export const timeOf = (at, seconds = true) => at === null || at === undefined ? NONE
  : html`<time datetime=${new Date(epoch(at)).toISOString()} title=${fullInstant(at)}>${clock(at, seconds)}</time>`;

/** @return {string} the span since an instant; null is longer ago than the service looks */
export const sinceWords = (at) => at === null || at === undefined ? 'over 24' + SPACE + 'h' : span((now() - epoch(at)) / 1000);

/** A span since an instant, with the instant in its title and for screen readers. */
export const sinceOf = (at) => at === null || at === undefined ? html`<span title="for longer than a day">${sinceWords(at)}</span>`
  : html`<time datetime=${new Date(epoch(at)).toISOString()} title=${'since ' + fullInstant(at)}>${sinceWords(at)}</time>`;

/** A value over its limit: a triangle before it, the words for screen readers, and the colour of its side. */
export const over = (isOver, text, side = 'users') => isOver
  ? html`<span class="over ${side}"><span aria-hidden="true">▲</span><span class="hidden">over the limit: </span>${text}</span>` : text;

// A name with marks of another direction must not turn the words after it.
const isolated = (name) => '\u2068' + name + '\u2069';

const OUTCOMES = {
  delivered: ({status, at}) => (status === 'resolved' ? 'notified of the end' : 'notified') + (at ? ' at ' + instant(at) : ''),
  sending: () => 'is being notified',
  skipped: () => 'not notified: it was over before',
};

/**
 * Who was notified of a signal, in words.
 * @param {!Array<{receiver: string, status: string, outcome: string, at: ?string, http_status: ?number}>|undefined} deliveries
 * @return {!Array<string>} empty while nothing is known
 */
export const notices = (deliveries) => (deliveries || []).map((delivery) => isolated(delivery.receiver) + ' '
  + (OUTCOMES[delivery.outcome] ? OUTCOMES[delivery.outcome](delivery) : 'not notified: ' + delivery.outcome + (delivery.http_status ? ' ' + delivery.http_status : '')));

/** @return {?string} the address of a link that came as data, or null unless it is http or https */
export function safeUrl(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch (failure) {
    return null;
  }
}

/** @return {string} a signal's kind in words */
export const kindName = (kind) => ({
  'rum.user_impact_correlated': 'UserImpactCorrelated',
  'rum.user_impact_unseen_by_synthetics': 'UserImpactUnseenBySynthetics',
  'slo.burn_rate': 'SloBurnRate',
  'rum.budget_exceeded': 'PerformanceBudgetExceeded',
  'rum.error_group_new': 'NewErrorGroup',
})[kind] || kind;
