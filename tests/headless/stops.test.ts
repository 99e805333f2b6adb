/// Where a run stops that is stepped through, and what is known of a moment within a turn.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generatorId } from '../../web/common/task-id.ts';
import { readyAfter } from '../../web/trace/model/ready.ts';
import { stopsIn } from '../../web/trace/model/stops.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { describeMoment } from '../../web/trace/text/moment.ts';
import { sourceMarksAt } from '../../web/trace/text/source-marks.ts';
import { rowOf, sortedLanes } from '../../web/trace/text/table.ts';
import { SlotMaker, type Slot } from './trace-slots.ts';

const place = (line: number) => ({ file: 'a.c', line });
const slots: Slot[] = [
  { kind: 'SPAWN', task: 1, time: 0, text: 'main' },
  { kind: 'RUN', task: 1 },
  { kind: 'SPAWN', task: 2, peer: 1, text: 'worker', ...place(3) },
  { kind: 'SPAWN', task: 3, peer: 1, text: 'worker', ...place(4) },
  { kind: 'GENERATOR', task: 1, object: 1, text: 'count', ...place(20) },
  { kind: 'NEXT', task: 1, object: 1, call: 'weft_gen_next', ...place(21) },
  { kind: 'OUTPUT', task: 1, line: 1, object: 5 },
  { kind: 'YIELD', task: 1, object: 1, peer: 1024 + 7, ...place(12) },
  { kind: 'GENERATOR', task: 1, object: 2, text: 'count', ...place(22) },
  { kind: 'DONE', task: 1, object: 2, call: 'weft_gen_close' },
  { kind: 'NEXT', task: 1, object: 1, call: 'weft_gen_close', ...place(23) },
  { kind: 'DONE', task: 1, object: 1, peer: 1024 },
  { kind: 'SUSPEND', task: 1, call: 'weft_gather', object: 2, ...place(24) },
  { kind: 'RUN', task: 2 },
];

function traceOf(count: number, chunkBits?: number): Trace {
  const trace = new Trace(chunkBits === undefined ? undefined : 1, chunkBits);
  for (const slot of slots.slice(0, count)) trace.append(new SlotMaker().batch([slot]));
  return trace;
}

test('a turn stops where stacks are switched, and not where nothing runs', () => {
  const trace = traceOf(slots.length);
  assert.equal(stopsIn(trace, 1, trace.last), 4);
  assert.equal(stopsIn(trace, 1, 6), 1);
  assert.equal(stopsIn(trace, 1, 7), 2);
  assert.equal(stopsIn(trace, 2, trace.last), 0);
});

test('of a turn whose beginning is no longer kept it is not known where it would have stopped', () => {
  const trace = traceOf(slots.length - 2, 0);
  assert.ok(trace.events.first > 1);
  assert.equal(stopsIn(trace, 1, trace.last), 0);
});

test('who will be ready after a turn is not known before its end', () => {
  assert.equal(readyAfter(traceOf(8), 7), undefined);
  assert.deepEqual(readyAfter(traceOf(13), 7), { turn: 1, tasks: [2, 3], next: undefined });
});

test('at a yield the generator stands there, and its consumer has gone on', () => {
  const trace = traceOf(slots.length);
  assert.deepEqual(describeMoment(trace, 5).slice(0, 2), [
    'main resumes count·1 with weft_gen_next.',
    'main has its turn, in which a generator runs.',
  ]);
  assert.equal(describeMoment(trace, 7)[0], 'count·1 yields 7 to main.');
  assert.ok(describeMoment(trace, 7).includes('count·1 stands at its yield.'));
  const marks = (event: number) =>
    sourceMarksAt(trace, event).map(({ line, tasks, running }) => [
      line,
      ...tasks.map(trace.label, trace),
      running,
    ]);
  assert.deepEqual(marks(6).slice(0, 1), [[21, 'main', false]]);
  assert.deepEqual(
    marks(7).find(([line]) => line === 12),
    [12, 'count·1', false],
  );
  assert.equal(trace.events.task(6), generatorId(1), 'what is written meanwhile is of the generator');
});

test('the table has a generator below its maker, with what it does', () => {
  const trace = traceOf(slots.length);
  const lanes = sortedLanes(trace, 7, { column: 'task', descending: false });
  assert.deepEqual(
    lanes.map((lane) => trace.label(lane.task)),
    ['main', 'count·1', 'worker#2', 'worker#3'],
  );
  const row = rowOf(trace, trace.lane(generatorId(1))!, 7);
  assert.deepEqual([row.stateName, row.line, row.turns, row.cpu], ['at yield', 12, 1, undefined]);
  assert.equal(rowOf(trace, trace.lane(generatorId(1))!, trace.last).stateName, 'ended');
});
