import assert from 'node:assert/strict';
import {webcrypto} from 'node:crypto';
import {test} from 'node:test';
import {isSampled, randomId, Session, SESSION_CAP, SESSION_GAP} from '../../main/js/session.js';

// Node 18 has it only as a module.
globalThis.crypto ??= webcrypto;

class Storage {
  constructor() {
    this.values = {};
  }
  getItem(key) {
    return this.values[key] ?? null;
  }
  setItem(key, value) {
    this.values[key] = value;
  }
  removeItem(key) {
    delete this.values[key];
  }
}

const counter = () => {
  let count = 0;
  return () => 'session-' + ++count;
};

test('a session ends after 15 minutes without an event', () => {
  const session = new Session(null, counter());

  assert.equal(session.at(1000), 'session-1');
  assert.equal(session.at(1000 + SESSION_GAP - 1), 'session-1');
  assert.equal(session.at(1000 + 2 * SESSION_GAP - 2), 'session-1');
  assert.equal(session.at(1000 + 3 * SESSION_GAP - 2), 'session-2');
});

test('a session ends 4 hours after its first event', () => {
  const session = new Session(null, counter());
  for (let time = 1000; time < 1000 + SESSION_CAP; time += SESSION_GAP / 2) {
    assert.equal(session.at(time), 'session-1');
  }

  assert.equal(session.at(1000 + SESSION_CAP), 'session-2');
});

test('the next page of the tab continues the session', () => {
  const storage = new Storage();
  new Session(storage, counter()).at(1000);

  assert.equal(new Session(storage, () => 'session-other').at(5000), 'session-1');
  assert.equal(new Session(storage, () => 'session-other').at(5000 + SESSION_GAP), 'session-other');
});

test('a forgotten session leaves nothing in the storage', () => {
  const storage = new Storage();
  const session = new Session(storage, counter());
  session.at(1000);
  session.forget();

  assert.deepEqual(storage.values, {});
  assert.equal(session.at(1001), 'session-2');
});

test('a storage that fails or holds something else is no obstacle', () => {
  const failing = {getItem: () => { throw new Error('denied'); }, setItem: () => { throw new Error('full'); }};
  assert.equal(new Session(failing, counter()).at(1000), 'session-1');
  for (const text of ['', 'null', '{}', '[1]', '{"id":"<b>","started":1,"last":1}', '{"id":"session-0"}']) {
    const storage = {getItem: () => text, setItem() {}};
    assert.equal(new Session(storage, counter()).at(1000), 'session-1');
  }
});

test('the share of sampled sessions is the rate, and samples are nested', () => {
  const ids = Array.from({length: 20000}, randomId);
  for (const rate of [0.01, 0.1, 0.5, 0.9]) {
    const share = ids.filter((id) => isSampled(id, rate)).length / ids.length;
    // Five standard deviations.
    assert.ok(Math.abs(share - rate) < 5 * Math.sqrt(rate * (1 - rate) / ids.length), `${share} of ${rate}`);
  }
  assert.ok(ids.every((id) => !isSampled(id, 0) && isSampled(id, 1)));
  assert.ok(ids.every((id) => !isSampled(id, 0.1) || isSampled(id, 0.5)));
});

test('the decision depends on the id alone', () => {
  assert.deepEqual(['session-1', 'session-2', 'session-3', 'session-4'].map((id) => isSampled(id, 0.5)),
    ['session-1', 'session-2', 'session-3', 'session-4'].map((id) => isSampled(id, 0.5)));
});
