/// The program's clocks, their timers and its random bytes are tested here.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RealClock, VirtualClock } from '../../web/runtime/clock.ts';
import { SeededBytes } from '../../web/runtime/random.ts';
import { FakeHost } from './fake-host.ts';

test('the virtual clock moves only when it is told to, and never back', () => {
  const clock = new VirtualClock();
  assert.equal(clock.now(), 0);
  clock.advanceTo(500);
  clock.advanceTo(100);
  clock.advanceTo(Infinity);
  assert.equal(clock.now(), 500);
  clock.hold(250);
  assert.equal(clock.now(), 750);
});

test('the virtual calendar starts at 2000', () => {
  const clock = new VirtualClock();
  clock.advanceTo(1.5e9);
  assert.equal(new Date(Number(clock.calendar() / 1_000_000n)).toISOString(), '2000-01-01T00:00:01.500Z');
});

test('the real clock counts from its start, without the time it was paused', () => {
  const host = new FakeHost();
  host.time = 1000;
  const clock = new RealClock(host);
  host.time += 10;
  assert.equal(clock.now(), 10e6);
  clock.pause();
  host.time += 500;
  clock.pause();
  assert.equal(clock.now(), 10e6);
  clock.resume();
  host.time += 5;
  assert.equal(clock.now(), 15e6);
});

test('the real clock can be moved on, paused or not', () => {
  const host = new FakeHost();
  const clock = new RealClock(host);
  clock.advanceTo(7e9);
  assert.equal(clock.now(), 7e9);
  clock.pause();
  clock.advanceTo(9e9);
  clock.resume();
  host.time += 1;
  assert.equal(clock.now(), 9.001e9);
});

test('hold blocks for as long as it is asked to', () => {
  const host = new FakeHost();
  const clock = new RealClock(host);
  clock.hold(20e6);
  assert.equal(clock.now(), 20e6);
  clock.hold(-1);
  assert.equal(clock.now(), 20e6);
});

test('whoever looks at the virtual clock again and again sees it go on', () => {
  const clock = new VirtualClock();
  for (let look = 0; look < 100_000; look++) assert.equal(clock.look(), 0);
  let looks = 0;
  while (clock.look() < 1e6) looks++;
  assert.ok(looks > 990 && looks <= 1001, `${looks} looks`);
});

test('the same seed gives the same bytes, another one others', () => {
  const [one, same, other] = [new SeededBytes(7), new SeededBytes(7), new SeededBytes(8)];
  assert.deepEqual(one.take(20), same.take(20));
  assert.deepEqual(one.take(5), same.take(5));
  assert.notDeepEqual(new SeededBytes(7).take(20), other.take(20));
  assert.equal(new Set(new SeededBytes(0).take(4096)).size > 200, true);
});
