/// The scheduler is pumped at once, at a deadline, at an event, a turn at a time, or not at all.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RealClock, VirtualClock } from '../../web/runtime/clock.ts';
import { Pump } from '../../web/runtime/pump.ts';
import type { Completion } from '../../web/runtime/completion.ts';
import { FakeHost } from './fake-host.ts';

/// A pump over a program that is a list of answers: one for each call of weft_pump, the last for ever.
function pumpOver(clockKind: 'real' | 'virtual', answers: number[], { paused = false, cost = 0 } = {}) {
  const host = new FakeHost();
  const clock = clockKind === 'virtual' ? new VirtualClock() : new RealClock(host);
  const calls: { now: number; budget: number; host: number }[] = [];
  const completed: number[] = [];
  const inbox: Completion[] = [];
  const requests = {
    outstanding: false,
    owesFetches: false,
    lastBegun: 0,
    get hasFinished() {
      return inbox.length > 0;
    },
    take: () => inbox.splice(0),
  };
  let used = 0;
  const pump = new Pump(
    {
      clock,
      host,
      requests,
      pump(now, budget) {
        calls.push({ now, budget, host: host.time });
        host.time += cost * budget;
        return answers[Math.min(used++, answers.length - 1)];
      },
      complete: ({ request }) => void completed.push(request),
    },
    paused,
  );
  const arrive = (request: number) => {
    inbox.push({ request, status: 0 });
    pump.arrived();
  };
  return { host, clock, calls, completed, requests, pump, arrive };
}

const second = 1e9;

test('a ready program is called again at once', () => {
  const { host, calls } = pumpOver('real', [0, 0, Infinity]);
  host.settle();
  assert.equal(calls.length, 3);
  assert.equal(host.nextTimer, Infinity);
});

test('real clock: a deadline becomes one timer', () => {
  const { host, calls } = pumpOver('real', [1.5 * second, Infinity]);
  host.settle();
  assert.equal(calls.length, 1);
  assert.equal(host.nextTimer, 1500);
  host.pass(1500);
  assert.deepEqual(
    calls.map((call) => call.now),
    [0, 1.5 * second],
  );
});

test("virtual clock: time jumps to the deadline, the host's time does not move", () => {
  const { host, calls } = pumpOver('virtual', [3600 * second, 7200 * second, Infinity]);
  host.settle();
  assert.deepEqual(
    calls.map((call) => call.now),
    [0, 3600 * second, 7200 * second],
  );
  assert.equal(host.time, 0);
});

test('virtual clock: time stands still while the world outside owes an answer', () => {
  const { host, calls, requests, arrive, completed } = pumpOver('virtual', [
    5 * second,
    5 * second,
    Infinity,
  ]);
  requests.outstanding = true;
  host.settle();
  assert.equal(calls.length, 1);
  requests.outstanding = false;
  arrive(7);
  host.round();
  assert.deepEqual(completed, [7]);
  assert.equal(calls[1]!.now, 0);
});

test('virtual clock: an answer waits until no task is ready, but not for ever', () => {
  const { host, arrive, completed } = pumpOver('virtual', [0], { cost: 0.1 });
  host.settle(1);
  arrive(1);
  host.settle(2);
  assert.deepEqual(completed, []);
  host.settle(50);
  assert.deepEqual(completed, [1]);
});

test('virtual clock: an answer that is owed for long holds the clock no longer than a real clock would take', () => {
  const { host, calls, requests } = pumpOver('virtual', [5 * second, 5.5 * second, Infinity]);
  requests.outstanding = true;
  host.pass(4999);
  assert.equal(calls.length, 1);
  host.pass(1);
  assert.deepEqual(
    calls.map((call) => call.now),
    [0, 5 * second],
  );
  host.pass(499);
  assert.equal(calls.length, 2);
  host.pass(1);
  assert.equal(calls[2]!.now, 5.5 * second);
});

test('virtual clock: for two seconds it stands still for an answer, however near the deadline is', () => {
  const { host, calls, requests, arrive } = pumpOver('virtual', [0.01 * second, Infinity]);
  requests.outstanding = true;
  host.pass(1999);
  assert.equal(calls.length, 1);
  arrive(1);
  host.pass(0);
  assert.equal(calls[1]!.now, 0);

  const silent = pumpOver('virtual', [0.01 * second, Infinity]);
  silent.requests.outstanding = true;
  silent.host.pass(2000);
  assert.equal(silent.calls[1]!.now, 0.01 * second);
});

