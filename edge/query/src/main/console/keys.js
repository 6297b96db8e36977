// Keys of the console. Each does what a visible control does as well; none works in a field.
import {html, render} from './lib/lit-html.js';
import {href, navigate, page, switchZone} from './page.js';
import {stepRange} from './range.js';

const ROWS = '[data-row]';
let sections = [];
let isGoing = false;

const isField = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

/** Moves the focus to the next or previous row of the screen. */
function moveRow(step) {
  const rows = /** @type {!Array<!HTMLElement>} */ ([...document.querySelectorAll(ROWS)]);
  const at = rows.indexOf(/** @type {!HTMLElement} */ (document.activeElement));
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))];
  if (next) {
    next.focus();
    next.scrollIntoView({block: 'nearest'});
  }
}

const LINES = () => [
  ...sections.filter(([name], i) => sections.findIndex(([other]) => other[0] === name[0]) === i).map(([name, word]) => ['g ' + name[0], 'Go to ' + word]),
  ['/', 'Filter'],
  ['j k', 'Next or previous row'],
  ['Enter', 'Open the row'],
  ['[ ]', 'Shorter or longer range'],
  ['t', 'UTC or local time'],
  ['?', 'This help'],
];

/** Shows the keys in a dialog. */
export function help() {
  let dialog = /** @type {?HTMLDialogElement} */ (document.getElementById('help'));
  if (!dialog) {
    dialog = /** @type {!HTMLDialogElement} */ (document.createElement('dialog'));
    dialog.id = 'help';
    dialog.setAttribute('aria-labelledby', 'help-title');
    document.body.append(dialog);
  }
  render(html`<h2 id="help-title">Keys</h2><dl>${LINES().map(([key, what]) => html`<div><dt>${key.split(' ').map((k) => html`<kbd>${k}</kbd> `)}</dt><dd>${what}</dd></div>`)}</dl>
    <form method="dialog"><button class="primary" autofocus>Close</button></form>`, dialog);
  dialog.showModal();
}

const ACTIONS = {
  '/': () => {
    const field = document.getElementById('filter');
    if (field) {
      field.focus();
    }
    return !!field;
  },
  'j': () => moveRow(1),
  'k': () => moveRow(-1),
  '[': () => stepRange(-1),
  ']': () => stepRange(1),
  't': switchZone,
  '?': help,
};

function press(event) {
  if (event.key === 'Escape' && event.target.id === 'filter') {
    event.target.blur();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target) || document.querySelector('dialog[open]') || !page.route.tenant) {
    return;
  }
  if (isGoing) {
    isGoing = false;
    const section = sections.find(([name]) => name[0] === event.key);
    if (section) {
      event.preventDefault();
      navigate(href([section[0]]));
    }
    return;
  }
  if (event.key === 'g') {
    isGoing = true;
    setTimeout(() => {
      isGoing = false;
    }, 1500);
  } else if (ACTIONS[event.key] && ACTIONS[event.key]() !== false) {
    event.preventDefault();
  }
}

/**
 * Starts listening.
 * @param {!Array<!Array<string>>} all name and word of each section; its first letter follows g, and leads to the first section with it
 */
export function listenToKeys(all) {
  sections = all;
  document.addEventListener('keydown', press);
}
