/// In a sentence: which departure from fifo leads to an outcome, and what it does.

import { Choice } from '../runtime/abi.gen.ts';
import { keyOf, type Outcome } from './outcomes.ts';
import { follow, replayed } from './shorten.ts';
import type { Execution, TaskPlace } from './execution.ts';
import type { Schedule } from '../runtime/schedule.ts';

/// Waiting tasks that are named.
const maxNamed = 3;

/// Makes the run again; tells in the outcome what leads to it, and whether the run was the same.
export function explained(execution: Execution, outcome: Outcome, maxTurns: number): Outcome {
  const again = replayed(execution, outcome.schedule, maxTurns);
  const end = consequence(execution, again, maxTurns);
  const same = keyOf(again) === keyOf(outcome) && again.stderr === outcome.stderr;
  const departure = lastDeparture(execution, outcome.schedule);
  const because = departure
    ? `${departure.words}; then ${end}.`
    : `As each task has its turn in order, ${end}.`;
  const where = departure && { turn: departure.turn };
  if (same) return { ...outcome, ...where, because };
  const why =
    'The run was not the same when it was made again: the program may read memory that it never wrote.';
  return { ...outcome, ...where, because: `${because} ${why}` };
}

/// Takes the turns up to and with the one that has the last departure one by one, and tells what that one is.
function lastDeparture(
  execution: Execution,
  schedule: Schedule,
): { words: string; turn: number } | undefined {
  if (schedule.length === 0) return undefined;
  const chooser = follow(schedule);
  execution.restart();
  for (;;) {
    const { ready } = execution;
    if (ready.length === 0) return undefined;
    const places = execution.tasks();
    const number = execution.turns + 1;
    const turn = execution.takeTurnBy(chooser);
    if (execution.departureCount < schedule.length) continue;
    const at = Math.max(...turn.answers.map((answer, index) => (answer > 0 ? index : -1)), -1);
    const words =
      at < 0
        ? passed(places, turn.task, ready[0]!)
        : answered(nameOf(places, turn.task), turn.kinds[at]!, turn.answers[at]!, turn.counts[at]!);
    return { words, turn: number };
  }
}

const nameOf = (places: readonly TaskPlace[], task: number): string =>
  places.find((one) => one.task === task)?.name ?? `task#${task}`;

function passed(places: readonly TaskPlace[], picked: number, first: number): string {
  const place = places.find((one) => one.task === picked);
  const where = place && place.line > 0 && !place.isNew ? ` at line ${place.line}` : '';
  const how = place?.isNew ? 'begins' : `goes on${where}`;
  return `${nameOf(places, picked)} ${how} before ${nameOf(places, first)} has its turn`;
}

function answered(name: string, kind: Choice, alternative: number, count: number): string {
  switch (kind) {
    case Choice.SELECT:
      return `${name} takes another of the ${count} cases that are ready in weft_select`;
    case Choice.FAULT:
      return `a call of ${name} fails, for want of memory or of an answer`;
    case Choice.ALLOCATION:
      return `an allocation of ${name} fails`;
    case Choice.TIMER:
      return `after a turn of ${name}, of ${count} timers due at about the same time another fires first`;
    default:
      return `in ${name}, weft_choose takes alternative ${alternative} of ${count}`;
  }
}

function consequence(execution: Execution, outcome: Outcome, maxTurns: number): string {
  switch (outcome.cause) {
    case 'deadlock':
      return `nobody can go on: ${waiting(execution)}`;
    case 'endless':
      return `the program has not ended after ${maxTurns.toLocaleString('en')} turns`;
    case 'fault':
      return outcome.message
        ? `the program fails: ${outcome.message.replace(/\.$/, '')}`
        : 'the program fails';
    case 'exit':
      return `the program ends with status ${outcome.status}`;
  }
}

function waiting(execution: Execution): string {
  const all = execution.tasks().filter(({ waitingIn }) => waitingIn !== '');
  const named = all
    .slice(0, maxNamed)
    .map(({ name, waitingIn, line }) => `${name} waits in ${waitingIn} at line ${line}`);
  const more = all.length - named.length;
  const last = more > 0 ? `${more} more wait` : named.pop();
  return named.length > 0 ? `${named.join(', ')} and ${last}` : (last ?? 'no task is left');
}
