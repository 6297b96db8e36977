import {place, stack, text} from './privacy.js';

/**
 * The event of an error.
 *
 * @param thrown what was thrown: an Error or any value
 * @param details `message`, `file`, `line` and `column` as the browser reports them; all optional
 * @param handling `unhandled`, `unhandledrejection` or `handled`
 */
export function errorEvent(thrown, handling, details = {}) {
  const isError = thrown instanceof Error || !!thrown && typeof thrown === 'object' && 'message' in thrown;
  const message = isError ? thrown.message : details.message || describe(thrown);
  return {
    name: text(isError && thrown.name || 'Error', 128),
    measures: {line: positive(details.line), column: positive(details.column)},
    labels: {
      message: text(message || ''), stack: stack(isError && thrown.stack), source: 'source', handling,
      file: details.file ? place(details.file).path : undefined
    }
  };
}

// Only texts and numbers are described: an object may contain anything.
function describe(thrown) {
  return /^(string|number|boolean)$/.test(typeof thrown) ? String(thrown) : typeof thrown;
}

function positive(number) {
  return number > 0 ? number : undefined;
}
