// Start of the console: follows the address, loads what its screen needs, and draws the frame around it.
import {html, nothing, render} from './lib/lit-html.js';
import {get, now, setClock} from './api.js';
import {follow, hold, live, unfollow, watchVisibility} from './live.js';
import {delay, frame, SECTIONS} from './frame.js';
import {applySettings, connect, failureNotice, href, invalidate, navigate, page, parse, setSetting, setting} from './page.js';
import {listenToKeys} from './keys.js';
import {logInByFragment, screen as login} from './login.js';
import {screen as nowScreen, summary} from './now.js';
import {adopt, offer, watchReaders} from './steady.js';

// A screen other than the first is fetched when it is opened.
const SCREENS = {
  now: async () => nowScreen,
  host: async () => (await import('./host.js')).screen,
  incidents: async () => (await import('./incidents.js')).screen,
  objectives: async () => (await import('./objectives.js')).screen,
  objective: async () => (await import('./objective.js')).screen,
  editor: async () => (await import('./editor.js')).screen,
  signals: async () => (await import('./signals.js')).screen,
  errors: async () => (await import('./errors.js')).screen,
  error: async () => (await import('./errors.js')).one,
  impact: async () => (await import('./impact.js')).screen,
  recording: async () => (await import('./recording.js')).screen,
  intake: async () => (await import('./intake.js')).screen,
  settings: async () => (await import('./settings.js')).screen,
  login: async () => login,
};

// Fetched when nothing else is to be done, so that the first change of the screen waits for data only.
const prefetch = () => ['host', 'incidents', 'objectives', 'signals'].forEach((name) => SCREENS[name]());

const RETRY = 15000;
// News load a screen again soon, but not more often than this.
const OFTEN = 10000;
let screen = null;
let loads = 0;
let timers = [];
let loadedAt = -OFTEN;

const unknown = {title: () => 'Not found', load: async () => ({}), view: () => html`<h1>There is no such page</h1><p><a href="/">Go to the hosts</a></p>`};

/** Reads who is logged in. Without a session the login is shown, which then leads back. */
async function identify(tenant) {
  const me = await get('/api/v1/me', {tenant});
  setClock(me.now);
  page.me = me;
  live.progress = Math.max(live.progress, Date.parse(me.progress) || 0);
}

function toLogin() {
  const hasEnded = live.readAt > 0;
  unfollow();
  live.tenant = '';
  page.me = null;
  const from = location.pathname + location.search;
  const query = new URLSearchParams({...(from === '/' ? {} : {'next': from}), ...(hasEnded ? {'ended': '1'} : {})}).toString();
  navigate('/login' + (query ? '?' + query : ''), true);
}

function leaveFor(route) {
  if (route.name === '') {
    const last = setting('tenant');
    const tenants = page.me.tenants || [page.me.tenant];
    navigate(href(['now'], {}, tenants.includes(last) ? last : page.me.tenant || tenants[0]), true);
    return true;
  }
  if (route.name === 'signal') {
    const of = (name) => route.query.get(name) || '';
    const tenant = of('tenant') || page.me.tenant || (page.me.tenants || [])[0];
    navigate(of('slo') ? href(['objectives', of('slo')], {group: of('group'), tier: of('tier')}, tenant)
      : of('app') && of('host') ? href(['hosts', of('app'), of('host')], {}, tenant) : href(['signals'], {kind: of('kind')}, tenant), true);
    return true;
  }
  return false;
}

function followTenant(route) {
  if (route.tenant && live.tenant !== route.tenant) {
    setSetting('tenant', route.tenant);
    follow(route.tenant);
  }
}

/**
 * Loads the data of the present screen.
 * @param {boolean=} isAsked whether the address has changed, so that rows may move
 */
