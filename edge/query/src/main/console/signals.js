// Screen "Signals": which alerts fire, which have ended, and who was notified.
import {html, nothing} from './lib/lit-html.js';
import {get} from './api.js';
import {chips, chosen} from './controls.js';
import {statusShape, verdictGlyph} from './glyph.js';
import {live} from './live.js';
import {failureNotice, hostHref, objectiveHref, page, setQuery, waiting} from './page.js';
import {around, range, rangeButtons, rangeWords} from './range.js';
import {pendingChanges} from './steady.js';
import {between, epoch, fullInstant, many, notices, sinceOf, span, timeOf} from './units.js';

const LIMIT = 200;

/** Group of a signal about all groups of an objective. */
const ALL_GROUPS = '(groups)';

/** Kinds with the verdict that they report and their words. */
const KINDS = {
  'rum.user_impact_correlated': {verdict: 'user_impact_confirmed', word: 'Users affected, checks fail'},
  'rum.user_impact_unseen_by_synthetics': {verdict: 'user_only_synthetic_blind', word: 'Users affected, checks pass'},
  'slo.burn_rate': {verdict: '', word: 'Budget burns'},
  'rum.budget_exceeded': {verdict: '', word: 'Page over its performance budget'},
  'rum.error_group_new': {verdict: '', word: 'New error'},
};

/** Why a signal ended, or why it goes on without data. */
const REASONS = {
  recovered: 'recovered',
  no_data: 'too few views to judge',
  superseded: 'replaced by the signal that checks fail as well',
  definition_removed: 'the objective was removed',
  restated: 'late events changed the counts',
  no_data_freeze: 'no events, so it keeps firing',
  traffic_collapse: 'traffic collapsed',
};

/** The words of a reason; a signal of an objective is replaced when an edit changes what its alerts are about. */
const reasonOf = ({slo, reason}) => slo && reason === 'superseded' ? 'replaced by another signal of the objective' : REASONS[reason];

const known = (name, all) => chosen(name).filter((value) => all.includes(value)).join(',');

async function load(route) {
  const {from, to} = range();
  return get('/api/v1/signals', {
    tenant: route.tenant, from, to, status: known('status', ['firing', 'resolved']), kind: known('kind', Object.keys(KINDS)), limit: LIMIT,
  });
}

const keys = (data) => data.items.map((signal) => signal.dedup_key + '\n' + signal.episode);

const hasNoVerdict = (signal) => Boolean(KINDS[signal.kind]) && KINDS[signal.kind].verdict === '';

const shapeOf = (signal) => signal.status !== 'firing' || hasNoVerdict(signal) ? statusShape(signal.status === 'firing' ? 'burning' : 'none')
  : verdictGlyph(KINDS[signal.kind] ? KINDS[signal.kind].verdict : 'silent');

/** The group to which a signal leads: its own, or the worst one of a signal about all groups. */
const groupOf = ({group, evidence}) => group !== ALL_GROUPS ? group : evidence && evidence.groups && evidence.groups.worst.length ? evidence.groups.worst[0].group : '';

/** Where a signal leads: to its objective, or to its host at that time. */
const target = (signal) => signal.slo ? objectiveHref(signal.slo, {group: groupOf(signal), tier: signal.tier})
  : hostHref(signal.app, signal.host, around(signal.starts_at, signal.ends_at));

const lasted = (signal) => signal.ends_at ? html`<span title=${fullInstant(signal.starts_at) + ' to ' + fullInstant(signal.ends_at)}>${between(signal.starts_at, signal.ends_at)}</span>
  <span class="muted block">${span((epoch(signal.ends_at) - epoch(signal.starts_at)) / 1000)}</span>` : html`since ${timeOf(signal.starts_at, false)} <span class="muted block">${sinceOf(signal.starts_at)}</span>`;

function row(signal, hasNotices) {
  const isFiring = signal.status === 'firing';
  const side = !isFiring ? 'past' : signal.slo ? 'burns' : 'users';
  return html`<tr role="row" class=${side}>
  <td role="cell" class="lead">${shapeOf(signal)}<span>${isFiring ? 'Firing' : 'Resolved'}</span></td>
  <td role="rowheader" class="main"><a href=${target(signal)} title=${signal.title} data-row>${signal.title}</a>
    <p class="detail" title=${signal.message}>${signal.message}</p></td>
  <td role="cell">${KINDS[signal.kind] ? KINDS[signal.kind].word : signal.name}
    <span class="muted block">${[signal.slo ? signal.tier : signal.host, signal.severity, reasonOf(signal), signal.replay ? 'replayed, nobody was notified' : ''].filter(Boolean).join(', ')}</span></td>
  <td role="cell" class="when">${lasted(signal)}</td>
  ${hasNotices ? html`<td role="cell">${notices(signal.deliveries).map((notice) => html`<span class="block">${notice}</span>`)}</td>` : nothing}</tr>`;
}

function table(items) {
  const hasNotices = items.some((signal) => (signal.deliveries || []).length > 0);
  return html`<table class="list signals" role="table" aria-label="Signals, the newest first" data-steady>
  <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">State</th><th role="columnheader" scope="col">What</th>
  <th role="columnheader" scope="col">Kind</th><th role="columnheader" scope="col">When</th>${hasNotices ? html`<th role="columnheader" scope="col">Notified</th>` : nothing}</tr></thead>
  <tbody role="rowgroup">${items.map((signal) => row(signal, hasNotices))}</tbody></table>`;
}

function empty() {
  return parameterless() ? html`<p class="empty">No signal in ${rangeWords()}. One is sent when users of a host are affected, or when an objective spends its budget too fast.</p>`
    : html`<p class="empty">No signal in ${rangeWords()} matches. <button type="button" @click=${() => setQuery({status: null, kind: null}, true)}>Show all</button></p>`;
}

const parameterless = () => chosen('status').length === 0 && chosen('kind').length === 0;

function older(data) {
  const last = data.items[data.items.length - 1];
  return data.next ? html`<p class="muted">The newest ${data.items.length} of this range.
    <button type="button" @click=${() => setQuery({from: range().from, to: last.starts_at})}>Older ones</button></p>` : nothing;
}

function heading() {
  const n = [...live.signals.values()].filter((signal) => signal.status === 'firing').length;
  return html`<h1><span role="status">${live.readAt === 0 ? 'Signals' : n === 0 ? 'No signal is firing' : many(n, 'signal is', 'signals are') + ' firing'}</span></h1>`;
}

const controls = () => html`<div class="filters"><div class="groups">${chips('status', 'Show only the states', [
  {value: 'firing', word: 'Firing'}, {value: 'resolved', word: 'Resolved'}])}
  ${chips('kind', 'Show only the kinds', Object.entries(KINDS).map(([value, {verdict, word}]) => (
  {value, word, shape: verdict ? verdictGlyph(verdict) : statusShape('burning')})))}</div>${rangeButtons()}</div>`;

export const screen = {
  title: () => 'Signals',
  every: 60000,
  follows: ['signal'],
  keys,
  load,
  view: () => html`${heading()}<p class="sub">What was sent to your alert routers: users affected, and budgets that burn.</p>
  ${failureNotice(page.failure)}${controls()}${pendingChanges()}
  ${!page.data ? waiting('signals') : page.data.items.length === 0 ? empty() : html`${table(page.data.items)}${older(page.data)}`}`,
};
