// Rows do not move while someone points at their table or reads it by keyboard: a table that has the attribute data-steady.
import {html, nothing} from './lib/lit-html.js';
import {invalidate, page} from './page.js';
import {many} from './units.js';

const reader = {pointer: false, focus: false};

/** Whether someone points at a table or has the focus in it. */
const isRead = () => reader.pointer || reader.focus;

const isTable = (target) => !!(target && target.closest && target.closest('[data-steady]'));

/**
 * Starts watching.
 * @param {function(boolean)} changed receives whether a table is read, at each change
 */
export function watchReaders(changed) {
  const set = (name, value) => {
    const before = isRead();
    reader[name] = value;
    if (isRead() !== before) {
      changed(isRead());
    }
  };
  // A finger that has touched a table does not stay there.
  document.addEventListener('pointerover', (event) => set('pointer', event.pointerType !== 'touch' && isTable(event.target)));
  document.documentElement.addEventListener('pointerleave', () => set('pointer', false));
  document.addEventListener('focusin', (event) => set('focus', isTable(event.target)));
  document.addEventListener('focusout', (event) => set('focus', isTable(event.relatedTarget)));
}

/** Shows newer data that was set aside. */
export function adopt() {
  if (page.next) {
    page.data = page.next;
    page.next = null;
    invalidate();
  }
}

/**
 * Shows newer data of the same place, or sets it aside while it would move rows that someone reads.
 * @param {*} data
 * @param {function(*): !Array<string>=} keys names of the rows in their order; absent on a screen without rows
 */
export function offer(data, keys) {
  const before = page.data && keys && isRead() ? keys(page.data) : null;
  const after = before ? keys(data) : [];
  const moved = before ? Math.max(after.filter((key, i) => key !== before[i]).length, before.filter((key, i) => key !== after[i]).length) : 0;
  page.moved = moved;
  if (moved > 0) {
    page.next = data;
  } else {
    page.next = null;
    page.data = data;
  }
}

/** The button that shows what was set aside. */
export const changesButton = (moved, show) => moved > 0 ? html`<button type="button" class="changes" @click=${show}>${many(moved, 'change')}, show</button>` : nothing;

/** The same for the data of the present screen. */
export const pendingChanges = () => changesButton(page.next ? page.moved : 0, adopt);
