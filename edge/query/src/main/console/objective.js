// Screen "Objective": what is left of one error budget, which tiers burn, and where the bad events come from.
import {html, nothing} from './lib/lit-html.js';
import {get, getIfOffered} from './api.js';
import {chartOf} from './chart.js';
import {statusShape} from './glyph.js';
import {definition} from './definition.js';
import {cautions, nameOf, statusWord, untilEmpty} from './objectives.js';
import {failureNotice, href, page, parameter, setQuery, waiting} from './page.js';
import {groupsTable, reportsTable, whereFrom} from './reports.js';
import {range, rangeButtons} from './range.js';
import {count, epoch, instant, many, percent, percentShort, period, safeUrl, sinceOf, span, timeOf, times, windowName} from './units.js';

const DAY = 86400;
const MOST_EVENTS = 30;
const WORDS = {burning: 'Burning', recovering: 'Recovering', rising: 'Rising', quiet: 'Quiet', no_data: 'No data'};

// While nothing changes a snapshot is written every five minutes, so shorter buckets would be gaps.
const stepFor = (seconds) => seconds <= DAY ? '5m' : seconds <= 7 * DAY ? '10m' : seconds <= 30 * DAY ? '1h' : '2h';

/** The tier whose burn is drawn: that of the address, else the first that fires or burns. */
const shownTier = (tiers) => tiers.find((tier) => tier.name === parameter('tier')) || tiers.find((tier) => tier.firing_since) || tiers.find((tier) => tier.state === 'burning');

async function load(route) {
  const id = route.path[0];
  const of = {tenant: route.tenant};
  const base = '/api/v1/slos/' + encodeURIComponent(id);
  const {from, to, seconds} = range();
  const wished = parameter('group');
  const [slo, burn, groups, reports, versions] = await Promise.all([
    get(base, of),
    get(base + '/burn-rate', {...of, group: wished}),
    get(base + '/groups', {...of, limit: 200}),
    get('/api/v1/reports', {...of, slo: id, limit: 200}),
    getIfOffered(base + '/versions', {...of, limit: 10}),
  ]);
  const group = wished || burn.group;
  const tier = shownTier(burn.tiers);
  const series = await get(base + '/series', {...of, group, from, to, step: stepFor(seconds), windows: tier ? tier.long + ',' + tier.short : null});
  const snapshot = groups.items.find((item) => item.group === group);
  // The bounds of the present calendar period; a rolling one has no end towards which it could be spent evenly.
  const newest = slo.rolling ? null : (await get(base + '/snapshots', {...of, group, from: new Date(Date.parse(to) - 3600000).toISOString(), to, limit: 1})).items[0];
  return {
    bounds: newest ? {from: epoch(newest.period_start) / 1000, to: epoch(newest.period_end) / 1000} : null,
    slo, burn, group, tier, series, versions: versions ? versions.items : [], groups: groups.items, reports: reports.items.filter((report) => report.group === group),
    // The row of the group that is shown; the objective itself has that of the worst one.
    now: group === (slo.group || '') || !snapshot ? slo : {...slo, ...snapshot, bad_left: null, roll_off_exhaustion_seconds: null, id: slo.id},
  };
}

const unit = (slo) => slo.method === 'Occurrences' ? 'bad event' : 'bad slice';

const links = (slo) => [['Runbook', safeUrl(slo.runbook_url)], ['Dashboard', safeUrl(slo.url)]].filter(([, address]) => address)
  .map(([word, address]) => html`<a href=${address} rel="noreferrer" target="_blank">${word}</a> `);

function answer({slo, now, group}) {
  return html`<p class="crumbs"><a href=${href(['objectives'])}>Objectives</a> / ${slo.service}</p>
  <div class="titled"><h1>${nameOf(slo)}</h1><a class="action" href=${href(['objectives', slo.id, 'edit'])}>Edit</a>${slo.managed_by === 'file' ? html`<span class="muted">managed by files</span>` : nothing}</div>
  <p class="state objective"><strong>${statusWord(now)}</strong> <span>${percentShort(slo.target)} of ${slo.indicator}, over ${period(slo)}${group ? html`, group <b>${group}</b>` : nothing}</span></p>
  ${cautions({...slo, ...now, state: slo.state}) ? html`<p class="sub">${cautions({...slo, ...now, state: slo.state})}</p>` : nothing}${links(slo).length ? html`<p class="sub">${links(slo)}</p>` : nothing}`;
}

