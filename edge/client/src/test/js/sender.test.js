import assert from 'node:assert/strict';
import {test} from 'node:test';
import {EventQueue} from '../../main/js/queue.js';
import {FLUSH_EVENTS, FLUSH_MILLIS, Sender} from '../../main/js/sender.js';

/** Timers that the test fires, and requests that it answers. */
class Net {
  constructor() {
    this.timers = new Map();
    this.next = 1;
    this.requests = [];
    this.beacons = [];
    this.acceptsBeacons = true;
    this.part = 0;
  }
  setTimer(action, delay) {
    this.timers.set(this.next, {action, delay});
    return this.next++;
  }
  clearTimer(timer) {
    this.timers.delete(timer);
  }
  random() {
    return this.part;
  }
  beacon(text) {
    this.acceptsBeacons && this.beacons.push(text);
    return this.acceptsBeacons;
  }
  post(text, signal) {
    return new Promise((resolve, reject) => this.requests.push({text, signal, resolve, reject}));
  }
  delays() {
    return Array.from(this.timers.values(), (timer) => timer.delay);
  }
  fire() {
    const [[timer, {action}]] = this.timers;
    this.timers.delete(timer);
    action();
  }
  async answer(status, headers = {}) {
    this.requests.at(-1).resolve({status, headers: {get: (name) => headers[name] ?? null}});
    await new Promise(setImmediate);
  }
  async fail() {
    this.requests.at(-1).reject(new TypeError('network'));
    await new Promise(setImmediate);
  }
}

function sender() {
  const net = new Net();
  const queue = new EventQueue();
  const made = new Sender(queue, (session, events) => events.join(), net);
  const add = (...values) => values.forEach((value) => {
    queue.add({type: 'metric', value}, 's', 0);
    made.added();
  });
  return {net, queue, sender: made, add};
}

const values = (text) => JSON.parse(`[${text}]`).map((event) => event.value);
const range = (from, until) => Array.from({length: until - from}, (none, i) => from + i);

test('a batch is sent 5 seconds after its first event', () => {
  const {net, add} = sender();
  add(1, 2);
  assert.deepEqual(net.delays(), [FLUSH_MILLIS]);
  net.fire();

  assert.deepEqual(net.requests.map(({text}) => values(text)), [[1, 2]]);
});

test('ten events are sent at once, but not within the code that records them', () => {
  const {net, add} = sender();
  add(...range(0, FLUSH_EVENTS));
  assert.deepEqual(net.delays(), [0]);
  assert.equal(net.requests.length, 0);
  net.fire();

  assert.equal(values(net.requests[0].text).length, FLUSH_EVENTS);
});

test('one request is sent at a time', async () => {
  const {net, add, sender: made} = sender();
  add(1);
  net.fire();
  add(...range(2, 20));
  made.flush();
  assert.equal(net.requests.length, 1);
  assert.deepEqual(net.delays(), []);
  await net.answer(202);
  net.fire();

  assert.deepEqual(values(net.requests[1].text), range(2, 20));
});

for (const status of [0, 408, 429, 500, 503]) {
  test(`a batch that failed with ${status || 'no answer'} is repeated before later events`, async () => {
    const {net, add} = sender();
    add(1, 2);
    net.fire();
    add(3);
    await (status ? net.answer(status) : net.fail());
    assert.deepEqual(net.delays(), [1000]);
    net.fire();

    assert.deepEqual(values(net.requests[1].text), [1, 2, 3]);
  });
}

test('Retry-After says when to repeat, and no event sends earlier', async () => {
  const {net, add} = sender();
  add(1);
  net.fire();
  await net.answer(429, {'Retry-After': '7'});
  assert.deepEqual(net.delays(), [7000]);
  add(...range(2, 30));

  assert.deepEqual(net.delays(), [7000]);
});

test('waits double up to a minute, have a random part, and begin anew after a success', async () => {
  const {net, add} = sender();
  net.part = 0.5;
  add(1);
  const waits = [];
  for (let i = 0; i < 8; i++) {
    net.fire();
    await net.fail();
    waits.push(...net.delays());
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * 1250));
  net.fire();
  await net.answer(202);
  add(2);
  net.fire();
  await net.fail();

  assert.deepEqual(net.delays(), [1250]);
});

for (const status of [400, 401, 403, 404, 413]) {
  test(`a batch that is refused with ${status} is dropped and counted`, async () => {
    const {net, add, queue} = sender();
    add(1, 2);
    net.fire();
    await net.answer(status);

    assert.equal(queue.length, 0);
    assert.equal(queue.dropped, 2);
    assert.deepEqual(net.delays(), []);
  });
}

test('when the page is hidden everything is sent by beacons, also during a pause', async () => {
  const {net, add, queue, sender: made} = sender();
  add(1);
  net.fire();
  await net.answer(503);
  add(2);
  made.leave();

  assert.deepEqual(net.beacons.map(values), [[1, 2]]);
  assert.equal(queue.length, 0);
  assert.deepEqual(net.delays(), []);
});

test('a page that was hidden during a pause and comes back sends again', async () => {
  const {net, add, sender: made} = sender();
  add(1);
  net.fire();
  await net.answer(503, {'Retry-After': '60'});
  made.leave();
  add(2);

  assert.deepEqual(net.delays(), [FLUSH_MILLIS]);
});

test('beacons are below 60,000 bytes', () => {
  const {net, queue, sender: made} = sender();
  for (let i = 0; i < 20; i++) {
    queue.add({type: 'error', value: i, text: 'x'.repeat(10000)}, 's', 0);
  }
  made.leave();

  assert.equal(net.beacons.flatMap(values).length, 20);
  net.beacons.forEach((text) => assert.ok(text.length < 60000));
});

test('a beacon that the browser does not take is sent as a request', () => {
  const {net, add, sender: made} = sender();
  net.acceptsBeacons = false;
  add(1, 2);
  made.leave();

  assert.deepEqual(net.requests.map(({text}) => values(text)), [[1, 2]]);
});

test('after a stop nothing is sent, and the request under way is aborted', async () => {
  const {net, add, queue, sender: made} = sender();
  add(1);
  net.fire();
  add(2);
  made.stop();
  assert.equal(net.requests[0].signal.aborted, true);
  await net.fail();

  assert.equal(queue.length, 0);
  assert.deepEqual(net.delays(), []);
  assert.equal(net.requests.length, 1);
});
