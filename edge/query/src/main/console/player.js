// The player of a recording: a frame in which rrweb draws the recorded page, and its controls.
import {html, nothing, svg} from './lib/lit-html.js';
import {invalidate, setQuery} from './page.js';
import {ticks} from './ticks.js';
import {clock, zoneName} from './units.js';

/**
 * A recording: its records, the parts that are missing, its first and last instant of the client's clock, and what is added
 * to that clock for display.
 * @typedef {{records: !Array<?>, gaps: !Array<{from: number, to: number}>, start: number, end: number, shift: number}}
 */
let Recording;

const FRAME = new URL('./recording/frame.html', import.meta.url).href;
const SPEEDS = [1, 2, 4, 8];
// Half the width of the thumb of the line of time, whose middle is the position.
const MARGINS = [8, 8];

const player = {
  /** @type {?Recording} */ recording: null,
  /** @type {?MessagePort} of the frame that is on the screen */ port: null,
  /** Position, an instant of the client's clock. */ at: 0,
  /** Position that is asked for once the frame has answered the last command, or null. */ next: null,
  isAwaited: false,
  isReady: false,
  isPlaying: false,
  isSkipping: false,
  speed: 1,
  skips: true,
  /** Why nothing is shown, or empty. */ problem: '',
};

const post = (message) => player.port && player.port.postMessage(message);

function load() {
  const {records, start} = player.recording;
  post({records, at: player.at - start, speed: player.speed, skips: player.skips});
}

/**
 * Shows a recording at an instant, paused.
 * @param {!Recording} recording
 * @param {number} at an instant of the client's clock; outside of the recording it is its start
 */
export function open(recording, at) {
  const isWithin = at >= recording.start && at <= recording.end;
  Object.assign(player, {recording, at: isWithin ? at : recording.start, next: null, isAwaited: false, isReady: false, isPlaying: false, isSkipping: false, problem: ''});
  load();
}

/** The position of the player as an instant of the server's clock. */
export const position = () => player.at + (player.recording ? player.recording.shift : 0);

/** Moves to an instant of the client's clock. While a command is not answered, only the latest position counts. */
function move(at, isPlaying = player.isPlaying) {
  const {start, end} = player.recording;
  player.at = Math.min(end, Math.max(start, at));
  player.isPlaying = isPlaying;
  if (player.isAwaited) {
    player.next = player.at;
  } else {
    player.isAwaited = true;
    post({[isPlaying ? 'play' : 'pause']: player.at - start});
  }
  invalidate();
}

const remember = () => setQuery({'at': new Date(position()).toISOString()}, true);

/** Moves to an instant of the server's clock, and keeps it in the address. */
export function seek(at) {
  move(at - player.recording.shift);
  remember();
}

function toggle() {
  const {start, end} = player.recording;
  move(!player.isPlaying && player.at >= end ? start : player.at, !player.isPlaying);
  if (!player.isPlaying) {
    remember();
  }
}

function follow({at, isPlaying}) {
  if (player.next !== null) {
    const next = player.next;
    player.next = null;
    move(next);
    return;
  }
  const {start, end, gaps} = player.recording;
  player.at = Math.min(end, start + at);
  player.isPlaying = isPlaying;
  const gap = gaps.find(({from, to}) => player.at >= from && player.at < to && to < end);
  if (isPlaying && gap) {
    move(gap.to);
  }
}

function receive({kind, at, isPlaying, isSkipping, reason}) {
  if (kind === 'at') {
    player.isAwaited = false;
    follow({at, isPlaying});
  } else if (kind === 'ready') {
    player.isReady = true;
  } else if (kind === 'skip') {
    player.isSkipping = isSkipping;
  } else if (kind === 'end') {
    player.at = player.recording.end;
  } else if (kind === 'absent') {
    player.problem = 'This build has no player: it was built without npm, which fetches rrweb.';
  } else {
    player.problem = 'The recording cannot be played: ' + reason;
  }
  invalidate();
}

