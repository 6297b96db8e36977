/** Number of bytes of its records at which a segment is sent: browsers send at most 64 KiB while a page is left. */
export const SEGMENT_BYTES = 60000;

/** Milliseconds after its first record at which a segment is sent. */
export const SEGMENT_MILLIS = 5000;

/** Milliseconds without an interaction after which nothing is recorded until the next one. */
export const IDLE_MILLIS = 5 * 60 * 1000;

/** Milliseconds after which a recording ends. */
export const LONGEST_MILLIS = 60 * 60 * 1000;

/** Largest number of bytes of the segments that wait to be sent. */
export const MOST_WAITING = 1 << 20;

const INCREMENTAL = 3;

/** Sources of incremental records of rrweb that come from the user: mouse, touch, scroll, input, media, drag, selection. */
const OF_USER = [1, 2, 3, 5, 6, 7, 12, 14];

const FIRST_RETRY = 1000;
const LAST_RETRY = 60000;

/**
 * Recording of what a session shows, in segments of records of rrweb. Texts and values of forms are masked in the page; the
 * gateway masks them again, and attributes too. Segments are sent one at a time, so that they arrive in order. When segments
 * are lost, the recording goes on with the whole page.
 */
export class Recorder {
  /**
   * @param rrweb module with `record`, and `record.takeFullSnapshot`
   * @param place function that returns the present `{session, view}`, or null while nothing is measured
   * @param net `post(text, signal)`, which returns a promise of a response; `beacon(text)`, which returns whether the browser
   *     will send it; `setTimer`, `clearTimer`, `random` and `now`, in milliseconds
   */
  constructor(rrweb, place, net) {
    this.rrweb = rrweb;
    this.place = place;
    this.net = net;
    this.began = net.now();
    this.acted = this.began;
    this.isIdle = false;
    this.isStopped = false;
    this.indexes = {};
    this.session = null;
    this.segment = null;
    this.waiting = [];
    this.waitingBytes = 0;
    this.sending = null;
    this.failures = 0;
    this.timer = null;
    this.retry = null;
    this.end = rrweb.record({
      emit: (record) => this.guarded(() => this.take(record)),
      maskAllInputs: true,
      maskTextSelector: '*',
      recordCanvas: false,
      collectFonts: false,
      inlineImages: false
    });
  }

  /** Sends what was recorded at once, because the page is hidden and may not come back. */
  leave() {
    this.close();
    while (this.waiting.length > 0 && this.net.beacon(this.waiting[0])) {
      this.waitingBytes -= this.waiting.shift().length;
    }
    // What is too large for a beacon is sent by an ordinary request, which the browser may cancel.
    this.next();
  }

  /** Drops everything and records and sends nothing more. */
  stop() {
    this.isStopped = true;
    this.end && this.end();
    this.segment = null;
    this.waiting = [];
    this.waitingBytes = 0;
    this.clear('timer');
    this.clear('retry');
    if (this.sending) {
      this.sending.abort();
      this.sending = null;
    }
  }

  take(record) {
    const now = this.net.now();
    if (this.isStopped) {
      return;
    }
    if (now - this.began >= LONGEST_MILLIS) {
      this.finish();
      return;
    }
    if (record.type === INCREMENTAL && OF_USER.indexOf(record.data.source) >= 0) {
      this.acted = now;
      if (this.isIdle) {
        this.isIdle = false;
        this.rrweb.record.takeFullSnapshot();
      }
    } else if (record.type === INCREMENTAL && now - this.acted >= IDLE_MILLIS) {
      this.isIdle = true;
    }
    const place = this.isIdle ? null : this.place();
    if (place) {
      this.add(record, place);
    }
  }

  add(record, {session, view}) {
    if (this.segment && (this.segment.session !== session || this.segment.view !== view)) {
      this.cut();
    }
    const isOtherSession = this.session !== null && this.session !== session;
    this.session = session;
    if (isOtherSession && record.type === INCREMENTAL) {
      // A session is shown from its own first snapshot on, which this call records before it returns.
      this.rrweb.record.takeFullSnapshot();
    }
    const json = JSON.stringify(record);
    if (!this.segment) {
      this.segment = {session, view, records: [], bytes: 0};
      this.clear('timer');
      this.timer = this.net.setTimer(() => this.guarded(() => this.cut()), SEGMENT_MILLIS);
    }
    this.segment.records.push(json);
    this.segment.bytes += json.length;
    if (this.segment.bytes >= SEGMENT_BYTES) {
      this.cut();
    }
  }

  /** Ends the segment and sends it once those before it are sent. */
  cut() {
    this.close();
    this.next();
  }

  /** Ends the segment, which then waits to be sent. */
  close() {
    this.clear('timer');
    const {segment} = this;
    this.segment = null;
    if (!segment) {
      return;
    }
    const key = segment.session + '/' + segment.view;
    const index = this.indexes[key] = key in this.indexes ? this.indexes[key] + 1 : 0;
    const text = JSON.stringify({session_id: segment.session, view_id: segment.view, index, consent: true}).slice(0, -1)
      + ',"events":[' + segment.records.join() + ']}';
    this.waiting.push(text);
    this.waitingBytes += text.length;
    if (this.waitingBytes > MOST_WAITING && this.waiting.length > 1) {
      this.waiting = [];
      this.waitingBytes = 0;
      this.rrweb.record.takeFullSnapshot();
    }
  }

  next() {
    if (!this.sending && this.retry === null && this.waiting.length > 0) {
      const segment = this.waiting.shift();
      this.waitingBytes -= segment.length;
      this.send(segment);
    }
  }

  send(segment) {
    const request = this.sending = new AbortController();
    const settle = (status, retryAfter) => {
      if (this.sending === request) {
        this.sending = null;
        this.guarded(() => this.settle(segment, status, retryAfter));
      }
    };
    this.net.post(segment, request.signal).then(
      (response) => settle(response.status, response.headers.get('Retry-After')),
      () => settle(0, null));
  }

  settle(segment, status, retryAfter) {
    if (status === 0 || status === 408 || status === 429 || status >= 500) {
      this.waiting.unshift(segment);
      this.waitingBytes += segment.length;
      const wait = retryAfter > 0 ? retryAfter * 1000 : Math.min(LAST_RETRY, FIRST_RETRY * 2 ** this.failures);
      this.failures++;
      this.retry = this.net.setTimer(() => {
        this.retry = null;
        this.guarded(() => this.next());
      }, wait * (1 + this.net.random() / 2));
      return;
    }
    this.failures = 0;
    if (status === 401 || status === 403 || status === 404) {
      // The DSN does not record.
      this.stop();
      return;
    }
    this.next();
  }

  /** Ends the recording after what was recorded. */
  finish() {
    this.end && this.end();
    this.end = null;
    this.cut();
  }

  clear(name) {
    if (this[name] !== null) {
      this.net.clearTimer(this[name]);
      this[name] = null;
    }
  }

  /** Recording must never break a page. */
  guarded(action) {
    try {
      action();
    } catch (e) {
      this.stop();
    }
  }
}
