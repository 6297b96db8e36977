// Part of the screen "Objective": who changed its document, when, and what became different.
import {html, nothing} from './lib/lit-html.js';
import {timeOf} from './units.js';

const MOST = 6;
const ORIGINS = {file: 'with files', api: 'over the API'};
const CHANGES = {created: 'Created', changed: 'Changed', deleted: 'Deleted'};

/** Values of a document by their paths, such as spec.objectives[0].target; null when the text is no JSON. */
function values(text) {
  const found = new Map();
  const walk = (path, value) => {
    if (value !== null && typeof value === 'object') {
      Object.entries(/** @type {!Object<string, *>} */ (value)).forEach(([key, inner]) => walk(Array.isArray(value) ? path + '[' + key + ']' : path ? path + '.' + key : key, inner));
    } else {
      found.set(path, String(value));
    }
  };
  try {
    walk('', JSON.parse(text));
    return found;
  } catch (failure) {
    return null;
  }
}

/** What became different as rows of path, value before and value after. */
function differences(version) {
  const before = version.previous_text ? values(version.previous_text) : null;
  const after = version.text ? values(version.text) : null;
  return !before || !after ? [] : [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path))
    .map((path) => ({path, before: before.get(path), after: after.get(path)}));
}

function changed(version) {
  const all = differences(version);
  const value = (text) => text === undefined ? html`<span class="muted">nothing</span>` : html`<b>${text}</b>`;
  return all.length === 0 ? nothing : html`<ul class="differences">${all.slice(0, MOST).map(({path, before, after}) => html`<li><code>${path}</code> ${value(before)} → ${value(after)}</li>`)}
  ${all.length > MOST ? html`<li class="muted">and ${all.length - MOST} more</li>` : nothing}</ul>`;
}

/** The versions of the document of an objective, the newest first; nothing when none is known. */
export const definition = ({versions}, tenant) => versions.length === 0 ? nothing : html`<h2>Definition</h2><ol class="changes-list versions">${versions.map((version) => html`<li>
  ${timeOf(version.at, false)} <strong>${CHANGES[version.change] || version.change}</strong>${version.author ? ' by ' + version.author : nothing} <span class="muted">${ORIGINS[version.origin] || version.origin}, version ${version.version}</span>${changed(version)}</li>`)}</ol>
  <p class="muted"><a href=${'/api/v1/openslo?' + new URLSearchParams({tenant})}>All documents of this tenant as YAML</a></p>`;