function connect(event) {
  const channel = new MessageChannel();
  player.port = channel.port1;
  player.port.onmessage = ({data}) => receive(data);
  // The document that plays is the frame within the frame.
  event.target.contentWindow[0].postMessage('connect', '*', [channel.port2]);
  load();
}

const two = (n) => String(n).padStart(2, '0');

/** @return {string} a length of time as a clock of a player: 1:05 */
function lengthOf(millis) {
  const seconds = Math.floor(millis / 1000);
  return (seconds >= 3600 ? Math.floor(seconds / 3600) + ':' + two(Math.floor(seconds / 60) % 60) : Math.floor(seconds / 60)) + ':' + two(seconds % 60);
}

/** The first size of the recorded page, on which the shape of the frame depends. */
function shapeOf({records}) {
  const first = records.find((record) => record.type === 4 && record.data);
  const {width, height} = first ? first.data : {width: 16, height: 9};
  return width > 0 && height > 0 ? width + ' / ' + height : '16 / 9';
}

const part = (at, {start, end}) => (100 * (Math.min(end, Math.max(start, at)) - start) / (end - start)).toFixed(2) + '%';

const track = (recording) => html`<svg class="track" aria-hidden="true"><rect class="all" width="100%" height="100%"></rect>
  <rect class="played" width=${part(player.at, recording)} height="100%"></rect>
  ${recording.gaps.map(({from, to}) => svg`<rect class="gap" x=${part(from, recording)} width=${parseFloat(part(to, recording)) - parseFloat(part(from, recording)) + '%'} height="100%"></rect>`)}</svg>`;

function controls(recording, marks) {
  const {start, end, shift, gaps} = recording;
  const length = end - start;
  const isMissing = gaps.some(({from, to}) => player.at >= from && player.at < to);
  const word = player.isPlaying ? 'Pause' : player.at >= end ? 'Play again' : 'Play';
  return html`<div class="controls"><button type="button" class="primary play" ?disabled=${!player.isReady} @click=${toggle}>${word}</button>
  <div class="line"><div class="rail">${track(recording)}<input id="position" type="range" min="0" max=${length} step="1000" aria-label="Position" ?disabled=${!player.isReady}
  aria-valuetext=${clock(player.at + shift) + ', ' + lengthOf(player.at - start) + ' of ' + lengthOf(length)} .value=${String(Math.round(player.at - start))}
  @input=${(e) => move(start + Number(e.target.value))} @change=${remember}></div>
  ${ticks(marks, start + shift, end + shift, 'error', MARGINS, (cluster) => seek(cluster[0].at))}</div>
  <p class="where"><b>${lengthOf(player.at - start)}</b> of ${lengthOf(length)} <span class="muted">${clock(player.at + shift)} ${zoneName()}</span></p></div>
  <div class="choices"><div class="chips" role="group" aria-label="Speed"><span aria-hidden="true">Speed</span>${SPEEDS.map((speed) => html`<button type="button" aria-pressed=${player.speed === speed} aria-label=${speed + ' times'} @click=${() => choose({speed})}>${speed}×</button>`)}</div>
  <label class="radio"><input type="checkbox" .checked=${player.skips} @change=${(e) => choose({skips: e.target.checked})}>Skip idle time</label>
  <p class="state-now" role="status">${isMissing ? 'This part is missing.' : player.isSkipping && player.isPlaying ? 'Skipping idle time.' : nothing}</p></div>`;
}

function choose(change) {
  Object.assign(player, change);
  post(change);
  invalidate();
}

/**
 * The recorded page and the controls.
 * @param {!Recording} recording
 * @param {!Array<{at: number, text: string}>} marks instants of the server's clock that are marked below the line of time
 */
export const view = (recording, marks) => html`<section class="player" aria-label="Player">
  ${player.problem ? html`<p class="notice" role="alert">${player.problem}</p>` : nothing}
  <div class="screen" ?hidden=${player.problem !== ''}><iframe title="The recorded page" src=${FRAME} tabindex="-1" .style=${'aspect-ratio: ' + shapeOf(recording)} @load=${connect}></iframe></div>
  ${player.problem ? nothing : controls(recording, marks)}</section>`;
