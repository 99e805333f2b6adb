/// The table shows the tasks and the generators at a moment.

import { TaskState, type TaskStatus } from '../model/task-state.ts';
import { nested } from '../model/nested.ts';
import { firstWithout } from '../model/search.ts';
import { totalsBetween, totalsUntil, type Moment, type Range, type Totals } from '../model/totals.ts';
import { waitedFor } from './waits.ts';
import type { TaskSample } from '../model/samples.ts';
import type { Lane } from '../model/lane.ts';
import type { Trace } from '../model/trace.ts';
import type { EventIndex, Nanoseconds, TaskId } from '../model/units.ts';

export interface TaskRow {
  lane: Lane;
  name: string;
  state: TaskState;
  /// The state in a word.
  stateName: string;
  waitsIn: string;
  waitsFor: string;
  file: string;
  line: number;
  turns: number;
  /// Undefined where nothing was measured yet.
  cpu: Nanoseconds | undefined;
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
  | 'frames'
  | 'wakes'
  | 'busy'
  | 'ready'
  | 'waited';

/// Of what a table's totals are the sums: a range, or everything up to a moment.
export type Summed = Range | { to: Moment };

export const totalsOf = (trace: Trace, lane: Lane, summed: Summed): Totals =>
  'from' in summed ? totalsBetween(lane, trace.events, summed) : totalsUntil(lane, trace.events, summed.to);

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
  [TaskState.standing]: 'at yield',
};

export function rowOf(trace: Trace, lane: Lane, eventIndex: EventIndex): TaskRow {
  const known = lane.statusAt(trace.events, eventIndex);
  /* The task that has the turn when the program ends has ended as well. */
  const atEnd = trace.over && eventIndex >= trace.last && known.state === TaskState.running;
  const status = atEnd ? { ...known, state: TaskState.ended } : known;
  const { state, call, file, line } = status;
  const waits = state === TaskState.waiting || state === TaskState.sleeping;
  return {
    lane,
    name: trace.label(lane.task),
    state,
    stateName: stateNames[state],
    waitsIn: waits ? call : '',
    waitsFor: waitedFor(trace, status),
    file,
    line,
    turns: lane.turnsAt(trace.events, eventIndex),
    sample: state === TaskState.ended || lane.isGenerator ? undefined : sampleOf(trace, lane, eventIndex),
    cpu: lane.isGenerator ? undefined : cpuAt(trace, lane, eventIndex, known),
  };
}

/// While the program runs, this is the newest measurement. For an earlier moment it is only one that was made
/// of the same turn, or of the same wait between two turns: any other would contradict what is known of the
/// moment.
function sampleOf(trace: Trace, lane: Lane, eventIndex: EventIndex): TaskSample | undefined {
  if (!trace.over && eventIndex >= trace.last) return trace.samples.upTo(lane.task, eventIndex);
  const { events } = trace;
  let at = lane.changeAt(eventIndex);
  const isTurn = (index: number) => lane.stateOf(events, lane.changes.at(index)!) === TaskState.running;
  if (at < 0) return undefined;
  let next = at + 1;
  if (!isTurn(at)) {
    while (at > 0 && !isTurn(at - 1)) at--;
    while (next < lane.changes.length && !isTurn(next)) next++;
  }
  return trace.samples.between(lane.task, lane.changes.at(at)!, lane.changes.at(next) ?? Infinity);
}

/// What was measured before, and what the turn that goes on has taken since it began.
function cpuAt(
  trace: Trace,
  lane: Lane,
  eventIndex: EventIndex,
  { state, event }: TaskStatus,
): Nanoseconds | undefined {
  const { events } = trace;
  if (eventIndex >= lane.end)
    return lane.end >= events.first ? events.microseconds(lane.end) * 1000 : undefined;
  const measuredBy = (index: EventIndex) => (trace.samples.upTo(lane.task, index)?.cpuSeconds ?? 0) * 1e9;
  const measured = measuredBy(eventIndex);
  const newest = eventIndex >= trace.last;
  const until = newest ? trace.now : events.time(eventIndex);
  const lasted = Math.max(until - events.time(event), newest ? trace.turnLasted : 0);
  if (state === TaskState.running && lasted > 0) return Math.max(measured, measuredBy(event - 1) + lasted);
  /* Before it has had a turn it has taken no time; after that, 0 only says that
     nothing has been measured yet. */
  return measured === 0 && lane.turnsAt(trace.events, eventIndex) > 0 ? undefined : measured;
}

/// The lanes that had begun by then, in that order; those that stand alike in the order in which they began,
/// and generators below who made them.
export function sortedLanes(
  trace: Trace,
  eventIndex: EventIndex,
  { column, descending }: Order,
  only?: TaskId,
  summed: Summed = {
    to: { event: eventIndex, time: trace.events.length > 0 ? trace.events.time(eventIndex) : 0 },
  },
): Lane[] {
  const lanes = begunBy(trace, eventIndex, only);
  if (column === 'task') return descending ? lanes.reverse() : lanes;
  const keyOf = (lane: Lane): Key =>
    isTotal(column)
      ? sums[column](totalsOf(trace, lane, summed))
      : keys[column](rowOf(trace, lane, eventIndex));
  const keyed = lanes.map((lane) => ({ lane, key: keyOf(lane) }));
  keyed.sort(
    (a, b) => (descending ? compare(b.key, a.key) : compare(a.key, b.key)) || a.lane.begin - b.lane.begin,
  );
  return keyed.map(({ lane }) => lane);
}

/// They begin in their order, so of a million the first ones are taken at once.
function begunBy(trace: Trace, eventIndex: EventIndex, only: TaskId | undefined): Lane[] {
  if (only !== undefined) {
    const lane = trace.lane(only);
    return lane && lane.begin <= eventIndex ? [lane] : [];
  }
  const { lanes, generators } = trace;
  if (generators.length === 0)
    return lanes.slice(
      0,
      firstWithout(0, lanes.length, (index) => lanes[index]!.begin <= eventIndex),
    );
  return nested(trace).flatMap(({ lane }) => (lane.begin <= eventIndex ? [lane] : []));
}

type Key = string | number;

type Total = 'wakes' | 'busy' | 'ready' | 'waited';

const sums: Record<Total, (totals: Totals) => number> = {
  wakes: ({ wakes }) => wakes,
  busy: ({ ran }) => ran,
  ready: ({ ready }) => ready,
  waited: ({ waited }) => waited,
};

const isTotal = (column: Column): column is Total => column in sums;

const keys: Record<Exclude<Column, 'task' | Total>, (row: TaskRow) => Key> = {
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
  TaskState.standing,
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
