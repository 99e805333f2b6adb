/// The export for Perfetto, held against its importer's rules: no complaint, all names,
/// every flow from turn to turn.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chromeTrace } from '../../web/trace/export/chrome.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { start } from './in-process.ts';
import { importIntoPerfetto, type Imported } from './perfetto.ts';

interface Program {
  body: string;
  before?: string;
  /// The flows, by name.
  flows: Record<string, number>;
  threads: string[];
}

const nap =
  'static void *nap(void *arg) { puts("to sleep"); weft_sleep((double)WEFT_UNBOX(arg)); puts("awake"); return NULL; }';

const programs: Record<string, Program> = {
  'gather, with output': {
    before: nap,
    body: 'weft_task t[2] = { weft_spawn(nap, WEFT_BOX(2)), weft_spawn(nap, WEFT_BOX(1)) }; puts("spawned"); return weft_gather(t, 2, NULL);',
    flows: { spawn: 2, wake: 1 },
    threads: ['main', 'nap#2', 'nap#3'],
  },
  'a channel': {
    before:
      'static weft_chan *c; static void *give(void *arg) { for (int i = 0; i < 3; i++) weft_chan_send(c, &i); weft_chan_close(c); return arg; }',
    body: 'int x; c = weft_chan_new(sizeof x, 0); weft_task t = weft_spawn(give, NULL); while (weft_chan_recv(c, &x) == 0) weft_mark("got %d", x); return weft_join(t, NULL);',
    flows: { spawn: 1, item: 3 },
    threads: ['main', 'give#2'],
  },
  'a group whose failure cancels': {
    before:
      'static int fail(void *arg) { (void)arg; weft_sleep(1); return WEFT_EIO; } static int wait(void *arg) { (void)arg; return weft_sleep(9); }',
    body: 'weft_group *g = weft_group_open(); weft_group_spawn(g, fail, NULL); weft_group_spawn(g, wait, NULL); weft_group_close(g); return 0;',
    flows: { spawn: 2, wake: 2 },
    threads: ['main', 'fail#2', 'wait#3'],
  },
  'a generator that waits': {
    before:
      'static void *body(void *arg) { weft_sleep(1); weft_gen_yield(arg, NULL); weft_fetch("/delay/1", NULL, &(weft_response){0}); return NULL; }',
    body: 'weft_gen *g = weft_gen_new(body, NULL); void *out; while (weft_gen_next(g, &out) == 0) puts("next"); weft_gen_free(g); return 0;',
    flows: { resume: 2 },
    threads: ['main', 'body·1'],
  },
  'fetches, one of them given up': {
    before: 'static void *get(void *url) { weft_fetch(url, NULL, &(weft_response){0}); return NULL; }',
    body: `weft_task t = weft_spawn(get, "/delay/2"); get("/none?\\"\\\\"); weft_timeout late; weft_timeout_begin(&late, 1); weft_fetch("/delay/5", NULL, &(weft_response){0}); weft_timeout_end(&late);
           return weft_join(t, NULL);`,
    flows: { spawn: 1, wake: 1 },
    threads: ['main', 'get#2'],
  },
  'a deadlock': {
    before: 'static weft_event never; static void *wait(void *arg) { weft_event_wait(&never); return arg; }',
    body: 'return weft_join(weft_spawn(wait, NULL), NULL);',
    flows: { spawn: 1 },
    threads: ['main', 'wait#2'],
  },
  'an end that cuts off a fetch': {
    before: 'static void *get(void *url) { weft_fetch(url, NULL, &(weft_response){0}); return NULL; }',
    body: 'weft_spawn(get, "/delay/5"); weft_yield(); _Exit(0);',
    flows: { spawn: 1 },
    threads: ['main', 'get#2'],
  },
  'marks of every letter, names too': {
    before:
      'static void *say(void *arg) { weft_mark("\\"{[\\\\\\n\\t\\x01 \\xc3\\xa9 \\xf0\\x9f\\xa7\\xb5 \\xff"); weft_mark("%s", ""); return arg; }',
    body: 'return weft_join(weft_spawn_with(say, NULL, &(weft_spawn_options){.name = "a \\"b\\" \\x02"}), NULL);',
    flows: { spawn: 1, wake: 1 },
    threads: ['main', 'a "b" ␂#2'],
  },
};

