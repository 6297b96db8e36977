// Shapes that say without colour what holds: the circle of two halves, the ribbon of an hour, the shapes of an objective.
import {html, svg, nothing} from './lib/lit-html.js';
import {VERDICTS, verdictName} from './units.js';

const LEFT = 'M9.2 2 A8 8 0 0 0 9.2 18 Z';
const RIGHT = 'M10.8 2 A8 8 0 0 1 10.8 18 Z';

/**
 * A circle: the left half is real users, the right half is checks.
 * @param {string} users bad (filled), fine (outline) or none (dotted)
 * @param {string} checks likewise
 */
const glyph = (users, checks) => html`<svg class="glyph" viewBox="0 0 20 20" aria-hidden="true" focusable="false"
  ><path class=${'half ' + users} d=${LEFT}></path><path class=${'half ' + checks} d=${RIGHT}></path></svg>`;

const HALVES = {
  user_impact_confirmed: ['bad', 'bad'],
  user_only_synthetic_blind: ['bad', 'fine'],
  synthetic_only_no_user_impact: ['fine', 'bad'],
  healthy: ['fine', 'fine'],
  silent: ['none', 'none'],
};

/** The circle of a verdict by its name. */
export const verdictGlyph = (name) => glyph(...(HALVES[name] || HALVES.silent));

/** The circle of a row of the list of verdicts: a half without data is dotted. */
export function rowGlyph(row) {
  if (row.silent) {
    return verdictGlyph('silent');
  }
  return glyph(
    row.rum_degraded ? 'bad' : row.rum_data === 'absent' || row.views === 0 ? 'none' : 'fine',
    row.synthetic_degraded ? 'bad' : row.synthetic_data === 'absent' || row.synthetic_samples === 0 ? 'none' : 'fine');
}

/** @return {!Array<{name: string, from: number, to: number}>} runs of equal verdicts; null is "not judged" */
function runs(values) {
  const out = [];
  for (let i = 0; i < values.length; i++) {
    const name = values[i] === null || values[i] === undefined || values[i] === '-' ? 'none' : verdictName(values[i]);
    const last = out[out.length - 1];
    if (last && last.name === name) {
      last.to = i + 1;
    } else {
      out.push({name, from: i, to: i + 1});
    }
  }
  return out;
}

const USERS = (run) => svg`<rect class="users" x=${run.from} y="1" width=${run.to - run.from} height="9"></rect>`;
const CHECKS = (run) => svg`<rect class="checks" x=${run.from} y="11" width=${run.to - run.from} height="8"></rect>`;
const FINE = (run) => svg`<rect class="fine" x=${run.from} y="9.5" width=${run.to - run.from} height="1.5"></rect>`;
const BANDS = {
  user_impact_confirmed: (run) => svg`${USERS(run)}${CHECKS(run)}`,
  user_only_synthetic_blind: USERS,
  synthetic_only_no_user_impact: CHECKS,
  healthy: FINE,
};

/**
 * Verdicts over time in two rows: users above, checks below, a thin line where fine, a gap where nothing was judged.
 * @param {!Array|string} values verdict names or letters, oldest first
 * @param {string} label the same in words
 * @param {string=} css class of the picture
 */
export const ribbon = (values, label, css = 'ribbon') => html`<svg class=${css} viewBox=${'0 0 ' + Math.max(1, values.length) + ' 20'} preserveAspectRatio="none"
  role="img" aria-label=${label}><title>${label}</title>${runs(values).map((run) => BANDS[run.name] ? BANDS[run.name](run) : nothing)}</svg>`;

/** @return {string} the last hour in words: the minutes of each verdict */
export function hourInWords(hour) {
  const minutes = {};
  for (const letter of hour) {
    minutes[letter] = (minutes[letter] || 0) + 1;
  }
  const parts = ['c', 'b', 's'].filter((letter) => minutes[letter])
    .map((letter) => minutes[letter] + ' min ' + VERDICTS[verdictName(letter)].word.toLowerCase());
  if (minutes['-']) {
    parts.push(minutes['-'] + ' min not judged');
  }
  return 'Last hour: ' + (parts.length ? parts.join(', ') : 'healthy');
}

const SHAPES = {
  burning: svg`<path d="M8 1 L15 8 L8 15 L1 8 Z" fill="currentColor"></path>`,
  exhausted: svg`<rect x="2" y="2" width="12" height="12" fill="currentColor"></rect>`,
  rising: svg`<path d="M8 2 L15 14 L1 14 Z" fill="currentColor"></path>`,
  recovering: svg`<path d="M8 14 L15 2 L1 2 Z" fill="none" stroke="currentColor" stroke-width="1.6"></path>`,
  no_data: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="1.6 2.2"></circle>`,
};

/** The shape of an objective's or tier's status; one that is fine has none, but keeps the place. */
export const statusShape = (status) => html`<svg class="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${SHAPES[status] || nothing}</svg>`;
