// Screen "Incidents": spans in which users of an app on a host were affected, as lanes over time and as a list.
import {html, nothing, svg} from './lib/lit-html.js';
import {get} from './api.js';
import {chips, chosen, copyButton, matches, search} from './controls.js';
import {verdictGlyph} from './glyph.js';
import {failureNotice, hostHref, href, page, setQuery, waiting} from './page.js';
import {around, range, rangeButtons, rangeWords} from './range.js';
import {pendingChanges} from './steady.js';
import {between, clock, count, epoch, fullInstant, kindName, many, millis, notices, percent, sinceOf, span, VERDICTS} from './units.js';

const LIMIT = 200;
const LANES = 12;

async function load(route) {
  const {from, to} = range();
  const of = {tenant: route.tenant, from, to};
  const [incidents, signals] = await Promise.all([
    get('/api/v1/incidents', {...of, state: chosen('state').filter((state) => state === 'open' || state === 'closed').join(','), limit: LIMIT}),
    get('/api/v1/signals', {...of, kind: 'rum.user_impact_correlated,rum.user_impact_unseen_by_synthetics', limit: 1000}),
  ]);
  const known = new Map(signals.items.map((signal) => [signal.dedup_key + '\n' + signal.episode, signal]));
  return {
    from: epoch(from), to: epoch(to), next: incidents.next,
    items: incidents.items.map((incident) => ({...incident, sent: incident.signals.map((signal) => known.get(signal.dedup_key + '\n' + signal.episode)).filter(Boolean)})),
  };
}

const keyOf = (incident) => incident.app + '\n' + incident.host + '\n' + incident.started_at;

const endOf = (incident) => epoch(incident.ended_at || incident.updated_at);

/** Sizes of an incident as words: what was worst and how many views it hit. */
function sizes({peak, views, error_views: failed, missing_views: missing}) {
  return [
    failed > 0 ? count(failed) + ' of ' + many(views, 'view') + ' failed' : '',
    missing > 0 ? 'about ' + many(missing, 'view') + ' missing' : '',
    [peak.error_rate > 0 ? 'at worst ' + percent(peak.error_rate) : '', peak.p75_lcp_ms !== null ? 'p75 LCP ' + millis(peak.p75_lcp_ms) : ''].filter(Boolean).join(', '),
    peak.synthetic_failure_ratio === null ? 'no checks' : peak.synthetic_failure_ratio === 0 ? 'no check failed' : 'at worst ' + percent(peak.synthetic_failure_ratio) + ' of checks failed',
  ].filter(Boolean);
}

const sentOf = (incident) => incident.sent.map((signal) => kindName(signal.kind) + (notices(signal.deliveries).length ? ': ' + notices(signal.deliveries).join(', ') : ''));

/** An incident as five lines for a ticket. */
function asText(incident, address) {
  return [
    VERDICTS[incident.worst_verdict].word + ': ' + incident.host + ' (' + incident.app + '), tenant ' + page.route.tenant,
    fullInstant(incident.started_at) + ' to ' + (incident.ended_at ? fullInstant(incident.ended_at) : 'now, still open') + ', ' + span(incident.duration_seconds),
    sizes(incident).join('; '),
    incident.sent.length ? 'Signals: ' + sentOf(incident).join('; ') : 'No signal was sent',
    address,
  ].join('\n').replaceAll('\u00a0', ' ').replaceAll(/[\u2068\u2069]/g, '');
}

const target = (incident) => hostHref(incident.app, incident.host, around(incident.started_at, incident.ended_at));

// Most of the first window is within the incident by then.
const AFTER_START = 600000;

const impactOf = (incident) => href(['impact', incident.app, incident.host], {at: new Date(Math.min(endOf(incident), epoch(incident.started_at) + AFTER_START)).toISOString()});

function state(incident) {
  return !incident.ended_at ? html`<strong>Open</strong> for ${sinceOf(incident.started_at)}`
    : html`<span title=${fullInstant(incident.started_at) + ' to ' + fullInstant(incident.ended_at)}>${between(incident.started_at, incident.ended_at)}</span> <span class="muted block">${span(incident.duration_seconds)}${incident.reason === 'no_data' ? ', ended without data' : ''}</span>`;
}

const row = (incident) => html`<tr role="row" class=${incident.ended_at ? 'past' : 'users'}>
  <td role="cell" class="lead">${verdictGlyph(incident.worst_verdict)}<span>${VERDICTS[incident.worst_verdict].word}</span></td>
  <td role="rowheader" class="main"><a href=${target(incident)} title=${incident.host} data-row>${incident.host}</a> <span class="app block" title=${incident.app}>${incident.app}</span></td>
  <td role="cell" class="when">${state(incident)}</td>
  <td role="cell">${sizes(incident).map((text) => html`<span class="size">${text}</span>`)} <a href=${impactOf(incident)} aria-label=${'What users of ' + incident.host + ' saw'}>What users saw</a></td>
  <td role="cell">${incident.sent.length ? sentOf(incident).map((text) => html`<span class="block">${text}</span>`) : html`<span class="muted">No signal</span>`}</td>
  <td role="cell" class="act">${copyButton(keyOf(incident), () => asText(incident, location.origin + target(incident)), 'Copy as text', 'Copy the incident of ' + incident.host + ' as text')}</td></tr>`;

