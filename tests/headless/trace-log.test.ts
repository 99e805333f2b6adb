/// What real programs leave in the trace, as readable logs on the virtual clock.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generatorId } from '../../web/common/task-id.ts';
import type { Lane } from '../../web/trace/model/lane.ts';
import { nested } from '../../web/trace/model/nested.ts';
import { TaskState } from '../../web/trace/model/task-state.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { traceLog } from '../../web/trace/export/log.ts';
import { rowOf } from '../../web/trace/text/table.ts';
import { start } from './in-process.ts';

async function traced(body: string, before = ''): Promise<Trace> {
  const trace = new Trace();
  const { run, host } = await start(body, { before, trace: { post: (batch) => trace.append(batch) } });
  host.settle();
  await run.ended;
  trace.finish(run.now, 'exit');
  return trace;
}

test('a turn that holds everybody up for hours is told in its length', async () => {
  for (const seconds of [7200, 4_000_000]) {
    const trace = await traced(
      `weft_task t = weft_spawn(quick, NULL); sleep(${seconds}); return weft_join(t, NULL);`,
      'static void *quick(void *unused) { return unused; }',
    );
    assert.equal(trace.held.length, 1);
    assert.equal(trace.events.microseconds(trace.held.events.at(0)), seconds * 1e6);
  }
});

/// Without the lines' numbers in the file, which are the test's own.
const logOf = (trace: Trace): string[] =>
  traceLog(trace)
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/program\.c:\d+/, 'program.c'));

test('spawn, sleep, gather and join', async () => {
  const trace = await traced(
    `weft_task tasks[2] = { weft_spawn(nap, WEFT_BOX(2)), weft_spawn(nap, WEFT_BOX(1)) };
     weft_gather(tasks, 2, NULL); return 0;`,
    'static void *nap(void *arg) { weft_sleep((double)WEFT_UNBOX(arg)); puts("woke"); return NULL; }',
  );
  assert.deepEqual(logOf(trace), [
    '0.000 0 main begins to exist',
    '0.000 1 main has its turn',
    '0.000 1 main spawns nap#2 (program.c)',
    '0.000 1 main spawns nap#3 (program.c)',
    '0.000 1 main waits in weft_gather for 2 tasks to end (program.c)',
    '0.000 2 nap#2 has its turn',
    '0.000 2 nap#2 goes to sleep (program.c)',
    '0.000 3 nap#3 has its turn',
    '0.000 3 nap#3 goes to sleep (program.c)',
    '1.000 3 nap#3 wakes: its time has come',
    '1.000 4 nap#3 has its turn',
    '1.000 4 nap#3 writes to stdout',
    '1.000 4 nap#3 ends',
    '2.000 4 nap#2 wakes: its time has come',
    '2.000 5 nap#2 has its turn',
    '2.000 5 nap#2 writes to stdout',
    '2.000 5 nap#2 ends',
    '2.000 5 nap#2 wakes main, which waited in weft_gather',
    '2.000 6 main has its turn',
    '2.000 6 main takes the result of nap#2',
    '2.000 6 main takes the result of nap#3',
  ]);
});

test('a channel: items go from hand to hand, or through its buffer', async () => {
  const trace = await traced(
    `c = weft_chan_new(sizeof(int), 0); int x; weft_task t = weft_spawn(give, NULL);
     weft_chan_recv(c, &x); weft_chan_recv(c, &x); weft_join(t, NULL); return 0;`,
    'static weft_chan *c; static void *give(void *arg) { for (int i = 0; i < 2; i++) weft_chan_send(c, &i); return arg; }',
  );
  assert.deepEqual(logOf(trace).slice(2), [
    '0.000 1 main spawns give#2 (program.c)',
    '0.000 1 main waits in weft_chan_recv for an item from channel 1 (program.c)',
    '0.000 2 give#2 has its turn',
    '0.000 2 give#2 hands an item to main through channel 1',
    '0.000 2 give#2 wakes main, which waited in weft_chan_recv',
    '0.000 2 give#2 waits in weft_chan_send until channel 1 takes its item (program.c)',
    '0.000 3 main has its turn',
    '0.000 3 main takes an item that give#2 sends through channel 1',
    '0.000 3 main wakes give#2, which waited in weft_chan_send',
    '0.000 3 main waits in weft_join for give#2 to end (program.c)',
    '0.000 4 give#2 has its turn',
    '0.000 4 give#2 ends',
    '0.000 4 give#2 wakes main, which waited in weft_join',
    '0.000 5 main has its turn',
    '0.000 5 main takes the result of give#2',
  ]);
});

