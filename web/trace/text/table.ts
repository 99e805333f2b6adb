/// The tasks at a moment, as a table.

import { waitedFor } from './describe.ts';
import { Stand } from '../model/event-store.ts';
import type { Figures } from '../model/samples.ts';
import type { Lane } from '../model/lane.ts';
import type { Trace } from '../model/trace.ts';

export interface TaskRow {
  lane: Lane;
  name: string;
  stand: Stand;
  state: string;
  waitsIn: string;
  waitsFor: string;
  file: string;
  line: number;
  turns: number;
  /// Nanoseconds, as last measured; undefined where nothing was measured yet.
  cpu: number | undefined;
  figures: Figures | undefined;
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

const states: Record<Stand, string> = {
  [Stand.none]: '',
  [Stand.fresh]: 'new',
  [Stand.ready]: 'ready',
  [Stand.running]: 'running',
  [Stand.sleeping]: 'sleeping',
  [Stand.waiting]: 'waiting',
  [Stand.ended]: 'ended',
};

export function rowOf(trace: Trace, lane: Lane, moment: number): TaskRow {
  const standing = lane.standingAt(trace.events, moment);
  /* Who has the turn when the program ends has ended it. */
  const stand =
    trace.over && moment >= trace.last && standing.stand === Stand.running ? Stand.ended : standing.stand;
  const waits = stand === Stand.waiting || stand === Stand.sleeping;
  const figures = moment >= lane.end ? undefined : trace.figures.of(lane.task, moment);
  return {
    lane,
    name: trace.label(lane.task),
    stand,
    state: states[stand],
    waitsIn: waits ? standing.call : '',
    waitsFor: waitedFor(trace, { ...standing, stand }),
    file: standing.file,
    line: standing.line,
    turns: lane.turnsAt(moment),
    figures: stand === Stand.ended ? undefined : figures,
    cpu: figures ? figures.cpuSeconds * 1e9 : endedCpu(trace, lane, moment),
  };
}

/// The last event of a task tells what all its turns took.
function endedCpu({ events }: Trace, lane: Lane, moment: number): number | undefined {
  return lane.end <= moment && lane.end >= events.first ? events.object(lane.end) * 1000 : undefined;
}

/// The lanes that had begun by then, in that order; those that stand alike in the order in which they began.
export function sortedLanes(
  trace: Trace,
  moment: number,
  { column, descending }: Order,
  only?: number,
): Lane[] {
  const lanes = trace.lanes.filter(
    (lane) => lane.begin <= moment && (only === undefined || lane.task === only),
  );
  if (column === 'task') return descending ? lanes.reverse() : lanes;
  const key = keys[column];
  const keyed = lanes.map((lane) => ({ lane, key: key(rowOf(trace, lane, moment)) }));
  keyed.sort(
    (a, b) => (descending ? compare(b.key, a.key) : compare(a.key, b.key)) || a.lane.begin - b.lane.begin,
  );
  return keyed.map(({ lane }) => lane);
}

type Key = string | number;

const keys: Record<Exclude<Column, 'task'>, (row: TaskRow) => Key> = {
  state: (row) => order.indexOf(row.stand),
  waitsIn: (row) => row.waitsIn,
  waitsFor: (row) => row.waitsFor,
  line: (row) => row.line,
  turns: (row) => row.turns,
  cpu: (row) => row.cpu ?? -1,
  stack: (row) => row.figures?.stackUsed ?? -1,
  frames: (row) => row.figures?.frameBytes ?? -1,
};

const order: Stand[] = [
  Stand.running,
  Stand.ready,
  Stand.fresh,
  Stand.waiting,
  Stand.sleeping,
  Stand.ended,
  Stand.none,
];

const compare = (a: Key, b: Key): number =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a) < String(b)
      ? -1
      : String(a) > String(b)
        ? 1
        : 0;
