import {errorEvent} from './errors.js';
import {Timeline} from './observe.js';
import {place} from './privacy.js';
import {hasFailed, isRequest, millis, navigationTimings, resourceEvent} from './resources.js';
import {View} from './view.js';
import {observePaints} from './vitals.js';

const PAINT_LIMIT = 600000;
const FRAME = 'long-animation-frame';

/**
 * Listens to the page between start and stop and reports what it sees to the client. It only listens: no function of
 * the page is replaced.
 */
export class Collector {
  constructor(client) {
    this.client = client;
    this.view = null;
    this.load = null;
    this.observesPaints = false;
    this.targets = [];
  }

  start() {
    this.consentTime = performance.now();
    // After a revocation the load is no longer measured.
    const isLoad = !this.observesPaints;
    this.begin(isLoad ? 'initial_load' : 'consent');
    this.load = isLoad ? this.view : null;
    this.timeline = new Timeline((entry) => this.take(entry), isLoad)
      .observe('resource')
      .observe(Timeline.knows(FRAME) ? FRAME : 'longtask')
      .observe('layout-shift')
      .observe('event', {durationThreshold: 16})
      .observe('first-input');
    if (isLoad) {
      this.observesPaints = true;
      observePaints((name, value, metric) => {
        if (this.load && this.client.isActive && value < PAINT_LIMIT) {
          this.load.paint(name, value, metric);
          this.client.checkBudget(name, value, this.load.page);
        }
      });
    }
    this.listen(window, 'error', (event) => this.error(event.error, 'unhandled', event));
    this.listen(window, 'unhandledrejection', (event) => this.error(event.reason, 'unhandledrejection'));
    this.listen(document, 'click', (event) => {
      this.follow();
      this.client.clicked(event.target);
    }, true);
    this.listen(document, 'visibilitychange', () => {
      if (document.visibilityState === 'hidden') {
        this.leave();
      }
    });
    // Browsers hide a page right after pagehide, and its last paints are only known then.
    this.listen(window, 'pagehide', () => {
      const {view} = this;
      setTimeout(() => view === this.view && !view.isEnded && this.leave());
    });
    this.listen(window, 'pageshow', (event) => {
      if (event.persisted) {
        this.begin('restore');
      }
    });
    this.listen(window.navigation, 'currententrychange', () => this.follow());
    this.listen(window, 'popstate', () => this.follow());
    this.listen(window, 'hashchange', () => this.follow());
    if (isLoad) {
      this.afterLoad();
    }
  }

  stop() {
    this.targets.splice(0).forEach((remove) => remove());
    this.timeline && this.timeline.stop();
    this.timeline = null;
    this.view = null;
    this.load = null;
  }

  /** Counts something in the current view. */
  count(name) {
    if (this.view && !this.view.isEnded) {
      this.view.counts[name]++;
    }
  }

  /** Names the current view by its route; begins a new one when the address has one already. */
  route(route) {
    this.follow();
    const view = this.view;
    if (view.page === route) {
      return;
    }
    if (view.isNamed || view.isEnded) {
      this.begin('route_change', route);
    } else {
      view.page = route;
    }
    this.view.isNamed = true;
  }

  begin(name, route) {
    this.end();
    this.load = null;
    this.view = new View(name, route || location.pathname, Timeline.knows('layout-shift'));
    this.view.location = location.pathname;
    const view = this.view;
    // A router names its route right after the address has changed.
    setTimeout(() => view === this.view && this.announce(view));
  }

  announce(view) {
    if (!view.isAnnounced) {
      view.isAnnounced = true;
      this.client.record('metric', {at: view.at, name: 'page_view', value: 1}, view);
    }
  }

  /** Begins a view when the path has changed; browsers without the Navigation API notice it at the next entry. */
  follow() {
    if (this.view && this.view.location !== location.pathname) {
      this.begin('route_change');
    }
  }

