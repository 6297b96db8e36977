// Screen "What users saw": the sessions of an app on a host in the 15 minutes of a verdict, who was affected and by what.
import {html, nothing} from './lib/lit-html.js';
import {getIfOffered} from './api.js';
import {statusShape} from './glyph.js';
import {failureNotice, hostHref, href, page, parameter, recordingHref, waiting} from './page.js';
import {between, clock, count, instant, kindName, many, millis, percent, times} from './units.js';

async function load(route) {
  const [app, host] = route.path;
  const found = await getIfOffered('/api/v1/impact', {tenant: route.tenant, app, host, at: parameter('at')});
  return found || {coverage: null};
}

const scrolled = (title, heads, rows) => html`<div class="scroll" tabindex="0" role="region" aria-label=${title}><table class="plain">
  <thead><tr>${heads.map((head, i) => html`<th scope="col" class=${i === 0 ? nothing : 'n'}>${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;

const numbers = (values) => values.map((value) => html`<td class="n">${value}</td>`);

const who = ({who: shares, sessions_affected: affected}) => html`<h2>Who is affected</h2>${shares.length === 0
  ? html`<p class="empty">The affected have nothing in common that the others have not: at least 3 sessions and 1.5 times their share are asked for.</p>`
  : scrolled('Who is affected', ['What', 'Affected', 'Of the affected', 'Sessions', 'Times its share'], shares.map((share) => html`<tr>
  <th scope="row"><span class="muted">${share.dimension}</span> <bdi>${share.value}</bdi></th>
  ${numbers([count(share.affected), percent(share.affected / affected), count(share.seen), times(share.lift)])}</tr>`))}`;

const errors = ({errors: groups}, app) => html`<h2>Errors</h2>${groups.length === 0 ? html`<p class="empty">No session had an error.</p>`
  : scrolled('Errors', ['Error', 'State', 'Sessions', 'Errors', 'First seen'], groups.map((group) => html`<tr>
  <th scope="row" title=${group.title}>${group.fingerprint ? html`<a href=${href(['errors', app, group.fingerprint])}><bdi>${group.title}</bdi></a>` : html`<bdi>${group.title}</bdi>`}</th>
  <td class="n">${group.new ? html`${statusShape('rising')} <strong>New</strong>` : 'Known'}</td>${numbers([count(group.sessions), count(group.count), instant(group.first_seen)])}</tr>`))}`;

const slow = ({slow: resources}) => html`<h2>Slowest resources</h2>${resources.length === 0 ? html`<p class="empty">No host served 5 resources that were measured.</p>`
  : scrolled('Slowest resources', ['Host', 'Provider', 'Resources', 'p75', 'p75 before'], resources.map((resource) => html`<tr>
  <th scope="row" title=${resource.url_host}>${resource.url_host || 'unknown'}</th>
  ${numbers([[resource.provider_type, resource.provider_name].filter((word) => word && word !== 'unknown').join(', ') || 'unknown', count(resource.samples), millis(resource.p75_ms), millis(resource.p75_ms_before)])}</tr>`))}`;

const step = (one) => html`<li>${clock(one.at)} <strong>${one.type.replace('_', ' ')}</strong> <bdi>${one.name}</bdi> <span class="muted">${one.page}</span></li>`;

const trail = ({trail: sessions}, app) => html`<h2>Steps before the first error</h2>${sessions.length === 0 ? html`<p class="empty">No session had an error.</p>`
  : html`<div class="sides">${sessions.map((one) => html`<section><h3>Session <span class="app">${one.session}</span></h3>
  ${one.has_replay ? html`<p><a href=${recordingHref(app, one.session, one.steps[one.steps.length - 1].at)} aria-label=${'Watch the recording of session ' + one.session}>Watch the recording</a></p>` : nothing}
  <ol class="changes-list">${one.steps.map(step)}</ol></section>`)}</div>`}`;

const signals = ({signals: fired}) => fired.length === 0 ? nothing : html`<h2>Signals</h2><ul class="changes-list">${fired.map((signal) => html`<li>${clock(signal.starts_at)}
  <strong>${kindName(signal.kind)}</strong> ${signal.title}</li>`)}</ul>`;

function coverage({coverage: {sessions, beacon_views: views}}) {
  return html`<p class="sub">Events of ${many(sessions, 'session')}; users who opted out and other apps are invisible. Beacons reported ${many(views, 'view')} in these minutes.
  ${sessions > 0 && views === 0 ? html`<strong>Sessions without beacons: beacons are not reported, users have not left.</strong>` : nothing}</p>`;
}

function body(data, app) {
  const {sessions_seen: seen, sessions_affected: affected} = data;
  return html`<h1><span role="status">${seen === 0 ? 'No session was seen' : count(affected) + ' of ' + many(seen, 'session') + (affected === 1 ? ' was affected' : ' were affected')}</span></h1>
  <p class="sub">${between(data.window_start, data.window_end)}: a session is affected by an error, an LCP over 4 s, or a document or request that failed.</p>
  ${coverage(data)}${failureNotice(page.failure)}${who(data)}${errors(data, app)}${slow(data)}${trail(data, app)}${signals(data)}`;
}

function view() {
  const [app, host] = page.route.path;
  const crumbs = html`<p class="crumbs"><a href=${hostHref(app, host)}>${host}</a> / <span class="app">${app}</span></p>`;
  return html`${crumbs}${!page.data ? html`<h1>What users saw</h1>${failureNotice(page.failure)}${waiting('the sessions')}`
    : page.data.coverage ? body(page.data, app)
      : html`<h1>What users saw</h1><p class="empty">No sessions were collected. Clients send them over a DSN once the gateway has events.enabled; the sessions job counts them.</p>`}`;
}

export const screen = {title: () => 'What users saw', every: 60000, load, view};
