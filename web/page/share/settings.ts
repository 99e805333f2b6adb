/// What a link or a draft sets beside the text: clock and seed, and the schedule of one run with these.

import { batch } from '@preact/signals';

import type { State } from '../state.ts';
import type { EditorPort } from '../editor/editor-port.ts';
import type { Library } from '../editor/examples.ts';
import type { Notices } from '../shell/notices.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { optionParameters, type Chosen } from '../run/compile-options.ts';
import { scheduleIn, viewIn, type ClockKind, type Shared } from './link.ts';

export interface Settings {
  clock: ClockKind;
  seed: number;
  options: Chosen;
}

export const settingsOf = ({ clock, seed, options }: State): Settings => ({
  clock: clock.value,
  seed: seed.value,
  options: options.value,
});

/// At once: what the address says of a run is true of both together.
export function setSettings(state: State, { clock, seed, options }: Settings): void {
  batch(() => {
    state.clock.value = clock;
    state.seed.value = seed;
    state.options.value = options;
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
function wordsOfLink(fragment: string): string | undefined {
  const moment = viewIn(fragment)?.moment;
  if (moment) return `The link shows a moment of the run, in turn ${moment.turn}: press Run to get there.`;
  if (scheduleIn(fragment) === undefined) return undefined;
  return 'The link has one run of those that there could be: press Run to see it.';
}

export interface ShownParts {
  state: State;
  library: Library;
  editor: EditorPort;
  timeline: Timeline;
}

/// What a link tells of all that is shown.
export function sharedOf({ state, library, editor, timeline }: ShownParts): Shared {
  const { clock, seed, options } = settingsOf(state);
  const isExample = state.pristine.value && library.example(state.example.value) !== undefined;
  const view = timeline.shared();
  const schedule = state.schedule.value;
  return {
    ...(isExample ? { example: state.example.value } : { source: editor.text() }),
    ...(clock !== 'real' && { clock }),
    ...(seed !== 0 && { seed }),
    ...(optionParameters(options).length > 0 && { options }),
    ...(schedule && { schedule: schedule.text }),
    ...(view && { view }),
  };
}

/// The timeline goes at the next run where the fragment points.
export function followLink(
  fragment: string,
  { notices, timeline }: { notices: Notices; timeline: Timeline },
): void {
  timeline.want(viewIn(fragment));
  const text = wordsOfLink(fragment);
  if (!text) return;
  notices.tell({ kind: 'info', topic: 'link', text, action: { label: 'Understood', run: () => {} } });
}