async function imported(body: string, before = '', trace = new Trace()): Promise<Imported> {
  const { run, host } = await start(body, { before, trace: { post: (batch) => trace.append(batch) } });
  host.settle();
  await run.ended;
  trace.finish(run.now, 'exit');
  return importIntoPerfetto([...chromeTrace(trace)].join(''));
}

/// Whatever the program: the importer does not complain, all has an end, and flows go from turn to turn.
function assertClean({ stats, slices, flows }: Imported): void {
  assert.deepEqual(stats, {});
  assert.deepEqual(
    slices.filter(({ dur }) => dur < 0),
    [],
  );
  assert.deepEqual(
    new Set(flows.flatMap(({ from, to }) => [from.cat, to.cat])),
    new Set(flows.length > 0 ? ['turn'] : []),
  );
  for (const { from, to } of flows) assert.ok(from.ts < to.ts && from.track !== to.track);
}

for (const [name, { body, before, flows, threads }] of Object.entries(programs)) {
  test(name, async () => {
    const trace = await imported(body, before);
    assertClean(trace);
    const counts: Record<string, number> = {};
    for (const flow of trace.flows) counts[flow.name] = (counts[flow.name] ?? 0) + 1;
    assert.deepEqual(counts, flows);
    assert.deepEqual([...trace.threads.values()], threads);
  });
}

const flood = `weft_task t = weft_spawn(rest, NULL); weft_yield(); for (int i = 0; i < 200000; i++) weft_mark("a label of its own"); weft_yield();
  weft_task u = weft_spawn(rest, NULL); weft_join(t, NULL); return weft_join(u, NULL);`;
const rest =
  'static void *rest(void *arg) { weft_fetch("/delay/1", NULL, &(weft_response){0}); return arg; }';

test('a ring that was overrun', async () => {
  const trace = await imported(flood, rest);
  assertClean(trace);
  assert.ok(
    trace.slices.some(({ track, name }) => track === 'everybody' && /events were lost here/.test(name)),
  );
});

test('a recording whose beginning was dropped', async () => {
  const yields =
    'static void *turns(void *arg) { for (int i = 0; i < 100000; i++) { weft_yield(); if (i % 1000 == 0) weft_fetch("/delay/1", NULL, &(weft_response){0}); } return arg; }';
  const kept = new Trace(50_000);
  assertClean(
    await imported(
      'weft_task t[3]; for (int i = 0; i < 3; i++) t[i] = weft_spawn(turns, NULL); return weft_gather(t, 3, NULL);',
      yields,
      kept,
    ),
  );
  assert.ok(kept.events.first > 0);
});

test('the importer complains where it should', () => {
  const statsOf = (...events: object[]): Record<string, number> =>
    importIntoPerfetto(JSON.stringify({ traceEvents: events })).stats;
  const slice = { ph: 'X', pid: 1, tid: 1, ts: 10, dur: 5, cat: 'turn', name: 'a' };
  const flow = { ph: 's', pid: 1, tid: 1, ts: 12, cat: 'flow', id: 1, name: 'wake' };
  assert.deepEqual(
    statsOf(slice, { ...slice, ts: 15 }, { ...slice, ts: 16, dur: 1 }, flow, {
      ...flow,
      ph: 'f',
      bp: 'e',
      ts: 17,
    }),
    {},
  );
  assert.deepEqual(statsOf({ ...slice, ts: '10' }, { ...slice, dur: null }), { json_tokenizer_failure: 2 });
  assert.deepEqual(statsOf(slice, { ...slice, ts: 12 }), { slice_drop_overlapping_complete_event: 1 });
  assert.deepEqual(statsOf(flow), { flow_no_enclosing_slice: 1 });
  assert.deepEqual(statsOf(slice, flow, flow, { ...flow, id: 2, ph: 'f', bp: 'e' }), {
    flow_duplicate_id: 1,
    flow_end_without_start: 1,
  });
  assert.deepEqual(statsOf({ ...slice, ph: 'b', id: 1 }, { ...slice, ph: 'e', id: 2 }), {
    'an end without a beginning': 1,
  });
  assert.deepEqual(statsOf({ ...slice, dur: -3 }), { slice_negative_duration: 1 });
});
