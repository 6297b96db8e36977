// Screen "Now": are real users affected? The answer, then every host in groups, the affected ones first.
import {html, nothing} from './lib/lit-html.js';
import {guard} from './lib/directives/guard.js';
import {repeat} from './lib/directives/repeat.js';
import {chips, chosen, matches, search} from './controls.js';
import {arrange, groupOf, GROUPS, live} from './live.js';
import {count, many, millis, millisShort, notices, over, percent, percentShort, sinceOf, sinceWords, span, VERDICTS, zone} from './units.js';
import {hourInWords, ribbon, rowGlyph, verdictGlyph} from './glyph.js';
import {failureNotice, hostHref, page, setQuery, waiting} from './page.js';
import {changesButton} from './steady.js';

const BLOCK = 50;
const TITLES = {users: 'Users affected', checks: 'Checks fail, no user impact observed', healthy: 'Healthy', silent: 'Silent'};
const FILTERS = [
  ['user_impact_confirmed', 'Users affected'],
  ['user_only_synthetic_blind', 'Users affected, checks pass'],
  ['synthetic_only_no_user_impact', 'Checks only'],
  ['healthy', 'Healthy'],
  ['silent', 'Silent'],
];

const kindOf = (row) => groupOf(row) === 'silent' ? 'silent' : row.verdict;

/** @return {{hosts: number, affected: !Array<*>, checks: number, silent: number}} what the answer is made of, from the newest rows */
export function summary() {
  const all = {users: [], checks: [], healthy: [], silent: []};
  for (const row of live.rows.values()) {
    all[groupOf(row)].push(row);
  }
  return {hosts: live.rows.size, affected: all.users, checks: all.checks.length, silent: all.silent.length};
}

/** Who was notified of the signals of a host, in words, or an empty text. */
const notified = (app, host) => [...live.signals.values()].filter((signal) => signal.app === app && signal.host === host && signal.status === 'firing')
  .flatMap((signal) => notices(signal.deliveries)).join(', ');

function largest(affected) {
  const row = affected.reduce((a, b) => (b.error_views || 0) > (a.error_views || 0) ? b : a);
  const who = notified(row.app, row.host);
  const what = row.rum_data === 'collapsed' && row.missing_views
    ? 'traffic collapsed, about ' + many(row.missing_views, 'view') + ' missing'
    : row.error_views ? percent(row.error_rate) + ' of ' + many(row.views, 'view') + ' failed'
      : 'p75 LCP ' + millis(row.p75_lcp_ms) + ' over ' + many(row.views, 'view');
  return html`Largest: <a href=${hostHref(row.app, row.host)}>${row.host}</a>, ${what} in ${windowText()}.${who ? ' ' + who + '.' : nothing}`;
}

const limits = () => (page.me && page.me.thresholds) || {};
// The limits of the present drawing, to compare them with those of the last.
let limitsText = '';
const windowText = () => limits().window_seconds ? span(limits().window_seconds) : '15\u00a0min';

function unseen(rows) {
  const noChecks = rows.filter((row) => row.synthetic_data === 'absent').length;
  const noViews = rows.filter((row) => row.rum_data === 'absent').length;
  return [
    noChecks ? many(noChecks, 'host') + ' without checks: a failure that users do not report stays unseen.' : '',
    noViews ? many(noViews, 'host') + ' without beacons in ' + windowText() + ': this is not proof of health.' : '',
  ].filter(Boolean).join(' ');
}

function answer(all) {
  const s = summary();
  const text = s.hosts === 0 ? 'No host has been judged yet.'
    : s.affected.length ? 'Yes, on ' + s.affected.length + ' of ' + many(s.hosts, 'host') + '.' : 'No user impact observed on ' + many(s.hosts, 'host') + '.';
  return html`<h1>Are real users affected? <span role="status" class=${s.affected.length ? 'answer yes' : 'answer'}>${text}</span></h1>
  <p class="sub">${s.hosts === 0 ? 'A host appears with its first beacon or check. Send one, or wait until the job has evaluated the first boundary.'
    : s.affected.length ? largest(s.affected) : unseen(all) || 'Views and checks of every host are within their limits.'}</p>`;
}

function errors(row) {
  const {error_rate: limit, min_views: least} = limits();
  if (row.views === 0) {
    return html`<span class="muted">no views</span>`;
  }
  if (row.rum_data === 'insufficient' || row.rum_data === 'sparse') {
    return html`<span class="muted" title=${percent(row.error_rate) + ' of ' + many(row.views, 'view') + '; fewer than ' + (least || 20) + ' are not judged'}>too few</span>`;
  }
  return over(row.rum_degraded && limit !== undefined && row.error_rate >= limit, percent(row.error_rate));
}

const views = (row) => row.rum_data === 'collapsed' ? over(true, count(row.views)) : count(row.views);
const lcp = (row) => over(row.rum_degraded && row.p75_lcp_ms !== null && row.p75_lcp_ms >= limits().p75_lcp_ms, millis(row.p75_lcp_ms));
const checks = (row) => row.synthetic_samples ? over(row.synthetic_degraded, row.synthetic_failures + ' of ' + row.synthetic_samples, 'checks') : html`<span class="muted">no checks</span>`;

