// State of the page and its addresses. Everything that a view shows beyond the data stands in the address.
import {html, nothing} from './lib/lit-html.js';
import {epoch, instant, zone} from './units.js';

/** @typedef {{name: string, tenant: string, path: !Array<string>, query: !URLSearchParams}} */
let Route;

/** The one state of the page; a view reads it and changes nothing. */
export const page = {
  /** @type {?Route} */ route: null,
  /** The answer of /api/v1/me, or null before login. */ me: null,
  /** What the present screen has loaded, or null. */ data: null,
  /** Newer data that is set aside while someone reads the rows, or null, and how many rows it moves. */ next: null,
  moved: 0,
  /** Whether an answer is awaited for longer than 400 ms. */ isSlow: false,
  /** The last failure of the present screen and when it is tried again, or null. */ failure: null,
  /** State of controls that no address needs to carry. */ ui: /** @type {!Object<string, *>} */ ({}),
};

const listeners = {render: () => {}, route: () => {}, reload: () => {}, news: (what) => {}};

/** Registers what draws the page, what follows a change of the address, what loads the data again, and what hears of news. */
export const connect = (functions) => Object.assign(listeners, functions);

let isDrawn = true;

/** Draws the page in the next frame; several calls draw once. */
export function invalidate() {
  if (isDrawn) {
    isDrawn = false;
    requestAnimationFrame(() => {
      isDrawn = true;
      listeners.render();
    });
  }
}

/** Reports that a verdict or a signal has changed. */
export const news = (what) => listeners.news(what);

/** Loads the data of the present screen again. */
export const reload = () => listeners.reload();

/** Changes a control's state and draws. */
export function setUi(changes) {
  Object.assign(page.ui, changes);
  invalidate();
}

/**
 * Splits an address into the screen and its parameters.
 * @param {!Location|!URL} location
 * @return {!Route} name is empty for the root, and "unknown" for an address without a screen
 */
export function parse(location) {
  const path = location.pathname.split('/').filter((part) => part !== '').map((part) => {
    try {
      return decodeURIComponent(part);
    } catch (failure) {
      return part;
    }
  });
  const query = new URLSearchParams(location.search);
  if (path.length === 0 || path[0] === 'login' || path[0] === 'signal') {
    return {name: path[0] || '', tenant: '', path: [], query};
  }
  if (path[0] !== 't') {
    return {name: 'unknown', tenant: '', path, query};
  }
  const [, tenant, name = 'now', ...rest] = path;
  const screen = name === 'hosts' && rest.length === 2 ? 'host' : name === 'errors' && rest.length === 2 ? 'error' : name === 'impact' && rest.length !== 2 ? 'unknown'
    : name === 'recordings' ? (rest.length === 2 ? 'recording' : 'unknown') : name === 'objectives' && rest.length > 0 ? (rest[0] === 'new' || rest[1] === 'edit' ? 'editor' : 'objective') : name;
  return {name: screen, tenant, path: rest, query};
}

/**
 * The address of a screen of the present tenant.
 * @param {!Array<string>} path segments after the tenant, not encoded
 * @param {!Object<string, ?string>=} query null and empty values are left out
 * @param {string=} tenant
 */
export function href(path, query = {}, tenant = page.route ? page.route.tenant : '') {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
  return '/t/' + [tenant, ...path].map(encodeURIComponent).join('/') + (text ? '?' + text : '');
}

/** The address of a host. */
export const hostHref = (app, host, query = {}) => href(['hosts', app, host], query);

/** The address of an objective. */
export const objectiveHref = (id, query = {}) => href(['objectives', id], query);

/** The address of the recording of a session, from ten seconds before an instant on. */
export const recordingHref = (app, session, at) => href(['recordings', app, session], {at: new Date(epoch(at) - 10000).toISOString()});

/** Goes to an address of the console. */
export function navigate(address, replace = false) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  listeners.route();
}

/**
 * Changes parameters of the present address.
 * @param {!Object<string, ?string>} changes null removes one
 * @param {boolean=} replace whether Back skips the present address
 */
export function setQuery(changes, replace = false) {
  const query = new URLSearchParams(page.route.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value) {
      query.set(/** @type {string} */ (name), value);
    } else {
      query.delete(/** @type {string} */ (name));
    }
  }
  const text = query.toString();
  navigate(location.pathname + (text ? '?' + text : ''), replace);
}

/** A parameter of the present address, or the default. */
export const parameter = (name, otherwise = '') => page.route.query.get(name) || otherwise;

// Settings of this browser; without storage they last as long as the page.
const memory = {};

/** @return {?string} */
export function setting(name) {
  try {
    return localStorage.getItem('convergence.' + name);
  } catch (failure) {
    return memory[name] || null;
  }
}

export function setSetting(name, value) {
  memory[name] = value;
  try {
    localStorage.setItem('convergence.' + name, value);
  } catch (failure) {
    // The setting then lasts as long as the page.
  }
  applySettings();
  document.dispatchEvent(new Event('appearance'));
  invalidate();
}

/** Applies the theme and the time zone. Charts hear of a change by the event appearance of the document. */
export function applySettings() {
  const theme = setting('theme');
  document.documentElement.toggleAttribute('data-light', theme === 'light');
  document.documentElement.toggleAttribute('data-dark', theme === 'dark');
  zone.utc = setting('zone') !== 'local';
}

/** Changes between UTC and the browser's zone. */
export const switchZone = () => setSetting('zone', zone.utc ? 'local' : 'utc');

/** Copies a text and reports it for three seconds under a name. */
export async function copy(text, name) {
  let outcome = 'Copied';
  try {
    await navigator.clipboard.writeText(text);
  } catch (failure) {
    outcome = 'The browser does not allow copying';
  }
  setUi({[name]: outcome});
  setTimeout(() => setUi({[name]: ''}), 3000);
}

/** What failed, its request id and when it is tried again; the data shown before stays. */
export const failureNotice = (failure) => failure === null ? nothing : html`<p class="notice" role="alert">
  <strong>${failure.problem.status === 404 ? 'Not found.' : 'This could not be loaded.'}</strong> ${failure.problem.message}
  ${failure.problem.requestId ? html`<span class="muted">Request ${failure.problem.requestId}.</span>` : nothing}
  ${failure.nextTry ? html`Next try at ${instant(failure.nextTry)}. <button type="button" @click=${reload}>Try now</button>` : nothing}</p>`;

/** The place of data that is not there yet: empty at first, then words. */
export const waiting = (what) => html`<p class="waiting" role="status">${page.isSlow ? 'Loading ' + what : ''}</p>`;
