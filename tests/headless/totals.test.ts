/// What a task did between two moments: its totals, its events one after another; and what is found by name.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TraceEvent } from '../../web/runtime/abi.gen.ts';
import { TaskState } from '../../web/trace/model/task-state.ts';
import { totalsBetween, totalsUntil, type Moment, type Totals } from '../../web/trace/model/totals.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { eventOfTask } from '../../web/trace/model/walk.ts';
import { findInTrace, nextMatch } from '../../web/trace/text/find.ts';
import { describeRange, totalsOfRange } from '../../web/trace/text/range.ts';
import { sortedLanes } from '../../web/trace/text/table.ts';
import type { Lane } from '../../web/trace/model/lane.ts';
import { SlotMaker, twoWorkers } from './trace-slots.ts';
import { Chances, RandomProgram } from './trace-streams.ts';

const parameters = {
  seed: Number(process.env.WEFT_SEED ?? 20_260_801),
  numRuns: Number(process.env.WEFT_RUNS ?? 40),
  includeErrorInReport: true,
};

const second = 1e9;

function twoWorkersRun(): Trace {
  const trace = new Trace();
  trace.append(new SlotMaker().batch(twoWorkers()));
  trace.finish(2 * second, 'exit');
  return trace;
}

const endOf = (trace: Trace): Moment => ({ event: trace.last, time: trace.now });

/// The last event up to that time, as one that points at the axis of time gets it.
const momentAt = (trace: Trace, time: number): Moment => ({ event: trace.events.lastAt(time), time });

test('a worker that sleeps twice for a second has waited for two, and was woken twice', () => {
  const trace = twoWorkersRun();
  const worker = trace.lane(2)!;
  assert.deepEqual(totalsUntil(worker, trace.events, endOf(trace)), {
    ran: 0,
    ready: 0,
    waited: 2 * second,
    turns: 3,
    wakes: 2,
  });
  const main = totalsUntil(trace.lane(1)!, trace.events, endOf(trace));
  assert.deepEqual([main.waited, main.turns, main.wakes], [2 * second, 2, 1]);
});

test('of a range only what lies in it is counted, and in words', () => {
  const trace = twoWorkersRun();
  const range = { from: momentAt(trace, 0.5 * second), to: momentAt(trace, 1.5 * second) };
  const { waited, turns, wakes } = totalsBetween(trace.lane(2)!, trace.events, range);
  assert.deepEqual([waited, turns, wakes], [second, 1, 1]);
  assert.equal(totalsOfRange(trace, range).tasks, 3);
  assert.equal(
    describeRange(trace, range),
    '0.500 s to 1.500 s, 1 s: 3 tasks had 2 turns; ' +
      'together they ran 0 ns, were ready 0 ns and waited 3 s, with 2 wake-ups.',
  );
});

test('the table is sorted by totals, those of a range too', () => {
  const trace = new Trace();
  trace.append(
    new SlotMaker().batch([
      { kind: 'SPAWN', task: 1, time: 0, text: 'main' },
      { kind: 'RUN', task: 1 },
      { kind: 'SPAWN', task: 2, peer: 1, text: 'worker', time: 1 },
      { kind: 'SUSPEND', task: 1, call: 'weft_join', time: 3 },
      { kind: 'RUN', task: 2 },
      { kind: 'SUSPEND', task: 2, call: 'weft_mutex_lock', time: 4 },
    ]),
  );
  trace.finish(10 * second, 'deadlock');
  const by = (column: 'busy' | 'ready' | 'waited', from = 0) =>
    sortedLanes(trace, trace.last, { column, descending: true }, undefined, {
      from: momentAt(trace, from * second),
      to: endOf(trace),
    }).map(({ task }) => task);
  assert.deepEqual(
    [by('busy'), by('ready'), by('waited')],
    [
      [1, 2],
      [2, 1],
      [1, 2],
    ],
  );
  assert.deepEqual(by('busy', 3.5), [2, 1]);
});

test('from event to event of one task, and no further', () => {
  const trace = twoWorkersRun();
  const own = Array.from({ length: trace.events.length }, (_, event) => event).filter(
    (event) => trace.events.task(event) === 3,
  );
  const forward: number[] = [];
  for (let at = eventOfTask(trace, 3, -1, 1); at !== undefined; at = eventOfTask(trace, 3, at, 1))
    forward.push(at);
  assert.deepEqual(forward, own);
  const back: number[] = [];
  for (let at = eventOfTask(trace, 3, trace.events.length, -1); at !== undefined; )
    at = (back.unshift(at), eventOfTask(trace, 3, at, -1));
  assert.deepEqual(back, own);
  assert.equal(eventOfTask(trace, 99, 0, 1), undefined);
});

