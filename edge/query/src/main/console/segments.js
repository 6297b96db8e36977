// Which records of a recording can be played, and which parts of it are missing. Times are those of the client's clock.
import {epoch} from './units.js';

// Types of records of rrweb: the whole page, and a change of it. Others, among them its size, come before the whole page.
const WHOLE = 2;
const CHANGE = 3;

const HOUR = 3600000;

/** @typedef {{from: number, to: number}} epoch milliseconds */
let Span;

/** The index of the record with which a page is known as a whole, that of its size, or -1. */
function wholePage(records) {
  let at = records.findIndex((record) => record.type === WHOLE);
  while (at > 0 && records[at - 1].type !== CHANGE) {
    at--;
  }
  return at;
}

/**
 * The records that can be played, in their order. After a missing segment, changes apply to a page that nobody knows: they
 * are left out until the next record of a whole page.
 * @param {!Array<?>} segments in the order of the client's clock; records is null where the object was deleted
 * @return {{records: !Array<?>, gaps: !Array<!Span>}} gaps are the parts that are missing or left out; one without a length is
 *     all that was before it
 */
export function playable(segments) {
  const records = [];
  const gaps = [];
  const indexes = new Map();
  let isWhole = false;
  let missing = null;
  let end = null;
  const lose = (from) => {
    isWhole = false;
    missing = missing === null ? from : missing;
  };
  for (const segment of segments) {
    const own = (segment.records || []).filter((record) => record && record.timestamp > 0).sort((a, b) => a.timestamp - b.timestamp);
    const start = own.length ? own[0].timestamp : epoch(segment.started_at) || end;
    if (segment.index !== (indexes.get(segment.view) || 0)) {
      lose(end === null ? start : end);
    }
    indexes.set(segment.view, segment.index + 1);
    if (!segment.records) {
      lose(start);
    }
    const first = isWhole ? 0 : wholePage(own);
    if (own.slice(0, first < 0 ? own.length : first).some((record) => record.type === CHANGE)) {
      lose(start);
    }
    if (first >= 0 && own.length) {
      if (missing !== null) {
        gaps.push({from: missing, to: own[first].timestamp});
      }
      missing = null;
      isWhole = true;
      own.slice(first).forEach((record) => records.push(record));
    }
    end = Math.max(end || 0, own.length ? own[own.length - 1].timestamp : epoch(segment.ended_at) || start);
  }
  if (missing !== null) {
    gaps.push({from: missing, to: end});
  }
  return {records: records.sort((a, b) => a.timestamp - b.timestamp), gaps};
}

/**
 * What is added to times of the client's clock, as the gateway does with events: nothing, unless the clock is wrong.
 * @param {?} segment
 * @return {number} milliseconds
 */
export function shiftOf({ended_at: ended, received_at: received}) {
  const late = epoch(received) - epoch(ended);
  return late >= 0 && late <= HOUR || Number.isNaN(late) ? 0 : late;
}
