// Types of a directive of lit-html, for the check only.

/**
 * @param {!Array<*>} values
 * @param {function(): *} template
 * @return {!Object}
 */
export const guard = (values, template) => ({values, template});
