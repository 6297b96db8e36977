// Screen "Host": what users and checks of an app on a host see, over time, by page, and what changed.
import {html, nothing} from './lib/lit-html.js';
import {get, getIfOffered, now} from './api.js';
import {chartOf} from './chart.js';
import {ribbon, rowGlyph, verdictGlyph} from './glyph.js';
import {failureNotice, href, page, waiting} from './page.js';
import {range, rangeButtons} from './range.js';
import {ticks} from './ticks.js';
import {count, epoch, instant, kindName, many, millis, millisShort, notices, over, percent, percentShort, shift, sinceOf, span, timeOf, VERDICTS} from './units.js';

const DAY = 86400;
const PAGES = 50;
// How far back the verdict before the present one is looked for, in days.
const BEFORE = 90;

const daysAgo = (days) => new Date(now() - days * DAY * 1000).toISOString();

async function load(route) {
  const [app, host] = route.path;
  const {from, to, seconds} = range();
  const of = {tenant: route.tenant, app, host, from, to};
  const [verdict, series, pages, transitions, signals, last] = await Promise.all([
    getIfOffered('/api/v1/verdicts/' + encodeURIComponent(app) + '/' + encodeURIComponent(host), {tenant: route.tenant}),
    get('/api/v1/series', {...of, step: seconds > 2 * DAY ? '1h' : seconds > DAY / 2 ? '5m' : '1m'}),
    seconds <= DAY ? get('/api/v1/pages', {...of, limit: PAGES}) : null,
    get('/api/v1/transitions', {...of, limit: 100}),
    get('/api/v1/signals', {tenant: route.tenant, app, host, status: 'firing'}),
    get('/api/v1/transitions', {tenant: route.tenant, app, host, from: daysAgo(BEFORE), limit: 2}),
  ]);
  return {app, host, verdict, series, pages, transitions: transitions.items, signals: signals.items, last: last.items, seconds};
}

const limitOf = (series, name) => series.time.map((seconds) => {
  const held = series.thresholds.filter((threshold) => epoch(threshold.from) <= seconds * 1000);
  const threshold = held[held.length - 1] || series.thresholds[0];
  return threshold ? threshold[name] : null;
});

const newestLimit = (series, name) => series.thresholds.length ? series.thresholds[series.thresholds.length - 1][name] : null;

function collapse(verdict) {
  return verdict.collapse_since === null ? nothing : html`<p class="notice"><strong>Traffic collapsed at ${instant(verdict.collapse_since)}:</strong>
  about ${many(verdict.missing_views, 'view')} missing since; ${many(verdict.expected_views, 'view')} are expected in each ${Math.round(verdict.collapse_width_ms / 60000)} min.</p>`;
}

function unseen(verdict) {
  const sentences = [
    verdict.rum_data === 'absent' ? 'No beacons in ' + span((epoch(verdict.window_end) - epoch(verdict.window_start)) / 1000) + ': this is not proof of health.' : '',
    verdict.synthetic_data === 'absent' ? 'No checks for this host: a failure that users do not report stays unseen.' : '',
  ].filter(Boolean);
  return sentences.length ? html`<p class="sub">${sentences.join(' ')}</p>` : nothing;
}

/** The verdict before the present one and how long it lasted, as far as the newest two changes tell. */
function before(verdict, [newest, previous]) {
  if (!verdict.previous_verdict || !verdict.since) {
    return nothing;
  }
  const word = VERDICTS[verdict.previous_verdict].word.toLowerCase();
  const isKnown = newest && previous && newest.verdict === verdict.verdict && previous.verdict === verdict.previous_verdict;
  return ' Before: ' + word + (isKnown ? ' for ' + span((epoch(newest.window_end) - epoch(previous.window_end)) / 1000) : '') + '.';
}

const signalLine = (signal) => html`<p class="sub signal">Signal: <strong>${kindName(signal.kind)}</strong> since ${timeOf(signal.starts_at)}${notices(signal.deliveries).length
  ? ': ' + notices(signal.deliveries).join(', ') : nothing}.<span class="block">${signal.title}</span></p>`;

function answer({app, host, verdict, signals, last}) {
  const name = !verdict || verdict.silent ? 'silent' : verdict.verdict;
  const since = verdict ? name === 'silent' ? verdict.window_end : verdict.since : null;
  return html`<p class="crumbs"><a href=${href(['now'])}>Now</a> / <span class="app">${app}</span> · <a href=${href(['errors'], {app, host})}>Errors here</a> · <a href=${href(['impact', app, host])}>What users see</a></p>
  <h1 title=${host}>${host}</h1>
  <div class="headline"><p class=${'state ' + VERDICTS[name].plane}>${verdict ? rowGlyph({...verdict, silent: name === 'silent'}) : verdictGlyph('silent')}
  <strong>${VERDICTS[name].word}</strong> ${!verdict ? 'No verdict in the last 24 hours.' : since ? html`since ${instant(since)} (${sinceOf(since)}).${before(verdict, last)}` : html`for ${sinceOf(since)}.`}</p>
  ${signals.map(signalLine)}</div>
  ${verdict ? html`${collapse(verdict)}${unseen(verdict)}` : nothing}`;
}

const letters = (series) => series.verdict.map((name) => name === null ? '-' : VERDICTS[name].letter).join('');

