/// The fewest departures from fifo that still lead to an outcome: a failure that is understood.

import { isShorter, keyOf, outcomeOf, type Outcome } from './outcomes.ts';
import { Search } from './search.ts';
import type { Execution } from './execution.ts';
import type { Chooser } from './world.ts';
import { departureOf, type Departure, type Schedule } from '../runtime/schedule.ts';

/// Runs that a search for a schedule of so few departures may take, and the most departures that are
/// searched for in that way.
const maxRuns = 2000;
const maxSearched = 3;
/// The turns of all the runs together, at most: who fails after very many turns is not made to wait for long.
const maxTurnsInAll = 3e6;
/// Longer runs are not searched for.
const maxSearchedTurns = 5000;
/// So many departures, or fewer, are left out one by one.
const leftOutAlone = 8;

/// Follows the departures; where a choice has fewer alternatives than one of them wants, fifo.
export function follow(schedule: Schedule): Chooser {
  const keyOf = (of: Departure['of'], number: number) => `${of ?? ''}${number}`;
  const wanted = new Map(schedule.map(({ of, number, alternative }) => [keyOf(of, number), alternative]));
  return (kind, count, number) => {
    const alternative = wanted.get(keyOf(departureOf(kind), number)) ?? 0;
    return alternative < count ? alternative : 0;
  };
}

/// The run that the schedule makes.
export function replayed(execution: Execution, schedule: Schedule, maxTurns: number): Outcome {
  execution.restart();
  execution.runOut(follow(schedule), maxTurns);
  return outcomeOf(execution);
}

/// The outcome with the shortest schedule that is found for it.
export function shortened(execution: Execution, outcome: Outcome, maxTurns: number): Outcome {
  const key = keyOf(outcome);
  let best = outcome;
  let left = maxTurnsInAll;
  const accept = (other: Outcome): boolean => {
    if (keyOf(other) !== key || !isShorter(other.schedule, best.schedule)) return false;
    best = { ...other, count: outcome.count };
    return true;
  };
  const attempt = (schedule: Schedule): boolean => {
    if (left <= 0) return false;
    const other = replayed(execution, schedule, maxTurns);
    left -= execution.turns;
    return accept(other);
  };
  drop(() => best.schedule, attempt);
  attempt(best.schedule);
  const most = execution.turns > maxSearchedTurns ? 0 : maxSearched + 1;
  for (let bound = 0; bound < Math.min(best.schedule.length, most); bound++) {
    let runs = 0;
    const ended = () => !accept(outcomeOf(execution)) && ++runs < maxRuns;
    new Search(execution, { bound, maxTurns, ended }).run();
  }
  drop(() => best.schedule, attempt);
  return best;
}

/// Leaves out one departure after the other, as long as one can be left out; of very many, first half of them
/// at once, a quarter, and so on.
function drop(current: () => Schedule, attempt: (schedule: Schedule) => boolean): void {
  const without = (at: number, count = 1): Departure[] =>
    current().filter((_, index) => index < at || index >= at + count);
  for (let count = current().length >> 1; count > leftOutAlone; count >>= 1)
    for (let at = current().length - count; at >= 0; at -= count) attempt(without(at, count));
  for (let again = true; again; ) {
    again = false;
    for (let at = current().length - 1; at >= 0; at--) if (attempt(without(at))) again = true;
  }
}
