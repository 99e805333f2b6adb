/// A run on the real clock is made again from its tape, up to any of its turns, and goes on from there.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Fork, type Run, type RunPolicy, type Schedule } from '../../web/runtime/index.ts';
import { NumberReader, NumberWriter } from '../../web/runtime/packed-numbers.ts';
import { compile } from './in-process.ts';
import { before, body, make, Outside } from './taped-run.ts';

test('up to each of its turns it is the same run, and there it is live', async () => {
  const wasm = await compile(body, before);
  const first = await make(wasm, {});
  assert.equal(first.status, 0);
  for (const words of ['/SOON at', '/LATE at', 'read two', 'frame of', '1.2 at', '2 at'])
    assert.match(first.text, new RegExp(words));
  const lateAsked = new Set<string>();
  for (let turns = 0; turns <= first.turns; turns++) {
    let lines = -1;
    const again = { tape: first.parts, turns, switches: 0, live: (count: number) => void (lines = count) };
    const outside = new Outside(['three\n', null]);
    outside.time = 1000; // another day
    const held = await make(wasm, { again, paused: true }, { outside, rounds: 3 });
    const isOver = held.status !== undefined;
    assert.equal(held.turns, turns);
    assert.equal(first.text.startsWith(held.text), true);
    assert.equal(first.slots.subarray(0, held.slots.length).equals(held.slots), true);
    if (isOver) continue;
    assert.equal(lines, held.text.split('read ').length - 1);
    for (const what of outside.asked) lateAsked.add(what);
  }
  /* What had not come by then in the former run was asked for outside; what came later in it was not. */
  assert.deepEqual([...lateAsked], ['line']);
});

test('on the virtual clock too, where answers come when they came', async () => {
  const wasm = await compile(body, before);
  const first = await make(wasm, { clock: 'virtual' });
  assert.match(first.text, /\/LATE at/);
  for (let turns = 0; turns <= first.turns; turns += 2) {
    const again = { tape: first.parts, turns, switches: 0 };
    const live = await make(wasm, { clock: 'virtual', again, paused: true }, { rounds: 3 });
    assert.equal(live.turns, turns);
    assert.equal(first.slots.subarray(0, live.slots.length).equals(live.slots), true);
  }
  const whole = { tape: first.parts, turns: first.turns, switches: 0 };
  const twice = await make(wasm, { clock: 'virtual', again: whole });
  assert.equal(twice.text, first.text);
  assert.deepEqual(twice.outside.asked, []);
});

test('it goes on from there, with its own clock and what comes from now on', async () => {
  const wasm = await compile(body, before);
  const first = await make(wasm, {});
  for (const turns of [0, 5, 12, first.turns - 3]) {
    const outside = new Outside(['three\n', null]);
    outside.time = 5000;
    const live = await make(wasm, { again: { tape: first.parts, turns, switches: 0 } }, { outside });
    assert.equal(live.status, 0);
    const times = live.outside.written.map(([, , , time]) => time);
    assert.deepEqual(
      times,
      [...times].sort((one, other) => one - other),
    );
    assert.equal(times.at(-1)! < 60e6, true, 'the clock goes on from what it showed');
    assert.match(live.text, /\/LATE at/);
    /* And the run that came of it can be made again as well. */
    const again = { tape: live.parts, turns: live.turns, switches: 0 };
    const twice = await make(wasm, { again }, { outside: new Outside() });
    assert.equal(twice.text, live.text);
    assert.equal(twice.slots.equals(live.slots), true);
    assert.deepEqual(twice.outside.asked, []);
  }
});

