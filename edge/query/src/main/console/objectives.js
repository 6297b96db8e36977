// Screen "Objectives": how much of each error budget is left, what burns, and how long the rest lasts.
import {html, nothing, svg} from './lib/lit-html.js';
import {list} from './api.js';
import {chips, chosen, matches, search} from './controls.js';
import {statusShape} from './glyph.js';
import {failureNotice, href, objectiveHref, page, parameter, setQuery, waiting} from './page.js';
import {pendingChanges} from './steady.js';
import {count, instant, many, NONE, percent, percentShort, period, span} from './units.js';

/** Statuses in the order in which they need someone. */
const STATUSES = {exhausted: 'exhausted', burning: 'burning', no_data: 'without data', ok: 'ok'};

const WORDS = {exhausted: 'Exhausted', burning: 'Burning', no_data: 'No data', ok: 'OK'};

const load = async (route) => ({items: await list('/api/v1/slos', {tenant: route.tenant})});

/** The name of an objective for people. */
export const nameOf = (slo) => slo.display_name || slo.id;

/** A status as a shape and a word. */
export const statusWord = (slo) => html`${statusShape(slo.status)}<span>${WORDS[slo.status] || slo.status}</span>`;

/** What stands beside the status: why its numbers are to be read with care. */
export const cautions = (slo) => [
  slo.state === 'pending' ? 'pending' + (slo.effective_from ? ', holds from ' + instant(slo.effective_from, false) : ', not taken in yet') : '',
  slo.state === 'wrong' ? 'the newest document is wrong; the last right one holds' : '',
  slo.cold_start ? 'cold start' : '',
  slo.coverage !== null && slo.coverage < 0.995 ? 'coverage ' + percent(slo.coverage) : '',
].filter(Boolean).join(', ');

/** @return {string} how long the rest of a budget lasts at the present rate */
export function untilEmpty(slo) {
  if (slo.remaining === null) {
    return NONE;
  }
  return slo.remaining <= 0 || slo.exhaustion_seconds === 0 ? 'now' : slo.exhaustion_seconds === null ? 'never' : span(slo.exhaustion_seconds);
}

/**
 * What is left of a budget as a bar, which begins at the zero line; a budget that is overspent extends to the left of it.
 * @param {?number} remaining a ratio, at most 1
 * @param {number} least the smallest of all bars that stand below each other, at most 0
 */
export function bar(remaining, least) {
  const low = Math.max(-1, least);
  const at = (value) => 100 * (Math.max(low, value) - low) / (1 - low);
  return remaining === null ? nothing : html`<svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
  <rect class="whole" x=${at(0)} y="2" width=${100 - at(0)} height="8"></rect>
  <rect class=${remaining < 0 ? 'left below' : 'left'} x=${Math.min(at(0), at(remaining))} y="2" width=${Math.abs(at(remaining) - at(0))} height="8"></rect>
  <line class="zero" x1=${at(0)} x2=${at(0)} y1="0" y2="12" vector-effect="non-scaling-stroke"></line>
  ${remaining < low ? svg`<path class="more" d="M0 6 L3 2 V10 Z"></path>` : nothing}</svg>`;
}

function row(slo, least) {
  const isHit = slo.status === 'burning' || slo.status === 'exhausted';
  return html`<tr role="row" class=${isHit ? 'burns' : 'past'}>
  <td role="cell" class="lead">${statusWord(slo)}<span class="muted caution">${cautions(slo)}</span></td>
  <td role="rowheader" class="main"><a href=${objectiveHref(slo.id)} title=${nameOf(slo)} data-row>${nameOf(slo)}</a>
    <p class="detail" title=${slo.indicator}>${slo.indicator}${slo.groups > 1 ? html`<span class="block">worst of ${slo.groups}: ${slo.group}</span>` : nothing}</p></td>
  <td role="cell" class="n"><span class="label">target </span>${percentShort(slo.target)}</td>
  <td role="cell" class="n"><span class="label">over </span>${period(slo)}</td>
  <td role="cell" class="n"><span class="label">left </span>${slo.remaining !== null && slo.remaining <= 0 ? html`<strong>${percent(slo.remaining)}</strong>` : percent(slo.remaining)}</td>
  <td role="cell" class="budget">${bar(slo.remaining, least)}</td>
  <td role="cell" class="n"><span class="label">bad left </span>${slo.bad_left === null ? NONE : count(slo.bad_left)}</td>
  <td role="cell" class="tiers"><span class="label">burns </span>${slo.firing.length ? html`<strong>${slo.firing.join(', ')}</strong>` : NONE}</td>
  <td role="cell" class="n"><span class="label">empty </span>${untilEmpty(slo)}</td></tr>`;
}

