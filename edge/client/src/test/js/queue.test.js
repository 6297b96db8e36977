import assert from 'node:assert/strict';
import {test} from 'node:test';
import {BATCH_BYTES, EventQueue, MOST_BYTES, MOST_EVENTS, MOST_PER_MINUTE} from '../../main/js/queue.js';

const event = (number, type = 'metric') => ({type, value: number});
const values = (batch) => batch.map((item) => JSON.parse(item.json).value);

test('events are taken in the order in which they were added', () => {
  const queue = new EventQueue();
  [1, 2, 3].forEach((number) => queue.add(event(number), 's', 0));

  assert.deepEqual(values(queue.take()), [1, 2, 3]);
  assert.equal(queue.length, 0);
  assert.equal(queue.bytes, 0);
  assert.deepEqual(queue.take(), []);
});

test('a batch that is given back comes before the events that were added since', () => {
  const queue = new EventQueue();
  [1, 2].forEach((number) => queue.add(event(number), 's', 0));
  const batch = queue.take();
  queue.add(event(3), 's', 0);
  queue.giveBack(batch);

  assert.deepEqual(values(queue.take()), [1, 2, 3]);
});

test('over the largest number of events the oldest ones are dropped and counted', () => {
  const queue = new EventQueue();
  for (let i = 0; i < MOST_EVENTS + 7; i++) {
    queue.add(event(i), 's', 0);
  }

  assert.equal(queue.length, MOST_EVENTS);
  assert.equal(queue.dropped, 7);
  assert.equal(values(queue.take())[0], 7);
});

test('a batch that is given back to a full queue loses its oldest events', () => {
  const queue = new EventQueue();
  [1, 2, 3].forEach((number) => queue.add(event(number), 's', 0));
  const batch = queue.take();
  for (let i = 0; i < MOST_EVENTS - 1; i++) {
    queue.add(event(100 + i), 's', 0);
  }
  queue.giveBack(batch);

  assert.equal(queue.dropped, 2);
  assert.deepEqual(values(queue.take()).slice(0, 2), [3, 100]);
});

test('over the largest number of bytes the oldest events are dropped, and bytes are those of UTF-8', () => {
  const queue = new EventQueue();
  const large = 'ü'.repeat(15000);
  for (let i = 0; i < 20; i++) {
    queue.add({type: 'error', value: i, text: large}, 's', 0);
  }

  assert.ok(queue.bytes <= MOST_BYTES && queue.bytes > MOST_BYTES - 31000);
  assert.equal(queue.length, Math.floor(MOST_BYTES / (queue.bytes / queue.length)));
  assert.equal(queue.dropped, 20 - queue.length);
});

test('a batch fits into a request and has events of one session only', () => {
  const queue = new EventQueue();
  for (let i = 0; i < 5; i++) {
    queue.add({type: 'error', value: i, text: 'x'.repeat(20000)}, i < 4 ? 's' : 't', 0);
  }
  const batches = [queue.take(), queue.take(), queue.take()];

  assert.deepEqual(batches.map(values), [[0, 1], [2, 3], [4]]);
  batches.forEach((batch) => assert.ok(batch.reduce((sum, item) => sum + item.bytes, 0) <= BATCH_BYTES));
});

test('an event that is too large for a request is dropped', () => {
  const queue = new EventQueue();

  assert.equal(queue.add({type: 'error', text: 'x'.repeat(BATCH_BYTES)}, 's', 0), false);
  assert.equal(queue.dropped, 1);
  assert.equal(queue.length, 0);
});

test('a type has at most 3,000 events a minute, and others are not affected', () => {
  const queue = new EventQueue();
  for (let i = 0; i < MOST_PER_MINUTE; i++) {
    assert.equal(queue.add(event(i), 's', 59999), true);
  }

  assert.equal(queue.add(event(0), 's', 59999), false);
  assert.equal(queue.add(event(0, 'error'), 's', 59999), true);
  assert.equal(queue.add(event(0), 's', 60000), true);
});
