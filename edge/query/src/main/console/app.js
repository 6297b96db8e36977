// Start of the console: follows the address, loads what its screen needs, and draws the frame around it.
import {html, nothing, render} from './lib/lit-html.js';
import {get, now, setClock} from './api.js';
import {follow, live, unfollow, watchVisibility} from './live.js';
import {instant, span, zoneName} from './units.js';
import {applySettings, connect, href, invalidate, navigate, page, parse, setSetting, setting, switchZone} from './page.js';
import {help, listenToKeys} from './keys.js';
import {logInByFragment, screen as login} from './login.js';
import {screen as nowScreen, summary} from './now.js';

/** Sections of the navigation with the keys that open them. */
const SECTIONS = [['now', 'Now']];

// A screen other than the first is fetched when it is opened.
const SCREENS = {
  now: async () => nowScreen,
  host: async () => (await import('./host.js')).screen,
  login: async () => login,
};

const RETRY = 15000;
let screen = null;
let loads = 0;
let timers = [];

const unknown = {title: () => 'Not found', load: async () => ({}), view: () => html`<h1>There is no such page</h1><p><a href="/">Go to the hosts</a></p>`};

/** Reads who is logged in. Without a session the login is shown, which then leads back. */
async function identify(tenant) {
  const me = await get('/api/v1/me', {tenant});
  setClock(me.now);
  page.me = me;
  live.progress = Math.max(live.progress, Date.parse(me.progress) || 0);
}

function toLogin() {
  unfollow();
  live.tenant = '';
  page.me = null;
  const from = location.pathname + location.search;
  navigate('/login' + (from === '/' ? '' : '?next=' + encodeURIComponent(from)), true);
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
      : href(['hosts', of('app'), of('host')], {}, tenant), true);
    return true;
  }
  return false;
}

async function load() {
  const mine = ++loads;
  timers.forEach(clearTimeout);
  timers = [setTimeout(() => {
    page.isSlow = true;
    invalidate();
  }, 400)];
  const route = page.route;
  try {
    if (route.name !== 'login' && (!page.me || (route.tenant && page.me.tenant !== route.tenant))) {
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
    if (route.tenant && live.tenant !== route.tenant) {
      setSetting('tenant', route.tenant);
      follow(route.tenant);
    }
    const next = SCREENS[route.name] ? await SCREENS[route.name]() : unknown;
    if (mine !== loads) {
      return;
    }
    if (screen !== next) {
      screen = next;
      page.data = null;
      page.failure = null;
      invalidate();
    }
    const data = await screen.load(route);
    if (mine !== loads) {
      return;
    }
    Object.assign(page, {data, failure: null});
    if (screen.every) {
      timers.push(setTimeout(load, screen.every));
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
    const wait = Math.max(RETRY, problem.retrySeconds * 1000);
    page.failure = {problem, nextTry: isFinal ? 0 : now() + wait};
    if (!isFinal) {
      timers.push(setTimeout(load, wait));
    }
  }
  clearTimeout(timers[0]);
  page.isSlow = false;
  invalidate();
}

/** Follows the address. The data of another place is not shown; that of another range stays until the new one is there. */
function route() {
  const before = page.route;
  page.route = parse(location);
  const isSamePlace = before && before.name === page.route.name && before.tenant === page.route.tenant && before.path.join('/') === page.route.path.join('/');
  if (!isSamePlace) {
    page.data = null;
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
    load();
  }
}

function status() {
  if (!live.tenant || page.route.name === 'login') {
    return nothing;
  }
  if (!live.isConnected && live.readAt > 0) {
    return html`<span class="status down">Not live since ${instant(live.downSince)}, trying again</span>`;
  }
  return html`<span class="status">${live.isConnected ? 'Live' : 'Connecting'}${live.progress ? ', ' + instant(live.progress) : nothing}</span>`;
}

const delay = () => live.progress ? now() - live.progress : 0;

const banner = () => live.tenant && page.me && delay() > 90000 ? html`<p class="notice" role="alert"><strong>No verdict for anyone since ${instant(live.progress)}:</strong>
  the job or Kafka is behind; what you see is ${span(delay() / 1000)} old.</p>` : nothing;

const tenants = () => {
  const all = page.me.tenants || [page.me.tenant];
  return all.length < 2 ? html`<span class="tenant" title="Tenant">${page.route.tenant}</span>`
    : html`<label class="tenant"><span class="hidden">Tenant</span><select @change=${(e) => navigate(href(['now'], {}, e.target.value))}>
      ${all.map((name) => html`<option value=${name} ?selected=${name === page.route.tenant}>${name}</option>`)}</select></label>`;
};

const section = () => ({host: 'now', objective: 'objectives', editor: 'objectives'})[page.route.name] || page.route.name;

const frame = () => html`<header><a class="brand" href="/">Convergence</a>
  ${page.me && page.route.tenant ? html`<nav aria-label="Sections">${SECTIONS.map(([name, word]) => html`<a href=${href([name])} aria-current=${section() === name ? 'page' : nothing}>${word}</a>`)}</nav>
  <div class="tools">${tenants()}${status()}
  <button type="button" class="quiet" @click=${switchZone} title="Times in UTC or in the zone of this browser (t)">${zoneName()}</button>
  ${SCREENS.settings ? html`<a class="quiet" href=${href(['settings'])} aria-current=${page.route.name === 'settings' ? 'page' : nothing}>Settings</a>` : nothing}
  <button type="button" class="quiet" @click=${help} aria-label="Keyboard help" title="Keyboard help (?)">?</button></div>` : nothing}</header>
  <main id="main" tabindex="-1">${banner()}${screen ? screen.view(page) : page.failure ? html`<h1>Convergence</h1><p class="notice" role="alert">${page.failure.problem.message}</p>` : nothing}</main>`;

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
  render(frame(), document.getElementById('app'));
  showAnswer();
}

connect({render: draw, route, reload: load});
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
watchVisibility();
setInterval(invalidate, 10000);
route();
