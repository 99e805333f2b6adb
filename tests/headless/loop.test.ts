/// The event loop at each moment of a run: every task is in one place, and in its order.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generatorId } from '../../web/common/task-id.ts';
import { loopAt, type LoopState } from '../../web/trace/model/loop.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { start } from './in-process.ts';
import { SlotMaker, type Slot } from './trace-slots.ts';

async function traced(body: string, before: string): Promise<Trace> {
  const trace = new Trace();
  const { run, host } = await start(body, { before, trace: { post: (batch) => trace.append(batch) } });
  host.settle();
  await run.ended;
  trace.finish(run.now, 'exit');
  return trace;
}

const words = (trace: Trace, { running, ready, sleeping, waiting, host, bodies }: LoopState): string =>
  [
    running === undefined ? '-' : [running, ...bodies].map((task) => trace.label(task)).join('>'),
    ready.map((task) => trace.label(task)).join(' '),
    sleeping.map(({ task, until }) => `${trace.label(task)}@${(until ?? Number.NaN) / 1e9}`).join(' '),
    waiting.map((task) => trace.label(task)).join(' '),
    host.map(({ call, task }) => `${call} ${trace.label(task)}`).join(' '),
  ].join(' | ');

test('the loop turn by turn: who runs, the queue, the sleepers, who waits', async () => {
  const trace = await traced(
    `weft_task t[3] = { weft_spawn(nap, WEFT_BOX(3)), weft_spawn(nap, WEFT_BOX(1)), weft_spawn(nap, WEFT_BOX(2)) };
     return weft_gather(t, 3, NULL);`,
    'static void *nap(void *arg) { weft_sleep((double)WEFT_UNBOX(arg)); weft_yield(); return NULL; }',
  );
  const atTurn = (turn: number) => words(trace, loopAt(trace, trace.turnBegin(turn)));
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7].map(atTurn), [
    'main |  |  |  | ',
    'nap#2 | nap#3 nap#4 |  | main | ',
    'nap#3 | nap#4 | nap#2@3 | main | ',
    'nap#4 |  | nap#3@1 nap#2@3 | main | ',
    'nap#3 |  | nap#4@2 nap#2@3 | main | ',
    'nap#3 |  | nap#4@2 nap#2@3 | main | ',
    'nap#4 |  | nap#2@3 | main | ',
  ]);
  assert.equal(words(trace, loopAt(trace, trace.turnEnd(4))), '- |  | nap#3@1 nap#4@2 nap#2@3 | main | ');
  assert.equal(words(trace, loopAt(trace, trace.last)), '- |  |  |  | ', 'nobody has a turn after the end');
});

test('the host works for those that have asked it', async () => {
  const trace = await traced(
    `weft_task t = weft_spawn(get, NULL); weft_next_frame(NULL); return weft_join(t, NULL);`,
    'static void *get(void *arg) { weft_response r; weft_sleep(0.001); weft_fetch("/delay/1", NULL, &r); return arg; }',
  );
  const all = Array.from({ length: trace.events.length }, (_, event) => words(trace, loopAt(trace, event)));
  assert.ok(all.includes('get#2 |  |  |  | weft_next_frame main'), all.join('\n'));
});

test('within a turn the bodies that have begun, the innermost last', () => {
  const slots: Slot[] = [
    { kind: 'SPAWN', task: 1, time: 0, text: 'main' },
    { kind: 'SPAWN', task: 2, text: 'other' },
    { kind: 'RUN', task: 2 },
    { kind: 'GENERATOR', task: 2, object: 1, text: 'away' },
    { kind: 'NEXT', task: 2, object: 1, call: 'weft_gen_next' },
    { kind: 'SUSPEND', task: 2, call: 'weft_sleep', peer: 1, object: 5 },
    { kind: 'RUN', task: 1 },
    { kind: 'GENERATOR', task: 1, object: 2, text: 'outer' },
    { kind: 'NEXT', task: 1, object: 2, call: 'weft_gen_next' },
    { kind: 'GENERATOR', task: 1, object: 3, text: 'inner' },
    { kind: 'NEXT', task: 1, object: 3, call: 'weft_gen_next' },
    { kind: 'YIELD', task: 1, object: 3 },
  ];
  const trace = new Trace();
  trace.append(new SlotMaker().batch(slots));
  const bodies = (event: number) => loopAt(trace, event).bodies;
  assert.deepEqual(bodies(4), [generatorId(1)]);
  assert.deepEqual(bodies(6), []);
  assert.deepEqual(bodies(8), [generatorId(2)]);
  assert.deepEqual(bodies(10), [generatorId(2), generatorId(3)]);
  assert.deepEqual(bodies(11), [generatorId(2)]);
  assert.deepEqual(loopAt(trace, 10).sleeping, [{ task: 2, until: (2 ** 32 + 5) * 1000 }]);
});

test('what is not known of a sleep is not guessed', () => {
  const trace = new Trace();
  trace.append(
    new SlotMaker().batch([
      { kind: 'SPAWN', task: 1, time: 0, text: 'main' },
      { kind: 'RUN', task: 1 },
      { kind: 'SUSPEND', task: 1, call: 'weft_sleep' },
    ]),
  );
  assert.deepEqual(loopAt(trace, 2).sleeping, [{ task: 1, until: undefined }]);
});
