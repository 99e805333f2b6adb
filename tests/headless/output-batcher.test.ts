/// What programs write is handed on in batches, a frame apart; of a flood the end is
/// kept and the rest counted.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OutputBatcher, type OutputBatch } from '../../web/runtime/index.ts';

function batcher(options: { promptWrites?: number; keptBytes?: number; keptChunks?: number } = {}) {
  const batches: OutputBatch[] = [];
  const timers: (() => void)[] = [];
  const at = { time: 0 };
  const output = new OutputBatcher({
    now: () => at.time,
    setTimer: (callback) => timers.push(callback),
    post: (batch) => batches.push(batch),
    ...options,
  });
  const write = (text: string, task = 1, fd: 1 | 2 = 1) =>
    output.write({ fd, task, time: at.time * 1e6, bytes: Buffer.from(text) });
  const fireTimers = () => {
    for (const callback of timers.splice(0)) callback();
  };
  const text = () =>
    batches
      .flatMap((batch) => batch.chunks)
      .map((chunk) => Buffer.from(chunk.bytes).toString())
      .join('');
  return { output, batches, timers, at, write, fireTimers, text };
}

test('the first writes of a frame go out at once, with their task and time', () => {
  const { batches, at, write } = batcher();
  at.time = 5;
  write('one\n', 3);
  write('two\n', 4, 2);
  assert.equal(batches.length, 2);
  const { fd, task, time } = batches[1]!.chunks[0]!;
  assert.deepEqual({ fd, task, time }, { fd: 2, task: 4, time: 5e6 });
});

test('what comes after them waits for the end of the frame', () => {
  const { batches, write, fireTimers, text, timers } = batcher({ promptWrites: 2 });
  for (let line = 0; line < 10; line++) write(`${line}\n`);
  assert.equal(batches.length, 2);
  assert.equal(timers.length, 1);
  fireTimers();
  assert.equal(batches.length, 3);
  assert.equal(text(), '0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n');
});

test('a program that never gives up its turn is heard again with each frame', () => {
  const { batches, write, at } = batcher({ promptWrites: 1 });
  for (let line = 0; line < 1000; line++) {
    write('x\n');
    at.time += 1;
  }
  assert.ok(batches.length >= 60 && batches.length <= 64, `${batches.length} batches in a second`);
  assert.equal(
    batches.reduce((sum, batch) => sum + batch.chunks.length + batch.droppedLines, 0),
    1000 - (1000 % 16) + 1,
  );
});

test('of a flood the end is kept, the rest is counted', () => {
  const { batches, write, output } = batcher({ promptWrites: 0, keptChunks: 3 });
  for (let line = 0; line < 10; line++) write(`${line}\nand\n`);
  output.flush();
  const [batch] = batches;
  assert.deepEqual(
    batch!.chunks.map((chunk) => Buffer.from(chunk.bytes).toString()),
    ['7\nand\n', '8\nand\n', '9\nand\n'],
  );
  assert.equal(batch!.droppedLines, 14);
  assert.equal(batch!.droppedBytes, 7 * 6);
});

test('while output is dropped the frames grow longer, and then are short again', () => {
  const { batches, write, at } = batcher({ promptWrites: 1, keptChunks: 1 });
  const flood = (milliseconds: number) => {
    const before = batches.length;
    for (const end = at.time + milliseconds; at.time < end; at.time++)
      for (let line = 0; line < 5; line++) write('x\n');
    return batches.length - before;
  };
  flood(1000);
  assert.equal(flood(1000), 4);
  at.time += 250;
  write('quiet\n');
  at.time += 250;
  write('quiet\n');
  assert.ok(flood(100) >= 2);
});

test('of a write that is too long by itself the end is kept', () => {
  const { batches, write, output } = batcher({ promptWrites: 0, keptBytes: 10 });
  write(`${'a\n'.repeat(50)}0123456789`);
  output.flush();
  assert.equal(Buffer.from(batches[0]!.chunks[0]!.bytes).toString(), '0123456789');
  assert.equal(batches[0]!.droppedLines, 50);
});

test('a flush with nothing to say posts nothing', () => {
  const { batches, output, write, fireTimers } = batcher({ promptWrites: 0 });
  output.flush();
  write('x');
  output.flush();
  fireTimers();
  assert.equal(batches.length, 1);
});

test('a million lines cost little and leave little behind', () => {
  let posted = 0;
  const output = new OutputBatcher({
    now: () => performance.now(),
    setTimer: () => 0,
    post: ({ chunks }) => void (posted += chunks.length),
  });
  const bytes = Buffer.from('0123456789012345\n');
  const start = process.cpuUsage();
  for (let line = 0; line < 1e6; line++) output.write({ fd: 1, task: 1, time: 0, bytes });
  const { user } = process.cpuUsage(start);
  assert.ok(posted < 300_000, `${posted} chunks were posted`);
  assert.ok(user < 5e6, `${user / 1e6} s`);
});