test('a generator has the events at which it is resumed and stands, though they are others’ as well', () => {
  const trace = new Trace();
  trace.append(
    new SlotMaker().batch([
      { kind: 'SPAWN', task: 1, time: 0, text: 'main' },
      { kind: 'RUN', task: 1 },
      { kind: 'GENERATOR', task: 1, object: 1, text: 'fib' },
      { kind: 'NEXT', task: 1, object: 1 },
      { kind: 'MARK', task: 1, text: 'inside' },
      { kind: 'YIELD', task: 1, object: 1 },
      { kind: 'MARK', task: 1, text: 'outside' },
    ]),
  );
  const { task } = trace.generators[0]!;
  const events: number[] = [];
  for (let at = eventOfTask(trace, task, -1, 1); at !== undefined; at = eventOfTask(trace, task, at, 1))
    events.push(at);
  assert.deepEqual(events, [2, 3, 4, 5]);
  assert.deepEqual(findInTrace(trace, 'INSIDE'), [{ task, event: 4 }]);
});

test('tasks are found by name or number, marks by their words, and after the last comes the first', () => {
  const trace = new Trace();
  trace.append(new SlotMaker().batch([...twoWorkers(), { kind: 'MARK', task: 1, text: 'Worked out' }]));
  const matches = findInTrace(trace, 'work');
  assert.deepEqual(
    matches.map(({ task }) => task),
    [2, 3, 1],
  );
  assert.deepEqual(
    findInTrace(trace, 'worker#3').map(({ task }) => task),
    [3],
  );
  assert.deepEqual([findInTrace(trace, ' '), findInTrace(trace, 'nobody')], [[], []]);
  const mark = matches[2]!;
  assert.equal(nextMatch(matches, { event: -1, task: 0 }, 1), 0);
  assert.equal(nextMatch(matches, mark, 1), 0);
  assert.equal(nextMatch(matches, matches[0]!, -1), 2);
  assert.equal(nextMatch(matches, { event: mark.event - 1, task: 0 }, 1), 2);
  assert.equal(nextMatch([], mark, 1), -1);
});

/// The same, added up event by event.
function slowly(trace: Trace, lane: Lane, { from, to }: { from: Moment; to: Moment }): Totals {
  const { events } = trace;
  const totals = { ran: 0, ready: 0, waited: 0, turns: 0, wakes: 0 };
  const changes = new Set(lane.changes);
  let time = from.time;
  for (let event = from.event; event <= to.event; event++) {
    if (event > from.event && changes.has(event)) {
      if (lane.statusAt(events, event).state === TaskState.running) totals.turns++;
      if (events.kind(event) === TraceEvent.WAKE) totals.wakes++;
    }
    const next = event === to.event ? to.time : events.time(event + 1);
    const part = next - time;
    time = next;
    const { state } = lane.statusAt(events, event);
    if (event < lane.begin || state === TaskState.none || state === TaskState.ended) continue;
    if (state === TaskState.running) totals.ran += part;
    else if (state === TaskState.ready || (state === TaskState.new && !lane.isGenerator))
      totals.ready += part;
    else totals.waited += part;
  }
  return totals;
}

/// To the nanosecond: sums of doubles depend on their order.
const near = (one: Totals, other: Totals, words: string): void => {
  for (const key of ['ran', 'ready', 'waited', 'turns', 'wakes'] as const)
    assert.ok(Math.abs(one[key] - other[key]) <= 1, `${words}, ${key}: ${one[key]} and ${other[key]}`);
};

const evenly = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((number) => number / 2 ** 32);

test('totals are those of the events one by one, add up, and survive that events are dropped', () => {
  const stream = fc.record({
    numbers: fc.array(evenly, { minLength: 8, maxLength: 60 }),
    batches: fc.integer({ min: 1, max: 6 }),
    kept: fc.constantFrom(16, 60, 500),
  });
  fc.assert(
    fc.property(stream, ({ numbers, batches, kept }) => {
      const chances = new Chances(numbers);
      const program = new RandomProgram(chances);
      const maker = new SlotMaker();
      const [trace, whole] = [new Trace(kept, 2), new Trace()];
      for (let batch = 0; batch < batches; batch++) {
        const { slots, lost, tasks } = program.play(1 + chances.below(40));
        const next = maker.batch(slots, { lost, ...(tasks && { tasks }) });
        trace.append(next);
        whole.append(next);
        const { first, length } = whole.events;
        if (length === first) continue;
        const drawn = [0, 0, 0].map(() => chances.below(length)).sort((a, b) => a - b);
        const [a, b, c] = drawn.map((event) => ({ event, time: whole.events.time(event) })) as [
          Moment,
          Moment,
          Moment,
        ];
        for (const lane of [...whole.lanes, ...whole.generators]) {
          const between = (from: Moment, to: Moment) => totalsBetween(lane, whole.events, { from, to });
          near(between(a, c), slowly(whole, lane, { from: a, to: c }), whole.label(lane.task));
          const sum = between(a, b);
          const rest = between(b, c);
          for (const key of ['ran', 'ready', 'waited', 'turns', 'wakes'] as const) sum[key] += rest[key];
          near(sum, between(a, c), 'in two parts');
        }
        for (const lane of [...trace.lanes, ...trace.generators]) {
          const moment = { event: trace.last, time: trace.now };
          near(
            totalsUntil(lane, trace.events, moment),
            totalsUntil(whole.lane(lane.task)!, whole.events, moment),
            `${trace.label(lane.task)} without what was dropped`,
          );
        }
      }
    }),
    parameters,
  );
});
