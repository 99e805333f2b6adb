/// How a program runs: by which clock, how fast, from which seed.

import type { TargetedEvent } from 'preact';

import { useApp } from '../context.ts';
import { maxSeed, type ClockKind } from '../share/link.ts';

type SelectEvent = TargetedEvent<HTMLSelectElement>;

export function ClockField() {
  const { state } = useApp();
  return (
    <label class="field" title="Virtual: waiting takes no time, and each run is the same">
      <span>Clock</span>
      <select
        value={state.clock.value}
        onChange={(event: SelectEvent) => (state.clock.value = event.currentTarget.value as ClockKind)}
      >
        <option value="real">Real</option>
        <option value="virtual">Virtual</option>
      </select>
    </label>
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
    <label class="field" title="How many turns the tasks get in a second">
      <span>Speed</span>
      <select
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
  );
}

export function SeedField() {
  const { state } = useApp();
  const take = (event: TargetedEvent<HTMLInputElement>) => {
    const { valueAsNumber } = event.currentTarget;
    if (Number.isInteger(valueAsNumber) && valueAsNumber >= 0 && valueAsNumber <= maxSeed)
      state.seed.value = valueAsNumber;
  };
  const settle = (event: TargetedEvent<HTMLInputElement>) =>
    (event.currentTarget.value = String(state.seed.value));
  return (
    <label class="field" title="What the run's random choices follow from">
      <span>Seed</span>
      <input
        class="seed"
        type="number"
        inputMode="numeric"
        min={0}
        max={maxSeed}
        step={1}
        value={state.seed.value}
        onInput={take}
        onBlur={settle}
      />
    </label>
  );
}