test('a mutex that somebody holds, a cancellation, a timeout, a mark', async () => {
  const trace = await traced(
    `weft_mutex_lock(&m); weft_task t = weft_spawn(want, NULL); weft_yield(); weft_mark("now %d", 7); weft_cancel(t); weft_join(t, NULL);
     weft_timeout late; weft_timeout_begin(&late, 0.5); weft_sleep(9); weft_timeout_end(&late); return 0;`,
    'static weft_mutex m; static void *want(void *arg) { weft_mutex_lock(&m); return arg; }',
  );
  const log = logOf(trace);
  assert.ok(
    log.includes('0.000 2 want#2 waits in weft_mutex_lock for mutex 1, which is held by main (program.c)'),
    log.join('\n'),
  );
  assert.ok(log.includes('0.000 3 main: now 7'));
  assert.ok(log.includes('0.000 3 main asks want#2 to stop'));
  assert.deepEqual(log.slice(-3), [
    '0.500 5 a timeout of main has expired',
    '0.500 5 main wakes: its timeout has expired',
    '0.500 6 main has its turn',
  ]);
});

test('generators: who resumes, what yields', async () => {
  const trace = await traced(
    'weft_gen *g = weft_gen_new(body, NULL); void *out; weft_gen_next(g, &out); weft_gen_next(g, &out); weft_gen_free(g); return 0;',
    'static void *body(void *arg) { weft_gen_yield(arg, NULL); return NULL; }',
  );
  assert.deepEqual(logOf(trace).slice(2), [
    '0.000 1 main makes the generator body·1 (program.c)',
    '0.000 1 main resumes body·1 with weft_gen_next (program.c)',
    '0.000 1 body·1 yields 0 to main (program.c)',
    '0.000 1 main resumes body·1 with weft_gen_next (program.c)',
    '0.000 1 body·1 ends',
  ]);
});

test('generators: what is sent, thrown, closed, written, and who is nested in whom', async () => {
  const trace = await traced(
    `void *out; weft_gen *g = weft_gen_new(outer, NULL), *unused = weft_gen_new(inner, NULL);
     weft_gen_next(g, &out); weft_gen_send(g, WEFT_BOX(-7), &out); weft_gen_throw(g, WEFT_EIO, &out);
     printf("%d ", 1); weft_gen_free(g); weft_gen_free(unused); return 0;`,
    `static void *inner(void *arg) { weft_sleep(1); puts("in"); weft_gen_yield("a pointer", NULL); return arg; }
     static void *outer(void *arg) { void *out, *in; weft_gen *g = weft_gen_new(inner, WEFT_BOX(4)); weft_gen_next(g, &out);
       weft_gen_yield(WEFT_BOX(5), &in); weft_gen_next(g, &out); weft_gen_yield(out, NULL); weft_gen_yield(arg, NULL); weft_gen_free(g); return WEFT_BOX(9); }`,
  );
  assert.deepEqual(logOf(trace).slice(2), [
    '0.000 1 main makes the generator outer·1 (program.c)',
    '0.000 1 main makes the generator inner·2 (program.c)',
    '0.000 1 main resumes outer·1 with weft_gen_next (program.c)',
    '0.000 1 outer·1 makes the generator inner·3 (program.c)',
    '0.000 1 outer·1 resumes inner·3 with weft_gen_next (program.c)',
    '0.000 1 main goes to sleep (program.c)',
    '1.000 1 main wakes: its time has come',
    '1.000 2 main has its turn',
    '1.000 2 inner·3 writes to stdout',
    '1.000 2 inner·3 yields a value to outer·1 (program.c)',
    '1.000 2 outer·1 yields 5 to main (program.c)',
    '1.000 2 main sends -7 to outer·1 and resumes it (program.c)',
    '1.000 2 outer·1 resumes inner·3 with weft_gen_next (program.c)',
    '1.000 2 inner·3 ends and returns 4 to outer·1',
    '1.000 2 outer·1 yields 4 to main (program.c)',
    '1.000 2 main throws WEFT_EIO into outer·1 (program.c)',
    '1.000 2 outer·1 yields 0 to main (program.c)',
    '1.000 2 main writes to stdout',
    '1.000 2 main closes outer·1 (program.c)',
    '1.000 2 outer·1 ends and returns 9 to main',
    '1.000 2 inner·2 ends',
  ]);
  assert.deepEqual(
    nested(trace).map(({ lane, depth }) => `${depth} ${trace.label(lane.task)}`),
    ['0 main', '1 outer·1', '2 inner·3', '1 inner·2'],
  );
  const inner = trace.lane(generatorId(3))!;
  const outer = trace.lane(generatorId(1))!;
  const states = (lane: Lane) => [...lane.changes].map((event) => lane.stateOf(trace.events, event));
  assert.deepEqual(states(inner), [
    TaskState.new,
    TaskState.running,
    TaskState.sleeping,
    TaskState.ready,
    TaskState.running,
    TaskState.standing,
    TaskState.running,
    TaskState.ended,
  ]);
  assert.deepEqual(states(outer), [
    TaskState.new,
    TaskState.running,
    TaskState.waiting,
    TaskState.running,
    TaskState.standing,
    TaskState.running,
    TaskState.waiting,
    TaskState.running,
    TaskState.standing,
    TaskState.running,
    TaskState.standing,
    TaskState.running,
    TaskState.ended,
  ]);
});

