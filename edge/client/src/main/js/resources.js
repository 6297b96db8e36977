import {place} from './privacy.js';

/** Milliseconds from which a resource is recorded; a failed one always is. */
export const SLOW_RESOURCE = 100;

const KINDS = {
  script: 'js', img: 'image', image: 'image', input: 'image', video: 'media', audio: 'media', track: 'media',
  xmlhttprequest: 'xhr', fetch: 'fetch', beacon: 'beacon', navigation: 'document', iframe: 'document', frame: 'document'
};
const KINDS_BY_SUFFIX = [
  [/\.m?js$/, 'js'], [/\.css$/, 'css'], [/\.(woff2?|ttf|otf|eot)$/, 'font'],
  [/\.(png|jpe?g|gif|webp|avif|svg|ico)$/, 'image'], [/\.(mp4|webm|mp3|ogg|m4a|mov|m3u8|ts)$/, 'media']
];

/** The kind of a resource by what requested it, else by the suffix of its path. */
export function kind(initiator, path) {
  const known = KINDS[initiator];
  if (known) {
    return known;
  }
  const bySuffix = KINDS_BY_SUFFIX.find(([suffix]) => suffix.test(path.toLowerCase()));
  return bySuffix ? bySuffix[1] : 'other';
}

/** Whether the entry is of a request that the page's code has made. */
export function isRequest(entry) {
  return entry.initiatorType === 'fetch' || entry.initiatorType === 'xmlhttprequest';
}

/**
 * Whether a resource has failed: status 400 or more, or no answer. The status is also 0 for an answer of another host
 * that the page may not read; only XHR and the page's own host have no such answers.
 */
export function hasFailed(entry, host) {
  const status = entry.responseStatus;
  return status >= 400 || status === 0 && isRequest(entry)
    && (entry.initiatorType === 'xmlhttprequest' || place(entry.name).host === host);
}

/** The event of a resource, or null when it was fast and has not failed. */
export function resourceEvent(entry, host) {
  if (!(entry.duration >= SLOW_RESOURCE) && !hasFailed(entry, host)) {
    return null;
  }
  const url = place(entry.name);
  return {
    name: kind(entry.initiatorType, url.path || ''),
    value: millis(entry.duration),
    measures: Object.assign(positive({
      transfer_bytes: entry.transferSize,
      encoded_bytes: entry.encodedBodySize,
      decoded_bytes: entry.decodedBodySize
    }), entry.responseStatus === undefined ? {} : {status: entry.responseStatus}, connectionTimings(entry)),
    labels: {url_host: url.host, url_path: url.path}
  };
}

/** Times of the load of the page in milliseconds; those that are 0 or unknown are absent. */
export function navigationTimings(entry) {
  const start = entry.activationStart || 0;
  return Object.assign(connectionTimings(entry), positive({
    ttfb_ms: entry.responseStart - start,
    dom_interactive_ms: entry.domInteractive - start,
    dom_content_loaded_ms: entry.domContentLoadedEventEnd - start,
    dom_complete_ms: entry.domComplete - start,
    load_ms: entry.loadEventEnd - start
  }));
}

function connectionTimings(entry) {
  // Other hosts report these only with Timing-Allow-Origin.
  return entry.responseStart > 0 ? positive({
    dns_ms: entry.domainLookupEnd - entry.domainLookupStart,
    tcp_ms: entry.connectEnd - entry.connectStart,
    ssl_ms: entry.secureConnectionStart > 0 ? entry.connectEnd - entry.secureConnectionStart : 0,
    first_byte_ms: entry.responseStart - entry.requestStart,
    download_ms: entry.responseEnd - entry.responseStart
  }) : {};
}

function positive(values) {
  const kept = {};
  Object.keys(values).forEach((name) => {
    const value = millis(values[name]);
    if (value > 0) {
      kept[name] = value;
    }
  });
  return kept;
}

/** A number with one decimal. */
export function millis(value) {
  return Math.round(value * 10) / 10;
}
