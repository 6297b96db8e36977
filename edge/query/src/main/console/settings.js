// Screen "Settings": who is logged in, what this browser shows, and the versions.
import {html, nothing} from './lib/lit-html.js';
import {get} from './api.js';
import {logOut} from './login.js';
import {failureNotice, page, setSetting, setting, waiting} from './page.js';
import {fullInstant, many, millisShort, percentShort, sinceOf, span, zone, zoneName} from './units.js';

const THEMES = [['system', 'As the system'], ['light', 'Light'], ['dark', 'Dark']];
const ROLES = {reader: 'Reader: reads everything of the tenants', editor: 'Editor: reads, and changes objectives'};

const load = (route) => get('/api/v1/me', {tenant: route.tenant});

/** Radio buttons that store a setting of this browser. */
const choice = (name, label, present, choices) => html`<fieldset><legend>${label}</legend>${choices.map(([value, word]) => html`<label class="radio">
  <input type="radio" name=${name} value=${value} .checked=${value === present} @change=${() => setSetting(name, value)}>${word}</label>`)}</fieldset>`;

const line = (word, value) => html`<div><dt>${word}</dt><dd>${value}</dd></div>`;

function limits(thresholds) {
  return !thresholds ? nothing : html`<h2>Limits in force</h2><dl class="facts">
  ${line('Users are affected', 'from ' + percentShort(thresholds.error_rate) + ' of views with an error, or a p75 LCP of ' + millisShort(thresholds.p75_lcp_ms)
    + ', in ' + span(thresholds.window_seconds) + ' with at least ' + many(thresholds.min_views, 'view'))}
  ${line('Checks fail', 'from ' + percentShort(thresholds.failure_ratio) + ' of at least ' + many(thresholds.min_samples, 'check'))}
  ${line('Valid since', fullInstant(thresholds.from))}</dl>`;
}

const view = (me) => html`<h1>Settings</h1>${failureNotice(page.failure)}
  <h2>You</h2><dl class="facts">
  ${line('Token', me.name)}
  ${line('Role', ROLES[me.role] || me.role)}
  ${line((me.tenants || []).length === 1 ? 'Tenant' : 'Tenants', (me.tenants || [me.tenant]).join(', '))}
  ${line('Expires', me.expires_at ? fullInstant(me.expires_at) : 'never; it ends when your operator removes it')}</dl>
  <p><button type="button" @click=${logOut}>Log out</button></p>
  <h2>This browser</h2>
  ${choice('theme', 'Theme', setting('theme') || 'system', THEMES)}
  ${choice('zone', 'Times in', zone.utc ? 'utc' : 'local', [['utc', 'UTC'], ['local', 'the zone of this browser' + (zone.utc ? '' : ' (' + zoneName() + ')')]])}
  ${limits(me.thresholds)}
  <h2>Versions</h2><dl class="facts">
  ${line('Query service and console', me.version)}
  ${line('Newest verdict', me.progress ? html`${fullInstant(me.progress)}, ${sinceOf(me.progress)} ago` : 'none yet')}
  ${line('Kafka', {up: 'connected', away: 'away: deliveries and refusals may be missing', off: 'not connected: deliveries and refusals are not shown'}[me.broker] || 'unknown')}
  ${line('API', html`<code>/api/v1</code>, described by <a href="/api/v1/openapi.yaml">openapi.yaml</a>`)}</dl>`;

export const screen = {
  title: () => 'Settings',
  every: 60000,
  load,
  view: () => page.data ? view(page.data) : html`<h1>Settings</h1>${failureNotice(page.failure)}${waiting('the settings')}`,
};
