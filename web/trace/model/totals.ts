/// Adds up what a task did between two moments: how long it ran, was ready and waited, how many turns it had
/// and how often it was woken.

import { TraceEvent } from '../../runtime/abi.gen.ts';
import { countUpTo, type Sorted } from './search.ts';
import { TaskState } from './task-state.ts';
import type { EventStore } from './event-store.ts';
import type { EventIndex, Nanoseconds } from './units.ts';

/// Everything up to that event has happened, and it is that time, which is not before the event's.
export interface Moment {
  event: EventIndex;
  time: Nanoseconds;
}

/// The later one comes second.
export interface Range {
  from: Moment;
  to: Moment;
}

export interface Totals {
  /// By the program's clock; on the virtual one a turn takes no time.
  ran: Nanoseconds;
  ready: Nanoseconds;
  /// Sleeping, or at a yield, too.
  waited: Nanoseconds;
  turns: number;
  /// How often something ended its wait; of a generator, one of its body.
  wakes: number;
}

/// What is asked of a lane.
interface Changing {
  readonly changes: Sorted;
  readonly stateBefore: TaskState;
  readonly isGenerator: boolean;
  /// Of what is no longer kept, up to the time `since`.
  readonly past: Totals;
  readonly since: Nanoseconds;
  stateOf(events: EventStore, change: EventIndex): TaskState;
}

export const noTotals: Totals = { ran: 0, ready: 0, waited: 0, turns: 0, wakes: 0 };

/// Since the beginning of the run, with what is no longer kept.
export function totalsUntil(lane: Changing, events: EventStore, moment: Moment): Totals {
  const { event, time } = moment.event < events.first ? beginOf(events) : moment;
  const count = countUpTo(lane.changes, event);
  const totals = changesUntil(lane, events, count);
  addTime(totals, stateAfter(lane, events, count - 1), time - timeAfter(lane, events, count - 1));
  return totals;
}

/// Where what is kept begins.
const beginOf = (events: EventStore): Moment => ({ event: events.first - 1, time: timeOfFirst(events) });
const timeOfFirst = (events: EventStore): Nanoseconds => (events.first > 0 ? events.time(events.first) : 0);

/// With the first so many changes, up to the last of them.
function changesUntil(lane: Changing, events: EventStore, count: number): Totals {
  const mark = Math.floor(count / every);
  const totals = { ...(mark === 0 ? lane.past : sumsOf(lane, events, mark).marks[mark]!) };
  for (let at = mark * every; at < count; at++) addChange(totals, lane, events, at);
  return totals;
}

export function totalsBetween(lane: Changing, events: EventStore, { from, to }: Range): Totals {
  const [before, after] = [totalsUntil(lane, events, from), totalsUntil(lane, events, to)];
  return {
    ran: after.ran - before.ran,
    ready: after.ready - before.ready,
    waited: after.waited - before.waited,
    turns: after.turns - before.turns,
    wakes: after.wakes - before.wakes,
  };
}

export function addTotals(sum: Totals, more: Totals): void {
  sum.ran += more.ran;
  sum.ready += more.ready;
  sum.waited += more.waited;
  sum.turns += more.turns;
  sum.wakes += more.wakes;
}

/// A long run is added up once: the sums after so many changes each are kept.
const every = 256;

interface Sums {
  /// They begin with this change: when older ones have been dropped, they are made anew.
  first: EventIndex | undefined;
  since: Nanoseconds;
  /// After none of the changes, after `every`, and so on.
  marks: Totals[];
}

const sums = new WeakMap<Changing, Sums>();

/// With at least one mark more than `wanted`.
function sumsOf(lane: Changing, events: EventStore, wanted: number): Sums {
  let known = sums.get(lane);
  const first = lane.changes.at(0);
  const { since } = lane;
  if (!known || known.first !== first || known.since !== since) {
    known = { first, since, marks: [lane.past] };
    sums.set(lane, known);
  }
  while (known.marks.length <= wanted) {
    const totals = { ...known.marks.at(-1)! };
    const begin = (known.marks.length - 1) * every;
    for (let at = begin; at < begin + every; at++) addChange(totals, lane, events, at);
    known.marks.push(totals);
  }
  return known;
}

/// The change itself, and the time from the one before to it.
function addChange(totals: Totals, lane: Changing, events: EventStore, at: number): void {
  const change = lane.changes.at(at)!;
  addTime(totals, stateAfter(lane, events, at - 1), events.time(change) - timeAfter(lane, events, at - 1));
  if (lane.stateOf(events, change) === TaskState.running) totals.turns++;
  if (events.kind(change) === TraceEvent.WAKE) totals.wakes++;
}

/// A generator that has not begun waits to be resumed.
function stateAfter(lane: Changing, events: EventStore, at: number): TaskState {
  const state = at < 0 ? lane.stateBefore : lane.stateOf(events, lane.changes.at(at)!);
  return lane.isGenerator && state === TaskState.new ? TaskState.standing : state;
}

/// Of a change, or of the end of what its past tells.
function timeAfter(lane: Changing, events: EventStore, at: number): Nanoseconds {
  return at >= 0 ? events.time(lane.changes.at(at)!) : lane.since;
}

function addTime(totals: Totals, state: TaskState, time: Nanoseconds): void {
  switch (state) {
    case TaskState.running:
      totals.ran += time;
      return;
    case TaskState.new:
    case TaskState.ready:
      totals.ready += time;
      return;
    case TaskState.sleeping:
    case TaskState.waiting:
    case TaskState.standing:
      totals.waited += time;
  }
}
