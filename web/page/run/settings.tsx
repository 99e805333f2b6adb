/// These fields say how a program runs: by which clock, how fast, from which seed.

import { useSignal, useSignalEffect, type Signal } from '@preact/signals';
import type { ComponentChildren, TargetedEvent } from 'preact';

import { Button } from '../../common/button.tsx';
import { useApp } from '../context.ts';
import { optionsInWords } from './compile-options.ts';
import { maxSeed, parseSeed, seedRange } from '../../runtime/seed.ts';
import type { ClockKind } from '../share/link.ts';

type SelectEvent = TargetedEvent<HTMLSelectElement>;

/// It says what it means while it is pointed at or has the focus.
function Explained({ name, words, children }: { name: string; words: string; children: ComponentChildren }) {
  return (
    <span class="explained">
      {children}
      <span class="words" id={`${name}-words`}>
        {words}
      </span>
    </span>
  );
}

export function ClockField() {
  const { state } = useApp();
  return (
    <Explained
      name="Clock"
      words="Virtual: waiting takes no time, and each run is the same. Real: it takes what it takes."
    >
      <label class="field">
        <span>Clock</span>
        <select
          aria-describedby="Clock-words"
          value={state.clock.value}
          onChange={(event: SelectEvent) => (state.clock.value = event.currentTarget.value as ClockKind)}
        >
          <option value="real">Real</option>
          <option value="virtual">Virtual</option>
        </select>
      </label>
    </Explained>
  );
}

/// In turns a second.
const speeds: [label: string, turnsPerSecond: number][] = [
  ['Full', Infinity],
  ['100 turns/s', 100],
  ['10 turns/s', 10],
  ['3 turns/s', 3],
  ['1 turn/s', 1],
];

export function SpeedField() {
  const { state } = useApp();
  return (
    <Explained name="Speed" words="How many turns the tasks get in a second: fewer, to watch them.">
      <label class="field">
        <span>Speed</span>
        <select
          aria-describedby="Speed-words"
          value={String(state.speed.value)}
          onChange={(event: SelectEvent) => (state.speed.value = Number(event.currentTarget.value))}
        >
          {speeds.map(([label, turnsPerSecond]) => (
            <option key={label} value={String(turnsPerSecond)}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </Explained>
  );
}

/// What is typed stays as it is; while it is no seed, the last one that was holds, and the page says so.
export function SeedField() {
  const { state, notices } = useApp();
  const typed = useSignal<string | undefined>(undefined);
  useSignalEffect(() => {
    state.seed.value;
    typed.value = undefined;
  });
  const take = ({ currentTarget: { value } }: TargetedEvent<HTMLInputElement>) => {
    const seed = parseSeed(value.trim());
    if (seed !== undefined) {
      state.seed.value = seed;
      notices.clear('seed');
    }
    typed.value = seed === undefined ? value : undefined;
  };
  const tell = () => {
    if (typed.value === undefined) return;
    notices.alert(
      `The seed has to be ${seedRange}. ` + `Until it is one, programs run with seed ${state.seed.value}.`,
      { topic: 'seed' },
    );
  };
  return (
    <Explained name="Seed" words="What choices by chance follow from: the same seed, the same run.">
      <label class="field">
        <span>Seed</span>
        <input
          aria-describedby="Seed-words"
          class="seed"
          type="text"
          role="spinbutton"
          inputMode="numeric"
          autocomplete="off"
          spellcheck={false}
          aria-valuemin={0}
          aria-valuemax={maxSeed}
          aria-valuenow={state.seed.value}
          aria-invalid={typed.value === undefined ? undefined : 'true'}
          value={typed.value ?? String(state.seed.value)}
          onInput={take}
          onChange={tell}
          onKeyDown={(event) => step(event, state.seed)}
        />
      </label>
    </Explained>
  );
}

/// How programs are compiled stands in a dialog: it is seldom changed.
export function SettingsButton() {
  const { state } = useApp();
  const how = optionsInWords(state.options.value);
  return (
    <Button
      class={`settings-button ${how === '' ? '' : 'changed'}`}
      icon="settings"
      label="Settings"
      title={how === '' ? 'How the program is compiled' : `The program is compiled with ${how}`}
      onPress={() => (state.dialog.value = 'settings')}
    />
  );
}

function step(event: KeyboardEvent, seed: Signal<number>): void {
  const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
  if (by === 0) return;
  event.preventDefault();
  seed.value = Math.min(maxSeed, Math.max(0, seed.value + by));
}
