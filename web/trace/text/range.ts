/// Says in a sentence what the tasks did between two moments.

import { count, duration, seconds } from '../../common/format.ts';
import { addTotals, noTotals, totalsBetween, type Range, type Totals } from '../model/totals.ts';
import type { Trace } from '../model/trace.ts';

export interface RangeTotals extends Totals {
  /// How many tasks there were at some time of it.
  tasks: number;
}

/// Of all tasks. The bodies of generators run in the turns of tasks.
export function totalsOfRange(trace: Trace, range: Range): RangeTotals {
  const sum = { ...noTotals, tasks: 0 };
  for (const lane of trace.lanes) {
    if (lane.end <= range.from.event || lane.begin > range.to.event) continue;
    addTotals(sum, totalsBetween(lane, trace.events, range));
    sum.tasks++;
  }
  return sum;
}

/// "1.000 s to 3.500 s, 2.5 s: 3 tasks had 7 turns; together they ran 1.2 ms, were ready 20 µs and waited
/// 7.4 s, with 5 wake-ups."
export function describeRange(trace: Trace, range: Range): string {
  const { tasks, turns, ran, ready, waited, wakes } = totalsOfRange(trace, range);
  const { from, to } = range;
  const all = tasks === 1 ? 'it' : 'together they';
  const were = tasks === 1 ? 'was' : 'were';
  return (
    `${seconds(from.time)} to ${seconds(to.time)}, ${duration(to.time - from.time)}: ` +
    `${count(tasks, 'task')} had ${some(turns, 'turn')}; ${all} ran ${duration(ran)}, ` +
    `${were} ready ${duration(ready)} and waited ${duration(waited)}, with ${some(wakes, 'wake-up')}.`
  );
}

const some = (number: number, what: string): string => (number === 0 ? `no ${what}` : count(number, what));
