import {onFCP} from 'web-vitals/onFCP.js';
import {onLCP} from 'web-vitals/onLCP.js';
import {onTTFB} from 'web-vitals/onTTFB.js';

/** Largest good and largest not poor value of each vital (web.dev/articles/vitals). */
const THRESHOLDS = {lcp: [2500, 4000], inp: [200, 500], cls: [0.1, 0.25], fcp: [1800, 3000], ttfb: [800, 1800]};

// Parts of the session window of layout shifts (web.dev/articles/cls), in milliseconds.
const WINDOW_GAP = 1000;
const WINDOW_LENGTH = 5000;

// One slowest interaction is skipped for every 50 (web.dev/articles/inp).
const SKIPPED_PER = 50;

/** The rating of a vital: `good`, `needs-improvement` or `poor`. */
export function rating(name, value) {
  const [good, fair] = THRESHOLDS[name];
  return value <= good ? 'good' : value <= fair ? 'needs-improvement' : 'poor';
}

/** Cumulative layout shift of a view: the largest session window. */
export class LayoutShifts {
  constructor() {
    this.value = 0;
    this.score = 0;
    this.start = -Infinity;
    this.last = -Infinity;
  }

  /** Adds a `layout-shift` entry. */
  add(entry) {
    if (entry.hadRecentInput) {
      return;
    }
    const time = entry.startTime;
    if (!(time - this.last < WINDOW_GAP && time - this.start < WINDOW_LENGTH)) {
      this.score = 0;
      this.start = time;
    }
    this.last = time;
    this.score += entry.value;
    this.value = Math.max(this.value, this.score);
  }
}

/** Interaction to next paint of a view: the 98th percentile of its interactions. */
export class Interactions {
  constructor() {
    this.durations = new Map();
    this.longest = 0;
    this.slowest = undefined;
  }

  /** Adds an `event` or `first-input` entry. */
  add(entry) {
    const id = entry.interactionId;
    if (!id) {
      return;
    }
    this.durations.set(id, Math.max(this.durations.get(id) || 0, entry.duration));
    if (entry.duration > this.longest) {
      this.longest = entry.duration;
      // The type of the event, such as "click".
      this.slowest = entry.name;
    }
  }

  /** Milliseconds, or undefined when there was no interaction. */
  get value() {
    const sorted = Array.from(this.durations.values()).sort((a, b) => b - a);
    return sorted[Math.floor(sorted.length / SKIPPED_PER)];
  }
}

/**
 * Reports the paints and the first byte of the page load, as web-vitals measures them: `report(name, value, metric)`.
 * Later values of the same vital replace earlier ones. It cannot be stopped, so it is to be called once.
 *
 * Layout shifts and interactions are measured here, because web-vitals measures them over the life of the page, and a
 * single-page application has several views in it.
 */
export function observePaints(report) {
  const take = (metric) => {
    // After a restore from the back-forward cache there is no load to measure.
    if (metric.navigationType !== 'back-forward-cache') {
      report(metric.name.toLowerCase(), metric.value, metric);
    }
  };
  onLCP(take, {reportAllChanges: true});
  onFCP(take);
  onTTFB(take);
}