function table(items) {
  const least = Math.min(0, ...items.map((slo) => slo.remaining || 0));
  return html`<table class="list objectives" role="table" aria-label="Objectives, those that need someone first" data-steady>
  <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Status</th><th role="columnheader" scope="col">Objective, what counts</th>
  <th role="columnheader" scope="col" class="n">Target</th><th role="columnheader" scope="col" class="n">Period</th>
  <th role="columnheader" scope="col" class="n">Budget left</th><th role="columnheader" scope="col"><span class="hidden">Picture of the budget left</span></th>
  <th role="columnheader" scope="col" class="n">Bad left</th><th role="columnheader" scope="col">Burns</th><th role="columnheader" scope="col" class="n">Empty in</th></tr></thead>
  <tbody role="rowgroup">${items.map((slo) => row(slo, least))}</tbody></table>`;
}

const rank = (slo) => Object.keys(STATUSES).indexOf(slo.status);
const sorted = (items) => [...items].sort((a, b) => rank(a) - rank(b) || (a.remaining === null ? 2 : a.remaining) - (b.remaining === null ? 2 : b.remaining) || a.id.localeCompare(b.id));

function services(items) {
  const names = [...new Set(items.map((slo) => slo.service))].sort();
  return names.length < 2 ? nothing : html`<label><span class="hidden">Service</span><select @change=${(e) => setQuery({service: e.target.value}, true)}>
  <option value="" ?selected=${parameter('service') === ''}>All services</option>
  ${names.map((name) => html`<option value=${name} ?selected=${parameter('service') === name}>${name}</option>`)}</select></label>`;
}

function heading(items) {
  const n = (status) => items.filter((slo) => slo.status === status).length;
  const parts = Object.entries(STATUSES).filter(([status]) => n(status) > 0).map(([status, word]) => count(n(status)) + ' ' + word);
  return html`<div class="titled"><h1>Objectives: <span role="status">${parts.join(', ') || 'none'}</span></h1><a class="action" href=${href(['objectives', 'new'])}><span aria-hidden="true">+ </span>New</a></div>`;
}

const nothingDefined = () => html`<p class="empty">No objective yet. <a href=${href(['objectives', 'new'])}>Add one here</a>, or with <code>convergence slo apply conf/slo</code>.</p>`;

function body(all) {
  const candidates = all.filter((slo) => (parameter('service') === '' || slo.service === parameter('service')) && matches(nameOf(slo), slo.id, slo.indicator, slo.service));
  const statuses = chosen('status');
  const items = sorted(candidates.filter((slo) => statuses.length === 0 || statuses.includes(slo.status)));
  return html`${heading(items)}<p class="sub">What is promised to users, and how many bad events the promise still allows.</p>${failureNotice(page.failure)}
  ${all.length === 0 ? nothingDefined() : html`<div class="filters"><div class="groups">${chips('status', 'Show only', Object.keys(STATUSES).map((status) => (
    {value: status, word: WORDS[status], shape: status === 'ok' ? nothing : statusShape(status), n: candidates.filter((slo) => slo.status === status).length})))}
  ${services(all)}</div>${search('Filter by name or indicator')}</div>${pendingChanges()}
  ${items.length ? table(items) : html`<p class="empty">None of ${many(all.length, 'objective')} matches. <button type="button" @click=${() => setQuery({status: null, service: null, q: null}, true)}>Show all</button></p>`}`}`;
}

export const screen = {
  title: () => 'Objectives',
  every: 30000,
  follows: ['signal'],
  keys: (data) => sorted(data.items).map((slo) => slo.id),
  load,
  view: () => page.data ? body(page.data.items) : html`<h1>Objectives</h1>${failureNotice(page.failure)}${waiting('objectives')}`,
};
