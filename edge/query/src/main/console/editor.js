// Screen "Editor": the document of one objective, what is wrong with it, what it means, and what it would change.
import {html, nothing} from './lib/lit-html.js';
import {list, now} from './api.js';
import {copyButton} from './controls.js';
import {sideBySide} from './difference.js';
import {acceptConflict, begin, checkAgain, discard, draft, edit, isChanged, remove, save, takeOver, yieldToConflict} from './draft.js';
import {live} from './live.js';
import {nameOf} from './objectives.js';
import {failureNotice, href, objectiveHref, page, setUi, waiting} from './page.js';
import {templates} from './templates.js';
import {instant, many, percent, percentShort, times, windowName} from './units.js';

const LINES = 24;
const CHANGES = {created: 'is new', changed: 'changes', unchanged: 'stays as it is'};

async function load(route) {
  const id = route.path[0] === 'new' ? '' : route.path[0];
  const [slo, all] = await Promise.all([begin(route.tenant, id), id === '' ? list('/api/v1/slos', {tenant: route.tenant}) : []]);
  return {id, slo, services: [...new Set(all.map((other) => other.service))].filter(Boolean).sort()};
}

const isEditor = () => !!page.me && page.me.role === 'editor';

/** Whether the document belongs to the files of the tenant and has not been taken over. */
const isOfFiles = ({slo}) => !!slo && slo.managed_by !== 'api' && !draft.isTakenOver;

/** Shows a line of the text and selects it. */
function goTo(line) {
  const field = /** @type {!HTMLTextAreaElement} */ (document.getElementById('text'));
  const lines = draft.text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  /** @type {?} */ (field).focus({preventScroll: true});
  field.setSelectionRange(start, start + (lines[line - 1] || '').length);
  document.getElementById('line-' + line).scrollIntoView({block: 'center'});
}

function problemItem({severity, stored, line, path, message}) {
  const word = severity === 'error' ? html`<strong><span aria-hidden="true">■ </span>Error</strong>` : html`<span><span aria-hidden="true">▲ </span>Warning</span>`;
  const text = html`${path ? html`<code>${path}</code>: ` : nothing}${message}`;
  return html`<li class=${severity}>${word} ${stored ? html`in <b>${stored}</b>: ${text}` : line > 0 ? html`<a href=${'#line-' + line} @click=${(e) => {
    e.preventDefault();
    goTo(line);
  }}>line ${line}</a> ${text}` : text}</li>`;
}

const problemsOf = () => draft.checked ? draft.checked.result.problems : [];
const errorCount = () => problemsOf().filter((problem) => problem.severity === 'error').length;
const isChecked = () => !!draft.checked && draft.checked.text === draft.text;

function counted() {
  const errors = errorCount();
  const warnings = problemsOf().length - errors;
  return !draft.checked ? '' : errors + warnings === 0 ? 'No problem.'
    : [errors ? many(errors, 'error') : '', warnings ? many(warnings, 'warning') : ''].filter(Boolean).join(', ') + '.';
}

const checked = () => html`<section><h2>Checked as you type</h2><p role="status" aria-live="polite">${draft.text.trim() === '' ? 'Nothing is written yet. Begin with a template.' : counted()}</p>
  <ul class="problems">${problemsOf().map(problemItem)}</ul>
  ${draft.failure ? html`${failureNotice(draft.failure)}<button type="button" @click=${checkAgain}>Check again</button>` : nothing}</section>`;

const tierLine = (tier) => html`<li><b>${tier.name}</b> <span class="muted">${tier.severity}</span> ${tier.bad_ratio > 1
  ? html`never fires: more than all would have to be bad (${times(tier.factor)} of ${percent(tier.bad_ratio / tier.factor)}).`
  : html`fires when over ${percent(tier.bad_ratio)} of ${windowName(tier.long)} and of ${windowName(tier.short)} are bad.`}</li>`;

