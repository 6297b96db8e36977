// Screens "Errors" and "Error": groups of errors of the tenant, and one group with the stack of one of its errors.
import {html, nothing} from './lib/lit-html.js';
import {get, getIfOffered} from './api.js';
import {chartOf} from './chart.js';
import {matches, search} from './controls.js';
import {statusShape} from './glyph.js';
import {failureNotice, hostHref, href, page, parameter, recordingHref, setQuery, waiting} from './page.js';
import {range, rangeButtons, rangeWords} from './range.js';
import {pendingChanges} from './steady.js';
import {count, epoch, instant, many, sinceOf, timeOf} from './units.js';

const LIMIT = 1000;

const limits = () => ({app: parameter('app'), host: parameter('host'), version: parameter('version')});

async function load(route) {
  const {from, to} = range();
  const found = await getIfOffered('/api/v1/errors', {tenant: route.tenant, from, to, ...limits(), limit: LIMIT});
  // New groups first, then those of the most sessions.
  return found && {...found, items: found.items.sort((a, b) => b.new - a.new || b.sessions - a.sessions || epoch(b.last_seen) - epoch(a.last_seen))};
}

const titleOf = (group) => [group.type, group.template].filter(Boolean).join(': ');

/** The same on the screen: a text of another direction must not turn the one after it. */
const named = (group) => html`<bdi>${group.type}</bdi>${group.type && group.template && ': '}<bdi>${group.template}</bdi>`;

const versions = ({first_version: first, last_version: last}) => first === last ? first || 'unknown' : (first || 'unknown') + ' to ' + (last || 'unknown');

const row = (group) => html`<tr role="row" class=${group.new ? 'burns' : 'past'}>
  <td role="cell" class="lead">${statusShape(group.new ? 'rising' : '')}<span>${group.new ? 'New' : 'Known'}</span></td>
  <td role="rowheader" class="main"><a href=${href(['errors', group.app, group.fingerprint], {from: parameter('from'), to: parameter('to')})} title=${titleOf(group)} data-row>${named(group)}</a>
    <p class="detail" title=${group.top}>${group.top}</p></td>
  <td role="cell"><span class="app block" title=${group.app}>${group.app}</span></td>
  <td role="cell" class="n">${count(group.count)}<span class="label"> errors</span></td>
  <td role="cell" class="n"><span class="label">in </span>${count(group.sessions)}<span class="label"> sessions</span></td>
  <td role="cell" class="when"><span class="label">seen </span>${sinceOf(group.last_seen)} ago</td>
  <td role="cell" title=${versions(group)}><span class="label">version </span>${versions(group)}</td></tr>`;

const HEADS = ['State', 'What', 'App', 'Errors', 'Sessions', 'Last seen', 'Versions'];

const table = (items) => html`<table class="list errors" role="table" aria-label="Groups of errors, the new ones first, then those of the most sessions" data-steady>
  <thead role="rowgroup"><tr role="row">${HEADS.map((head, i) => html`<th role="columnheader" scope="col" class=${i === 3 || i === 4 ? 'n' : nothing}>${head}</th>`)}</tr></thead>
  <tbody role="rowgroup">${items.map(row)}</tbody></table>`;

function body(data) {
  const items = data.items.filter((group) => matches(titleOf(group), group.app, group.top));
  const isNarrowed = Object.values(limits()).join('') + parameter('q') !== '';
  return items.length === 0 ? html`<p class="empty">No error in ${rangeWords()}${isNarrowed ? html` matches. <button type="button" @click=${() => setQuery({app: null, host: null, version: null, q: null}, true)}>Show all</button>` : '.'}</p>`
    : html`${table(items)}${data.next ? html`<p class="muted">The ${data.items.length} groups seen latest; choose a shorter range.</p>` : nothing}`;
}

function heading(data) {
  const n = data ? data.items.filter((group) => group.new).length : 0;
  const on = Object.values(limits()).filter(Boolean).join(', ');
  return html`<h1><span role="status">${!data ? 'Errors' : n ? many(n, 'new group') + ' of errors' : 'No new group of errors'}${on && ', ' + on}</span></h1>`;
}

