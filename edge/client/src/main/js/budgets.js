/** Budgets where the page states none, as in the gateway: milliseconds, cls without a unit. */
const DEFAULTS = {lcp: 2500, cls: 0.1, ttfb: 800, inp: 200};

/**
 * The budget of a vital on a page, or undefined: that of the matching entry with the most literal characters, else the
 * built-in one. `*` in the page of an entry stands for any characters.
 *
 * @param entries such as `[{page: '/checkout/*', lcp: 2000}]`
 */
export function budget(entries, name, page) {
  const literal = (entry) => (entry.page || '*').replace(/\*/g, '').length;
  const matching = (entries || []).filter((entry) => entry[name] !== undefined && matches(entry.page || '*', page))
    .sort((a, b) => literal(b) - literal(a));
  return matching.length > 0 ? matching[0][name] : DEFAULTS[name];
}

/** Whether a page matches a pattern. Runs in linear time and memory. */
function matches(pattern, page) {
  const parts = pattern.split('*');
  const last = parts.pop();
  if (parts.length === 0) {
    return page === last;
  }
  let at = parts[0].length;
  if (!page.startsWith(parts[0])) {
    return false;
  }
  for (const part of parts.slice(1)) {
    at = page.indexOf(part, at);
    if (at < 0) {
      return false;
    }
    at += part.length;
  }
  return page.length - last.length >= at && page.endsWith(last);
}
