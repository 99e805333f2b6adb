/// On the virtual clock a run is the same from time to time, byte for byte, however fast the
/// machine is, and turn by turn too.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chromeTrace } from '../../web/trace/export/chrome.ts';
import { TraceEvent } from '../../web/runtime/abi.gen.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { traceLog } from '../../web/trace/export/log.ts';
import { Run } from '../../web/runtime/index.ts';
import { FakeHost } from './fake-host.ts';
import { compile } from './in-process.ts';

interface Program {
  body: string;
  before?: string;
  /// How many events are kept.
  kept?: number;
}

const programs: Record<string, Program> = {
  'sleep, gather, output': {
    before:
      'static void *nap(void *arg) { for (int i = 0; i < 3; i++) { weft_sleep((double)WEFT_UNBOX(arg) / 7); printf("%d\\n", i); } return NULL; }',
    body: 'weft_task t[4]; for (int i = 0; i < 4; i++) t[i] = weft_spawn(nap, WEFT_BOX(i)); return weft_gather(t, 4, NULL);',
  },
  'a long computation': {
    before:
      'static void *work(void *arg) { for (volatile int i = 0; i < 3000000; i++) {} weft_yield(); return arg; }',
    body: 'weft_task t[2] = { weft_spawn(work, NULL), weft_spawn(work, NULL) }; for (int i = 0; i < 500; i++) weft_yield(); return weft_gather(t, 2, NULL);',
  },
  'blocking sleeps, long and short, among turns and timers': {
    before: `static void *tick(void *arg) { for (int i = 0; i < 40; i++) { weft_sleep(0.013); weft_mark("tick %d", i); } return arg; }
      static void *block(void *arg) { for (int i = 0; i < 30; i++) { usleep(i % 5 == 0 ? 40000 : 3000); weft_yield(); if (i % 7 == 0) weft_sleep(0.05); } return arg; }
      static void *turns(void *arg) { for (int i = 0; i < 2000; i++) weft_yield(); return arg; }`,
    body: 'weft_task t[6]; for (int i = 0; i < 6; i++) t[i] = weft_spawn(i < 2 ? tick : i < 4 ? block : turns, NULL); return weft_gather(t, 6, NULL);',
  },
  'answers, frames and timeouts': {
    before: `static void *get(void *arg) { weft_timeout late; weft_timeout_begin(&late, 0.5); weft_fetch(arg, NULL, &(weft_response){0}); weft_timeout_end(&late); weft_next_frame(NULL); usleep(20000); return NULL; }`,
    body: 'weft_task t[3] = { weft_spawn(get, "/delay/0.2"), weft_spawn(get, "/delay/2"), weft_spawn(get, "/delay/0.3") }; return weft_gather(t, 3, NULL);',
  },
  'choices by the seed': {
    before:
      'static weft_chan *a, *b; static void *give(void *arg) { for (int i = 0; i < 50; i++) { weft_chan_send(arg, &i); if (rand() % 3 == 0) weft_yield(); } weft_chan_close(arg); return NULL; }',
    body: `int x, open = 2; a = weft_chan_new(sizeof x, 0); b = weft_chan_new(sizeof x, 2); weft_spawn(give, a); weft_spawn(give, b);
      weft_case cases[2] = { WEFT_RECV(a, &x), WEFT_RECV(b, &x) };
      while (open > 0) { int i = weft_select(cases, 2); if (cases[i].status) { cases[i].chan = NULL; open--; } }
      return 0;`,
  },
  'yields until something happens': {
    before: 'static bool done; static void *ring(void *arg) { weft_sleep(0.3); done = true; return arg; }',
    body: 'weft_task t = weft_spawn(ring, NULL); while (!done) weft_yield(); weft_mark("seen"); return weft_join(t, NULL);',
  },
  'answers and frames while others yield and block': {
    before: `static bool done; static void *get(void *arg) { weft_fetch(arg, NULL, &(weft_response){0}); weft_mark("answered"); weft_next_frame(NULL); done = true; return NULL; }
      static void *block(void *arg) { for (int i = 0; i < 20; i++) { usleep(4000); weft_yield(); } return arg; }`,
    body: 'weft_task t[3] = { weft_spawn(get, "/delay/0.05"), weft_spawn(block, NULL), weft_spawn(block, NULL) }; while (!done) weft_yield(); return weft_gather(t, 3, NULL);',
  },
  'generators, among tasks, nested, waiting, closed': {
    before: `static int depth(int n) { int error = weft_gen_yield(WEFT_BOX(n), NULL); return error ? error : n > 0 ? depth(n - 1) : 0; }
      static void *deep(void *arg) { depth((int)WEFT_UNBOX(arg)); return WEFT_BOX(99); }
      static void *waits(void *arg) { for (int i = 0; i < 3; i++) { weft_sleep(0.01); if (weft_gen_yield(WEFT_BOX(i), NULL)) break; weft_yield(); } return arg; }
      static void *outer(void *arg) { void *out; weft_gen *in = weft_gen_new(arg ? waits : deep, WEFT_BOX(2));
        while (weft_gen_next(in, &out) == 0 && weft_gen_yield(out, NULL) == 0) printf("%d ", (int)WEFT_UNBOX(out));
        weft_gen_free(in); return NULL; }
      static void *drive(void *arg) { void *out; weft_gen *gens[3];
        for (int i = 0; i < 3; i++) gens[i] = weft_gen_new(outer, i % 2 ? arg : NULL);
        for (int turn = 0; turn < 4; turn++) { for (int i = 0; i < 3; i++) weft_gen_send(gens[i], turn ? WEFT_BOX(turn) : NULL, &out); weft_yield(); }
        weft_gen_throw(gens[1], WEFT_EIO, &out); for (int i = 0; i < 3; i++) weft_gen_free(gens[i]); puts("done"); return NULL; }`,
    body: 'weft_task t[2] = { weft_spawn(drive, NULL), weft_spawn(drive, "") }; weft_gen *never = weft_gen_new(deep, NULL); weft_gen_free(never); return weft_gather(t, 2, NULL);',
  },
  'more events than are kept': {
    before: 'static void *turns(void *arg) { for (int i = 0; i < 35000; i++) weft_yield(); return arg; }',
    kept: 1000,
    body: 'weft_task t[4]; for (int i = 0; i < 4; i++) t[i] = weft_spawn(turns, NULL); return weft_gather(t, 4, NULL);',
  },
};

