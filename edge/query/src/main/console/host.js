// Screen "Host": what users and checks of an app on a host see, over time, by page, and what changed.
import {html, nothing} from './lib/lit-html.js';
import {get, getIfOffered} from './api.js';
import {chartOf} from './chart.js';
import {ribbon, rowGlyph, verdictGlyph} from './glyph.js';
import {failureNotice, href, page, waiting} from './page.js';
import {range, rangeButtons} from './range.js';
import {count, epoch, instant, many, millis, millisShort, notices, over, percent, percentShort, shift, sinceOf, span, timeOf, VERDICTS} from './units.js';

const DAY = 86400;
const PAGES = 50;

async function load(route) {
  const [app, host] = route.path;
  const {from, to, seconds} = range();
  const of = {tenant: route.tenant, app, host, from, to};
  const [verdict, series, pages, transitions, signals] = await Promise.all([
    getIfOffered('/api/v1/verdicts/' + encodeURIComponent(app) + '/' + encodeURIComponent(host), {tenant: route.tenant}),
    get('/api/v1/series', {...of, step: seconds > 2 * DAY ? '1h' : seconds > DAY / 2 ? '5m' : '1m'}),
    seconds <= DAY ? get('/api/v1/pages', {...of, limit: PAGES}) : null,
    get('/api/v1/transitions', {...of, limit: 100}),
    get('/api/v1/signals', {tenant: route.tenant, app, host, status: 'firing'}),
  ]);
  return {app, host, verdict, series, pages, transitions: transitions.items, signals: signals.items, seconds};
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

function answer({app, host, verdict, signals}) {
  const name = !verdict || verdict.silent ? 'silent' : verdict.verdict;
  return html`<p class="crumbs"><a href=${href(['now'])}>Now</a> / ${app}</p>
  <h1>${host}</h1>
  <p class=${'state ' + VERDICTS[name].plane}>${verdict ? rowGlyph({...verdict, silent: name === 'silent'}) : verdictGlyph('silent')}
  <strong>${VERDICTS[name].word}</strong> ${verdict ? html`for ${sinceOf(name === 'silent' ? verdict.window_end : verdict.since)}${verdict.previous_verdict && verdict.since
    ? html`. Before: ${VERDICTS[verdict.previous_verdict].word.toLowerCase()}` : nothing}.` : html`No verdict in the last 24 hours.`}</p>
  ${verdict ? html`${collapse(verdict)}${unseen(verdict)}` : nothing}
  ${signals.map((signal) => html`<p class="sub">Signal: ${signal.title}, firing since ${instant(signal.starts_at)}${notices(signal.deliveries).map((notice) => '; ' + notice)}.</p>`)}`;
}

const letters = (series) => series.verdict.map((name) => name === null ? '-' : VERDICTS[name].letter).join('');

const duration = (values) => values.filter((verdict) => verdict && VERDICTS[verdict].plane === 'users').length;

function charts({series}) {
  const time = series.time;
  const seconds = newestLimit(series, 'window_seconds');
  const width = seconds ? ', ' + span(seconds) : '';
  const line = (label, values, side, format) => ({label, values, side, format});
  return html`<h2>Verdict</h2>${ribbon(letters(series), 'Users were affected in ' + duration(series.verdict) + ' of ' + time.length + ' intervals', 'ribbon wide')}
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

const changes = ({transitions}) => html`<h2>What changed</h2>${transitions.length === 0 ? html`<p class="empty">No change of the verdict in this range.</p>`
  : html`<ol class="changes-list">${transitions.map((row) => html`<li>${timeOf(row.window_end)} ${verdictGlyph(row.verdict)} ${row.previous_verdict ? VERDICTS[row.previous_verdict].word + ' → ' : nothing}<strong>${VERDICTS[row.verdict].word}</strong>
  <span class="muted">${row.synthetic_failures} of ${row.synthetic_samples} checks failed, ${row.views ? percent(row.error_views / row.views) + ' of ' + many(row.views, 'view') + ' failed' : 'no views'}</span></li>`)}</ol>`}`;

export const screen = {
  title: () => page.data ? page.data.host : 'Host',
  every: 30000,
  follows: ['verdict', 'signal'],
  load,
  view: () => page.data ? html`${answer(page.data)}${failureNotice(page.failure)}${rangeButtons()}${charts(page.data)}${pagesTable(page.data)}${changes(page.data)}`
    : html`<h1>${page.route.path[1] || 'Host'}</h1>${failureNotice(page.failure)}${waiting('the host')}`,
};
