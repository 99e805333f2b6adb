/// The reader of the trace's ring keeps to the pace of who takes its batches.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TraceBatch } from '../../web/runtime/index.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { rowOf } from '../../web/trace/text/table.ts';
import { FakeHost } from './fake-host.ts';
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

test('a turn is told of when it begins: it may never end', async () => {
  const trace = new Trace();
  const seen: string[] = [];
  class Watched extends FakeHost {
    override block(milliseconds: number): void {
      for (const lane of trace.lanes) seen.push(rowOf(trace, lane, trace.last).stateName);
      super.block(milliseconds);
    }
  }
  const { host } = await start('weft_spawn(hog, NULL); weft_yield(); return 0;', {
    before: 'static void *hog(void *unused) { sleep(1); return unused; }',
    host: new Watched(),
    clock: 'real',
    trace: { post: (batch) => trace.append(batch) },
  });
  host.settle();
  assert.deepEqual(seen, ['ready', 'running']);
});

test('the beginnings of turns do not flood who is handed them', async () => {
  const batches: TraceBatch[] = [];
  const { host } = await start('for (int i = 0; i < 200; i++) weft_yield(); weft_sleep(9); return 0;', {
    trace: { post: (batch) => batches.push(batch) },
  });
  host.settle();
  assert.ok(batches.length < 40, `${batches.length} batches of 200 turns that took no time`);
});

test('who asks for its own processor time is told that of the turn that goes on, too', async () => {
  const { host, stdout } = await start(
    'weft_task_info me; weft_tasks(&me, 1); double first = me.cpu_seconds; weft_now(); weft_tasks(&me, 1); ' +
      'printf("%d\\n", me.cpu_seconds > first); return 0;',
    { clock: 'real', trace: { post: () => {} } },
  );
  host.tick = 1;
  host.settle();
  assert.equal(stdout(), '1\n');
});
