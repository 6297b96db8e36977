// Controls that several screens have: choices of a filter, the field of a filter, a text to copy.
import {html, nothing} from './lib/lit-html.js';
import {copy, page, parameter, setQuery} from './page.js';
import {count} from './units.js';

/** @return {!Array<string>} the chosen values of a parameter that lists several */
export const chosen = (name) => parameter(name).split(',').filter(Boolean);

/**
 * Buttons that choose values of a parameter; several may be chosen, and none means all.
 * @param {string} name the parameter
 * @param {string} label for screen readers
 * @param {!Array<{value: string, word: string, shape: *, n: (number|undefined)}>} choices n is the number of matches; a choice without matches is left out
 */
export function chips(name, label, choices) {
  const present = chosen(name);
  const toggle = (value) => setQuery({[name]: (present.includes(value) ? present.filter((v) => v !== value) : [...present, value]).join(',')}, true);
  return html`<div role="group" aria-label=${label} class="chips">${choices.map(({value, word, shape = nothing, n}) => n === 0 && !present.includes(value) ? nothing
    : html`<button type="button" aria-pressed=${present.includes(value)} @click=${() => toggle(value)}>${shape}${n === undefined ? nothing : html`<b>${count(n)}</b> `}${word}</button>`)}
  ${present.length ? html`<button type="button" class="quiet" @click=${() => setQuery({[name]: null}, true)}>Show all</button>` : nothing}</div>`;
}

/** The field of the filter by text, which is the parameter q. */
export const search = (what) => html`<label class="search"><span class="hidden">${what}</span><input id="filter" type="search" placeholder=${what} .value=${parameter('q')}
  autocomplete="off" spellcheck="false" @input=${(e) => setQuery({q: e.target.value}, true)}><kbd aria-hidden="true">/</kbd></label>`;

/** Whether one of the texts contains that of the filter. */
export function matches(...texts) {
  const text = parameter('q').toLowerCase();
  return text === '' || texts.join(' ').toLowerCase().includes(text);
}

/**
 * A button that copies a text and shows that it was copied.
 * @param {string} name distinguishes the button on its screen
 * @param {function(): string} text
 * @param {string} word on the button
 * @param {string=} label for screen readers
 */
export const copyButton = (name, text, word, label = word) => html`<button type="button" class="copy" aria-label=${label} @click=${() => copy(text(), 'copied:' + name)}>${word}</button>
  <span class="muted copied" role="status">${page.ui['copied:' + name] || nothing}</span>`;
