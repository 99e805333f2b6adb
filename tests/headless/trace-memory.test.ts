/// What the model of a trace keeps of many tasks: its lists, and how much memory they take.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { TaskState } from '../../web/runtime/abi.gen.ts';
import { ChangeList } from '../../web/trace/model/change-list.ts';
import { NumberList } from '../../web/trace/model/number-list.ts';
import { StateHistory } from '../../web/trace/model/state-counts.ts';
import { TaskState as State } from '../../web/trace/model/task-state.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { describeTasks } from '../../web/trace/text/moment.ts';
import { sortedLanes } from '../../web/trace/text/table.ts';
import { SlotMaker, taskTable } from './trace-slots.ts';

const itemsOf = (list: { length: number; at(index: number): number | undefined }): (number | undefined)[] =>
  Array.from({ length: list.length }, (_, index) => list.at(index));

for (const [name, newList] of [
  ['numbers', () => new NumberList()],
  ['changes', () => new ChangeList()],
] as const)
  test(`a list of ${name} that forgets its beginning keeps the rest`, () => {
    const list = newList();
    let plain: number[] = [];
    for (const [pushed, dropped] of [
      [3, 2],
      [20, 21],
      [0, 0],
      [70_000, 16_384],
      [5, 40_000],
      [16_384, 30_004],
      [1, 0],
    ] as const) {
      for (let item = 0; item < pushed; item++) {
        plain.push(1000 * pushed + item);
        list.push(1000 * pushed + item);
      }
      plain = plain.slice(dropped);
      list.dropFirst(dropped);
      assert.deepEqual(itemsOf(list), plain);
    }
  });

test('of the states of a group each moment that is kept can be asked for', () => {
  const history = new StateHistory();
  const states = [
    State.ready,
    State.running,
    State.sleeping,
    State.ready,
    State.running,
    State.ended,
  ] as const;
  const asleep: number[] = [];
  let sleeping = 0;
  for (let task = 0; task < 100; task++)
    states.forEach((state, step) => {
      const before = step === 0 ? State.none : states[step - 1]!;
      history.changed(asleep.length, before, state);
      sleeping += Number(state === State.sleeping) - Number(before === State.sleeping);
      asleep.push(sleeping);
    });
  const check = (first: number) => {
    for (let event = first; event < asleep.length; event++)
      assert.equal(history.countsAt(event).sleeping, asleep[event]);
  };
  check(0);
  for (const first of [1, 63, 64, 65, 200, 448, 599]) {
    history.dropBefore(first);
    check(first);
  }
});

test('a task that waits takes at most 400 bytes of the model, its events aside', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const count = 100_000;
  const tasks = Array.from({ length: count }, (_, index) => {
    return { task: index + 1, name: 'sleeper', state: TaskState.WAITING, call: 'weft_sleep' };
  });
  const batch = { ...new SlotMaker().batch([]), lost: count, tasks: taskTable(tasks) };
  const before = used();
  const trace = new Trace();
  trace.append(batch);
  const bytes = (used() - before) / count;
  assert.equal(trace.lanes.length, count);
  assert.ok(bytes < 400, `${bytes} bytes`);
  assert.equal(describeTasks(trace, trace.last), 'Of 100,000 tasks 100,000 sleep.');
  assert.equal(sortedLanes(trace, trace.last, { column: 'task', descending: false }).length, count);
});