test('what is waited in has one name, in the report of a deadlock and in the table', async () => {
  const trace = new Trace();
  const { run, host, stderr } = await start(
    `weft_waitgroup_add(&g, 1); weft_barrier_init(&b, 2); weft_chan_free(weft_chan_new(1, 0)); c = weft_chan_new(1, 0);
     weft_mutex_lock(&own);
     void *(*tasks[])(void *) = { lock, acquire, condition, event, waitgroup, barrier, receive, send, nested };
     for (int i = 0; i < 9; i++) weft_spawn(tasks[i], NULL);
     weft_gen *gen = weft_gen_new(body, NULL); weft_gen_next(gen, NULL); weft_mutex_lock(&never); return weft_mutex_lock(&never);`,
    {
      trace: { post: (batch) => trace.append(batch) },
      before: `static weft_mutex own, never; static weft_sem s; static weft_cond n; static weft_event e;
        static weft_waitgroup g; static weft_barrier b; static weft_chan *c, *full;
        static void *lock(void *u) { weft_mutex_lock(&own); return u; }
        static void *acquire(void *u) { weft_sem_acquire(&s); return u; }
        static void *condition(void *u) { weft_mutex m = {0}; weft_mutex_lock(&m); weft_cond_wait(&n, &m); return u; }
        static void *event(void *u) { weft_event_wait(&e); return u; }
        static void *waitgroup(void *u) { weft_waitgroup_wait(&g); return u; }
        static void *barrier(void *u) { weft_barrier_wait(&b); return u; }
        static void *receive(void *u) { weft_chan_recv(c, u); return u; }
        static void *send(void *u) { full = weft_chan_new(0, 0); weft_chan_send(full, u); return u; }
        static int child(void *u) { (void)u; return weft_sem_acquire(&s); }
        static void *nested(void *u) { weft_group *group = weft_group_open(); weft_group_spawn(group, child, NULL);
          weft_group_close(group); return u; }
        static void *body(void *u) { weft_barrier_wait(&b); weft_event_wait(&e); return u; }`,
    },
  );
  host.settle();
  trace.finish(run.now, (await run.ended).cause);
  const told = [...stderr().matchAll(/^weft: {3}(\S+) waits in \S+ on (\w+ \d+)/gm)].map(([, who, what]) => [
    who === 'main#1' ? 'main' : who,
    what,
  ]);
  const rows = trace.lanes.map((lane) => rowOf(trace, lane, trace.last));
  const shown = rows
    .filter(({ waitsFor }) => waitsFor !== '')
    .map(({ name, waitsFor }) => [name, waitsFor.replace(/, held by .*/, '')]);
  assert.deepEqual(shown, told);
  assert.equal(told.length, 10, stderr());
});

