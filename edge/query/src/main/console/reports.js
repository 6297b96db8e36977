// Parts of the screen "Objective" that look back or across: the origin of bad events, the groups, and the closed periods.
import {html, nothing} from './lib/lit-html.js';
import {bar, statusWord, untilEmpty} from './objectives.js';
import {objectiveHref, page, parameter, setUi} from './page.js';
import {count, dayOf, many, NONE, percent, percentShort, timeOf, times} from './units.js';

const MOST = 8;
const DIMENSIONS = {page: 'Pages', host: 'Hosts', browser: 'Browsers'};
const KINDS = {day: 'Days', week: 'Weeks', month: 'Months', quarter: 'Quarters', period: 'Periods'};

function origin(name, values, all) {
  const sorted = Object.entries(values).sort((a, b) => b[1] - a[1]);
  return html`<section class="origin"><table><caption><h3>${DIMENSIONS[name] || name}</h3></caption>
  <tbody>${sorted.slice(0, MOST).map(([value, n]) => html`<tr><th scope="row" title=${value}>${value}</th><td class="n">${count(n)}</td><td class="n muted">${all ? percent(n / all) : NONE}</td></tr>`)}</tbody></table>
  ${sorted.length > MOST ? html`<p class="muted">and ${many(sorted.length - MOST, 'other')}</p>` : nothing}</section>`;
}

/** Pages, hosts and browsers of the bad events of the last closed day. */
export function whereFrom({reports}) {
  const last = reports.find((report) => report.kind === 'day' && report.bad_events > 0);
  const names = last ? Object.keys(last.attribution || {}) : [];
  return names.length === 0 ? nothing : html`<h2>Where the bad events came from</h2><p class="sub">${many(last.bad_events, 'bad event')} on ${dayOf(last.period_start)}, the last closed day with any (UTC).</p>
  <div class="origins">${[...Object.keys(DIMENSIONS).filter((name) => names.includes(name)), ...names.filter((name) => !DIMENSIONS[name])].map((name) => origin(name, last.attribution[name], last.bad_events))}</div>`;
}

/** The groups of an objective, the one with the least budget first. */
export function groupsTable({slo, groups, group}) {
  if (slo.groups < 2) {
    return nothing;
  }
  const least = Math.min(0, ...groups.map((item) => item.remaining || 0));
  return html`<h2>Groups (${count(slo.groups)})</h2><div class="scroll" tabindex="0" role="region" aria-label="Groups"><table class="group-table">
  <thead><tr><th scope="col">Status</th><th scope="col">Group</th><th scope="col" class="n">Budget left</th><th scope="col"><span class="hidden">Picture of the budget left</span></th><th scope="col" class="n">Bad of all</th><th scope="col" class="n">Empty in</th></tr></thead>
  <tbody>${groups.map((item) => html`<tr class=${item.status === 'ok' || item.status === 'no_data' ? 'past' : 'burns'}><td class="lead">${statusWord(item)}</td>
  <th scope="row"><a href=${objectiveHref(slo.id, {group: item.group, from: parameter('from'), to: parameter('to')})} aria-current=${item.group === group ? 'true' : nothing} title=${item.group} data-row>${item.group || 'all'}</a></th>
  <td class="n">${percent(item.remaining)}</td><td class="budget">${bar(item.remaining, least)}</td><td class="n">${count(item.bad)} of ${count(item.total)}</td><td class="n">${untilEmpty(item)}</td></tr>`)}</tbody></table></div>
  ${slo.groups > groups.length ? html`<p class="muted">The ${groups.length} with the least budget left of ${count(slo.groups)}.</p>` : nothing}`;
}

/** The results of closed periods, the newest first. */
export function reportsTable({reports}) {
  const kinds = Object.keys(KINDS).filter((kind) => reports.some((report) => report.kind === kind));
  if (kinds.length === 0) {
    return html`<h2>Reports</h2><p class="empty">No period has closed yet. The first report covers the first whole day in UTC.</p>`;
  }
  const shown = kinds.includes(page.ui.reports) ? page.ui.reports : kinds[0];
  return html`<h2>Reports</h2><div class="chips" role="group" aria-label="Length of the periods">${kinds.map((kind) => html`<button type="button" aria-pressed=${kind === shown} @click=${() => setUi({reports: kind})}>${KINDS[kind]}</button>`)}</div>
  <div class="scroll reports" tabindex="0" role="region" aria-label="Reports"><table>
  <thead><tr><th scope="col">From (UTC day)</th><th scope="col">Target</th><th scope="col" class="n">Compliance</th><th scope="col" class="n">Promised</th><th scope="col" class="n">Bad events</th><th scope="col" class="n">In breach</th><th scope="col" class="n">Worst hour</th></tr></thead>
  <tbody>${reports.filter((report) => report.kind === shown).map((report) => html`<tr><th scope="row">${report.period_start.slice(0, 10)}</th>
  <td>${report.met === null ? html`<span class="muted">no events</span>` : report.met ? 'met' : html`<strong>missed</strong>`}</td><td class="n">${report.compliance === null ? NONE : percentExact(report.compliance)}</td>
  <td class="n">${percentShort(report.target)}</td><td class="n">${count(report.bad_events)} of ${count(report.events)}</td><td class="n">${many(report.breach_minutes, 'min', 'min')}</td>
  <td class="n">${report.worst_burn === null ? NONE : html`${times(report.worst_burn)} at ${timeOf(report.worst_burn_at, false)}`}</td></tr>`)}</tbody></table></div>`;
}

// Two decimals: 98.46 % misses a target of 98.5 %, and one decimal would hide it.
const percentExact = (ratio) => (100 * ratio).toFixed(2) + '\u00a0%';