test('it takes another turning there, and that run can be made again as well', async () => {
  const wasm = await compile(body, before);
  const first = await make(wasm, {});
  const forkAt = { turn: 1, index: 3, of: 7 };
  let exports: Run['program']['exports'] | undefined;
  let schedule: Schedule | undefined;
  const turns = () => exports?.weft_turns() ?? 0;
  const made = (stream: number) => exports?.weft_choices_made(stream) ?? 0;
  const fork = new Fork({ ...forkAt, schedule: [], turns, made, taken: (taken) => void (schedule = taken) });
  const policy: RunPolicy = { kind: 'host', choose: (kind, count) => fork.choose(kind, count) };
  const each = (run: Run) => void (exports = run.program.exports);
  const again = { tape: first.parts, turns: 1, switches: 0 };
  const forked = await make(wasm, { again, policy }, { each });
  assert.equal(forked.status, 0);
  assert.deepEqual(schedule, [{ number: 0, alternative: 3 }]);
  assert.deepEqual(forked.outside.asked.slice(0, 2), ['/soon', '/late'], 'nobody had asked by then');
  const twice = await make(wasm, {
    again: { tape: forked.parts, turns: forked.turns, switches: 0 },
    policy: { kind: 'replay', schedule },
  });
  assert.equal(twice.text, forked.text);
  assert.equal(twice.slots.equals(forked.slots), true);
});

test('a run that was held, stepped and slowed down is the same again', async () => {
  const wasm = await compile(body, before);
  const each = (run: Run, round: number) => {
    if (round === 2) run.pause();
    if (round > 4 && round < 10) run.stepToSwitch();
    if (round === 12) run.step();
    if (round === 14) run.resume();
    if (round === 16) run.setSpeed(200);
    if (round === 40) run.setSpeed(Infinity);
  };
  const first = await make(wasm, {}, { each });
  assert.equal(first.status, 0);
  for (let turns = 0; turns <= first.turns; turns += 3) {
    const again = { tape: first.parts, turns, switches: 0 };
    const held = await make(wasm, { again, paused: true }, { rounds: 3 });
    assert.equal(held.turns, turns);
    assert.equal(first.slots.subarray(0, held.slots.length).equals(held.slots), true);
  }
});

test('what is asked for while it is made again waits until the moment has come', async () => {
  const wasm = await compile(body, before);
  const first = await make(wasm, {});
  const each = (run: Run, round: number) => {
    if (round === 0) run.step();
  };
  const again = { tape: first.parts, turns: 4, switches: 0 };
  const stepped = await make(wasm, { again, paused: true }, { each, rounds: 3 });
  assert.equal(stepped.turns, 5);
});

test('a moment within a turn is a switch of stacks', async () => {
  const wasm = await compile('counter(NULL); return 0;', before);
  const first = await make(wasm, {});
  for (const [switches, wrote] of [
    [0, 0],
    [1, 0],
    [2, 1],
  ] as const) {
    const again = { tape: first.parts, turns: 0, switches };
    const held = await make(wasm, { again, paused: true }, { rounds: 3 });
    assert.equal(held.turns, Math.min(switches, 1));
    assert.equal(held.outside.written.length, wrote);
    assert.equal(first.text.startsWith(held.text), true);
  }
});

test('a tape that is full is good up to a turn, and says which', async () => {
  const wasm = await compile(body, before);
  const first = await make(wasm, {}, { maxBytes: 150 });
  const end = first.parts.at(-1)!.end!;
  assert.equal(end > 3 && end < first.turns, true);
  const again = { tape: first.parts, turns: end, switches: 0 };
  const held = await make(wasm, { again, paused: true }, { rounds: 3 });
  assert.equal(held.turns, end);
  assert.equal(first.slots.subarray(0, held.slots.length).equals(held.slots), true);
});

test('numbers are the same again, however they are cut into parts', () => {
  const numbers = [0, 1, 63, 64, -65, 2 ** 40, 5, 2 ** 51, -(2 ** 50), 7, 7, 7];
  const writer = new NumberWriter();
  const parts = numbers.map((number, index) => {
    writer.put(number);
    return index % 3 === 2 ? writer.take() : new Uint8Array(0);
  });
  const reader = new NumberReader(parts);
  assert.deepEqual(
    numbers.map(() => reader.next()),
    numbers,
  );
  assert.equal(reader.atEnd, true);
  assert.equal(reader.next(), 7);
  const long = new NumberWriter();
  for (let number = 0; number < 1000; number++) long.put(number);
  const many = new NumberReader([long.take()]);
  for (let number = 0; number < 1000; number++) assert.equal(many.next(), number);
});
