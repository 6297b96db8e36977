// The frame around every screen: sections, tenant, whether the page is live, and whether the job is behind.
import {html, nothing} from './lib/lit-html.js';
import {cache} from './lib/directives/cache.js';
import {now} from './api.js';
import {help} from './keys.js';
import {live} from './live.js';
import {failureNotice, href, navigate, page, switchZone} from './page.js';
import {clock, instant, span, zoneName} from './units.js';

/** Sections of the navigation; the first section of a letter is reached by g and that letter. */
export const SECTIONS = [['now', 'Now'], ['incidents', 'Incidents'], ['objectives', 'Objectives'], ['signals', 'Signals'], ['errors', 'Errors'], ['intake', 'Intake']];

function status() {
  if (!live.tenant || page.route.name === 'login') {
    return nothing;
  }
  if (!live.isConnected && live.readAt > 0) {
    return html`<span class="status down">Not live since ${instant(live.downSince)}, trying again</span>`;
  }
  return html`<span class="status">${live.isConnected ? 'Live' : 'Connecting'}${live.progress ? ', ' + clock(live.progress) : nothing}</span>`;
}

/** How old the newest verdict of anyone is, in milliseconds; 0 while none is known. */
export const delay = () => live.progress ? now() - live.progress : 0;

/**
 * Whether the job is behind. A page that does not reach the service, or a service that does not reach its tables, cannot tell:
 * that is then what the page reports.
 */
const isBehind = () => live.isConnected && !live.failure && delay() > 90000;

const banner = () => !live.tenant || !page.me || page.route.name === 'login' ? nothing
  : html`${isBehind() ? html`<p class="notice" role="alert"><strong>No verdict for anyone since ${instant(live.progress)}:</strong>
  the job or Kafka is behind; what you see is ${span(delay() / 1000)} old.</p>` : nothing}
  ${live.failure && page.route.name !== 'now' && !page.failure ? failureNotice(live.failure) : nothing}
  ${page.me.broker === 'away' ? html`<p class="notice" role="alert"><strong>Kafka does not answer:</strong>
  who was notified and what gateways refused may be out of date, and objectives cannot be changed.</p>` : nothing}`;

const tenants = () => {
  const all = page.me.tenants || [page.me.tenant];
  return all.length < 2 ? html`<span class="tenant" title="Tenant">${page.route.tenant}</span>`
    : html`<label class="tenant"><span class="hidden">Tenant</span><select @change=${(e) => navigate(href(['now'], {}, e.target.value))}>
      ${all.map((name) => html`<option value=${name} ?selected=${name === page.route.tenant}>${name}</option>`)}</select></label>`;
};

const section = () => ({host: 'now', objective: 'objectives', editor: 'objectives', error: 'errors'})[page.route.name] || page.route.name;

/**
 * The frame around a screen.
 * @param {*} content what the screen shows
 * @param {boolean} isKept whether the elements of the content are kept while another screen is shown, because there are many
 */
export const frame = (content, isKept) => html`<header><a class="brand" href="/">Convergence</a>
  ${page.me && page.route.tenant ? html`<nav aria-label="Sections">${SECTIONS.map(([name, word]) => html`<a href=${href([name])} aria-current=${section() === name ? 'page' : nothing}>${word}</a>`)}</nav>
  <div class="tools">${tenants()}${status()}
  <button type="button" class="quiet" @click=${switchZone} title="Times in UTC or in the zone of this browser (t)">${zoneName()}</button>
  <a class="quiet" href=${href(['settings'])} aria-current=${page.route.name === 'settings' ? 'page' : nothing}>Settings</a>
  <button type="button" class="quiet" @click=${help} aria-label="Keyboard help" title="Keyboard help (?)">?</button></div>` : nothing}</header>
  <main id="main" tabindex="-1">${banner()}${cache(isKept ? content : nothing)}${isKept ? nothing : content}</main>`;
