import {budget} from './budgets.js';
import {Collector} from './collector.js';
import {endpoints} from './dsn.js';
import {browserLabels, hasOptedOut} from './environment.js';
import {errorEvent} from './errors.js';
import {elementName, tags, text} from './privacy.js';
import {EventQueue} from './queue.js';
import {Recorder} from './recorder.js';
import {millis} from './resources.js';
import {Sender} from './sender.js';
import {isSampled, Session} from './session.js';

const KINDS = ['navigation', 'user', 'http', 'console', 'log', 'error', 'lifecycle', 'custom'];

let first = null;

/** The client of a page. Its methods never throw; before consent() and after revoke() they do nothing. */
export class RumClient {
  /**
   * Creates the client of this page. There is only one: a later call returns the first one's.
   * Throws a TypeError when the DSN is not valid.
   */
  static init(options) {
    first = first || new RumClient(options);
    return first;
  }

  /** The client of this page, or null before init. */
  static get() {
    return first;
  }

  constructor(options) {
    this.options = Object.assign({sampleRate: 1, replaySampleRate: 0, storage: 'session', tags: {}}, options);
    this.urls = endpoints(this.options.dsn, location.href);
    this.rate = this.options.sampleRate;
    this.isActive = false;
    this.user = undefined;
    this.tags = tags(this.options.tags);
    this.queue = new EventQueue();
    this.sender = new Sender(this.queue, (session, events) => this.body(session, events), network(this.urls.events));
    this.session = new Session(this.options.storage === 'memory' ? null : tabStorage());
    this.collector = new Collector(this);
    this.recorder = null;
  }

  /** Starts to measure, unless the browser asks not to be tracked. To be called when the user has agreed. */
  consent() {
    // Pages without a host, such as about:srcdoc frames, send nothing.
    if (this.isActive || !location.hostname || hasOptedOut(navigator) || !(this.rate > 0)) {
      return;
    }
    this.isActive = true;
    guard(() => {
      this.readSettings(this.session.at(Date.now()));
      this.collector.start();
      this.startRecorder();
    });
  }

  /** Discards what was measured and sends nothing more. To be called when the user no longer agrees. */
  revoke() {
    this.isActive = false;
    this.user = undefined;
    guard(() => {
      this.collector.stop();
      this.sender.stop();
      this.recorder && this.recorder.stop();
      this.recorder = null;
      this.session.forget();
    });
  }

  /**
   * Sets the id of the user, which the gateway keeps as a keyed hash, or drops, depending on `users` of its DSN. Ids that
   * look like an e-mail address or a name are ignored; null removes the id.
   */
  setUserId(id) {
    this.user = /^[\w.:-]{1,128}$/.test(id === null ? '' : id) ? String(id) : undefined;
  }

  /** Records an error that the page has handled; `meta` are tags. */
  recordError(error, meta) {
    guard(() => {
      this.collector.count('errors');
      this.record('error', Object.assign(errorEvent(error, 'handled'), {tags: meta}));
    });
  }

  /** Records a number of the page's own under a name; `meta` are tags. */
  recordCustomMetric(name, value, meta) {
    if (Number.isFinite(value)) {
      this.record('metric', {name: text(name, 64), value, tags: meta});
    }
  }

  /** Records how long an interaction took, in milliseconds; `meta` are tags. */
  recordInteraction(name, duration, meta) {
    this.action(name, duration, 'custom', meta);
  }

  /** Measures an interaction: `start()`, then `end(meta)`; or `click(meta)` for one without a duration. */
  track(name) {
    let began;
    return {
      start: () => {
        began = performance.now();
      },
      end: (meta) => {
        if (began !== undefined) {
          this.action(name, performance.now() - began, 'custom', meta);
          began = undefined;
        }
      },
      click: (meta) => this.action(name, undefined, 'click', meta)
    };
  }

  /** Records a step that led to what follows; `data` are tags. Unknown kinds are `custom`. */
  breadcrumb(kind, message, data) {
    this.record('breadcrumb', {
      name: KINDS.indexOf(kind) < 0 ? 'custom' : kind, labels: {message: text(message)}, tags: data
    });
  }

  /**
   * Names the page of the current view by the pattern of its route, such as `/products/:id`. When the view of the
   * present address has another name or has ended, a new view begins.
   */
  page(route) {
    if (this.isActive) {
      guard(() => this.collector.route(String(route)));
    }
  }

  /** Internal: records the click on an element by tag and role. */
  clicked(element) {
    this.record('breadcrumb', {
      name: 'user', labels: {message: 'click ' + elementName(element), action_type: 'click'}
    });
  }

  /** Internal: sends everything at once, because the page is hidden and may not come back. */
  leave() {
    this.sender.leave();
    this.recorder && this.recorder.leave();
  }

  /** Internal: logs a vital over its budget in debug mode. */
  checkBudget(name, value, page) {
    const limit = this.options.debug ? budget(this.options.budgets, name, page) : undefined;
    if (value > limit) {
      this.log('budget exceeded', page, name, value, limit);
    }
  }