function cells(r, group, name, since) {
  return html`<tr role="row" class=${group}>
  <td role="cell" class="verdict">${guard([r.rum_degraded, r.synthetic_degraded, r.rum_data, r.synthetic_data, r.views === 0, r.synthetic_samples === 0, name], () => rowGlyph({...r, silent: name === 'silent'}))}<span>${VERDICTS[name].word}</span></td>
  <td role="rowheader" class="host"><a href=${hostHref(r.app, r.host)} title=${r.host} data-row>${r.host}</a> <span class="app" title=${r.app}>${r.app}</span></td>
  <td role="cell" class="since"><span class="label">for </span>${sinceOf(since)}</td>
  <td role="cell" class="n"><span class="label">views </span>${views(r)}</td>
  <td role="cell" class="n"><span class="label">errors </span>${errors(r)}</td>
  <td role="cell" class="n"><span class="label">p75 LCP </span>${lcp(r)}</td>
  <td role="cell" class="n"><span class="label">checks failed </span>${checks(r)}</td>
  <td role="cell" class="hour">${guard([r.hour], () => ribbon(r.hour || '', hourInWords(r.hour || '')))}</td></tr>`;
}

/** A row, which is rendered anew only when something of it has changed. */
function row({row: shown, group, key}) {
  const newest = live.rows.get(key);
  const r = newest && groupOf(newest) === group ? newest : shown;
  const name = kindOf(r);
  const since = name === 'silent' ? r.end : r.since;
  return guard([r, group, name, sinceWords(since), zone.utc, limitsText], () => cells(r, group, name, since));
}

function group(name, items) {
  if (items.length === 0) {
    return nothing;
  }
  const blocks = Array.from({length: Math.ceil(items.length / BLOCK)}, (_, i) => items.slice(i * BLOCK, (i + 1) * BLOCK));
  return blocks.map((block, i) => html`<tbody role="rowgroup" class=${i === 0 ? 'first' : 'more'}>
  ${i === 0 ? html`<tr role="row" class="title"><th role="rowheader" scope="rowgroup">${TITLES[name]} (${items.length})${name === 'silent' ? html`<span class="muted"> neither views nor checks: this is not proof of health</span>` : nothing}</th></tr>` : nothing}
  ${repeat(block, (item) => item.key, row)}</tbody>`);
}

const head = () => html`<thead role="rowgroup"><tr role="row">
  <th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Host, app</th><th role="columnheader" scope="col">Since</th>
  <th role="columnheader" scope="col" class="n">Views<small>${windowText()}</small></th>
  <th role="columnheader" scope="col" class="n">Errors<small>limit ${percentShort(limits().error_rate)}</small></th>
  <th role="columnheader" scope="col" class="n">p75 LCP<small>limit ${millisShort(limits().p75_lcp_ms)}</small></th>
  <th role="columnheader" scope="col" class="n">Checks failed<small>limit ${percentShort(limits().failure_ratio)}</small></th>
  <th role="columnheader" scope="col">Last hour<small>users above, checks below</small></th></tr></thead>`;

function filters(all) {
  const numbers = {};
  for (const r of all) {
    const kind = kindOf(r);
    numbers[kind] = (numbers[kind] || 0) + 1;
  }
  return html`<div class="filters">${chips('verdict', 'Show only', FILTERS.map(([value, word]) => (
    {value, word, shape: verdictGlyph(value), n: numbers[value] || 0})))}${search('Filter by host or app')}</div>`;
}

function table(all) {
  const kinds = chosen('verdict');
  const items = live.shown.filter(({row: r}) => (kinds.length === 0 || kinds.includes(kindOf(r))) && matches(r.host, r.app));
  if (items.length === 0 && all.length > 0) {
    return html`<p class="empty">None of ${many(all.length, 'host')} matches. <button type="button" @click=${() => setQuery({q: null, verdict: null}, true)}>Show all</button></p>`;
  }
  limitsText = JSON.stringify(limits());
  return html`<table class="hosts" role="table" aria-label="Hosts by verdict" data-steady>
  ${head()}${GROUPS.map((name) => group(name, items.filter((item) => item.group === name)))}</table>`;
}

export const screen = {
  title: () => {
    const s = summary();
    return s.affected.length ? 'users affected' : s.hosts ? 'no user impact observed' : 'Now';
  },
  load: async () => ({}),
  view: () => {
    const all = live.shown.map((item) => item.row);
    if (live.readAt === 0) {
      return html`<h1>Are real users affected?</h1>${failureNotice(live.failure)}<table class="hosts" role="table" aria-label="Hosts by verdict">${head()}</table>${waiting('hosts')}`;
    }
    return html`${answer(all)}${failureNotice(live.failure)}${all.length ? filters(all) : nothing}
    ${changesButton(live.isHeld ? live.moved : 0, arrange)}
    ${all.length ? table(all) : nothing}`;
  },
};
