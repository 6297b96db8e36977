// Types of a directive of lit-html, for the check only.

/**
 * @param {!Array<?>} items
 * @param {function(?): *} key
 * @param {function(?): *} template
 * @return {!Object}
 */
export const repeat = (items, key, template) => ({items, key, template});