  /** Internal: adds an event to the queue, as part of a view. */
  record(type, fields, view = this.collector.view) {
    if (!this.isActive || !view) {
      return;
    }
    guard(() => {
      const now = Date.now();
      const session = this.session.at(now);
      if (!isSampled(session, this.rate)) {
        return;
      }
      this.add(Object.assign({type, at: now, view: view.id, host: location.hostname, page: view.page}, fields, {
        measures: Object.assign(this.rate < 1 ? {sample_rate: this.rate} : {}, fields.measures),
        labels: fields.labels,
        tags: Object.assign({}, this.tags, tags(fields.tags))
      }), session, now);
    });
  }

  add(event, session, now) {
    const {beforeSend} = this.options;
    const kept = beforeSend ? beforeSend(event) : event;
    if (!kept) {
      return;
    }
    if (this.queue.add(kept, session, now)) {
      this.sender.added();
    } else {
      this.log('dropped', kept.type);
    }
  }

  action(name, duration, kind, meta) {
    this.collector.count('actions');
    this.record('action', {
      name: text(name, 128), value: duration >= 0 ? millis(duration) : undefined, labels: {action_type: kind}, tags: meta
    });
  }

  body(session, events) {
    const head = JSON.stringify({
      v: 1, consent: true, sent_at: Date.now(), session,
      context: Object.assign(browserLabels(navigator), {
        sdk: 'convergence-rum', sdk_version: '@version@', version: optional(this.options.version),
        env: optional(this.options.environment), user: this.user
      })
    });
    return head.slice(0, -1) + ',"events":[' + events.join() + ']}';
  }

  /** Loads rrweb and records, when the session is in the sample of recordings, which is decided once a session. */
  startRecorder() {
    const {replay, replaySampleRate} = this.options;
    if (typeof replay !== 'function' || !this.isRecorded(this.session.at(Date.now()), replaySampleRate)) {
      return;
    }
    Promise.resolve(replay()).then((rrweb) => guard(() => {
      if (this.isActive && !this.recorder) {
        this.recorder = new Recorder(rrweb, () => this.place(), segmentNetwork(this.urls.segments));
      }
    }), () => this.log('no rrweb'));
  }

  /** Where the present moment belongs to, for a segment of a recording; null for a session out of the sample. */
  place() {
    const {view} = this.collector;
    const session = this.isActive && view ? this.session.at(Date.now()) : null;
    return session && this.isRecorded(session, this.options.replaySampleRate) ? {session, view: view.id} : null;
  }

  isRecorded(session, rate) {
    return isSampled(session, this.rate) && isSampled('replay ' + session, rate);
  }

  /** Lowers the rate to that of the server, once a session. An unsampled client asks nothing. */
  readSettings(session) {
    const {appId} = this.options;
    if (!appId || !isSampled(session, this.rate)) {
      return;
    }
    fetch(this.urls.settings + encodeURIComponent(appId), {credentials: 'omit'}).then((response) => response.json())
      .then(({content}) => {
        if (content && content.sample_rate >= 0) {
          this.rate = Math.min(this.rate, content.sample_rate);
          if (this.isActive && !isSampled(session, this.rate)) {
            this.sender.stop();
          }
        }
      }).catch(() => this.log('no settings'));
  }

  log(...parts) {
    if (this.options.debug) {
      console.debug('[convergence-rum]', ...parts);
    }
  }
}

function optional(value) {
  return value === undefined || value === null ? undefined : String(value);
}

/** Measuring must never break a page: what fails in an action is ignored. */
function guard(action) {
  try {
    action();
  } catch (e) {
    // What the browser lacks is not measured.
  }
}

function tabStorage() {
  try {
    return sessionStorage;
  } catch (e) {
    return null;
  }
}

function network(url) {
  return {
    // A text needs no preflight.
    post: (body, signal) => fetch(url, {method: 'POST', body, signal, keepalive: true, credentials: 'omit'}),
    beacon: (body) => !!navigator.sendBeacon && navigator.sendBeacon(url, body),
    setTimer: (action, delay) => setTimeout(action, delay),
    clearTimer: (timer) => clearTimeout(timer),
    random: Math.random
  };
}

/** Segments are compressed where the browser can. The query names the coding, because a header would need a preflight. */
function segmentNetwork(url) {
  const send = (to, body, signal) => fetch(to, {method: 'POST', body, signal, credentials: 'omit'});
  return {
    post: (text, signal) => typeof CompressionStream === 'undefined' ? send(url, text, signal)
      : new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
        .then((body) => send(url + '&encoding=gzip', body, signal)),
    beacon: (text) => !!navigator.sendBeacon && navigator.sendBeacon(url, text),
    setTimer: (action, delay) => setTimeout(action, delay),
    clearTimer: (timer) => clearTimeout(timer),
    random: Math.random,
    now: Date.now
  };
}
