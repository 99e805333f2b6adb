/// The bar at the top: what is done with the program, and how it runs.

import type { TargetedEvent } from 'preact';

import { useApp } from '../app/context.ts';
import { maxSeed, type ClockKind } from '../app/link.ts';
import { Icon, Mark } from './icons.tsx';

export function Toolbar() {
  return (
    <header class="bar">
      <h1 class="brand">
        <Mark />
        Weft
      </h1>
      <div class="buttons">
        <RunButton />
        <PauseButton />
        <StepButton />
        <RestartButton />
      </div>
      <div class="settings">
        <ClockField />
        <SpeedField />
        <SeedField />
      </div>
      <div class="ends">
        <ManualButton />
        <ShareButton />
      </div>
    </header>
  );
}

const mac = /Mac|iPhone|iPad/.test(navigator.platform);
const chord = (key: string) => (mac ? `⌘${key}` : `Ctrl+${key}`);

interface ButtonProps {
  label: string;
  icon: string;
  class?: string;
  title?: string;
  /// It stays in the order of keys even so: a focus that is taken away is lost.
  inert?: boolean;
  /// Of one that opens something: whether it is open.
  expanded?: boolean;
  /// Of one that is on or off.
  pressed?: boolean;
  onPress(): void;
}

export function Button({
  label,
  icon,
  title,
  inert = false,
  expanded,
  pressed,
  onPress,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      class={`button ${rest.class ?? ''}`}
      title={title}
      aria-disabled={inert ? 'true' : undefined}
      aria-expanded={expanded}
      aria-pressed={pressed}
      onClick={() => !inert && onPress()}
    >
      <Icon name={icon} />
      <span>{label}</span>
    </button>
  );
}

function RunButton() {
  const { state, session } = useApp();
  return state.busy.value ? (
    <Button class="stop" icon="stop" label="Stop" title="End the run" onPress={() => session.stop()} />
  ) : (
    <Button
      class="run"
      icon="run"
      label="Run"
      title={`Run (${chord('Enter')})`}
      onPress={() => void session.run()}
    />
  );
}

function PauseButton() {
  const { state, session } = useApp();
  return state.phase.value === 'paused' ? (
    <Button
      class="pause"
      icon="resume"
      label="Resume"
      title="Let it run on (F8)"
      onPress={() => session.resume()}
    />
  ) : (
    <Button
      class="pause"
      icon="pause"
      label="Pause"
      title="Hold the program between two turns (F8)"
      inert={state.phase.value !== 'running'}
      onPress={() => session.pause()}
    />
  );
}

function StepButton() {
  const { state, session } = useApp();
  return (
    <Button
      icon="step"
      label="Step"
      title="One turn of one task (F10)"
      inert={state.phase.value === 'building'}
      onPress={() => void session.step()}
    />
  );
}

/// In a run it begins the run anew; between runs that is what Run is for, but its place stays.
function RestartButton() {
  const { state, session } = useApp();
  const restart = () => void session.run({ paused: state.phase.value === 'paused' });
  return (
    <Button
      icon="restart"
      label="Restart"
      title={`Begin the run anew (${chord('Enter')})`}
      inert={!state.busy.value}
      onPress={restart}
    />
  );
}

function ShareButton() {
  const { sharing } = useApp();
  return (
    <Button
      class="share"
      icon="link"
      label="Share"
      title={`Copy a link (${chord('S')})`}
      onPress={() => void sharing.share()}
    />
  );
}

function ManualButton() {
  const { manual } = useApp();
  const open = manual.place.value !== undefined;
  return (
    <Button
      icon="book"
      label="Manual"
      title="The library's manual (F1)"
      expanded={open}
      onPress={() => (open ? manual.close() : manual.open())}
    />
  );
}

type SelectEvent = TargetedEvent<HTMLSelectElement>;

function ClockField() {
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

function SpeedField() {
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

function SeedField() {
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
