// The text of the editor: kept through a reload, checked while it is typed, saved only over the version it began from.
import {get, send} from './api.js';
import {invalidate, page} from './page.js';

const QUIET = 300;
const YAML = 'application/yaml';

/**
 * The draft of the present address.
 * base is the text that it began from, etag its version, and isTakenOver whether an editor takes it from the files.
 * conflict is the version that someone else saved in the meantime; checked is the last answer of the check with its text;
 * saved is the answer to the last save.
 */
export const draft = {
  key: '', id: '', tenant: '', text: '', base: '', etag: '', isTakenOver: false,
  /** @type {?{text: string, result: *}} */ checked: null,
  /** @type {*} */ failure: null,
  /** @type {?{text: string, etag: string, message: string}} */ conflict: null,
  /** @type {?{names: !Array<string>, effectiveFrom: ?string, isDeleted: boolean}} */ saved: null,
  isBusy: false,
  /** Key of the present attempt to create, so that a repeated one creates nothing twice. */ attempt: '',
};

let timer = 0;
let checks = 0;

const storeName = () => 'convergence.draft.' + draft.key;

function stored(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name) || 'null');
  } catch (failure) {
    return null;
  }
}

function store() {
  try {
    if (draft.text === draft.base) {
      sessionStorage.removeItem(storeName());
    } else {
      sessionStorage.setItem(storeName(), JSON.stringify({text: draft.text, base: draft.base, etag: draft.etag, isTakenOver: draft.isTakenOver}));
    }
  } catch (failure) {
    // Without storage the draft lasts as long as the page.
  }
}

/** Whether the text differs from what it began from. */
export const isChanged = () => draft.text !== draft.base;

/** Checks the present text against the documents of the tenant. */
async function check() {
  const text = draft.text;
  const mine = ++checks;
  if (text.trim() === '') {
    Object.assign(draft, {checked: null, failure: null});
    invalidate();
    return;
  }
  try {
    const {body} = await send('/api/v1/slos/validate', {params: {tenant: draft.tenant}, method: 'POST', body: text, type: YAML});
    if (mine === checks) {
      Object.assign(draft, {checked: {text, result: body}, failure: null});
    }
  } catch (problem) {
    if (problem.status === undefined) {
      throw problem;
    }
    if (mine === checks) {
      draft.failure = {problem, nextTry: 0};
    }
  }
  invalidate();
}

/** Replaces the text and checks it once nothing has been typed for 300 ms. */
export function edit(text) {
  Object.assign(draft, {text, saved: null, attempt: ''});
  store();
  clearTimeout(timer);
  timer = setTimeout(check, QUIET);
  invalidate();
}

/** Checks at once, after a failure. */
export const checkAgain = () => {
  clearTimeout(timer);
  return check();
};

/** Goes back to the text that the draft began from. */
export function discard() {
  draft.conflict = null;
  draft.isTakenOver = false;
  edit(draft.base);
}

/** The document of an objective as YAML with its version. */
async function read(tenant, id) {
  const {body, etag} = await send('/api/v1/slos/' + encodeURIComponent(id), {params: {tenant}, headers: {'Accept': YAML}});
  return {text: String(body), etag};
}

/**
 * Begins a draft, or goes on with the one that this tab has kept.
 * @param {string} tenant
 * @param {string} id of the objective, or an empty text for a new one
 * @return {!Promise<*>} the objective, or null for a new one
 */
export async function begin(tenant, id) {
  const of = {tenant};
  const [slo, present] = id === '' ? [null, {text: '', etag: ''}] : await Promise.all([get('/api/v1/slos/' + encodeURIComponent(id), of), read(tenant, id)]);
  const key = tenant + '/' + (id || '');
  if (draft.key === key) {
    if (!isChanged()) {
      Object.assign(draft, {text: present.text, base: present.text, etag: present.etag});
    }
  } else {
    const kept = stored('convergence.draft.' + key);
    Object.assign(draft, {key, id, tenant, checked: null, failure: null, conflict: null, saved: null, isBusy: false, attempt: '', isTakenOver: false,
      text: present.text, base: present.text, etag: present.etag}, kept || {});
    checkAgain();
  }
  return slo;
}

async function write(method, path, {headers = {}, body = undefined} = {}) {
  const params = {tenant: draft.tenant, 'take_over': draft.isTakenOver ? 'true' : null};
  draft.isBusy = true;
  draft.failure = null;
  invalidate();
  try {
    return await send(path, {params, method, headers, body, type: YAML});
  } catch (problem) {
    if (problem.status === undefined) {
      throw problem;
    }
    if (problem.status === 412) {
      const theirs = /** @type {?} */ (await read(draft.tenant, draft.id).catch(() => null));
      draft.conflict = theirs ? {text: theirs.text, etag: theirs.etag, message: problem.message} : {text: '', etag: '', message: problem.message};
    } else {
      draft.failure = {problem, nextTry: 0};
    }
    return null;
  } finally {
    draft.isBusy = false;
    invalidate();
  }
}

const pathOf = () => '/api/v1/slos/' + encodeURIComponent(draft.id);

/** Saves the text: a new objective is created, a present one replaced if nobody else has changed it. */
export async function save() {
  const {text, id} = draft;
  draft.attempt = draft.attempt || crypto.randomUUID();
  const answer = id === '' ? await write('POST', '/api/v1/slos', {headers: {'Idempotency-Key': draft.attempt}, body: text})
    : await write('PUT', pathOf(), {headers: {'If-Match': draft.etag}, body: text});
  if (answer) {
    const body = answer.body || {};
    const all = [...(body['created'] || []), ...(body['replaced'] || []), ...(body['unchanged'] || [])].map((document) => document['name']);
    Object.assign(draft, {base: text, etag: answer.etag || draft.etag, conflict: null, attempt: '', isTakenOver: false,
      saved: {names: all.length ? all : [id], effectiveFrom: body['effective_from'] || null, isDeleted: false}});
    store();
    page.data = id === '' ? page.data : {...page.data, slo: {...page.data.slo, 'managed_by': 'api'}};
    checkAgain();
  }
}

/** Takes the version of the other editor as what the draft began from: saving then replaces it. */
export function acceptConflict() {
  const {text, etag} = draft.conflict;
  Object.assign(draft, {base: text, etag, conflict: null});
  edit(draft.text);
}

/** Takes the text of the other editor instead of the typed one. */
export function yieldToConflict() {
  const {text} = draft.conflict;
  acceptConflict();
  edit(text);
}

/** Deletes the objective if nobody else has changed it. */
export async function remove() {
  const answer = await write('DELETE', pathOf(), {headers: {'If-Match': draft.etag}});
  if (answer) {
    Object.assign(draft, {text: draft.base, saved: {names: [draft.id], effectiveFrom: null, isDeleted: true}, conflict: null});
    store();
    draft.key = '';
    invalidate();
  }
}

/** Makes a document of files editable here; the next save takes it over. */
export function takeOver() {
  draft.isTakenOver = true;
  invalidate();
}