const meaning = (objective, unit) => html`<div class="meaning"><h3>${objective.id}</h3><p>Of all ${unit}, ${percentShort(objective.target)} must be good, so ${percentShort(1 - objective.target)} may be bad.</p>
  ${objective.tiers.length ? html`<ul>${objective.tiers.map(tierLine)}</ul>` : html`<p>It has no tiers, so it never sends a signal.</p>`}</div>`;

function effect(objective) {
  const counts = objective.effect;
  return html`<p>${!counts ? html`<b>${objective.id}</b>: it counts something that has no counts yet, so its budget begins whole.`
    : html`<b>${objective.id}</b>: left ${percent(counts.now.remaining)} → <strong>${percent(counts.then.remaining)}</strong>`}</p>`;
}

function changes({slo}) {
  const result = draft.checked.result;
  const target = slo && result.objectives.find((objective) => objective.id === slo.id);
  return html`<ul class="plainlist">${result.documents.map((one) => html`<li>${one.kind} <b>${one.name}</b> ${CHANGES[one.change] || one.change}</li>`)}
  ${target && target.target !== slo.target ? html`<li>target ${percentShort(slo.target)} → <strong>${percentShort(target.target)}</strong></li>` : nothing}</ul>
  ${draft.base && isChanged() ? html`<details><summary>Changed lines</summary>${sideBySide(['Saved', 'Draft'], draft.base, draft.text)}</details>` : nothing}`;
}

function consequences(data) {
  if (!draft.checked || draft.checked.result.objectives.length + draft.checked.result.documents.length === 0) {
    return nothing;
  }
  const {objectives} = draft.checked.result;
  const unit = data.slo && data.slo.method !== 'Occurrences' ? 'slices of time' : 'events';
  return html`${objectives.length ? html`<section><h2>What it means</h2>${objectives.map((objective) => meaning(objective, unit))}</section>
  <section><h2>With today’s counts</h2>${objectives.map(effect)}</section>` : nothing}
  <section><h2>Changes</h2>${changes(data)}</section>`;
}

/** Names for a template: those of a host that the tenant has. */
function names({services}) {
  const row = [...live.rows.values()].filter(({app}) => /^[\w.-]{1,64}$/.test(app)).sort((a, b) => b.views - a.views)[0];
  return {service: services[0] || 'my-service', app: row ? row.app : 'my-app', host: row ? row.host : 'www.example.com'};
}

const chosenTemplate = (data) => data.id !== '' ? nothing : html`<div class="chips" role="group" aria-label="Templates"><span class="muted">Begin with</span>${templates(names(data)).map(({name, about, text}) => html`<button type="button" title=${about} @click=${() => edit(text)}>${name}</button>`)}</div>`;

function field(data) {
  const lines = draft.text.split('\n');
  const rows = Math.max(LINES, lines.length + 1);
  const marks = new Map(problemsOf().filter((problem) => !problem.stored).map((problem) => [problem.line, problem.severity]));
  const isFixed = isOfFiles(data);
  return html`<div class="code"><div class="numbers" aria-hidden="true">${Array.from({length: rows}, (_, i) => html`<span id=${'line-' + (i + 1)} class=${marks.get(i + 1) || nothing}>${i + 1}\n</span>`)}</div>
  <textarea id="text" rows=${rows} wrap="off" spellcheck="false" autocapitalize="off" autocomplete="off" aria-label="Document (YAML)" aria-invalid=${errorCount() > 0 ? 'true' : 'false'}
    ?readonly=${isFixed} .value=${draft.text} @input=${(e) => edit(e.target.value)}></textarea></div>`;
}

/** The next full minute, from which a save holds, in words. */
const nextMinute = () => instant(Math.ceil((now() + 1000) / 60000) * 60000);

function conflict() {
  return html`<section class="notice" role="alert"><h2>Someone else has changed this objective</h2><p>${draft.conflict.message}. Nothing was saved; your text is kept.</p>
  ${draft.conflict.etag ? html`${sideBySide(['Saved by the other', 'Yours'], draft.conflict.text, draft.text)}
  <p><button type="button" @click=${acceptConflict}>Keep mine, to save it over theirs</button> <button type="button" @click=${yieldToConflict}>Take theirs</button></p>`
    : html`<p>The other version could not be read.</p>`}</section>`;
}

