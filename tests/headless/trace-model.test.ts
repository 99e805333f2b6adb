/// The model of a run: what its events say of tasks, turns, groups and time,
/// whatever has been lost or dropped.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axisOf } from '../../web/trace/model/axis.ts';
import { describeTask } from '../../web/trace/text/describe.ts';
import { describeMoment } from '../../web/trace/text/moment.ts';
import { operationName } from '../../web/trace/text/names.ts';
import { sourceMarksAt } from '../../web/trace/text/source-marks.ts';
import { operationDuring } from '../../web/trace/model/operation.ts';
import { Decoder, noTasks } from '../../web/trace/model/decode.ts';
import { EventStore } from '../../web/trace/model/event-store.ts';
import { TaskState } from '../../web/trace/model/task-state.ts';
import { rowOf, sortedLanes } from '../../web/trace/text/table.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { SlotMaker, taskTable, twoWorkers, type Slot } from './trace-slots.ts';

function traceOf(slots: Slot[], kept?: number): Trace {
  const trace = new Trace(kept);
  trace.append(new SlotMaker().batch(slots));
  return trace;
}

const statesOf = (trace: Trace, task: number): TaskState[] =>
  [...trace.lane(task)!.changes].map((event) => trace.events.state(event));

test('a lane is the changes of its task', () => {
  const trace = traceOf(twoWorkers());
  assert.deepEqual(statesOf(trace, 1), [
    TaskState.new,
    TaskState.running,
    TaskState.waiting,
    TaskState.ready,
    TaskState.running,
  ]);
  assert.deepEqual(statesOf(trace, 2), [
    TaskState.new,
    TaskState.running,
    TaskState.sleeping,
    TaskState.ready,
    TaskState.running,
    TaskState.sleeping,
    TaskState.ready,
    TaskState.running,
    TaskState.ended,
  ]);
  assert.deepEqual(
    trace.groups.map(({ name, lanes }) => [name, lanes.length]),
    [
      ['main', 1],
      ['worker', 2],
    ],
  );
  assert.equal(trace.turnCount, 8);
});

test('batches may cut the stream anywhere, even within a text', () => {
  const maker = new SlotMaker();
  const name = 'a name that is much longer than the twenty-eight bytes of a slot';
  const batch = maker.batch([
    { kind: 'SPAWN', task: 1, text: name },
    { kind: 'RUN', task: 1 },
  ]);
  const trace = new Trace();
  for (let at = 0; at < batch.slots.byteLength; at += 32)
    trace.append({ ...batch, slots: batch.slots.slice(at, at + 32) });
  assert.equal(trace.lane(1)!.name, name);
  assert.equal(trace.turnCount, 1);
});

test('the state at any event is what replaying up to it gives', () => {
  const slots = twoWorkers();
  const whole = traceOf(slots);
  for (let event = 0; event < whole.events.length; event++) {
    const replayed = traceOf(slots.slice(0, event + 1));
    for (const lane of replayed.lanes) {
      const then = lane.statusAt(replayed.events, event);
      const seen = whole.lane(lane.task)!.statusAt(whole.events, event);
      assert.deepEqual(seen, then, `task ${lane.task} at event ${event}`);
      assert.equal(whole.lane(lane.task)!.turnsAt(whole.events, event), lane.turnsAt(replayed.events, event));
    }
    assert.equal(whole.writtenBy(1, event), replayed.writtenBy(1, event));
  }
});

test('on the axis of turns every turn is equally wide and nothing goes back', () => {
  const trace = traceOf(twoWorkers());
  const axis = axisOf(trace, 'turns');
  for (let turn = 1; turn <= trace.turnCount; turn++)
    assert.equal(axis.position(trace.turnBegin(turn)), turn - 1);
  for (let event = 1; event < trace.events.length; event++)
    assert.ok(axis.position(event) >= axis.position(event - 1), `event ${event}`);
  for (let event = 0; event < trace.events.length; event++) {
    const back = axis.eventAt(axis.position(event));
    assert.equal(axis.position(back), axis.position(event), `event ${event} comes back as ${back}`);
  }
});

test('on the axis of time the last event of an instant is found', () => {
  const trace = traceOf(twoWorkers());
  const axis = axisOf(trace, 'time');
  assert.equal(trace.events.time(axis.eventAt(0.99e9)), 0);
  assert.equal(trace.events.time(axis.eventAt(0.99e9) + 1), 1e9);
  assert.equal(axis.eventAt(-1), -1);
});

test('the table at an earlier moment, sorted', () => {
  const trace = traceOf(twoWorkers());
  const eventIndex = trace.turnBegin(4) - 1; // both sleep, the first second is over
  const rows = sortedLanes(trace, eventIndex, { column: 'turns', descending: true }).map((lane) =>
    rowOf(trace, lane, eventIndex),
  );
  assert.deepEqual(
    rows.map(({ name, stateName, waitsIn, waitsFor, line, turns }) => [
      name,
      stateName,
      waitsIn,
      waitsFor,
      line,
      turns,
    ]),
    [
      ['main', 'waiting', 'weft_gather', '2 tasks', 22, 1],
      ['worker#2', 'ready', '', '', 10, 1],
      ['worker#3', 'ready', '', '', 10, 1],
    ],
  );
  assert.equal(rowOf(trace, trace.lane(2)!, trace.last).cpu, 30_000);
});