  end() {
    const view = this.view;
    if (!view) {
      return;
    }
    this.timeline && this.timeline.drain();
    this.announce(view);
    if (!view.isEnded) {
      // The small SDK on the same page sends the beacon of the view.
      this.client.record('view', view.end(performance.now(), !window.convergence), view);
    }
    view.changedVitals().forEach((vital) => this.client.record('vital', vital, view));
  }

  leave() {
    if (this.view) {
      this.follow();
      this.end();
      this.client.leave();
    }
  }

  error(thrown, handling, event = {}) {
    this.follow();
    this.count('errors');
    this.client.record('error', errorEvent(thrown, handling, {
      message: event.message, file: event.filename, line: event.lineno, column: event.colno
    }));
  }

  take(entry) {
    this.follow();
    const view = this.view;
    switch (view && entry.entryType) {
      case 'layout-shift':
        view.shifts && view.shifts.add(entry);
        break;
      case 'event':
      case 'first-input':
        view.interactions.add(entry);
        break;
      case FRAME:
      case 'longtask':
        this.longTask(entry);
        break;
      case 'resource':
        this.resource(entry);
        break;
      default:
    }
  }

  resource(entry) {
    const {events, segments, settings} = this.client.urls;
    const isOwn = entry.name === events || entry.name.startsWith(segments) || entry.name.startsWith(settings);
    // Requests of before the consent are not looked at.
    if (isOwn || isRequest(entry) && entry.startTime < this.consentTime) {
      return;
    }
    this.count('resources');
    if (isRequest(entry) && hasFailed(entry, location.hostname)) {
      this.count('failed_requests');
    }
    const event = resourceEvent(entry, location.hostname);
    if (event) {
      this.client.record('resource', Object.assign({at: timeOf(entry)}, event));
    }
  }

  longTask(entry) {
    this.count('long_tasks');
    // The script of a frame that ran longest; a long task only names the frame of the page.
    const script = (entry.scripts || []).reduce((a, b) => a && a.duration >= b.duration ? a : b, null);
    const container = (entry.attribution || [])[0];
    this.client.record('long_task', {
      at: timeOf(entry), name: entry.entryType, value: millis(entry.duration),
      measures: {blocking_ms: entry.blockingDuration > 0 ? millis(entry.blockingDuration) : undefined},
      labels: {
        file: script && script.sourceURL ? place(script.sourceURL).path : undefined,
        source: script ? script.invokerType : container && container.containerType
      }
    });
  }

  /** Records the times of the load once it is over. */
  afterLoad() {
    const view = this.view;
    const measure = () => {
      const entry = performance.getEntriesByType('navigation')[0];
      if (!entry || this.load !== view || view.isEnded) {
        return;
      }
      view.timings = navigationTimings(entry);
      const document = resourceEvent(entry, location.hostname);
      if (document) {
        document.name = 'document';
        document.value = millis(Math.max(0, entry.responseEnd - entry.startTime));
        document.labels = {url_host: location.hostname, url_path: location.pathname};
        this.client.record('resource', document, view);
      }
    };
    if (window.document.readyState === 'complete' && this.loadEnded()) {
      measure();
    } else {
      // loadEventEnd is known after the listeners of the event.
      this.listen(window, 'load', () => setTimeout(measure));
    }
  }

  loadEnded() {
    const entry = performance.getEntriesByType('navigation')[0];
    return !entry || entry.loadEventEnd > 0;
  }

  listen(target, type, handler, capture = false) {
    if (target) {
      const options = {capture, passive: true};
      const guarded = (event) => {
        try {
          handler(event);
        } catch (e) {
          // Measuring must never break a page.
        }
      };
      target.addEventListener(type, guarded, options);
      this.targets.push(() => target.removeEventListener(type, guarded, options));
    }
  }
}

/** Epoch milliseconds of the start of an entry, by the clock of now. */
function timeOf(entry) {
  return Math.round(Date.now() - performance.now() + entry.startTime);
}
