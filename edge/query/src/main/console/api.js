// Requests to the query API of the same origin, its problems (RFC 9457), the clock of the server and the stream of events.

/** An answer that is no success, or no answer at all (status 0). */
class Problem extends Error {
  /**
   * @param {number} status HTTP status, or 0 when the server was not reached
   * @param {!Object<string, *>} body the problem document, or an empty object
   * @param {string} requestId value of Request-Id, or empty
   * @param {number} retrySeconds value of Retry-After, or 0
   */
  constructor(status, body, requestId, retrySeconds) {
    super(body['detail'] || body['title'] || (status === 0 ? 'The server was not reached.' : 'The server answered ' + status + '.'));
    this.status = status;
    this.type = String(body['type'] || '').replace('urn:convergence:problem:', '');
    this.title = String(body['title'] || '');
    this.errors = body['errors'] || [];
    this.requestId = requestId || String(body['instance'] || '').replace('urn:uuid:', '');
    this.retrySeconds = retrySeconds;
  }
}

// Instants come from the clock of the server, because the clock of the browser may be hours wrong.
const clock = {server: Date.now(), local: performance.now(), known: false};

/**
 * Sets the clock of the page.
 * @param {string} instant the server's present time, RFC 3339
 */
export function setClock(instant) {
  const server = Date.parse(instant);
  if (!Number.isNaN(server)) {
    Object.assign(clock, {server, local: performance.now(), known: true});
  }
}

/** @return {number} the server's present time in epoch milliseconds */
export const now = () => clock.server + (performance.now() - clock.local);

/**
 * The address of an endpoint.
 * @param {string} path for example /api/v1/verdicts
 * @param {!Object<string, *>=} params null, undefined and empty ones are left out
 * @return {string}
 */
function address(path, params = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') {
      query.set(/** @type {string} */ (name), String(value));
    }
  }
  const text = query.toString();
  return text ? path + '?' + text : path;
}

/**
 * Sends a request and reads the answer.
 * @param {string} path
 * @param {{params: (!Object<string, *>|undefined), method: (string|undefined), body: *, type: (string|undefined), headers: (!Object<string, string>|undefined)}=} options
 * @return {!Promise<{body: ?, etag: string, headers: !Headers}>} the body is JSON, a text, or null
 */
export async function send(path, {params = {}, method = 'GET', body = undefined, type = 'application/json', headers = {}} = {}) {
  let response;
  try {
    response = await fetch(address(path, params), {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? headers : {...headers, 'Content-Type': type},
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
  } catch (failure) {
    throw new Problem(0, {}, '', 0);
  }
  const text = response.status === 204 ? '' : await response.text().catch(() => {
    throw new Problem(response.status, {'detail': 'The answer ended early.'}, response.headers.get('Request-Id') || '', 0);
  });
  const isJson = (response.headers.get('Content-Type') || '').includes('json');
  let content = null;
  try {
    content = text === '' ? null : isJson ? JSON.parse(text) : text;
  } catch (failure) {
    throw new Problem(response.status, {'detail': 'The answer is not valid JSON.'}, response.headers.get('Request-Id') || '', 0);
  }
  if (!response.ok) {
    const problem = /** @type {!Object<string, *>} */ (isJson && content ? content : {});
    throw new Problem(response.status, problem, response.headers.get('Request-Id') || '', Number(response.headers.get('Retry-After')) || 0);
  }
  return {body: content, etag: response.headers.get('ETag') || '', headers: response.headers};
}

/**
 * Reads one document.
 * @param {string} path
 * @param {!Object<string, *>=} params
 * @return {!Promise<?>}
 */
export const get = async (path, params = {}) => (await send(path, {params})).body;

/**
 * Reads a document that this service may not offer.
 * @param {string} path
 * @param {!Object<string, *>=} params
 * @return {!Promise<?>} null when the address is unknown to the service
 */
export async function getIfOffered(path, params = {}) {
  try {
    return await get(path, params);
  } catch (problem) {
    if (problem.status === 404 || problem.status === 405 || problem.status === 501) {
      return null;
    }
    throw problem;
  }
}

/**
 * Reads all pages of a list, at most twenty.
 * @param {string} path
 * @param {!Object<string, *>=} params
 * @return {!Promise<!Array<?>>}
 */
export async function list(path, params = {}) {
  const items = [];
  let cursor = null;
  for (let page = 0; page < 20; page++) {
    const answer = await get(path, {limit: 1000, ...params, cursor});
    items.push(...answer.items);
    cursor = answer.next;
    if (!cursor) {
      break;
    }
  }
  return items;
}

/**
 * The stream of a tenant's events. It counts as interrupted when nothing came for 25 s, since the server sends its progress
 * every 10 s, and it is opened again every 15 s when the browser does not do so by itself.
 * @param {string} tenant
 * @param {{verdict: function(*), signal: function(*), progress: function(*), state: function(boolean)}} on
 * @return {function()} closes the stream
 */
export function stream(tenant, on) {
  let source = null;
  let last = performance.now();
  const heard = (name) => (event) => {
    last = performance.now();
    on.state(true);
    try {
      on[name](JSON.parse(event.data));
    } catch (failure) {
      if (!(failure instanceof SyntaxError)) {
        throw failure;
      }
    }
  };
  const open = () => {
    if (source) {
      source.close();
    }
    source = new EventSource(address('/api/v1/events', {tenant}));
    source.onopen = () => {
      last = performance.now();
      on.state(true);
    };
    source.onerror = () => on.state(false);
    for (const name of ['verdict', 'signal', 'progress']) {
      source.addEventListener(name, heard(name));
    }
  };
  open();
  const watch = setInterval(() => {
    if (performance.now() - last > 25000) {
      on.state(false);
    }
    if (source.readyState === EventSource.CLOSED) {
      open();
    }
  }, 15000);
  return () => {
    clearInterval(watch);
    source.close();
  };
}