test('a generator has one name, in a report and in the timeline', async () => {
  const trace = new Trace();
  const { run, host, stderr } = await start(
    'weft_gen_new(body, NULL); weft_gen *g = weft_gen_new(body, NULL); weft_gen_next(g, NULL); weft_gen_next(g, NULL); return 0;',
    {
      trace: { post: (batch) => trace.append(batch) },
      before: 'static void *body(void *u) { weft_gen_yield(u, NULL); abort(); }',
    },
  );
  host.settle();
  trace.finish(run.now, (await run.ended).cause);
  assert.ok(logOf(trace).includes('0.000 1 body·2 yields 0 to main (program.c)'));
  assert.match(stderr(), /in main#1 \(generator 2, body\)/);
});

test('host operations begin and end', async () => {
  const trace = await traced(
    'weft_response r; weft_fetch("/delay/2", NULL, &r); weft_response_free(&r); return 0;',
  );
  assert.deepEqual(logOf(trace).slice(2, 6), [
    '0.000 1 main asks the host: fetch /delay/2 begins (program.c)',
    '0.000 1 main waits in weft_fetch for the answer of /delay/2 (program.c)',
    '2.000 1 the host has ended fetch /delay/2 of main',
    '2.000 1 main wakes: its answer has come',
  ]);
});

test('a host operation that nobody waits for any more is given up', async () => {
  const trace = await traced(
    'weft_timeout late; weft_timeout_begin(&late, 1); weft_fetch("/delay/2", NULL, &(weft_response){0}); weft_timeout_end(&late); weft_next_frame(NULL); return 0;',
  );
  const log = logOf(trace).filter((line) => /host|gives up/.test(line));
  assert.deepEqual(log, [
    '0.000 1 main asks the host: fetch /delay/2 begins (program.c)',
    '1.000 2 main gives up fetch /delay/2',
    '1.000 2 main asks the host: next_frame begins (program.c)',
    '1.017 2 the host has ended next_frame of main',
  ]);
  const [fetch, frame] = trace.lane(1)!.operations;
  assert.deepEqual([fetch!.subject, fetch!.aborted, trace.events.time(fetch!.end)], ['/delay/2', true, 1e9]);
  assert.deepEqual([frame!.call, frame!.subject, frame!.aborted], ['weft_next_frame', '', false]);
});

test('what a read waits for is in the trace only while the host is asked', async () => {
  const trace = await traced('char line[8]; weft_read_line(line, sizeof line); return 0;');
  assert.deepEqual(
    trace.lane(1)!.operations.map(({ call, end }) => [call, end < Infinity]),
    [['weft_read_line', true]],
  );
});

test('sleep of libc holds up who is ready meanwhile, and the trace says so', async () => {
  const trace = await traced(
    'weft_spawn(other, NULL); sleep(3); weft_yield(); return 0;',
    'static void *other(void *arg) { return arg; }',
  );
  const held = logOf(trace).find((line) => line.startsWith('3.000'));
  assert.equal(
    held,
    '3.000 1 This turn of main held everybody else up for 3 s. Call weft_sleep instead of sleep, and weft_yield now and then in a long computation: then the others go on meanwhile',
  );
  assert.equal(trace.held.length, 1);
});

test('who would have been woken meanwhile is held up as well', async () => {
  const trace = await traced(
    'weft_spawn(other, NULL); weft_yield(); sleep(3); weft_yield(); return 0;',
    'static void *other(void *arg) { weft_sleep(1); return arg; }',
  );
  assert.equal(trace.held.length, 1);
});

test('a long turn while nobody else is ready holds nobody up', async () => {
  for (const others of ['', 'weft_spawn(other, NULL); weft_yield(); ']) {
    const trace = await traced(
      `${others}sleep(3); weft_yield(); return 0;`,
      'static void *other(void *arg) { weft_sleep(100); return arg; }',
    );
    assert.equal(trace.held.length, 0);
    const line = logOf(trace).find((one) => one.startsWith('3.000'));
    assert.match(
      line!,
      /This turn of main took 3 s\. Nobody else was ready meanwhile, so it held nobody up$/,
    );
  }
});

test('output events tell how much had been written by then', async () => {
  const trace = await traced('puts("one"); fputs("four!", stderr); weft_yield(); puts("seven"); return 0;');
  assert.deepEqual([trace.writtenBy(1, trace.last), trace.writtenBy(2, trace.last)], [10, 5]);
  assert.deepEqual([trace.writtenBy(1, trace.turnBegin(2)), trace.writtenBy(2, trace.turnBegin(2))], [4, 5]);
});

test('what the ring loses is counted, and everybody stands right afterwards', async () => {
  const trace = await traced(
    `weft_task t = weft_spawn(rest, NULL); weft_yield(); for (int i = 0; i < 200000; i++) weft_mark("a label of its own"); weft_yield();
     weft_join(t, NULL); return 0;`,
    'static void *rest(void *arg) { weft_sleep(1); return arg; }',
  );
  assert.ok(trace.lostEvents >= 400_000 - (1 << 18), `${trace.lostEvents} lost`);
  assert.equal(trace.losses.length, 1);
  const lane = trace.lane(2)!;
  const told = [...lane.changes].find(
    (event) => event > trace.losses[0]! && trace.events.state(event) !== TaskState.new,
  );
  const afterwards = lane.statusAt(trace.events, told!);
  assert.equal(afterwards.call, 'weft_sleep');
  assert.match(traceLog(trace), /events were lost here/);
  assert.equal(trace.lane(2)!.end < Infinity, true, 'and it goes on from there');
});
