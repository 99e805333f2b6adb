/// The tasks at a moment, as a table.

import { waitedFor } from './describe.ts';
import { TaskState } from '../model/event-store.ts';
import type { TaskSample } from '../model/samples.ts';
import type { Lane } from '../model/lane.ts';
import type { Trace } from '../model/trace.ts';

export interface TaskRow {
  lane: Lane;
  name: string;
  state: TaskState;
  /// In a word.
  stateName: string;
  waitsIn: string;
  waitsFor: string;
  file: string;
  line: number;
  turns: number;
  /// Nanoseconds, as last measured; undefined where nothing was measured yet.
  cpu: number | undefined;
  sample: TaskSample | undefined;
}

export type Column =
  | 'task'
  | 'state'
  | 'waitsIn'
  | 'waitsFor'
  | 'line'
  | 'turns'
  | 'cpu'
  | 'stack'
  | 'frames';

export interface Order {
  column: Column;
  descending: boolean;
}

const stateNames: Record<TaskState, string> = {
  [TaskState.none]: '',
  [TaskState.new]: 'new',
  [TaskState.ready]: 'ready',
  [TaskState.running]: 'running',
  [TaskState.sleeping]: 'sleeping',
  [TaskState.waiting]: 'waiting',
  [TaskState.ended]: 'ended',
};

export function rowOf(trace: Trace, lane: Lane, eventIndex: number): TaskRow {
  const status = lane.statusAt(trace.events, eventIndex);
  /* Who has the turn when the program ends has ended it. */
  const state =
    trace.over && eventIndex >= trace.last && status.state === TaskState.running
      ? TaskState.ended
      : status.state;
  const waits = state === TaskState.waiting || state === TaskState.sleeping;
  const sample = eventIndex >= lane.end ? undefined : trace.samples.of(lane.task, eventIndex);
  return {
    lane,
    name: trace.label(lane.task),
    state,
    stateName: stateNames[state],
    waitsIn: waits ? status.call : '',
    waitsFor: waitedFor(trace, { ...status, state }),
    file: status.file,
    line: status.line,
    turns: lane.turnsAt(eventIndex),
    sample: state === TaskState.ended ? undefined : sample,
    cpu: sample ? sample.cpuSeconds * 1e9 : endedCpu(trace, lane, eventIndex),
  };
}

/// The last event of a task tells what all its turns took.
function endedCpu({ events }: Trace, lane: Lane, eventIndex: number): number | undefined {
  return lane.end <= eventIndex && lane.end >= events.first
    ? events.microseconds(lane.end) * 1000
    : undefined;
}

/// The lanes that had begun by then, in that order; those that stand alike in the order in which they began.
export function sortedLanes(
  trace: Trace,
  eventIndex: number,
  { column, descending }: Order,
  only?: number,
): Lane[] {
  const lanes = trace.lanes.filter(
    (lane) => lane.begin <= eventIndex && (only === undefined || lane.task === only),
  );
  if (column === 'task') return descending ? lanes.reverse() : lanes;
  const key = keys[column];
  const keyed = lanes.map((lane) => ({ lane, key: key(rowOf(trace, lane, eventIndex)) }));
  keyed.sort(
    (a, b) => (descending ? compare(b.key, a.key) : compare(a.key, b.key)) || a.lane.begin - b.lane.begin,
  );
  return keyed.map(({ lane }) => lane);
}

type Key = string | number;

const keys: Record<Exclude<Column, 'task'>, (row: TaskRow) => Key> = {
  state: (row) => order.indexOf(row.state),
  waitsIn: (row) => row.waitsIn,
  waitsFor: (row) => row.waitsFor,
  line: (row) => row.line,
  turns: (row) => row.turns,
  cpu: (row) => row.cpu ?? -1,
  stack: (row) => row.sample?.stackUsed ?? -1,
  frames: (row) => row.sample?.frameBytes ?? -1,
};

const order: TaskState[] = [
  TaskState.running,
  TaskState.ready,
  TaskState.new,
  TaskState.waiting,
  TaskState.sleeping,
  TaskState.ended,
  TaskState.none,
];

const compare = (a: Key, b: Key): number =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a) < String(b)
      ? -1
      : String(a) > String(b)
        ? 1
        : 0;