const table = (items) => html`<table class="list incidents" role="table" aria-label="Incidents, the newest first" data-steady>
  <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Worst verdict</th><th role="columnheader" scope="col">Host, app</th><th role="columnheader" scope="col">When</th>
  <th role="columnheader" scope="col">Size</th><th role="columnheader" scope="col">Signals</th><th role="columnheader" scope="col"><span class="hidden">Copy</span></th></tr></thead>
  <tbody role="rowgroup">${items.map(row)}</tbody></table>`;

/** The verdicts of an incident as spans; the last one ends with the incident. */
function segments(incident) {
  const changes = incident.changes.filter((change) => VERDICTS[change.verdict] && epoch(change.at) < endOf(incident));
  const list = changes.length && epoch(changes[0].at) <= epoch(incident.started_at) ? changes : [{at: incident.started_at, verdict: incident.worst_verdict}, ...changes];
  return list.map((change, i) => ({verdict: change.verdict, from: epoch(change.at), to: list[i + 1] ? epoch(list[i + 1].at) : endOf(incident)}));
}

function bars(incidents, {from, to}) {
  const part = (at) => 100 * (Math.min(to, Math.max(from, at)) - from) / (to - from);
  return incidents.flatMap(segments).map((segment) => {
    const x = part(segment.from);
    const width = Math.max(0.25, part(segment.to) - x) + '%';
    const at = Math.min(99.75, x) + '%';
    return svg`${VERDICTS[segment.verdict].plane === 'users' ? svg`<rect class="users" x=${at} width=${width} y="2" height="8"></rect>` : nothing}
    ${segment.verdict !== 'user_only_synthetic_blind' && VERDICTS[segment.verdict].plane !== 'none' ? svg`<rect class="checks" x=${at} width=${width} y="12" height="6"></rect>` : nothing}`;
  });
}

const inWords = (incidents) => many(incidents.length, 'incident') + ': ' + incidents.slice(0, 5).map((incident) => clock(incident.started_at, false)
  + ' for ' + span(incident.duration_seconds)).join(', ') + (incidents.length > 5 ? ' and more' : '');

function lanes(items, data) {
  const hosts = new Map();
  items.forEach((incident) => {
    const key = incident.app + '\n' + incident.host;
    hosts.set(key, [...(hosts.get(key) || []), incident]);
  });
  const shown = [...hosts.values()].slice(0, LANES);
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return html`<section class="lanes" aria-label="Incidents over time">${shown.map((incidents) => html`<div class="lane"><a href=${hostHref(incidents[0].app, incidents[0].host)} title=${incidents[0].host}>${incidents[0].host}</a>
  <svg role="img" aria-label=${inWords(incidents)}><title>${inWords(incidents)}</title><line x1="0" x2="100%" y1="11" y2="11"></line>${bars(incidents, data)}</svg></div>`)}
  <div class="lane axis" aria-hidden="true"><span></span><svg>${ticks.map((tick) => svg`<text x=${tick * 100 + '%'} y="14" text-anchor=${tick === 0 ? 'start' : tick === 1 ? 'end' : 'middle'}>${clock(data.from + tick * (data.to - data.from), false)}</text>`)}</svg></div>
  ${hosts.size > LANES ? html`<p class="muted">The ${LANES} hosts with the newest incidents of ${hosts.size}.</p>` : nothing}</section>`;
}

function body(data) {
  const items = data.items.filter((incident) => matches(incident.host, incident.app));
  if (items.length === 0) {
    return data.items.length === 0 && chosen('state').length === 0 ? html`<p class="empty">No incident in ${rangeWords()}. One opens when users of a host are affected.</p>`
      : html`<p class="empty">No incident in ${rangeWords()} matches. <button type="button" @click=${() => setQuery({state: null, q: null}, true)}>Show all</button></p>`;
  }
  return html`${lanes(items, data)}${table(items)}${data.next ? html`<p class="muted">The newest ${data.items.length} of this range.
  <button type="button" @click=${() => setQuery({from: range().from, to: data.items[data.items.length - 1].started_at})}>Older ones</button></p>` : nothing}`;
}

function heading(data) {
  const open = data ? data.items.filter((incident) => !incident.ended_at).length : 0;
  return html`<h1><span role="status" class=${open ? 'answer yes' : 'answer'}>${!data ? 'Incidents' : open ? many(open, 'incident is', 'incidents are') + ' open'
    : 'No incident is open'}</span></h1>`;
}

export const screen = {
  title: () => 'Incidents',
  every: 30000,
  follows: ['verdict', 'signal'],
  keys: (data) => data.items.map(keyOf),
  load,
  view: () => html`${heading(page.data)}<p class="sub">From the first verdict that users of a host are affected until they no longer are.</p>
  ${failureNotice(page.failure)}<div class="filters"><div class="groups">${chips('state', 'Show only', [{value: 'open', word: 'Open'}, {value: 'closed', word: 'Closed'}])}
  ${search('Filter by host or app')}</div>${rangeButtons()}</div>${pendingChanges()}${page.data ? body(page.data) : waiting('incidents')}`,
};
