/// The reader of the trace's ring keeps to the pace of who takes its batches.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TraceBatch } from '../../web/runtime/index.ts';
import { start } from './in-process.ts';

test('until a batch has been taken in no other follows, and nothing of what waits is lost', async () => {
  const batches: TraceBatch[] = [];
  let taken = Infinity;
  const { run, host } = await start('for (int i = 0; i < 300; i++) weft_sleep(0.01); return 0;', {
    clock: 'real',
    trace: { post: (batch) => batches.push(batch), ready: () => batches.length <= taken },
  });
  host.pass(500);
  const before = batches.length;
  assert.ok(before > 10, `${before} batches in half a second to one who takes them all`);

  taken = before;
  host.pass(1000);
  assert.equal(batches.length, before + 1, 'one is under way');
  taken++;
  host.pass(16);
  assert.equal(batches.length, before + 2, 'the next one comes as soon as that has been taken');
  assert.ok(batches.at(-1)!.slots.byteLength > 32 * 200, 'and holds what has happened meanwhile');

  host.pass(2000);
  await run.ended;
  assert.ok(batches.every(({ lost }) => lost === 0));
});

test('a turn without end is shown as it goes on, since no answer could come within it', async () => {
  const batches: TraceBatch[] = [];
  const { host } = await start('for (int i = 0; i < 1000; i++) puts("line"); weft_sleep(9); return 0;', {
    clock: 'real',
    trace: { post: (batch) => batches.push(batch), ready: () => false },
  });
  host.tick = 1;
  host.settle();
  assert.ok(batches.length > 10, `${batches.length} batches`);
});