const list = () => html`${heading(page.data && page.data.items ? page.data : null)}
  <p class="sub">Errors that users met, grouped by type, message and place in the source. A group is new when its first error is in the range.</p>
  ${failureNotice(page.failure)}<div class="filters"><div class="groups">${search('Filter by text or app')}</div>${rangeButtons()}</div>${pendingChanges()}
  ${!page.data ? waiting('errors') : page.data.items ? body(page.data)
    : html`<p class="empty">No errors were collected. Clients send them over a DSN once the gateway has events.enabled; the sessions job counts them.</p>`}`;

export const screen = {
  title: () => 'Errors',
  every: 60000,
  keys: (data) => (data.items || []).map((group) => group.app + '\n' + group.fingerprint),
  load: async (route) => await load(route) || {items: null},
  view: list,
};

const text = (title, content) => html`<section><h3>${title}</h3>${typeof content === 'string' ? html`<pre tabindex="0" role="region" aria-label=${title}>${content}</pre>` : content}</section>`;

function stacks({resolved_stack: resolved, stack, stack_reason: reason, stale}) {
  const why = reason ? html`<p class="notice">${stale ? 'Outdated' : resolved ? 'Not every frame' : 'Not resolved'}: ${reason}.</p>` : nothing;
  return html`<h2>Stack</h2>${resolved ? why : nothing}<div class="sides">${text('In source names', resolved || why)}${stack ? text('As the device sent it', stack) : nothing}</div>`;
}

const fact = (name, value) => value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing;

const sampleOf = (sample, app) => html`${stacks(sample)}<h2>One of these errors</h2><dl class="facts">${fact('Message', sample.message)}${fact('Page', sample.page)}
  ${fact('Host', sample.host && html`<a href=${hostHref(app, sample.host)}>${sample.host}</a>`)}
  ${fact('Version', [sample.version, sample.env].filter(Boolean).join(', '))}${fact('Client', [sample.browser, sample.os, sample.device].filter(Boolean).join(', '))}
  ${fact('Received', sample.received_at && timeOf(sample.received_at))}${fact('Session', sample.session && html`${sample.session}${sample.has_replay ? html` · <a href=${recordingHref(app, sample.session, sample.received_at)}>Watch the recording</a>` : nothing}`)}</dl>`;

function group(data) {
  const {minutes, sample} = data;
  return html`<p class="crumbs"><a href=${href(['errors'])}>Errors</a> / <span class="app">${data.app}</span></p><h1 title=${titleOf(data)}>${named(data)}</h1>
  <p class="sub">${data.new ? html`<strong>New</strong> in this range. ` : nothing}${many(data.count, 'error')} in ${many(data.sessions, 'session')}, first ${instant(data.first_seen)},
  last ${instant(data.last_seen)} (${sinceOf(data.last_seen)} ago), in version ${versions(data)}.${data.top ? html` Place: <span class="app">${data.top}</span>.` : nothing}</p>
  ${failureNotice(page.failure)}${rangeButtons()}
  <h2>Over time</h2><div class="charts">${chartOf({id: 'errors', title: 'Errors', time: minutes.time, least: 4, lines: [{label: 'errors', values: minutes.count, side: 'users', format: count}]})}</div>
  ${sample ? sampleOf(sample, data.app) : html`<h2>Stack</h2><p class="empty">No error of this group is kept: its sessions are past their retention, or were erased.</p>`}`;
}

export const one = {
  title: () => page.data ? page.data.type : 'Error',
  every: 60000,
  load: (route) => {
    const {from, to, seconds} = range();
    const [app, fingerprint] = route.path;
    return get('/api/v1/errors/' + encodeURIComponent(fingerprint), {tenant: route.tenant, app, from, to, step: seconds > 200000 ? '1h' : seconds > 43200 ? '10m' : '1m'});
  },
  view: () => page.data ? group(page.data) : html`<h1>Error</h1>${failureNotice(page.failure)}${waiting('the group')}`,
};
