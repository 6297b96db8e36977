// Types of lit-html, for the check of the console's modules only; the library itself is minified and has none.

/**
 * @param {!ITemplateArray} strings
 * @param {...*} values
 * @return {!Object}
 */
export const html = (strings, ...values) => ({strings, values});

/**
 * @param {!ITemplateArray} strings
 * @param {...*} values
 * @return {!Object}
 */
export const svg = (strings, ...values) => ({strings, values});

/** @type {?} */
export const nothing = {};

/**
 * @param {*} value
 * @param {?Element} container
 */
export function render(value, container) {}