async function load(isAsked = false) {
  const mine = ++loads;
  timers.forEach(clearTimeout);
  timers = [setTimeout(() => {
    page.isSlow = true;
    invalidate();
  }, 400)];
  const route = page.route;
  try {
    if (route.name !== 'login' && (!page.me || (route.tenant && page.me.tenant !== route.tenant))) {
      // The hosts are asked for at the same time as who is logged in.
      followTenant(route);
      const tenant = route.tenant || ((page.me && page.me.tenant) || setting('tenant') || '');
      await identify(tenant).catch((problem) => {
        if (problem.status === 400 || (problem.status === 404 && !route.tenant)) {
          return identify('');
        }
        throw problem;
      });
    }
    if (mine !== loads || (route.name !== 'login' && leaveFor(route))) {
      return;
    }
    followTenant(route);
    const next = SCREENS[route.name] ? await SCREENS[route.name]() : unknown;
    if (mine !== loads) {
      return;
    }
    if (screen !== next) {
      screen = next;
      page.data = null;
      page.next = null;
      page.failure = null;
      invalidate();
    }
    const data = await screen.load(route);
    if (mine !== loads) {
      return;
    }
    page.failure = null;
    offer(data, isAsked ? undefined : screen.keys);
    loadedAt = performance.now();
    if (screen.every) {
      timers.push(setTimeout(() => document.hidden || load(), live.isConnected ? screen.every : Math.min(RETRY, screen.every)));
    }
  } catch (problem) {
    if (problem.status === undefined) {
      throw problem;
    }
    if (mine !== loads) {
      return;
    }
    if (problem.status === 401) {
      toLogin();
      return;
    }
    const isFinal = problem.status >= 400 && problem.status < 500 && problem.status !== 429;
    if (isFinal && !page.me) {
      unfollow();
      live.tenant = '';
    }
    const wait = Math.max(RETRY, problem.retrySeconds * 1000);
    page.failure = {problem, nextTry: isFinal ? 0 : now() + wait};
    if (!isFinal) {
      timers.push(setTimeout(() => load(), wait));
    }
  }
  clearTimeout(timers[0]);
  page.isSlow = false;
  invalidate();
}

let soon = 0;

/** Loads the screen again when it shows what has changed. */
function loadSoon(what) {
  if (screen && (screen.follows || []).includes(what) && !soon) {
    soon = setTimeout(() => {
      soon = 0;
      load();
    }, Math.max(500, loadedAt + OFTEN - performance.now()));
  }
}

/** Follows the address. The data of another place is not shown; that of another range stays until the new one is there. */
function route() {
  const before = page.route;
  page.route = parse(location);
  const isSamePlace = before && before.name === page.route.name && before.tenant === page.route.tenant && before.path.join('/') === page.route.path.join('/');
  if (!isSamePlace) {
    page.data = null;
    page.next = null;
    page.failure = null;
    page.ui = {};
    scrollTo(0, 0);
  }
  if (page.route.name === 'login') {
    logInByFragment();
  }
  if (isSamePlace && screen && screen.isLocal) {
    invalidate();
  } else {
    load(true);
  }
}

function showAnswer() {
  const s = summary();
  const isStale = !!page.failure || !!live.failure || delay() > 90000;
  const word = screen ? screen.title(page) : 'Convergence';
  document.title = (s.affected.length ? '(' + s.affected.length + ') ' : '') + (page.route.tenant ? page.route.tenant + ': ' : '') + word;
  const name = !live.tenant ? 'icon' : isStale ? 'icon-stale' : s.affected.length ? 'icon-users' : s.checks ? 'icon-checks' : 'icon';
  const icon = /** @type {!HTMLLinkElement} */ (document.querySelector('link[rel=icon]'));
  const address = new URL(name + '.svg', import.meta.url).href;
  if (icon.href !== address) {
    icon.href = address;
  }
}

function draw() {
  render(frame(screen ? screen.view(page) : page.failure ? html`<h1>Convergence</h1>${failureNotice(page.failure)}` : nothing, screen === nowScreen), document.getElementById('app'));
  showAnswer();
}

connect({render: draw, route, reload: () => load(), news: loadSoon});
applySettings();
addEventListener('popstate', route);
// Links within the console change the address without loading the page again.
document.addEventListener('click', (event) => {
  const link = event.target.closest && event.target.closest('a[href]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    || link.target || link.origin !== location.origin || link.hash || link.pathname.startsWith('/api/')) {
    return;
  }
  event.preventDefault();
  navigate(link.pathname + link.search);
});
listenToKeys(SECTIONS);
watchReaders((isRead) => {
  hold(isRead);
  if (!isRead) {
    adopt();
  }
});
watchVisibility();
// A hidden page loads nothing; it catches up when it is shown, unless its data does not change.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && page.route.name !== 'login' && !(screen && screen.isLocal && page.data)) {
    load();
  }
});
setInterval(invalidate, 10000);
setTimeout(prefetch, 3000);
route();
