/** Number of events at which a batch is sent at once. */
export const FLUSH_EVENTS = 10;

/** Milliseconds after the first event at which a batch is sent. */
export const FLUSH_MILLIS = 5000;

const FIRST_RETRY = 1000;
const LAST_RETRY = 60000;

/**
 * Sends the events of a queue, one request at a time, so that they arrive in order. A request that failed for the time
 * being is repeated: after the seconds of Retry-After, else after 1 s, 2 s, 4 s and so on to 60 s, each longer by a
 * random part of up to a half so that pages do not repeat in step.
 */
export class Sender {
  /**
   * @param queue the events
   * @param body function from a session and the texts of its events to the text of a request
   * @param net `post(text, signal)`, which returns a promise of a response; `beacon(text)`, which returns
   *     whether the browser will send it; `setTimer`, `clearTimer` and `random`
   */
  constructor(queue, body, net) {
    this.queue = queue;
    this.body = body;
    this.net = net;
    this.failures = 0;
    this.timer = null;
    this.isPaused = false;
    this.sending = null;
  }

  /** To be called when an event has been added. */
  added() {
    if (this.isPaused || this.sending) {
      return;
    }
    if (this.queue.length >= FLUSH_EVENTS) {
      // Not within the code that recorded the event, which may be the page's own.
      this.schedule(0);
    } else if (this.timer === null) {
      this.schedule(FLUSH_MILLIS);
    }
  }

  /** Sends the next batch unless one is being sent. */
  flush() {
    this.schedule(-1);
    const batch = this.sending ? [] : this.queue.take();
    if (batch.length === 0) {
      return;
    }
    this.isPaused = false;
    const request = this.sending = new AbortController();
    const settle = (status, retryAfter) => {
      if (this.sending === request) {
        this.sending = null;
        this.settle(batch, status, retryAfter);
      }
    };
    this.net.post(this.text(batch), request.signal).then(
      (response) => settle(response.status, response.headers.get('Retry-After')),
      () => settle(0, null));
  }

  /**
   * Sends everything at once, because the page is hidden and may not come back. Also during a pause: what is kept
   * would be lost.
   */
  leave() {
    for (let batch = this.queue.take(); batch.length > 0; batch = this.queue.take()) {
      if (!this.net.beacon(this.text(batch))) {
        this.queue.giveBack(batch);
        this.flush();
        return;
      }
    }
    this.isPaused = false;
    this.schedule(-1);
  }

  /** Drops everything and sends nothing more. */
  stop() {
    this.schedule(-1);
    this.queue.clear();
    this.isPaused = false;
    this.failures = 0;
    if (this.sending) {
      const request = this.sending;
      this.sending = null;
      request.abort();
    }
  }

  settle(batch, status, retryAfter) {
    if (status === 0 || status === 408 || status === 429 || status >= 500) {
      this.queue.giveBack(batch);
      this.isPaused = true;
      const wait = retryAfter > 0 ? retryAfter * 1000 : Math.min(LAST_RETRY, FIRST_RETRY * 2 ** this.failures);
      this.failures++;
      this.schedule(wait * (1 + this.net.random() / 2));
      return;
    }
    this.failures = 0;
    if (status >= 300) {
      this.queue.dropped += batch.length;
    }
    if (this.queue.length > 0) {
      this.added();
    }
  }

  text(batch) {
    return this.body(batch[0].session, batch.map((item) => item.json));
  }

  /** Replaces the timer; a negative delay leaves none. */
  schedule(millis) {
    if (this.timer !== null) {
      this.net.clearTimer(this.timer);
      this.timer = null;
    }
    if (millis >= 0) {
      this.timer = this.net.setTimer(() => {
        this.timer = null;
        this.flush();
      }, millis);
    }
  }
}