test('where the tasks stand in the source', () => {
  const trace = traceOf(twoWorkers());
  const positions = sourceMarksAt(trace, trace.turnBegin(5) - 1);
  assert.deepEqual(
    positions.map(({ line, count, running }) => [line, count, running]),
    [
      [22, 1, false],
      [10, 2, false],
    ],
  );
  const during = sourceMarksAt(trace, trace.turnBegin(5));
  assert.deepEqual(during.find(({ line }) => line === 10)!.tasks, [3, 2], 'who runs comes first');
});

test('a moment in sentences', () => {
  const trace = traceOf(twoWorkers());
  assert.deepEqual(describeMoment(trace, 4), [
    'main waits in weft_gather for 2 tasks to end.',
    'worker#2 is new: it waits for its first turn.',
    'worker#3 is new: it waits for its first turn.',
  ]);
  assert.equal(describeTask(trace, trace.lane(2)!, 7), 'worker#2 sleeps until 1 s');
});

test('what a task asks of the host is in its lane, from its beginning to its end', () => {
  const trace = traceOf([
    { kind: 'SPAWN', task: 1, time: 0, text: 'main' },
    { kind: 'RUN', task: 1 },
    { kind: 'BEGIN', task: 1, object: 1, call: 'weft_fetch', text: '/delay/1', file: 'a.c', line: 5 },
    { kind: 'SUSPEND', task: 1, object: 1, call: 'weft_fetch', file: 'a.c', line: 5 },
    { kind: 'FINISH', task: 1, time: 1, object: 1, call: 'weft_fetch' },
    { kind: 'WAKE', task: 1, call: 'weft_fetch' },
    { kind: 'RUN', task: 1 },
    { kind: 'BEGIN', task: 1, object: 2, call: 'weft_read_line', file: 'a.c', line: 6 },
    { kind: 'SUSPEND', task: 1, object: 2, call: 'weft_read_line', file: 'a.c', line: 6 },
  ]);
  const { operations } = trace.lane(1)!;
  assert.deepEqual(
    operations.map((one) => [operationName(one), one.begin, one.end, one.aborted]),
    [
      ['fetch /delay/1', 2, 4, false],
      ['read_line', 7, Infinity, false],
    ],
  );
  assert.deepEqual(
    [1, 2, 3, 4, 6, 7, 8].map((eventIndex) => operationDuring(trace.lane(1)!.operations, eventIndex)?.number),
    [undefined, 1, 1, undefined, undefined, 2, 2],
  );
  assert.equal(rowOf(trace, trace.lane(1)!, 3).waitsFor, '/delay/1');
});

test('an operation whose end was lost is over when its task goes on to something else', () => {
  const maker = new SlotMaker();
  const trace = new Trace();
  const waiting: Slot[] = [
    { kind: 'SPAWN', task: 1, text: 'main' },
    { kind: 'RUN', task: 1 },
    { kind: 'BEGIN', task: 1, object: 1, call: 'weft_fetch' },
    { kind: 'SUSPEND', task: 1, object: 1, call: 'weft_fetch' },
  ];
  trace.append(maker.batch(waiting));
  const [operation] = trace.lane(1)!.operations;
  trace.append(
    maker.batch([], { lost: 9, tasks: taskTable([{ task: 1, name: 'main', state: 3, call: 'weft_fetch' }]) }),
  );
  assert.equal(operation!.end, Infinity, 'it may still be under way');
  trace.append(
    maker.batch([], { lost: 9, tasks: taskTable([{ task: 1, name: 'main', state: 3, call: 'weft_join' }]) }),
  );
  assert.ok(operation!.end < Infinity);
});

test('a deadlock is told at the end', () => {
  const trace = traceOf([
    { kind: 'SPAWN', task: 1, text: 'main' },
    { kind: 'RUN', task: 1 },
    { kind: 'SPAWN', task: 2, peer: 1, text: 'stuck' },
    { kind: 'SUSPEND', task: 1, call: 'weft_join', peer: 2, object: 1 },
    { kind: 'RUN', task: 2 },
    { kind: 'SUSPEND', task: 2, call: 'weft_event_wait', object: 1 },
  ]);
  trace.finish(0, 'deadlock');
  assert.deepEqual(describeMoment(trace, trace.last), [
    'Deadlock: everybody waits for somebody else, so nobody can ever go on.',
    'main waits in weft_join for stuck#2 to end.',
    'stuck#2 waits in weft_event_wait for event 1.',
  ]);
});

