// Screen "Recording": what a user of a session saw, played from the records of the page, and what happened then.
import {html, nothing} from './lib/lit-html.js';
import {get} from './api.js';
import {failureNotice, hostHref, href, page, parameter, waiting} from './page.js';
import {open, position, seek, view as player} from './player.js';
import {playable, shiftOf} from './segments.js';
import {between, clock, epoch, instant, many, timeOf} from './units.js';

const STYLE = new URL('./recording/recording.css', import.meta.url).href;
const EVENTS = 1000;
const SHOWN = ['view', 'error', 'action', 'breadcrumb'];

/** Reads the segments; the answer ends early when an object cannot be read. */
async function read(session, of) {
  try {
    return await get('/api/v1/replay/' + encodeURIComponent(session), of);
  } catch (problem) {
    if (problem.status === 0 || problem.status === 200) {
      problem.message = 'The recording could not be read to its end: its store may be away.';
    }
    throw problem;
  }
}

async function load(route) {
  const [app, session] = route.path;
  const of = {tenant: route.tenant, app};
  const known = await get('/api/v1/sessions/' + encodeURIComponent(session), {...of, limit: EVENTS});
  const data = {app, session, parts: known.parts, events: known.items, segments: known.segments, recording: null};
  if (known.segments.length === 0) {
    return data;
  }
  const segments = await read(session, of);
  const {records, gaps} = playable(segments);
  if (records.length < 2) {
    return {...data, segments};
  }
  const shift = shiftOf(segments[0]);
  const recording = {records, gaps, start: records[0].timestamp, end: records[records.length - 1].timestamp, shift};
  open(recording, epoch(parameter('at')) - shift);
  return {...data, segments, recording};
}

/** Why there is nothing to play. */
function reason({parts, segments}) {
  return segments.length === 0 && parts.some((one) => one.has_replay) ? 'The recording of this session has expired: recordings are kept for a shorter time than sessions, 14 days unless retention.replay says otherwise.'
    : segments.length === 0 ? 'This session was not recorded. A DSN records with replay: {enabled: true}, and the client records the share of sessions that it is configured to.'
      : segments.every((segment) => !segment.records) ? 'The recording of this session is no longer in its store: it was deleted to make room or by hand, or replay.directory of this service is not the gateway\'s.'
        : 'Nothing can be played: the part of the recording with the whole page is missing, and changes of a page that is unknown show nothing.';
}

function missing({recording: {gaps, shift}}) {
  const spans = gaps.slice(0, 5).map(({from, to}) => from < to ? 'from ' + clock(from + shift) + ' to ' + clock(to + shift) : 'before ' + clock(to + shift));
  return gaps.length === 0 ? nothing : html`<p class="notice"><strong>${gaps.length === 1 ? 'A part is missing' : many(gaps.length, 'part') + ' are missing'}:</strong>
  the part ${spans.join(', ')}${gaps.length > spans.length ? ' and more' : ''}. It was not received, or was deleted; playing goes on where the page is known again.</p>`;
}

function masks({segments}) {
  const isText = segments.every((segment) => segment.mask === 'text');
  return html`<p class="sub">${isText ? 'Texts and everything that was typed are masked: an x stands for a character, a star for a character of a field.'
    : 'Everything that was typed is masked: a star stands for a character. Other texts are as the page had them.'} Pictures and fonts of other servers are not loaded, and nothing of the page runs.</p>`;
}

const nameOf = (event) => event.type === 'error' ? [event.name, event.labels.message].filter(Boolean).join(': ') : event.name;

function steps({events, recording}) {
  const shown = events.filter((event) => SHOWN.includes(event.type));
  const {start, end, shift} = recording || {start: Infinity, end: 0, shift: 0};
  const isWithin = (at) => at - shift >= start && at - shift <= end;
  const past = shown.filter((event) => epoch(event.at) <= position());
  const present = recording ? past[past.length - 1] : null;
  return html`<h2>What happened</h2>${shown.length === 0 ? html`<p class="empty">No event of this session is kept.</p>`
    : html`<ol class="changes-list steps" tabindex="0" aria-label="What happened">${shown.map((event) => html`<li aria-current=${event === present ? 'step' : nothing} class=${event.type === 'error' ? 'bad' : nothing}>
  ${isWithin(epoch(event.at)) ? html`<button type="button" class="link" aria-label=${'Play from ' + clock(event.at)} @click=${() => seek(epoch(event.at))}>${clock(event.at)}</button>` : timeOf(event.at)}
  <strong>${event.type}</strong> <bdi>${nameOf(event)}</bdi> <span class="muted">${event.page}</span></li>`)}</ol>`}`;
}

const errorMarks = ({events}) => events.filter((event) => event.type === 'error').map((event) => ({at: epoch(event.at), text: nameOf(event)}));

const crumbs = (app, host) => html`<p class="crumbs">${host ? html`<a href=${hostHref(app, host)}>${host}</a> / ` : nothing}<span class="app">${app}</span>
  ${host && page.data.parts.length ? html` · <a href=${href(['impact', app, host], {at: page.data.parts[0].last_seen})}>What users saw</a>` : nothing}</p>`;

const client = ({labels}) => [labels.browser, labels.os, labels.device, labels.country].filter(Boolean).join(', ');

function body(data) {
  const {app, session, parts, recording} = data;
  const [first] = parts;
  return html`${crumbs(app, first.host)}<h1>Recording of session <span class="app">${session}</span></h1>
  <p class="sub">${recording ? html`${between(recording.start + recording.shift, recording.end + recording.shift)}, ` : html`Seen from ${instant(first.started_at)}, `}${many(first.errors, 'error')}${client(first) ? ', ' + client(first) : nothing}.</p>
  ${failureNotice(page.failure)}${recording ? html`${missing(data)}<div class="watch">${player(recording, errorMarks(data))}<section>${steps(data)}</section></div>${masks(data)}`
    : html`<p class="notice">${reason(data)}</p>${steps(data)}`}`;
}

const absent = () => page.failure && page.failure.problem.status === 404
  ? html`<p class="sub">A session is not there when it was erased, when its retention is over, or when it is of another tenant.</p>` : nothing;

export const screen = {
  title: () => 'Recording',
  /** A recording is loaded once: neither its address nor a page that was hidden loads it again. */
  isLocal: true,
  load,
  view: () => html`<link rel="stylesheet" href=${STYLE}>${page.data ? body(page.data) : html`<h1>Recording of session <span class="app">${page.route.path[1]}</span></h1>
  ${failureNotice(page.failure)}${page.failure ? absent() : waiting('the recording')}`}`,
};
