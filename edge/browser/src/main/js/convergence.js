/*
 * Convergence browser SDK: one beacon per page view, after consent. The beacon is the payload of POST /ingest/rum.
 *
 * Silent until consent(): before it there is no listener, no observer, no timer and no request. It stores nothing, sets
 * no cookie, reads no identifier and patches nothing: it listens.
 *
 * A view begins with a page load, with a restore from the back-forward cache, and whenever the path changes (history
 * API). It ends when the page is first hidden or left, or when the next view begins; then its beacon goes. A page that is
 * hidden and shown again is still the same view, and is not sent twice.
 *
 * Small once minified (less than 2,048 bytes, as ECMAScript 5): hence functions over variables, short patterns where the
 * set of texts is known, and what is missing in an old browser is caught rather than asked for.
 */

/**
 * The SDK of this page. There is one: a later call answers the first one's.
 *
 * @param options `key`, the public key of the app; `endpoint`, the URL of the gateway's /ingest/rum
 */
export function init(options) {
  const page = self;
  const tab = document;
  const agent = navigator;
  const place = location;
  const host = place.hostname;
  const endpoint = options.endpoint;
  const maths = Math;
  let armed, observer;

  // The view. A soft one did not begin with a load that somebody watched: its load vitals are absent, not 0.
  let path, soft, sent;

  // What was seen of it. The layout shift is undefined in browsers that report none.
  let errors, failedRequests, firstPaint, largestPaint, layoutShift, interactions;

  // The current session window of layout shifts.
  let windowScore, windowStart, lastShift;

  function begin() {
    send();
    path = place.pathname;
    soft = 1;
    interactions = {};
    lastShift = NaN;
    layoutShift = page.LayoutShift && 0;
    sent = errors = failedRequests = firstPaint = largestPaint = 0;
  }

  // To wrap the history API would not be passive. The Navigation API tells of each change; where there is none, the path
  // is compared before anything is counted.
  function route() {
    if (path != place.pathname) {
      begin();
    }
  }

  // Takes an entry of the performance timeline; the kinds are told apart by members that only they have.
  function record(entry) {
    const start = entry.startTime;
    const name = entry.name;
    const interaction = entry.interactionId;
    const requester = entry.initiatorType;
    const status = entry.responseStatus;

    if (/^first-c/.test(name)) {
      firstPaint = start;
    }

    if (entry.size && !soft) {
      largestPaint = start;
    }

    // Session windows (web.dev/articles/cls): shifts less than 1 s apart, less than 5 s after the window's first.
    if (entry.value && !entry.hadRecentInput) {
      if (!(start - lastShift < 1e3 && start - windowStart < 5e3)) {
        windowScore = 0;
        windowStart = start;
      }
      lastShift = start;
      windowScore += entry.value;
      layoutShift = maths.max(layoutShift, windowScore);
    }

    if (interaction) {
      interactions[interaction] = maths.max(interactions[interaction] | 0, entry.duration);
    }

    // Failed are fetch and XHR requests, but the SDK's own, answered with 400 or more, or not at all: status 0. That is
    // also the status of a cross-origin answer that the page may not read (fetch with "no-cors", as analytics do), and in
    // Chromium every other member is as empty then. An XHR has no such answers and the page's own host gives none, so
    // there 0 is a failure; elsewhere it is left out, else each analytics call would be one. A request that the page
    // aborts looks the same as one that found no answer, and counts. A browser without responseStatus counts nothing.
    if (/tch|x/.test(requester) && name.indexOf(endpoint) < 0
        && (status > 399 || status < 1 && (requester != 'fetch' || name.indexOf('//' + host) > 0))
        && failedRequests < 1e4) {
      failedRequests++;
    }
  }

  function millis(time) {
    if (time > 0) {
      return maths.min(time, 6e5) | 0;
    }
  }

  function send() {
    if (armed && !sent) {
      sent = 1;
      try {
        observer && observer.takeRecords().forEach(record);
        const text = agent.userAgent.toLowerCase();
        const load = !soft && performance.getEntriesByType('navigation')[0] || 0;
        const durations = Object.values(interactions).sort((a, b) => b - a);
        const body = JSON.stringify({
          v: 1,
          key: options.key,
          id: crypto.getRandomValues(new Uint32Array(4)).join(''),
          consent: true,
          host: host,
          page: path,
          // One of a closed set; the user agent itself is not sent. A Chromium without a name here is a chrome, and a
          // browser on iOS the safari that it is inside.
          browser: /edg/.test(text) ? 'edge' : /chrome|firefox|safari|$/.exec(text)[0] || 'other',
          vitals: {
            ttfb_ms: millis(load.responseStart),
            fcp_ms: millis(firstPaint),
            lcp_ms: millis(largestPaint),
            cls: layoutShift && maths.min(layoutShift, 100),
            // The 98th percentile (web.dev/articles/inp): of each 50 interactions the slowest is passed over. Those of
            // less than 16 ms are reported by no browser and do not count among the 50.
            inp_ms: millis(durations[durations.length / 50 | 0]),
            load_ms: millis(load.loadEventEnd)
          },
          errors: errors,
          failed_requests: failedRequests,
          sdk: '@version@'
        });
        // Both send text/plain, which needs no preflight. A failure is nobody's concern: route() does nothing with it.
        agent.sendBeacon && agent.sendBeacon(endpoint, body)
          || fetch(endpoint, {method: 'POST', body: body, keepalive: true}).catch(route);
      } catch (e) {
        // An old browser sends nothing; no page breaks because it is measured.
      }
    }
  }

  function handle(event) {
    route();
    // First "pagehide", or "visibilitychange" and "hidden"; then "pageshow"; then "error" and "unhandledrejection".
    if (/hide|ty.*en/.test(event.type + tab.visibilityState)) {
      send();
    } else if (event.persisted) {
      begin();
    } else if (/or|j/.test(event.type) && errors < 1e4) {
      errors++;
    }
  }

  begin();
  soft = tab.hidden;
  return page.convergence = page.convergence || {
    consent() {
      // Global Privacy Control (w3c.github.io/gpc), which is true, and Do Not Track, which is "1" or "yes".
      if (!armed && !/1|y|tr/.test([agent.globalPrivacyControl, agent.doNotTrack])) {
        route();
        armed = 1;
        // Each on each: what a target does not have never comes, what bubbles is handled once. Nothing is captured, so a
        // script's error is counted and an image's is not.
        [page, tab, page.navigation].forEach((target) => {
          target && 'error unhandledrejection pagehide pageshow visibilitychange currententrychange'.split(' ')
            .forEach((type) => {
              target.addEventListener(type, handle);
            });
        });
        try {
          const Observer = PerformanceObserver;
          observer = new Observer((list) => {
            route();
            list.getEntries().forEach(record);
          });
          // Layout shifts, the largest paint, events, the first input, paints, resources: of the first view also what came
          // before consent, but for its requests.
          Observer.supportedEntryTypes.forEach((type) => {
            if (/^(la|ev|[fpr])/.test(type)) {
              observer.observe({type: type, buffered: !soft && /t$/.test(type), durationThreshold: 16});
            }
          });
        } catch (e) {
          // An old browser has no vitals.
        }
      }
    },

    revoke() {
      armed = 0;
      begin();
      observer && observer.disconnect();
    }
  };
}