interface Pace {
  /// Milliseconds that each look at the real time moves it: how slow the machine is.
  tick: number;
  steps?: 'turns' | 'switches';
}

async function traced(wasm: WebAssembly.Module, { tick, steps }: Pace, kept?: number): Promise<Trace> {
  const trace = new Trace(kept);
  const host = new FakeHost();
  host.tick = tick;
  const run = new Run({
    wasm,
    clock: 'virtual',
    paused: steps !== undefined,
    host,
    trace: { post: (batch) => trace.append(batch), maxBatchSlots: 1 << 20, maxWaitingSlots: 1 << 22 },
  });
  let over = false;
  void run.ended.then(() => (over = true));
  while (!over) {
    if (steps === 'turns') run.step();
    if (steps === 'switches') run.stepToSwitch();
    host.settle(steps ? 10 : 1000);
    await Promise.resolve();
  }
  trace.finish(run.now, 'exit');
  return trace;
}

const bytesOf = (trace: Trace): string => [...chromeTrace(trace)].join('');

function assertSame(one: string, other: string): void {
  if (one === other) return;
  const lines = [one.split('\n'), other.split('\n')] as const;
  const at = lines[0].findIndex((line, index) => line !== lines[1][index]);
  assert.deepEqual(
    lines[1].slice(at, at + 6),
    lines[0].slice(at, at + 6),
    `line ${at} is the first that differs`,
  );
  assert.fail('one goes on');
}

for (const [name, { body, before = '', kept }] of Object.entries(programs)) {
  test(`${name}: the same on a fast machine and on slow ones`, async () => {
    const wasm = await compile(body, before);
    const first = await traced(wasm, { tick: 0 }, kept);
    const [log, bytes] = [traceLog(first), bytesOf(first)];
    assert.equal(first.events.first > 0, kept !== undefined);
    for (const tick of [0.013, 0.7, 29]) {
      const other = await traced(wasm, { tick }, kept);
      assertSame(log, traceLog(other));
      assertSame(bytes, bytesOf(other));
    }
  });
}

test('turn by turn the order is what it is at full speed', async () => {
  const { body, before } = programs['blocking sleeps, long and short, among turns and timers']!;
  const wasm = await compile(body, before);
  assertSame(
    traceLog(await traced(wasm, { tick: 0.01 })),
    traceLog(await traced(wasm, { tick: 0.01, steps: 'turns' })),
  );
});

test('from switch to switch the order is what it is at full speed', async () => {
  const { body, before } = programs['generators, among tasks, nested, waiting, closed']!;
  const wasm = await compile(body, before);
  const whole = traceLog(await traced(wasm, { tick: 0.01 }));
  for (const steps of ['turns', 'switches'] as const)
    assertSame(whole, traceLog(await traced(wasm, { tick: 0.01, steps })));
});

test('a step ends where a generator is resumed, yields or ends', async () => {
  const trace = new Trace();
  const host = new FakeHost();
  const run = new Run({
    wasm: await compile(
      'weft_gen *g = weft_gen_new(one, NULL); void *out; puts("a"); weft_gen_next(g, &out); puts("b"); weft_gen_next(g, &out); puts("c"); weft_gen_free(g); return 0;',
      'static void *one(void *arg) { puts("in"); weft_gen_yield(WEFT_BOX(5), NULL); puts("again"); return arg; }',
    ),
    clock: 'virtual',
    paused: true,
    host,
    trace: { post: (batch) => trace.append(batch), frameMilliseconds: 0 },
  });
  const kinds: string[] = [];
  const written: string[] = [];
  const names = new Map(Object.entries(TraceEvent).map(([name, kind]) => [kind as number, name]));
  for (let step = 0; step < 4; step++) {
    run.stepToSwitch();
    host.settle(100);
    kinds.push(names.get(trace.events.kind(trace.last))!);
    written.push(host.written.map(([, text]) => text).join(''));
  }
  assert.deepEqual(kinds, ['NEXT', 'YIELD', 'NEXT', 'DONE']);
  assert.deepEqual(
    written.map((text) => text.split('\n').join(' ').trim()),
    ['a', 'a in', 'a in b', 'a in b again'],
  );
  assert.equal(trace.turnCount, 1);
});