test('the budget grows until a pump takes its share of the loop, and shrinks when it takes too much', () => {
  const { host, calls } = pumpOver('real', [0], { cost: 0.001 });
  host.settle(100);
  const { budget } = calls.at(-1)!;
  assert.ok(budget >= 4000 && budget <= 8192, `${budget} turns of 1 µs`);

  const slow = pumpOver('real', [0], { cost: 10 });
  slow.host.settle(100);
  assert.equal(slow.calls.at(-1)!.budget, 1);
});

test("the host's loop gets its turn every 8 ms, however many deadlines there are", () => {
  let time = 0;
  const host = new FakeHost();
  let longest = 0;
  const pump = new Pump(
    {
      clock: new VirtualClock(),
      host,
      requests: { outstanding: false, owesFetches: false, lastBegun: 0, hasFinished: false, take: () => [] },
      pump: () => {
        host.time += 0.01;
        return (time += second);
      },
      complete() {},
    },
    false,
  );
  for (let round = 0; round < 50; round++) {
    const before = host.time;
    host.round();
    longest = Math.max(longest, host.time - before);
  }
  pump.end();
  assert.ok(longest > 7 && longest < 9, `${longest} ms`);
});

test("paused: nothing runs and the program's time stands still", () => {
  const { host, calls, pump, clock } = pumpOver('real', [1 * second, Infinity]);
  host.pass(400);
  pump.pause();
  host.pass(5000);
  assert.equal(calls.length, 1);
  assert.equal(clock.now(), 0.4 * second);
  pump.resume();
  host.pass(599);
  assert.equal(calls.filter((call) => call.now >= second).length, 0);
  host.pass(1);
  assert.equal(calls.at(-1)!.now, second);
});

test('step: one turn each, then paused again', () => {
  const { host, calls, pump } = pumpOver('real', [0], { paused: true });
  host.pass(1000);
  assert.equal(calls.length, 0);
  pump.step();
  host.pass(1000);
  assert.deepEqual(
    calls.map((call) => call.budget),
    [1],
  );
  pump.step();
  pump.step();
  host.pass(1000);
  assert.equal(calls.length, 3);
});

test('step: where no task is ready, time moves on to the deadline', () => {
  const { host, calls, pump } = pumpOver('real', [60 * second], { paused: true });
  pump.step();
  host.pass(100);
  pump.step();
  host.pass(100);
  assert.deepEqual(
    calls.map((call) => call.now),
    [0, 60 * second],
  );
});

test('step: a program that waits for the world outside takes its turn when the answer comes', () => {
  const { host, calls, pump, arrive } = pumpOver('real', [Infinity], { paused: true });
  pump.step();
  pump.step();
  host.pass(100);
  assert.equal(calls.length, 1);
  arrive(1);
  host.pass(100);
  assert.equal(calls.length, 2);
});

test('an answer that comes while paused is kept', () => {
  const { host, pump, arrive, completed } = pumpOver('real', [Infinity]);
  host.settle();
  pump.pause();
  arrive(1);
  host.pass(100);
  assert.deepEqual(completed, []);
  pump.resume();
  host.pass(1);
  assert.deepEqual(completed, [1]);
});

test('slow motion: so many turns a second', () => {
  const { host, calls, pump } = pumpOver('virtual', [0]);
  pump.setSpeed(4);
  host.pass(10_000);
  assert.ok(Math.abs(calls.length - 40) <= 1, `${calls.length} turns in 10 s`);
  assert.ok(calls.every((call) => call.budget === 1));

  pump.setSpeed(1000);
  calls.length = 0;
  host.pass(10_000);
  const turns = calls.reduce((sum, call) => sum + call.budget, 0);
  assert.ok(turns > 9_500 && turns < 10_500, `${turns} turns in 10 s`);
});

test('slow motion: jumps of the virtual clock keep the pace too', () => {
  const { host, calls, pump } = pumpOver(
    'virtual',
    [1, 2, 3, 4, 5, 6, 7, 8, Infinity].map((time) => time * second),
  );
  pump.setSpeed(2);
  host.pass(2000);
  assert.ok(calls.length <= 5, `${calls.length} pumps in 2 s`);
});

test('after the end nothing is called', () => {
  const { host, calls, pump, arrive } = pumpOver('real', [second, Infinity]);
  host.settle();
  pump.end();
  arrive(1);
  host.pass(5000);
  assert.equal(calls.length, 1);
  assert.equal(host.nextTimer, Infinity);
});
