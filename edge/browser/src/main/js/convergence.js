/*
 * Convergence browser SDK: one beacon per page view, after consent. A beacon is the body of POST /ingest/rum.
 *
 * The SDK does nothing before consent(): no listener, no observer, no timer, no request. It stores nothing, sets no
 * cookie, reads no identifier and replaces no function of the page: it only listens.
 *
 * A view begins with a page load, with a restore from the back-forward cache, and whenever the path changes (history
 * API). It ends when the page is first hidden or left, or when the next view begins; its beacon is sent then. A page
 * that is hidden and shown again continues the same view, which is not sent again.
 *
 * The minified script must stay below 2,048 bytes, as ECMAScript 5. This is why the code uses functions over shared
 * variables, short patterns where the set of possible texts is known, map() for loops, and try instead of feature
 * tests.
 */

/**
 * Creates the SDK of this page. There is only one: a later call returns the first one's.
 *
 * @param options `key`, the public key of the app; `endpoint`, the URL of the gateway's /ingest/rum
 */
export function init(options) {
  const page = self;
  const tab = document;
  const agent = navigator;
  const place = location;
  const host = place.hostname;
  let endpoint = options.endpoint;
  let armed, observer, load;

  // The view. Its load vitals count up to this time in milliseconds: until the page was first hidden, at most 10
  // minutes. A view that did not begin with a load in the foreground has no load vitals (undefined).
  let path, limit, sent;

  // Measurements of the view. The layout shift is undefined in browsers that do not report any.
  let errors, failedRequests, firstPaint, largestPaint, layoutShift, interactions;

  // The current session window of layout shifts.
  let windowScore, windowStart, lastShift;

  /** @param {number=} loadLimit limit of a view that begins with a load */
  function begin(loadLimit) {
    send();
    path = place.pathname;
    limit = loadLimit;
    // Every comparison with an object is false, so the first shift of the view opens a session window.
    lastShift = interactions = /** @type {?} */ ({});
    layoutShift = page.LayoutShift && 0;
    sent = errors = failedRequests = 0;
  }

  // The Navigation API reports each change of the path; the history API does not, and replacing its functions would not
  // be passive. Without the Navigation API the path is compared before anything is counted.
  function route() {
    if (path != place.pathname) {
      begin();
    }
  }

  // Records an entry of the performance timeline. The kinds of entries are told apart by members that only one kind
  // has.
  function record(entry) {
    const start = entry.startTime;
    const name = entry.name;
    const interaction = entry.interactionId;
    const requester = entry.initiatorType;
    const status = entry.responseStatus;

    // Paints count until the page is first hidden. A page in the background does not paint, so a later paint shows when
    // the user came back. A prerendered page is "hidden" before its activation, which does not count as hidden.
    if (start < limit) {
      if (entry.size) {
        largestPaint = start;
      } else if (/^fi.*c/.test(name)) {
        // first-contentful-paint
        firstPaint = start;
      } else if (name == 'hidden' && start >= /** @type {?} */ (load.activationStart || tab.prerendering)) {
        limit = start;
      }
    }

    // Session windows (web.dev/articles/cls): shifts less than 1 s apart, less than 5 s after the first of the window.
    if (entry.value && !entry.hadRecentInput) {
      if (!(start - lastShift < 1e3 && start - windowStart < 5e3)) {
        windowScore = 0;
        windowStart = start;
      }
      lastShift = start;
      windowScore += entry.value;
      if (windowScore > layoutShift) {
        layoutShift = windowScore;
      }
    }

    if (interaction) {
      interactions[interaction] = Math.max(interactions[interaction] | 0, entry.duration);
    }

    // A failed request is a fetch ('f...') or an XHR ('x...'), but not one of the SDK's own, with status 400 or more,
    // or without an answer: status 0. The status is also 0 for a cross-origin answer that the page may not read (fetch
    // with "no-cors", as analytics use it); in Chromium no other member of the entry differs. XHR has no such answers,
    // and neither has the page's own host, so status 0 is a failure there. For a fetch to another host it is not
    // counted, or every analytics call would be. A request that the page aborts cannot be told from one without an
    // answer and is counted. Browsers without responseStatus count nothing.
    if (/tch|x/.test(requester) && name != endpoint
        && (status > 399 || status < 1 && (requester > 'g' || name.indexOf('//' + host) > 0))
        && failedRequests < 1e4) {
      failedRequests++;
    }
  }

  // Milliseconds from the activation of a prerendered page, or else from the start of the navigation, to a time of the
  // load; 0 when the time was before the activation, undefined when the time is unknown or after the limit.
  function loadMillis(time) {
    if (time > 0 && time < limit) {
      time -= load.activationStart | 0;
      return time > 0 ? time | 0 : 0;
    }
  }

  function send() {
    if (armed && !sent) {
      sent = 1;
      try {
        observer && observer.takeRecords().map(record);
        const text = agent.userAgent.toLowerCase();
        const durations = Object.values(interactions).sort((a, b) => b - a);
        const body = JSON.stringify({
          v: 1,
          key: options.key,
          // 52 random bits: an id only has to differ from those of the same key in the same ten minutes.
          id: (Math.random() + '').slice(2),
          consent: true,
          host: host,
          page: path,
          // One name of a closed set; the user agent itself is not sent. Other Chromium browsers count as chrome, and
          // every browser on iOS as safari, whose engine it uses.
          browser: /edg/.test(text) ? 'edge' : /chrome|firefox|safari|$/.exec(text)[0] || 'other',
          vitals: {
            ttfb_ms: loadMillis(load.responseStart),
            fcp_ms: loadMillis(firstPaint),
            lcp_ms: loadMillis(largestPaint),
            cls: layoutShift > 100 ? 100 : layoutShift,
            // The 98th percentile (web.dev/articles/inp): one slowest interaction is skipped for every 50. Browsers do
            // not report interactions of less than 16 ms, so these are not among the 50.
            inp_ms: durations[durations.length / 50 | 0],
            load_ms: loadMillis(load.loadEventEnd)
          },
          errors: errors,
          failed_requests: failedRequests,
          sdk: '@version@'
        });
        // Both send text/plain, which needs no preflight. A failure is ignored: route() has no effect then.
        agent.sendBeacon && agent.sendBeacon(endpoint, body)
          || fetch(endpoint, {method: 'POST', body: body, keepalive: /** @type {?} */ (1)}).catch(route);
      } catch (e) {
        // An old browser sends nothing. Measuring must never break a page.
      }
    }
  }

  function handle(event) {
    route();
    // First "pagehide", or "visibilitychange" while hidden is true; then "pageshow"; then "error" and
    // "unhandledrejection".
    if (/hide|ty.*tr/.test(event.type + tab.hidden)) {
      send();
    } else if (event.persisted) {
      begin();
    } else if (/or|j/.test(event.type) && errors < 1e4) {
      errors++;
    }
  }

  // A page that is hidden but not prerendered was opened in the background.
  begin(/** @type {?} */ (tab.hidden) ^ /** @type {?} */ (tab.prerendering) ? 0 : 6e5);
  return page.convergence = page.convergence || {
    consent() {
      // Only pages with a host, which about:srcdoc has not. Global Privacy Control (w3c.github.io/gpc) is true when
      // set, Do Not Track is "1" or "yes".
      if (host && !armed && !/1|y|tr/.test([agent.globalPrivacyControl, agent.doNotTrack])) {
        route();
        armed = 1;
        // All types on both targets: neither emits a type of the other, and what bubbles to the window is handled once.
        // Listeners do not capture, so an error of a script is counted and one of an image is not.
        [page, page.navigation].map((target) => {
          target && 'error unhandledrejection pagehide pageshow visibilitychange currententrychange'.replace(/\w+/g, (type) => {
            target.addEventListener(type, handle);
          });
        });
        try {
          // The first entry is that of the navigation.
          load = performance.getEntries()[0] || 0;
          // Resolved, as the entries of the SDK's own requests name it.
          endpoint = new Request(endpoint).url;
          const Observer = PerformanceObserver;
          observer = new Observer((list) => {
            route();
            list.getEntries().map(record);
          });
          // Of use are element, event, first-input, the two la..., paint, resource and visibility-state. The first view
          // also gets the entries from before consent, except requests. They arrive in the order of their start times.
          Observer.supportedEntryTypes.map((type) => {
            if (/^[eflprv]/.test(type)) {
              observer.observe({
                type: type,
                buffered: /** @type {?} */ (limit) && type != 'resource',
                // The least that browsers admit, which is 16 ms.
                durationThreshold: 1
              });
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
