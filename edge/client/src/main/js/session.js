/** Milliseconds without an event after which a session ends, as in the sessions job. */
export const SESSION_GAP = 15 * 60 * 1000;

/** Milliseconds after its first event at which a session ends, as in the sessions job. */
export const SESSION_CAP = 4 * 60 * 60 * 1000;

const STORAGE_KEY = 'convergence.rum';
const WRITE_INTERVAL = 1000;

/** A random id of 128 bits in 32 hexadecimal digits, or in the form of a UUID where the browser has one. */
export function randomId() {
  if (crypto.randomUUID) {
    return crypto.randomUUID();
  }
  // Pages over plain HTTP have no randomUUID.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => (byte + 256).toString(16).slice(1)).join('');
}

/**
 * Whether a session is in the sample. The decision depends on the id alone, so it is the same on every page of the
 * session, and a session that is in a sample is in every larger one.
 *
 * @param rate share of the sessions in the sample, in [0, 1]
 */
export function isSampled(id, rate) {
  return hash(id) / 0x100000000 < rate;
}

/** 32-bit FNV-1a with the finalizer of MurmurHash3, which spreads the last characters over all bits. */
function hash(id) {
  let bits = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) {
    bits = Math.imul(bits ^ id.charCodeAt(i), 0x01000193);
  }
  bits = Math.imul(bits ^ bits >>> 16, 0x85ebca6b);
  bits = Math.imul(bits ^ bits >>> 13, 0xc2b2ae35);
  return (bits ^ bits >>> 16) >>> 0;
}

/**
 * The session of a tab: an id that lasts until 15 minutes pass without an event, 4 hours at most. It is in the
 * session storage of the tab, or in memory, where it ends with the page.
 */
export class Session {
  /**
   * @param storage storage of texts with getItem, setItem and removeItem, or null for memory
   * @param createId function that creates an id
   */
  constructor(storage, createId = randomId) {
    this.storage = storage;
    this.createId = createId;
    this.state = null;
    this.written = 0;
  }

  /**
   * The id of the session of an event at a time; a new one when the session has ended.
   *
   * @param now epoch milliseconds
   */
  at(now) {
    const state = this.state || this.read();
    const isOpen = state && now - state.last < SESSION_GAP && now - state.started < SESSION_CAP;
    this.state = isOpen ? state : {id: this.createId(), started: now, last: now};
    this.state.last = Math.max(now, this.state.last);
    if (!isOpen || now - this.written >= WRITE_INTERVAL) {
      this.written = now;
      this.write();
    }
    return this.state.id;
  }

  /** Forgets the session; the next event begins a new one. */
  forget() {
    this.state = null;
    try {
      this.storage && this.storage.removeItem(STORAGE_KEY);
    } catch (e) {
      // The storage is disabled.
    }
  }

  read() {
    try {
      const state = JSON.parse(this.storage.getItem(STORAGE_KEY));
      return /^[\w-]{8,64}$/.test(state.id) && state.started > 0 && state.last > 0 ? state : null;
    } catch (e) {
      return null;
    }
  }

  write() {
    try {
      this.storage && this.storage.setItem(STORAGE_KEY, JSON.stringify(this.state));
    } catch (e) {
      // The storage is disabled or full: the session lasts as long as the page.
    }
  }
}
