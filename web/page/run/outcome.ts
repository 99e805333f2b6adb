/// How a run ended, in words for Status.

import { count, durationOf, seconds } from '../../common/format.ts';
import type { ProgramEnding } from '../../workers/protocol.ts';
import type { ClockKind } from '../share/link.ts';
import type { Outcome } from '../state.ts';

export function outcomeOf(ending: ProgramEnding, clock: ClockKind): Outcome {
  const { status, cause, leaks, time, milliseconds, races } = ending;
  const how =
    cause === 'fault'
      ? `Ended by a fault, status ${status}`
      : cause === 'deadlock'
        ? `Ended by a deadlock, status ${status}`
        : `Ended with status ${status}`;
  const ran =
    clock === 'virtual'
      ? `ran ${seconds(time)} in ${durationOf(milliseconds)}`
      : `ran ${durationOf(milliseconds)}`;
  return {
    mood: status === 0 ? 'good' : 'bad',
    text: [how, ran, ...(leaks ? [`left behind: ${leaks}`] : []), ...(races ? [racesSeen(races)] : [])].join(
      ' · ',
    ),
  };
}

const racesSeen = (races: readonly unknown[]): string =>
  races.length === 0 ? 'no race seen' : `${count(races.length, 'race')} seen`;
