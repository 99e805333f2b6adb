/// `weft run --trace`: the file that it leaves, read back.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { program, weft, type Outcome } from './command.ts';

interface ChromeEvent {
  ph: string;
  name: string;
  tid: number;
  ts: number;
  dur: number;
  cat: string;
  id: number;
  args: Record<string, string>;
}

async function traced(source: string, ...options: string[]): Promise<Outcome & { events: ChromeEvent[] }> {
  const file = program(`#include <weft.h>\n${source}`);
  const outcome = await weft(['run', '--trace', `${file}.json`, ...options, file]);
  return { ...outcome, events: JSON.parse(readFileSync(`${file}.json`, 'utf8')).traceEvents };
}

const example = traced(
  `
static void *worker(void *arg) { weft_mark("halfway %d", 1); weft_sleep(2); return arg; }
int main(void) { weft_task task = weft_spawn(worker, NULL); weft_fetch("/delay/1", NULL, &(weft_response){0}); return weft_join(task, NULL); }
`,
  '--clock',
  'virtual',
);

test('each task has a track with its name, in the order of their beginnings', async () => {
  const { events } = await example;
  const names = events
    .filter((event) => event.name === 'thread_name')
    .map((event) => [event.tid, event.args.name]);
  assert.deepEqual(names, [
    [1, 'main'],
    [2, 'worker#2'],
  ]);
});

test('waits are slices with their call, place, beginning and length in microseconds', async () => {
  const { events } = await example;
  const waits = events.filter((event) => event.cat === 'waiting' || event.cat === 'sleeping');
  const rounded = waits.map(({ tid, name, ts, dur }) => [tid, name, Math.round(ts), Math.round(dur)]);
  assert.deepEqual(rounded.sort(), [
    [1, 'weft_fetch', 0, 1e6],
    [1, 'weft_join', 1e6, 1e6],
    [2, 'weft_sleep', 0, 2e6],
  ]);
  assert.match(waits.find((event) => event.name === 'weft_sleep')!.args.place!, /^program\d+\.c:3$/);
});

test('slices of one track never overlap', async () => {
  const { events } = await example;
  const ends = new Map<number, number>();
  for (const { tid, ts, dur } of events.filter((event) => event.ph === 'X')) {
    assert.ok(Math.round(ts * 1000) >= (ends.get(tid) ?? 0));
    ends.set(tid, Math.round((ts + dur) * 1000));
  }
});

test('marks are moments, host operations have a beginning and an end', async () => {
  const { events } = await example;
  assert.ok(events.some((event) => event.ph === 'i' && event.name === 'halfway 1' && event.tid === 2));
  const operation = events
    .filter((event) => event.cat === 'host')
    .map(({ ph, ts, name, id, tid }) => [ph, Math.round(ts), name, id, tid]);
  assert.deepEqual(operation, [
    ['b', 0, 'fetch /delay/1', 1, 1],
    ['e', 1e6, 'fetch /delay/1', 1, 1],
  ]);
});

test('a run that is cut off leaves its trace too', async () => {
  const { status, events } = await traced('int main(void) { for (;;) weft_sleep(0.01); }', '--timeout', '2');
  assert.equal(status, 124);
  assert.ok(events.some((event) => event.name === 'weft_sleep'));
});

test('a trace that cannot be written is told before anything runs', async () => {
  const { status, stderr } = await weft([
    'run',
    '--trace',
    '/nowhere/trace.json',
    program('int main(void) { return 0; }\n'),
  ]);
  assert.deepEqual([status, stderr], [74, 'weft: --trace /nowhere/trace.json: no such file\n']);
});
