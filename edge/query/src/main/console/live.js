// The latest verdict of each host of a tenant, kept up to date by the stream, and by polling while there is none.
import {get, getIfOffered, list, now, setClock, stream} from './api.js';
import {withHour} from './hours.js';
import {epoch, VERDICTS} from './units.js';
import {invalidate, news, page, reload} from './page.js';

const POLL = 15000;
const REFRESH = 300000;
const ARRANGE = 10000;
const SETTLE = 400;

/** Groups of the table in their order. */
export const GROUPS = ['users', 'checks', 'healthy', 'silent'];

/** The state of the list. An item of shown keeps the group in which its row stands until rows may move again. */
export const live = {
  tenant: '',
  /** @type {!Map<string, *>} */ rows: new Map(),
  /** @type {!Array<{key: string, group: string, row: *}>} */ shown: [],
  /** @type {!Map<string, *>} */ signals: new Map(),
  /** Number of rows that will move. */ moved: 0,
  /** Whether the pointer or the focus is in the table. */ isHeld: false,
  isConnected: false,
  /** Since when the stream is interrupted, epoch ms. */ downSince: 0,
  /** The newest boundary that the job has evaluated for anyone, epoch ms, or 0. */ progress: 0,
  /** When the list was last read, epoch ms, or 0. */ readAt: 0,
  /** @type {*} */ failure: null,
};

let close = () => {};
let timers = [];
let arrangedAt = 0;
let arranging = 0;

/** The item of each key in live.shown. */
let places = new Map();
let counting = 0;

const keyOf = (row) => row.app + '\n' + row.host;

/** @return {boolean} whether a row is older than two of the longest heartbeats, which are five minutes apart */
const isSilent = (row) => !!row.silent || (live.progress > 0 && live.progress - row.end > 600000);

const PLANES = {users: 'users', checks: 'checks', none: 'healthy'};

/** @return {string} users, checks, healthy or silent */
export const groupOf = (row) => isSilent(row) ? 'silent' : PLANES[(VERDICTS[row.verdict] || VERDICTS.silent).plane];

// Ten times as fast as localeCompare.
const NAMES = new Intl.Collator();
const order = (a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group)
  || (a.group === 'users' ? (b.row.error_views || 0) - (a.row.error_views || 0) : 0)
  || NAMES.compare(a.row.host, b.row.host) || NAMES.compare(a.row.app, b.row.app);

/** Puts every row into its group and order. */
export function arrange() {
  clearTimeout(arranging);
  arranging = 0;
  arrangedAt = performance.now();
  live.shown = [...live.rows].map(([key, row]) => ({key, row, group: groupOf(row)})).sort(order);
  places = new Map(live.shown.map((item) => [item.key, item]));
  live.moved = 0;
  invalidate();
}

// Rows move at most every ten seconds, and never while someone points at the table or reads it by keyboard.
function count() {
  counting = 0;
  live.moved = 0;
  for (const [key, row] of live.rows) {
    const place = places.get(key);
    live.moved += place && place.group === groupOf(row) ? 0 : 1;
  }
  invalidate();
  if (live.moved > 0 && !live.isHeld && !arranging) {
    arranging = setTimeout(() => {
      arranging = 0;
      if (!live.isHeld) {
        arrange();
      }
    }, Math.max(SETTLE, ARRANGE - (performance.now() - arrangedAt)));
  }
}

/** Counts the rows that will move, once a frame, because a boundary of the job brings an event for every host. */
function arrangeSoon() {
  if (!counting) {
    counting = requestAnimationFrame(count);
  }
}

/** Sets whether the rows must stay where they are. */
export function hold(isHeld) {
  if (live.isHeld !== isHeld) {
    live.isHeld = isHeld;
    if (!isHeld) {
      arrangeSoon();
    }
  }
}

function take(row) {
  const key = keyOf(row);
  const before = live.rows.get(key);
  const end = epoch(row.window_end);
  if (before && before.end > end) {
    return;
  }
  const since = row.since !== undefined ? row.since : before && before.verdict === row.verdict ? before.since : row.window_end;
  live.rows.set(key, withHour(before, {...row, since, end}));
  if (before && before.verdict !== row.verdict) {
    news('verdict');
  }
  live.progress = Math.max(live.progress, end);
}

const isNewer = (before, signal) => !before || signal.episode > before.episode
  || (signal.episode === before.episode && signal.sequence >= before.sequence);

function fail(problem) {
  if (problem.status === undefined) {
    throw problem;
  }
  if (problem.status === 401) {
    // The session has ended while the page was open: loading finds that out and leads to the login.
    if (page.me) {
      page.me = null;
      reload();
    }
    return;
  }
  live.failure = {problem, nextTry: now() + POLL};
  invalidate();
}

/** Reads the whole list again. */
async function read() {
  const tenant = live.tenant;
  try {
    const [rows, signals] = await Promise.all([
      list('/api/v1/verdicts', {tenant, silent: 'include', include: 'hour'}),
      getIfOffered('/api/v1/signals', {tenant, status: 'firing', limit: 1000}),
    ]);
    if (tenant !== live.tenant) {
      return;
    }
    const isFirst = live.readAt === 0;
    const gone = new Set(live.rows.keys());
    rows.forEach((row) => {
      gone.delete(keyOf(row));
      take(row);
    });
    gone.forEach((key) => live.rows.delete(key));
    live.signals = new Map((signals ? signals.items : []).map((signal) => [signal.dedup_key, signal]));
    live.readAt = now();
    live.failure = null;
    if (isFirst) {
      arrange();
    } else {
      arrangeSoon();
    }
  } catch (problem) {
    fail(problem);
  }
}

/** Looks whether the service can still read its tables and Kafka; without the tables the list is read again until it can. */
async function look() {
  try {
    const me = await get('/api/v1/me', {tenant: live.tenant});
    setClock(me.now);
    page.me = me;
    live.progress = Math.max(live.progress, epoch(me.progress) || 0);
    invalidate();
  } catch (problem) {
    fail(problem);
  }
}

function setConnected(isConnected) {
  if (live.isConnected !== isConnected) {
    live.isConnected = isConnected;
    live.downSince = isConnected ? 0 : now();
    if (isConnected && live.readAt > 0) {
      read();
    }
    invalidate();
  }
}

function open() {
  close();
  close = stream(live.tenant, {
    verdict: (row) => {
      take(row);
      arrangeSoon();
    },
    signal: (signal) => {
      if (isNewer(live.signals.get(signal.dedup_key), signal)) {
        live.signals.set(signal.dedup_key, signal);
        news('signal');
        invalidate();
      }
    },
    progress: (event) => {
      setClock(event.now);
      live.progress = Math.max(live.progress, epoch(event.progress) || 0);
      arrangeSoon();
    },
    state: setConnected,
  });
}

/** Stops the stream and the polling. */
export function unfollow() {
  close();
  close = () => {};
  timers.forEach(clearInterval);
  timers = [];
}

/** Follows a tenant; rows of another one are forgotten. */
export function follow(tenant) {
  unfollow();
  if (tenant !== live.tenant) {
    Object.assign(live, {tenant, rows: new Map(), shown: [], signals: new Map(), moved: 0, readAt: 0, progress: 0, failure: null, isConnected: false, downSince: now()});
  }
  read();
  open();
  timers = [
    setInterval(() => live.isConnected && !live.failure ? look() : read(), POLL),
    setInterval(read, REFRESH),
  ];
}

/** A hidden page has no stream, because a browser opens few connections to a server; it catches up when it is shown. */
export function watchVisibility() {
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      unfollow();
    } else if (live.tenant) {
      follow(live.tenant);
    }
  });
}