function saved() {
  const {names, effectiveFrom, isDeleted} = draft.saved;
  return html`<p class="notice" role="status">${isDeleted ? html`<strong>Deleted.</strong> The job stops computing ${names.join(', ')} at the next full minute; what was computed stays.`
    : html`<strong>Saved.</strong> ${names.join(', ')} ${effectiveFrom ? html`holds from ${instant(effectiveFrom)}` : 'holds from the next full minute'}.`}
  <a href=${href(['objectives'])}>All objectives</a></p>`;
}

const deletion = (data) => !page.ui.isDeleting ? nothing : html`<section class="notice" role="alertdialog" aria-labelledby="delete-title"><p id="delete-title"><strong>Delete ${nameOf(data.slo)}?</strong>
  Its budget is no longer computed and its signals end. Its past snapshots and reports stay.</p>
  <p><button type="button" class="primary" ?disabled=${draft.isBusy} @click=${async () => {
    await remove();
    setUi({isDeleting: false});
  }}>Delete it</button> <button type="button" @click=${() => setUi({isDeleting: false})}>Keep it</button></p></section>`;

function ownership(data) {
  if (!data.slo || data.slo.managed_by === 'api') {
    return nothing;
  }
  return draft.isTakenOver ? html`<p class="notice">Saving takes this document over from the files. <code>slo apply</code> then refuses to change it, unless it is called with <code>--take-over</code>.</p>`
    : html`<p class="notice">Managed by files: change it where they are kept and run <code>slo apply</code>. ${isEditor() ? html`<button type="button" @click=${takeOver}>Take over</button>
    <span class="block">Once you have saved it here, <code>slo apply</code> refuses to change it, unless it is called with <code>--take-over</code>.</span>` : nothing}</p>`;
}

function buttons(data) {
  const mayWrite = isEditor() && !isOfFiles(data);
  return html`<div class="buttons">${mayWrite ? html`<button type="button" id="save" class="primary" ?disabled=${draft.isBusy || !isChecked() || errorCount() > 0 || !isChanged() || !!draft.conflict}
    @click=${save}>Save: holds from ${nextMinute()}</button>` : nothing}
  ${isChanged() ? html`<button type="button" @click=${discard}>Discard</button>` : nothing}
  ${copyButton('yaml', () => draft.text, 'Copy YAML')}
  ${mayWrite && data.slo ? html`<button type="button" @click=${() => setUi({isDeleting: true})}>Delete</button>` : nothing}</div>
  ${isEditor() ? nothing : html`<p class="muted">Your token reads only: you may check a change here and copy it, but not save it.</p>`}`;
}

const head = (title) => html`<p class="crumbs"><a href=${href(['objectives'])}>Objectives</a>${page.data && page.data.slo ? html` / <a href=${objectiveHref(page.data.slo.id)}>${nameOf(page.data.slo)}</a>` : nothing}</p><h1>${title}</h1>`;

function view(data) {
  return html`${head(data.slo ? 'Edit ' + nameOf(data.slo) : 'New objective')}${failureNotice(page.failure)}${draft.saved ? saved() : nothing}${draft.saved && draft.saved.isDeleted ? nothing
    : html`${ownership(data)}${draft.conflict ? conflict() : nothing}${deletion(data)}
  <div class="editor"><div>${chosenTemplate(data)}${field(data)}${buttons(data)}</div><div class="findings">${checked()}${consequences(data)}</div></div>`}`;
}

export const screen = {
  title: () => page.data && page.data.slo ? 'Edit ' + nameOf(page.data.slo) : 'New objective',
  load,
  view: () => page.data ? view(page.data) : html`${head('Objective')}${failureNotice(page.failure)}${waiting('the document')}`,
};
