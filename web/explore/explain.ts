/// In a sentence: which departure from fifo leads to an outcome, and what it does.

import { Choice } from '../runtime/abi.gen.ts';
import { keyOf, type Outcome } from './outcomes.ts';
import { replayed } from './shorten.ts';
import type { Execution, Step, TaskPlace } from './execution.ts';
import type { Schedule } from '../runtime/schedule.ts';

/// Waiting tasks that are named.
const maxNamed = 3;

/// Makes the run again; tells in the outcome what leads to it, and whether the run was the same.
export function explained(execution: Execution, outcome: Outcome, maxTurns: number): Outcome {
  const again = replayed(execution, outcome.schedule, maxTurns);
  const end = consequence(execution, again, maxTurns);
  const same = keyOf(again) === keyOf(outcome) && again.stderr === outcome.stderr;
  const departure = lastDeparture(execution, outcome.schedule);
  const because = departure ? `${departure}; then ${end}.` : `As each task has its turn in order, ${end}.`;
  if (same) return { ...outcome, because };
  const why =
    'The run was not the same when it was made again: the program may read memory that it never wrote.';
  return { ...outcome, because: `${because} ${why}` };
}

/// The steps up to and with the last departure, taken one by one, and what that one is.
function lastDeparture(execution: Execution, schedule: Schedule): string | undefined {
  const last = schedule.at(-1);
  if (!last) return undefined;
  execution.restart();
  for (;;) {
    const { ready, choices } = execution;
    if (execution.ending || ready.length === 0) return undefined;
    const step = stepOf(schedule, choices, ready.length);
    const inTurn = choices + Number(ready.length > 1);
    const places = execution.tasks();
    const turn = execution.takeTurn(step);
    if (last.number < inTurn) return passed(places, ready[step.index]!, ready[0]!);
    const at = last.number - inTurn;
    if (at < turn.counts.length)
      return answered(places, turn.task, turn.kinds[at]!, last.alternative, turn.counts[at]!);
  }
}

function stepOf(schedule: Schedule, choices: number, ready: number): Step {
  const inTurn = choices + Number(ready > 1);
  const answers: number[] = [];
  let index = 0;
  for (const { number, alternative } of schedule) {
    if (number === choices && ready > 1) index = alternative < ready ? alternative : 0;
    if (number >= inTurn) answers[number - inTurn] = alternative;
  }
  return { index, answers };
}

const nameOf = (places: readonly TaskPlace[], task: number): string =>
  places.find((one) => one.task === task)?.name ?? `task#${task}`;

function passed(places: readonly TaskPlace[], picked: number, first: number): string {
  const place = places.find((one) => one.task === picked);
  const where = place && place.line > 0 && !place.isNew ? ` at line ${place.line}` : '';
  const how = place?.isNew ? 'begins' : `goes on${where}`;
  return `${nameOf(places, picked)} ${how} before ${nameOf(places, first)} has its turn`;
}

function answered(
  places: readonly TaskPlace[],
  task: number,
  kind: Choice,
  alternative: number,
  count: number,
): string {
  const name = nameOf(places, task);
  if (kind === Choice.SELECT)
    return `${name} takes another of the ${count} cases that are ready in weft_select`;
  return `in ${name}, weft_choose takes alternative ${alternative} of ${count}`;
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
  return more > 0 ? `${named.join(', ')}, and ${more} more wait` : named.join(' and ');
}
