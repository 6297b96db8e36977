// Screen "Intake": what browsers sent and gateways took in or refused, which hosts lack beacons or checks, and the keys.
import {html, nothing} from './lib/lit-html.js';
import {get, getIfOffered} from './api.js';
import {chartOf} from './chart.js';
import {copyButton} from './controls.js';
import {groupOf, live} from './live.js';
import {failureNotice, hostHref, page, waiting} from './page.js';
import {range, rangeButtons, rangeWords} from './range.js';
import {count, many, percent} from './units.js';

const LINES = 3;
const NAMES = 20;

/** What each reason of a refusal means, and what to look at. */
const SENTENCES = {
  malformed: 'The body was not a JSON object of the schema. Look at the version of the browser SDK.',
  invalid_field: 'A field was missing or had a value that is not allowed.',
  no_consent: 'The user has not consented, or the browser asks not to be tracked. Nothing needs to be done.',
  host: 'The page is on a host that the key does not list.',
  origin: 'The page has a web origin that the key does not list.',
  rate_limited: 'The key sent more requests than it may. Raise its rate, or look for a page that sends too much.',
  too_large: 'The body was larger than allowed.',
  unknown_key: 'The key belongs to no app.',
  future: 'The time of the record lies too far ahead. Look at the clock of the sender.',
  stale: 'The result of a check came too late.',
  unknown_tenant: 'The tenant is not one of this deployment.',
};

async function load(route) {
  const of = {tenant: route.tenant};
  const {from, to, seconds} = range();
  const [intake, keys, rum] = await Promise.all([
    getIfOffered('/api/v1/ingest', {...of, from, to, step: seconds > 8 * 3600 ? '5m' : '1m'}),
    getIfOffered('/api/v1/dsns', of),
    get('/v1/rum', {...of, pages: 0}),
  ]);
  return {intake, keys: keys ? keys.items || [] : null, privacy: rum.privacy};
}

const total = (rejected) => Object.values(rejected).reduce((a, b) => a + b, 0);
const byCount = (rejected) => Object.entries(rejected).filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);

function answer({intake}) {
  if (!intake) {
    return html`<h1>Intake</h1><p class="sub">This service does not count what was taken in.</p>`;
  }
  const refused = intake.rejected ? total(intake.rejected) : null;
  return html`<h1>${many(intake.accepted_views, 'view')} taken in</h1>
  <p class="sub">In ${rangeWords()}. ${refused === null ? (intake.broker === 'off' ? 'Refusals are not counted: this service is not connected to Kafka.'
    : 'Refusals are not known: Kafka has not been read yet.') : refused === 0 ? 'No request was refused.' : many(refused, 'request was', 'requests were') + ' refused.'}
  ${intake.broker === 'away' ? 'Kafka is away, so the newest refusals are missing.' : nothing}</p>`;
}

function charts({intake}) {
  const {time, accepted_views: views, rejected} = intake.series;
  const line = (label, values) => ({label, values, side: 'ink', format: (n) => count(n === null ? null : Math.round(n))});
  const reasons = intake.rejected ? byCount(intake.rejected).slice(0, LINES).map(([reason]) => reason) : [];
  return html`<h2 class="hidden">Over time</h2><div class="charts">${chartOf({id: 'accepted', title: 'Views taken in', time, least: 10, limitText: 'each ' + many(intake.step_seconds / 60, 'min', 'min'), lines: [line('views', views)]})}
  ${reasons.length ? chartOf({id: 'refused', title: 'Refused requests', time, least: 10, limitText: reasons.length < byCount(intake.rejected).length ? 'the most frequent reasons' : '',
    lines: reasons.map((reason) => line(reason, rejected[reason]))}) : nothing}</div>`;
}

function reasons({intake}) {
  const all = byCount(intake.rejected || {});
  const sum = total(intake.rejected || {});
  return all.length === 0 ? nothing : html`<h2>Why requests were refused</h2><div class="scroll" tabindex="0" role="region" aria-label="Reasons"><table class="reasons">
  <thead><tr><th scope="col">Reason</th><th scope="col" class="n">Requests</th><th scope="col" class="n">Share</th><th scope="col">What it means</th></tr></thead>
  <tbody>${all.map(([reason, n]) => html`<tr><th scope="row">${reason}</th><td class="n">${count(n)}</td><td class="n">${percent(n / sum)}</td><td class="sentence">${SENTENCES[reason] || ''}</td></tr>`)}</tbody></table></div>`;
}

