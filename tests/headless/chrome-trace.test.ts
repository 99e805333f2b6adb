/// The trace as Chrome's trace events: by `weft run --trace`, read back.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { program, weft } from './command.ts';

interface TraceEvent {
  ph: string;
  name: string;
  tid?: number;
  ts?: number;
  dur?: number;
  id?: number;
  cat?: string;
  args?: Record<string, unknown>;
}

async function traced(source: string, ...options: string[]): Promise<{ events: TraceEvent[]; text: string }> {
  const file = program(`#include <weft.h>\n${source}`);
  const path = `${file}.json`;
  await weft(['run', '--trace', path, '--clock', 'virtual', ...options, file]);
  const text = readFileSync(path, 'utf8');
  return { text, events: (JSON.parse(text.endsWith(']\n') ? text : `${text}]`) as TraceEvent[]).filter((event) => event.name !== 'held everybody up') };
}

const source = `
static void *worker(void *arg) { weft_mark("halfway %d", 1); weft_sleep(2); return arg; }
int main(void) { weft_task task = weft_spawn(worker, NULL); weft_fetch("/delay/1", NULL, &(weft_response){0}); return weft_join(task, NULL); }
`;

const example = traced(source);

test('each task has a track with its name, in the order of their beginnings', async () => {
  const { events } = await example;
  const names = events.filter((event) => event.name === 'thread_name').map((event) => [event.tid, event.args!['name']]);
  assert.deepEqual(names, [[1, 'main'], [2, 'worker#2']]);
});

test('waits are slices with their call, place, beginning and length in microseconds', async () => {
  const { events } = await example;
  const waits = events.filter((event) => event.ph === 'X' && event.dur! > 0).map(({ tid, name, ts, dur }) => [tid, name, ts, dur]);
  assert.deepEqual(waits, [[1, 'weft_fetch', 0, 1e6], [2, 'weft_sleep', 0, 2e6], [1, 'weft_join', 1e6, 1e6]]);
  const sleep = events.find((event) => event.name === 'weft_sleep')!;
  assert.match(String(sleep.args!['place']), /^program\d+\.c:3$/);
});

test('slices of one track never overlap', async () => {
  const { events } = await example;
  const ends = new Map<number, number>();
  for (const { tid, ts, dur } of events.filter((event) => event.ph === 'X')) {
    assert.ok(ts! >= (ends.get(tid!) ?? 0));
    ends.set(tid!, ts! + dur!);
  }
});

test('each arrow has a beginning and an end', async () => {
  const { events } = await example;
  const ids = (ph: string) => events.filter((event) => event.ph === ph).map((event) => event.id);
  assert.ok(ids('s').length >= 2);
  assert.deepEqual(ids('s'), ids('f'));
});

test('marks are moments, host operations have a beginning and an end', async () => {
  const { events } = await example;
  assert.ok(events.some((event) => event.ph === 'i' && event.name === 'halfway 1' && event.tid === 2));
  const operation = events.filter((event) => event.cat === 'host').map(({ ph, ts }) => [ph, ts]);
  assert.deepEqual(operation, [['b', 0], ['e', 1e6]]);
});

test('the trace of a run that is cut off can be read, but for the closing bracket', async () => {
  const { text, events } = await traced('int main(void) { for (;;) weft_sleep(1); }', '--timeout', '0.5');
  assert.ok(!text.endsWith(']\n'));
  assert.ok(events.length > 100);
});

test('a trace that cannot be written is told before anything runs', async () => {
  const { status, stderr } = await weft(['run', '--trace', '/nowhere/trace.json', program('int main(void) { return 0; }\n')]);
  assert.deepEqual([status, stderr], [74, 'weft: --trace /nowhere/trace.json: no such file\n']);
});
