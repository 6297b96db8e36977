/** Largest number of events that wait to be sent. */
export const MOST_EVENTS = 200;

/** Largest number of bytes of the events that wait to be sent. */
export const MOST_BYTES = 256 * 1024;

/** Largest number of bytes of the events of a request; browsers send at most 64 KiB while a page is left. */
export const BATCH_BYTES = 59000;

/** Largest number of events of a type in a minute. */
export const MOST_PER_MINUTE = 3000;

const MINUTE = 60000;
const encoder = new TextEncoder();

/**
 * Events that wait to be sent, in the order in which they were recorded. Over its bounds the oldest ones are dropped
 * and counted. Events are serialised when they are added, so that sending a batch only joins texts.
 */
export class EventQueue {
  constructor() {
    this.items = [];
    this.bytes = 0;
    this.dropped = 0;
    this.minute = -1;
    this.counts = {};
  }

  /** The number of events. */
  get length() {
    return this.items.length;
  }

  /**
   * Adds an event.
   *
   * @param session id of its session
   * @param now epoch milliseconds
   * @returns whether the event was added; one over the rate of its type, or too large for a request, is dropped
   */
  add(event, session, now) {
    const minute = Math.floor(now / MINUTE);
    if (minute !== this.minute) {
      this.minute = minute;
      this.counts = {};
    }
    const count = this.counts[event.type] = (this.counts[event.type] || 0) + 1;
    const json = count > MOST_PER_MINUTE ? '' : JSON.stringify(event);
    const bytes = json && encoder.encode(json).length + 1;
    if (!json || bytes > BATCH_BYTES) {
      this.dropped++;
      return false;
    }
    this.items.push({json, bytes, session});
    this.bytes += bytes;
    this.trim();
    return true;
  }

  /** Removes and returns the first events of one session that fit into a request; empty when there are none. */
  take() {
    let bytes = 0;
    let count = 0;
    while (count < this.items.length && this.items[count].session === this.items[0].session
        && bytes + this.items[count].bytes <= BATCH_BYTES) {
      bytes += this.items[count++].bytes;
    }
    this.bytes -= bytes;
    return this.items.splice(0, count);
  }

  /** Puts a batch that could not be sent before all others, in its order. */
  giveBack(batch) {
    this.items = batch.concat(this.items);
    this.bytes += batch.reduce((sum, item) => sum + item.bytes, 0);
    this.trim();
  }

  /** Removes all events. */
  clear() {
    this.items = [];
    this.bytes = 0;
  }

  trim() {
    while (this.items.length > MOST_EVENTS || this.bytes > MOST_BYTES) {
      this.bytes -= this.items.shift().bytes;
      this.dropped++;
    }
  }
}
