/// What a link or a draft sets beside the text: clock and seed, and the schedule of one run with these.

import { batch } from '@preact/signals';

import type { State } from '../state.ts';
import { scheduleIn, viewIn, type ClockKind } from './link.ts';

export interface Settings {
  clock: ClockKind;
  seed: number;
}

export const settingsOf = ({ clock, seed }: State): Settings => ({ clock: clock.value, seed: seed.value });

/// At once: what the address says of a run is true of both together.
export function setSettings(state: State, { clock, seed }: Settings): void {
  batch(() => {
    state.clock.value = clock;
    state.seed.value = seed;
  });
}

/// Run replays the schedule of the fragment, with the settings that there are now.
export function takeUpSchedule(state: State, fragment: string): void {
  const text = scheduleIn(fragment);
  state.schedule.value = text === undefined ? undefined : { text, ...settingsOf(state) };
}

/// A schedule falls with the settings that it belongs to.
export function dropForeignSchedule({ schedule, clock, seed }: State): void {
  const before = schedule.peek();
  if (before && (before.clock !== clock.value || before.seed !== seed.value)) schedule.value = undefined;
}

/// What there is to say of a link that shows more than a program.
export function wordsOfLink(fragment: string): string | undefined {
  const moment = viewIn(fragment)?.moment;
  if (moment) return `The link shows a moment of the run, in turn ${moment.turn}: press Run to get there.`;
  if (scheduleIn(fragment) === undefined) return undefined;
  return 'The link has one run of those that there could be: press Run to see it.';
}
