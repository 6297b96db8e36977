import {randomId} from './session.js';
import {Interactions, LayoutShifts, rating} from './vitals.js';
import {millis} from './resources.js';

/**
 * What is known of one view of a page: its counts and vitals. It is reported once, when the page is first hidden or
 * left or when the next view begins; vitals that change after that are reported by themselves.
 */
export class View {
  /**
   * @param name `initial_load`, `route_change`, `restore` or `consent`
   * @param page path of the page, or the pattern of its route
   * @param reportsShifts whether the browser reports layout shifts
   */
  constructor(name, page, reportsShifts) {
    this.id = randomId();
    this.name = name;
    this.page = page;
    this.location = page;
    this.at = Date.now();
    this.began = performance.now();
    this.isEnded = false;
    this.counts = {errors: 0, failed_requests: 0, resources: 0, long_tasks: 0, actions: 0};
    this.timings = {};
    this.shifts = reportsShifts ? new LayoutShifts() : null;
    this.interactions = new Interactions();
    this.metrics = {};
    this.reported = {};
  }

  /** Sets a vital of the page load: its value and the metric of web-vitals. */
  paint(name, value, metric) {
    this.metrics[name] = {
      value, id: metric.id, navigation: metric.navigationType, entries: paintEntries(name, metric.entries)
    };
  }

  /** The vitals by name, in milliseconds; cls without a unit. */
  vitals() {
    const values = {};
    Object.keys(this.metrics).forEach((name) => {
      values[name] = millis(this.metrics[name].value);
    });
    const latency = this.interactions.value;
    if (latency !== undefined) {
      values.inp = millis(latency);
    }
    if (this.shifts) {
      values.cls = Math.min(100, Math.round(this.shifts.value * 1e6) / 1e6);
    }
    return values;
  }

  /** The events of vitals that have changed since the last call. */
  changedVitals() {
    const values = this.vitals();
    return Object.keys(values).filter((name) => values[name] !== this.reported[name]).map((name) => {
      const metric = this.metrics[name] || {
        id: this.id, navigation: this.name, entries: name === 'inp' ? this.interactions.slowest : undefined
      };
      const delta = Math.round((values[name] - (this.reported[name] || 0)) * 1e6) / 1e6;
      this.reported[name] = values[name];
      return {
        name, value: values[name], measures: {delta},
        labels: {
          metric_id: metric.id, level: rating(name, values[name]), navigation_type: metric.navigation,
          entries: metric.entries
        }
      };
    });
  }

  /**
   * The event of the end of the view.
   *
   * @param now milliseconds as of performance.now()
   * @param isCounted whether the view may also count as a beacon
   */
  end(now, isCounted) {
    this.isEnded = true;
    return {
      at: this.at, name: this.name, value: millis(now - this.began), vitals: this.vitals(),
      measures: Object.assign({revision: 1}, this.counts, this.timings), labels: isCounted ? {ended: 'true'} : {}
    };
  }
}

// The type of the entry and the tag of its element. Neither the URL, the text nor a selector of the element is read.
function paintEntries(name, entries) {
  const last = entries[entries.length - 1];
  const element = last && last.element;
  return last ? last.entryType + (element ? ':' + element.tagName.toLowerCase() : '') : undefined;
}
