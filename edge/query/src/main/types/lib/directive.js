// Types of lit-html's directives, for the check only.

/**
 * @param {function(new:?, ?)} c
 * @return {function(...*): !Object}
 */
export const directive = (c) => (...values) => ({c, values});
