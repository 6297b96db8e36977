// Types of a directive of lit-html, for the check only.

/**
 * @param {*} value
 * @return {!Object}
 */
export const cache = (value) => ({value});
