/*
 * What keeps personal data out of events before they leave the browser. The gateway redacts everything again: ids in
 * paths, addresses and numbers in texts. This file removes what the gateway does not need to see.
 */

const LONGEST_TEXT = 1024;
const LONGEST_STACK = 16384;
const LONGEST_TAG = 128;
const MOST_TAGS = 16;

// A URL up to its query or fragment, the query or fragment, and the line and column of a frame of a stack.
const QUERY = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s?#()]*)[?#][^\s()]*?((?::\d+){0,2})(?=[\s()]|$)/gi;
const CREDENTIALS = /(:\/\/)[^\s/@]*@/g;

/** Text of at most 1,024 characters in which URLs have no query, fragment or user information. */
export function text(value, longest = LONGEST_TEXT) {
  return String(value).slice(0, 2 * longest).replace(QUERY, '$1$2').replace(CREDENTIALS, '$1').slice(0, longest);
}

/** A stack of at most 16 KiB, treated as a text. */
export function stack(value) {
  return value ? text(value, LONGEST_STACK) : undefined;
}

/** Host name and path of a URL, without query, fragment and user information; empty when it is none of http(s). */
export function place(url, base) {
  try {
    const parsed = new URL(url, base);
    return /^http/.test(parsed.protocol) ? {host: parsed.hostname, path: parsed.pathname} : {};
  } catch (e) {
    return {};
  }
}

/** Tags of the texts, numbers and booleans of an object: at most 16, values of at most 128 characters. */
export function tags(values) {
  const kept = {};
  Object.keys(values || {}).filter((key) => /^(string|number|boolean)$/.test(typeof values[key])).slice(0, MOST_TAGS)
    .forEach((key) => {
      kept[key] = text(values[key], LONGEST_TAG);
    });
  return kept;
}

/**
 * Name of an element by its tag and role: `button`, `div[role=menuitem]`, `input[type=submit]`. Neither text nor
 * value, id, class or label of the element is read.
 */
export function elementName(element) {
  const target = element && element.closest && (element.closest('a,button,input,select,textarea,summary,[role]') || element);
  if (!target || !target.tagName) {
    return 'document';
  }
  const tag = target.tagName.toLowerCase();
  const attribute = (name) => {
    const value = target.getAttribute(name);
    return value && /^[a-z-]{1,24}$/.test(value) ? '[' + name + '=' + value + ']' : '';
  };
  return tag.slice(0, 32) + (attribute('role') || (tag === 'input' ? attribute('type') : ''));
}