test('a run that was stopped while everybody waited is not told as a deadlock', () => {
  const trace = traceOf([
    { kind: 'SPAWN', task: 1, text: 'main' },
    { kind: 'RUN', task: 1 },
    { kind: 'BEGIN', task: 1, object: 1, call: 'weft_read_line' },
    { kind: 'SUSPEND', task: 1, object: 1, call: 'weft_read_line' },
  ]);
  trace.finish(0, 'stopped');
  assert.equal(describeMoment(trace, trace.last)[0], 'The run is over.');
  trace.finish(0, 'deadlock');
  assert.equal(trace.stuck, false, 'the first cause holds');
});

test('after a loss everybody stands as the table says', () => {
  const maker = new SlotMaker();
  const trace = new Trace();
  trace.append(maker.batch(twoWorkers().slice(0, 9)));
  const tasks = taskTable([
    { task: 1, name: 'main', state: 1 },
    { task: 3, name: 'worker', state: 3, call: 'weft_join' },
    { task: 9, name: 'late', state: 0 },
  ]);
  trace.append({ ...maker.batch([], { lost: 5000, tasks }), now: 7e9 });
  assert.equal(trace.lostEvents, 5000);
  assert.equal(trace.events.time(trace.losses[0]!), 7e9, 'the loss is told at its end');
  const state = (task: number) => trace.lane(task)!.statusAt(trace.events, trace.last).state;
  assert.deepEqual([1, 2, 3, 9].map(state), [
    TaskState.ready,
    TaskState.ended,
    TaskState.waiting,
    TaskState.new,
  ]);
});

test('after a loss it is known what a task waits in', () => {
  const maker = new SlotMaker();
  const trace = new Trace();
  const tasks = taskTable([
    { task: 1, name: 'main', state: 3, call: 'weft_gather', number: 12 },
    { task: 2, name: 'reader', state: 3, call: 'weft_chan_recv', number: 3 },
    { task: 3, name: 'idler', state: 3, call: 'weft_sleep' },
  ]);
  trace.append(maker.batch([], { lost: 5000, tasks }));
  const waitsFor = [1, 2, 3].map((task) => rowOf(trace, trace.lane(task)!, trace.last).waitsFor);
  assert.deepEqual(waitsFor, ['12 tasks', 'channel 3', '']);
});

test('the oldest events go, and what they led to stays', () => {
  const maker = new SlotMaker();
  const trace = new Trace(100_000);
  trace.append(maker.batch(twoWorkers().slice(0, 8)));
  for (let round = 0; round < 20; round++) {
    trace.append(
      maker.batch(
        Array.from({ length: 30_000 }, (_, index): Slot[] => [
          { kind: 'RUN', task: 3, time: round + index / 30_000 },
          { kind: 'SUSPEND', task: 3, call: 'weft_yield', line: 7 },
        ]).flat(),
      ),
    );
  }
  const { first, length } = trace.events;
  assert.ok(first > 0 && length - first >= 100_000 && length - first < 500_000, `${first} to ${length}`);
  const waiting = trace.lane(1)!.statusAt(trace.events, first);
  assert.deepEqual(
    [waiting.state, waiting.call, waiting.line, waiting.event],
    [TaskState.waiting, 'weft_gather', 22, -1],
  );
  assert.equal(trace.turnCount, 600_002);
  assert.equal(trace.lane(3)!.turnsAt(trace.events, trace.last), 600_000);
  assert.equal(trace.writtenBy(1, trace.last), 10);
  assert.equal(trace.lane(2)!.turnsAt(trace.events, trace.last), 1);
});

test('calls, files and marks keep their names however many different texts there are', () => {
  const maker = new SlotMaker();
  const trace = new Trace();
  trace.append(maker.batch([{ kind: 'SPAWN', task: 1, text: 'main' }]));
  const count = 140_000;
  for (let first = 0; first < count; first += 1000) {
    const marks = Array.from({ length: 1000 }, (_, index) => ({
      kind: 'MARK' as const,
      task: 1,
      text: `mark ${first + index}`,
    }));
    trace.append(maker.batch(marks));
  }
  trace.append(maker.batch([{ kind: 'SUSPEND', task: 1, call: 'weft_chan_recv', file: 'late.c', line: 7 }]));
  const { events } = trace;
  assert.equal(events.call(trace.last), 'weft_chan_recv');
  assert.equal(events.file(trace.last), 'late.c');
  for (const number of [0, 65_535, 65_536, count - 1])
    assert.equal(events.text(number + 1), `mark ${number}`);
});

test('texts go with the events that they belong to', () => {
  const maker = new SlotMaker();
  const store = new EventStore();
  const decoder = new Decoder(store, (entry) => void store.push(entry));
  const kept = 1 << 16;
  for (let batch = 0; batch < 700; batch++) {
    const marks = Array.from({ length: 1000 }, (_, index) => ({
      kind: 'MARK' as const,
      task: 1,
      text: `mark ${1000 * batch + index}`,
    }));
    decoder.batch(maker.batch(marks), noTasks);
    store.dropBefore(store.beginOf(kept));
  }
  assert.ok(store.first > 0);
  assert.ok(store.textCount <= store.length - store.first + 1);
  assert.equal(store.text(store.first), `mark ${store.first}`);
  assert.equal(store.text(store.length - 1), 'mark 699999');
});
