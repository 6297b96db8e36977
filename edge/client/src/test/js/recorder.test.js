import assert from 'node:assert/strict';
import {test} from 'node:test';
import {IDLE_MILLIS, LONGEST_MILLIS, MOST_WAITING, Recorder, SEGMENT_BYTES, SEGMENT_MILLIS} from '../../main/js/recorder.js';

const META = {type: 4};
const SNAPSHOT = {type: 2};
const CLICK = {type: 3, data: {source: 2}};
const MUTATION = {type: 3, data: {source: 0}};

/** rrweb, whose records the test emits, with timers that the test fires and requests that it answers. */
class Page {
  constructor() {
    this.time = 1000;
    this.timers = new Map();
    this.nextTimer = 1;
    this.requests = [];
    this.beacons = [];
    this.acceptsBeacons = true;
    this.isRecording = false;
    this.present = {session: 's-1', view: 'v-1'};
    this.rrweb = {
      record: (options) => {
        this.options = options;
        this.isRecording = true;
        this.snapshot();
        return () => {
          this.isRecording = false;
        };
      }
    };
    this.rrweb.record.takeFullSnapshot = () => this.snapshot();
    this.recorder = new Recorder(this.rrweb, () => this.present, {
      post: (text, signal) => new Promise((resolve, reject) => this.requests.push({text, signal, resolve, reject})),
      beacon: (text) => this.acceptsBeacons && this.beacons.push(text) > 0,
      setTimer: (action, delay) => {
        this.timers.set(this.nextTimer, {action, delay});
        return this.nextTimer++;
      },
      clearTimer: (timer) => this.timers.delete(timer),
      random: () => 0,
      now: () => this.time
    });
  }
  snapshot() {
    this.emit(META);
    this.emit(SNAPSHOT);
  }
  emit(record) {
    this.isRecording && this.options.emit(record);
  }
  fire(delay) {
    const [timer, {action}] = Array.from(this.timers).find(([, each]) => each.delay === delay);
    this.timers.delete(timer);
    action();
  }
  segment(number) {
    return JSON.parse(this.requests[number].text);
  }
  async answer(number, status, retryAfter = null) {
    this.requests[number].resolve({status, headers: {get: () => retryAfter}});
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('records are sent as a segment five seconds after the first one, masked in the page', () => {
  const page = new Page();
  page.emit(CLICK);
  assert.equal(page.requests.length, 0);
  page.fire(SEGMENT_MILLIS);
  assert.deepEqual(page.segment(0), {
    session_id: 's-1', view_id: 'v-1', index: 0, consent: true, events: [META, SNAPSHOT, CLICK]
  });
  assert.equal(page.options.maskAllInputs, true);
  assert.equal(page.options.maskTextSelector, '*');
});

test('a segment is sent at once when it is large, and segments of a view are numbered and sent in order', async () => {
  const page = new Page();
  const large = {type: 3, data: {source: 0, text: 'x'.repeat(SEGMENT_BYTES)}};
  page.emit(large);
  page.emit(large);
  assert.equal(page.requests.length, 1, 'one request at a time');
  await page.answer(0, 202);
  assert.deepEqual([page.segment(0).index, page.segment(1).index], [0, 1]);
  page.present = {session: 's-1', view: 'v-2'};
  page.emit(CLICK);
  page.fire(SEGMENT_MILLIS);
  await page.answer(1, 202);
  assert.deepEqual([page.segment(2).view_id, page.segment(2).index, page.segment(2).events], ['v-2', 0, [CLICK]]);
});

test('another session begins with the whole page', () => {
  const page = new Page();
  page.fire(SEGMENT_MILLIS);
  page.present = {session: 's-2', view: 'v-2'};
  page.emit(MUTATION);
  page.recorder.leave();
  assert.deepEqual(page.beacons.map((text) => JSON.parse(text).events), [[META, SNAPSHOT, MUTATION]]);
});

test('nothing is recorded while nothing is measured', () => {
  const page = new Page();
  page.fire(SEGMENT_MILLIS);
  page.present = null;
  page.emit(CLICK);
  assert.equal(page.recorder.segment, null);
});

test('after five minutes without an interaction nothing is recorded until the next one, which shows the whole page', () => {
  const page = new Page();
  page.fire(SEGMENT_MILLIS);
  page.time += IDLE_MILLIS - 1;
  page.emit(MUTATION);
  assert.equal(page.recorder.segment.records.length, 1);
  page.recorder.cut();
  page.time += 1;
  page.emit(MUTATION);
  assert.equal(page.recorder.segment, null);
  page.emit(CLICK);
  assert.deepEqual(page.recorder.segment.records.map((json) => JSON.parse(json)), [META, SNAPSHOT, CLICK]);
});

test('a recording ends after an hour', () => {
  const page = new Page();
  page.time += LONGEST_MILLIS;
  page.emit(CLICK);
  assert.equal(page.isRecording, false);
  assert.deepEqual(page.segment(0).events, [META, SNAPSHOT]);
});

test('what fails for the time being is repeated, in order and after Retry-After', async () => {
  const page = new Page();
  page.fire(SEGMENT_MILLIS);
  page.emit(CLICK);
  page.recorder.cut();
  await page.answer(0, 503, '7');
  assert.equal(page.requests.length, 1);
  page.fire(7000);
  assert.equal(page.segment(1).index, 0);
  await page.answer(1, 202);
  assert.equal(page.segment(2).index, 1);
});

test('when too much waits it is dropped, and the recording goes on with the whole page', async () => {
  const page = new Page();
  page.fire(SEGMENT_MILLIS);
  const large = {type: 3, data: {source: 0, text: 'x'.repeat(MOST_WAITING / 2)}};
  page.emit(large);
  page.emit(large);
  assert.deepEqual(page.recorder.segment.records.map((json) => JSON.parse(json)), [META, SNAPSHOT]);
  assert.equal(page.recorder.waiting.length, 0);
});

test('a DSN that does not record ends the recording', async () => {
  const page = new Page();
  page.fire(SEGMENT_MILLIS);
  await page.answer(0, 403);
  assert.equal(page.isRecording, false);
  assert.equal(page.timers.size, 0);
});

test('while the page is left everything is sent by beacons, or by a request when it is too large for one', () => {
  const page = new Page();
  page.recorder.leave();
  assert.equal(page.beacons.length, 1);
  page.acceptsBeacons = false;
  page.emit(CLICK);
  page.recorder.leave();
  assert.equal(page.segment(0).index, 1);
});

test('after stop nothing is recorded, sent or waited for', () => {
  const page = new Page();
  page.fire(SEGMENT_MILLIS);
  page.emit(CLICK);
  page.recorder.stop();
  assert.equal(page.isRecording, false);
  assert.equal(page.requests[0].signal.aborted, true);
  assert.equal(page.timers.size, 0);
  page.options.emit(CLICK);
  assert.equal(page.recorder.segment, null);
});