const duration = (values) => values.filter((verdict) => verdict && VERDICTS[verdict].plane === 'users').length;

const wordOf = (name) => VERDICTS[name].word.toLowerCase();

function charts({series, transitions}) {
  const time = series.time;
  const seconds = newestLimit(series, 'window_seconds');
  const width = seconds ? ', ' + span(seconds) : '';
  const step = time.length > 1 ? time[1] - time[0] : 60;
  const line = (label, values, side, format) => ({label, values, side, format});
  return html`<h2>Verdict</h2>${ribbon(letters(series), 'Users were affected in ' + duration(series.verdict) + ' of ' + time.length + ' intervals', 'ribbon wide')}
  ${ticks(transitions.map((row) => ({at: epoch(row.window_end), text: (row.previous_verdict ? wordOf(row.previous_verdict) + ' → ' : '') + wordOf(row.verdict)})),
    time[0] * 1000, (time[time.length - 1] + step) * 1000, 'change')}
  <div class="charts">
  ${chartOf({id: 'errors', title: 'Error views of all' + width, time, least: 0.02, limit: limitOf(series, 'error_rate'),
    limitText: 'limit ' + percentShort(newestLimit(series, 'error_rate')), lines: [line('errors', series.error_rate, 'users', percent)]})}
  ${chartOf({id: 'lcp', title: 'p75 LCP and TTFB' + width, time, least: 1000, limit: limitOf(series, 'p75_lcp_ms'), limitText: 'limit ' + millisShort(newestLimit(series, 'p75_lcp_ms')) + ' (LCP)',
    lines: [line('LCP', series.p75_lcp_ms, 'users', millis), line('TTFB', series.p75_ttfb_ms, 'users', millis)]})}
  ${chartOf({id: 'checks', title: 'Failed checks of all' + width, time, least: 0.1, limit: limitOf(series, 'failure_ratio'),
    limitText: 'limit ' + percentShort(newestLimit(series, 'failure_ratio')), lines: [line('failed', series.synthetic_failure_ratio, 'checks', percent)]})}
  ${chartOf({id: 'views', title: 'Views' + width, time, least: 30, limit: limitOf(series, 'min_views'), limitText: 'minimum ' + newestLimit(series, 'min_views'),
    lines: [line('views', series.views, 'users', (n) => count(Math.round(n)))]})}</div>`;
}

function pagesTable({pages, series}) {
  if (!pages) {
    return html`<h2>Pages</h2><p class="empty">Pages are added up over at most 24 hours; choose a shorter range.</p>`;
  }
  const limit = newestLimit(series, 'error_rate');
  return html`<h2>Pages in this range</h2>${pages.items.length === 0 ? html`<p class="empty">No views in this range.</p>` : html`<div class="scroll" tabindex="0" role="region" aria-label="Pages"><table class="plain">
  <thead><tr><th scope="col">Page</th><th scope="col" class="n">Views</th><th scope="col" class="n">Errors</th><th scope="col" class="n">p75 LCP</th><th scope="col" class="n">INP</th><th scope="col" class="n">CLS</th><th scope="col" class="n">TTFB</th></tr></thead>
  <tbody>${pages.items.map((row) => html`<tr><th scope="row" title=${row.page}>${row.page}</th><td class="n">${count(row.views)}</td>
  <td class="n">${over(limit !== null && row.error_rate >= limit, percent(row.error_rate))}</td>
  <td class="n">${millis(row.p75_lcp_ms)}</td><td class="n">${millis(row.p75_inp_ms)}</td><td class="n">${shift(row.p75_cls)}</td><td class="n">${millis(row.p75_ttfb_ms)}</td></tr>`)}</tbody></table></div>
  ${pages.pages > pages.items.length ? html`<p class="muted">The ${pages.items.length} with the most views of ${pages.pages}.</p>` : nothing}`}`;
}

const changes = ({app, host, transitions}) => html`<h2>What changed</h2>${transitions.length === 0 ? html`<p class="empty">No change of the verdict in this range.</p>`
  : html`<ol class="changes-list">${transitions.map((row) => html`<li>${timeOf(row.window_end)} ${verdictGlyph(row.verdict)} ${row.previous_verdict ? VERDICTS[row.previous_verdict].word + ' → ' : nothing}<strong>${VERDICTS[row.verdict].word}</strong>
  <span class="muted">${row.synthetic_failures} of ${row.synthetic_samples} checks failed, ${row.views ? percent(row.error_views / row.views) + ' of ' + many(row.views, 'view') + ' failed' : 'no views'}</span>
  ${VERDICTS[row.verdict].plane === 'users' ? html` <a href=${href(['impact', app, host], {at: row.window_end})}>What users saw</a>` : nothing}</li>`)}</ol>`}`;

export const screen = {
  title: () => page.data ? page.data.host : 'Host',
  every: 30000,
  follows: ['verdict', 'signal'],
  load,
  view: () => page.data ? html`${answer(page.data)}${failureNotice(page.failure)}${rangeButtons()}${charts(page.data)}${pagesTable(page.data)}${changes(page.data)}`
    : html`<h1>${page.route.path[1] || 'Host'}</h1>${failureNotice(page.failure)}${waiting('the host')}`,
};