function figures({now, burn, tier}) {
  const rate = (name) => burn.windows.find((window) => window.window === name);
  const pair = tier ? [tier.short, tier.long] : burn.windows.slice(0, 2).map((window) => window.window);
  const allowed = now.total === null ? null : Math.floor(now.total * (1 - burn.target) + 1e-6);
  const empty = untilEmpty(now);
  const left = allowed === null ? null : now.bad_left !== null ? now.bad_left : allowed - now.bad;
  return html`<dl class="figures">
  <div><dt>Budget left</dt><dd><b>${percent(now.remaining)}</b><span>${left === null ? 'Nothing was counted in this period.'
    : left < 0 ? many(-left, unit(now)) + ' more than the ' + count(allowed) + ' allowed' : count(left) + ' of ' + many(allowed, unit(now)) + ' left'}</span></dd></div>
  <div><dt>Burns</dt><dd><b>${pair.length ? times((rate(pair[0]) || {}).burn) : 'no tiers'}</b><span>${pair.map((name) => times((rate(name) || {}).burn) + ' in ' + windowName(name)).join(', ')}</span></dd></div>
  <div><dt>Empty</dt><dd><b>${empty === 'now' || empty === 'never' || now.remaining === null ? empty : 'in ' + empty}</b><span>${now.remaining === null ? ''
    : now.remaining <= 0 ? 'Nothing is left to spend.' : now.exhaustion_seconds === null ? 'Nothing burns at present.' : 'if it burns on as in ' + windowName(burn.windows.length ? (tier || {}).long || burn.windows[0].window : '')
      + (now.roll_off_exhaustion_seconds ? '; in ' + span(now.roll_off_exhaustion_seconds) + ' as old events leave' : '')}</span></dd></div></dl>`;
}

const bandsOf = (firing, name) => firing.filter((item) => item.tier === name).map((item) => ({from: epoch(item.from) / 1000, to: item.to ? epoch(item.to) / 1000 : Infinity}));

/** The budget over time; while it burns, with the way to zero within a quarter of the range. */
function budget({series, now, slo, bounds}) {
  const time = series.time.slice();
  const values = series.remaining.slice();
  const forecast = time.map(() => null);
  const end = now.as_of ? epoch(now.as_of) / 1000 : 0;
  const empties = now.remaining > 0 && now.exhaustion_seconds > 0 ? end + now.exhaustion_seconds : 0;
  const step = time.length > 1 ? time[1] - time[0] : 60;
  if (empties && time.length && end - time[time.length - 1] < 2 * step + 300) {
    forecast[forecast.length - 1] = now.remaining;
    const last = Math.min(empties, end + (end - time[0]) / 4);
    for (let at = time[time.length - 1] + step; at < last; at += step) {
      time.push(at);
      values.push(null);
      forecast.push(now.remaining * (1 - (at - end) / (empties - end)));
    }
  }
  const line = (label, list) => ({label, values: list, side: 'ink', format: percent});
  const lines = [line('left', values), ...(empties ? [line('forecast', forecast)] : []), ...(bounds ? [line('even spending', time.map((at) => evenly(at, bounds)))] : [])];
  return html`<div>${chartOf({id: 'budget', title: 'Budget left', time, least: 1, bands: series.firing.map((item) => ({from: epoch(item.from) / 1000, to: item.to ? epoch(item.to) / 1000 : end})),
    limitText: [empties ? 'empty at ' + instant(empties * 1000, false) : '', series.firing.length ? 'shaded: a tier fires' : '', slo.rolling ? '' : 'of the ' + period(slo)].filter(Boolean).join('; '), lines,
    marks: eventsOf({series}).map(({at, text}) => ({at, text}))})}</div>`;
}

/** What would be left of a calendar period if the budget were spent at an even pace; null outside of it. */
const evenly = (at, {from, to}) => at < from || at > to ? null : (to - at) / (to - from);

function burnChart({series, tier, slo}) {
  if (!tier) {
    return nothing;
  }
  const side = slo.source === 'synthetic' ? 'checks' : 'users';
  const line = (name) => ({label: windowName(name), values: series.burn[name] || series.time.map(() => null), side, format: times});
  return chartOf({id: 'burn', title: 'Burn of ' + tier.name, time: series.time, least: tier.factor, limit: series.time.map(() => tier.factor),
    limitText: 'fires when both are over ' + times(tier.factor), lines: [line(tier.long), line(tier.short)], bands: bandsOf(series.firing, tier.name)});
}