const hostList = (rows) => html`<ul class="names">${rows.slice(0, NAMES).map((row) => html`<li><a href=${hostHref(row.app, row.host)} title=${row.host} data-row>${row.host}</a> <span class="app" title=${row.app}>${row.app}</span></li>`)}</ul>
  ${rows.length > NAMES ? html`<p class="muted">and ${many(rows.length - NAMES, 'other')}</p>` : nothing}`;

function gaps() {
  const rows = [...live.rows.values()].filter((row) => groupOf(row) !== 'silent').sort((a, b) => a.host.localeCompare(b.host));
  const noChecks = rows.filter((row) => row.synthetic_data === 'absent' || row.synthetic_samples === 0);
  const noBeacons = rows.filter((row) => row.rum_data === 'absent' || row.views === 0);
  return html`<h2>What stays unseen</h2>${noChecks.length + noBeacons.length === 0 ? html`<p class="empty">Every host has both beacons and checks.</p>` : html`<div class="origins">
  ${noChecks.length ? html`<section><h3>${many(noChecks.length, 'host')} with beacons, without checks</h3><p class="muted">A failure that users do not report stays unseen.</p>${hostList(noChecks)}</section>` : nothing}
  ${noBeacons.length ? html`<section><h3>${many(noBeacons.length, 'host')} with checks, without beacons</h3><p class="muted">What users experience there is not measured.</p>${hostList(noBeacons)}</section>` : nothing}</div>`}`;
}

const names = (list) => (list || []).length ? list.join(', ') : '–';

const keysTable = ({keys}) => keys === null ? nothing : html`<h2>Keys</h2>${keys.length === 0 ? html`<p class="empty">This tenant has no key. Keys stand in <code>conf/apps.yaml</code>; DSNs of events are there, or are created by <code>POST /api/v1/dsns</code>.</p>`
  : html`<div class="scroll" tabindex="0" role="region" aria-label="Keys"><table class="keys">
  <thead><tr><th scope="col">Key</th><th scope="col">Apps</th><th scope="col">Hosts</th><th scope="col">Origins</th><th scope="col" class="n">Requests a minute</th><th scope="col"><span class="hidden">Address</span></th></tr></thead>
  <tbody>${keys.map((key) => html`<tr><th scope="row" title=${key.key}><code>${key.key}</code></th><td>${names(key.apps && key.apps.length ? key.apps : [key.app].filter(Boolean))}</td>
  <td title=${names(key.hosts)}>${key.any_host ? 'any' : names(key.hosts)}</td><td title=${names(key.origins)}>${names(key.origins)}</td><td class="n">${count(key.rate_per_minute)}</td>
  <td>${key.dsn ? copyButton(key.key, () => key.dsn, 'Copy address', 'Copy the address of ' + key.key) : nothing}</td></tr>`)}</tbody></table></div>`}`;

const PRIVACY = [
  ['consent_required', 'Consent', 'A beacon without consent is refused.', 'Beacons are taken in without consent.'],
  ['url_redaction', 'Addresses', 'Paths are redacted before they are stored; queries and fragments never arrive.', 'Paths are stored as they are.'],
  ['ip_stored', 'IP addresses', 'IP addresses are stored.', 'No IP address is stored.'],
];

const privacy = (data) => html`<h2>What privacy enforces</h2><dl class="facts">${PRIVACY.map(([name, word, yes, no]) => html`<div><dt>${word}</dt><dd>${data.privacy[name] ? yes : no}</dd></div>`)}</dl>`;

const body = (data) => html`${answer(data)}${failureNotice(page.failure)}${rangeButtons()}${data.intake ? html`${charts(data)}${reasons(data)}` : nothing}${gaps()}${keysTable(data)}${privacy(data)}`;

export const screen = {
  title: () => 'Intake',
  every: 60000,
  load,
  view: () => page.data ? body(page.data) : html`<h1>Intake</h1>${failureNotice(page.failure)}${waiting('the intake')}`,
};