function tierRow(tier, windows, shown) {
  const burn = (name) => times((windows.find((window) => window.window === name) || {}).burn);
  const isOver = (name) => ((windows.find((window) => window.window === name) || {}).burn || 0) > tier.factor;
  const value = (name) => html`${windowName(name)} ${isOver(name) ? html`<strong><span aria-hidden="true">▲ </span><span class="hidden">over the limit: </span>${burn(name)}</strong>` : burn(name)}`;
  return html`<tr class=${tier.firing_since ? 'burns' : 'past'}><td class="lead">${statusShape(tier.state)}<span>${WORDS[tier.state] || tier.state}</span></td>
  <th scope="row"><button type="button" class="link" aria-pressed=${!!shown && shown.name === tier.name} data-row @click=${() => setQuery({tier: tier.name}, true)}>${tier.name}</button> <span class="muted">${tier.severity}</span></th>
  <td>${tier.firing_since ? html`<strong>fires</strong> since ${timeOf(tier.firing_since, false)} <span class="muted">(${sinceOf(tier.firing_since)})</span>` : html`<span class="muted">does not fire</span>`}</td>
  <td class="n">${value(tier.long)}</td><td class="n">${value(tier.short)}</td>
  <td class="n muted">over ${times(tier.factor)} in both, or ${percent(tier.bad_ratio)} bad</td></tr>`;
}

const tiers = ({burn, tier}) => html`<h2>Alert tiers</h2>${burn.tiers.length === 0 ? html`<p class="empty">This objective has no tiers, so it never sends a signal.</p>`
  : html`<div class="scroll" tabindex="0" role="region" aria-label="Alert tiers"><table class="tier-table">
  <thead><tr><th scope="col">State</th><th scope="col">Tier</th><th scope="col">Signal</th><th scope="col" class="n">Long window</th><th scope="col" class="n">Short window</th><th scope="col" class="n">Fires</th></tr></thead>
  <tbody>${burn.tiers.map((one) => tierRow(one, burn.windows, tier))}</tbody></table></div>`}`;

/** What happened in the range: tiers that fired, and targets that changed; the newest first. */
function eventsOf({series}) {
  const fired = series.firing.map((item) => ({at: epoch(item.from), text: item.tier + (item.to ? ' fired for ' + span((epoch(item.to) - epoch(item.from)) / 1000) : ' fires since then')}));
  const targets = series.target.slice(1).map((item, i) => ({at: epoch(item.from), text: 'target ' + percentShort(series.target[i].target) + ' → ' + percentShort(item.target)}));
  return [...fired, ...targets].sort((a, b) => b.at - a.at).slice(0, MOST_EVENTS);
}

function events(data) {
  const all = eventsOf(data);
  const show = (at) => setQuery({from: new Date(at - 3 * 3600000).toISOString(), to: new Date(at + 3 * 3600000).toISOString()});
  return all.length === 0 ? nothing : html`<h2>What happened in this range</h2><ol class="changes-list">${all.map(({at, text}) => html`<li><button type="button" class="link"
    title="Show the hours around it" @click=${() => show(at)}>${instant(at, false)} ${text}</button></li>`)}</ol>`;
}

function view(data) {
  return html`${answer(data)}${failureNotice(page.failure)}${figures(data)}${rangeButtons()}
  ${data.series.time.length ? html`<h2 class="hidden">Budget and burn over time</h2><div class="charts">${budget(data)}${burnChart(data)}</div>` : nothing}
  ${tiers(data)}${events(data)}${whereFrom(data)}${groupsTable(data)}${reportsTable(data)}${definition(data, page.route.tenant)}`;
}

export const screen = {
  title: () => page.data ? nameOf(page.data.slo) : 'Objective',
  every: 30000,
  follows: ['signal'],
  load,
  view: () => page.data ? view(page.data) : html`<p class="crumbs"><a href=${href(['objectives'])}>Objectives</a></p><h1>${page.route.path[0]}</h1>${failureNotice(page.failure)}${page.failure ? nothing : waiting('the objective')}`,
};
