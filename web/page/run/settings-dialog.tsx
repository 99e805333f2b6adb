/// How the program is compiled is chosen here: it goes with the program, into its link and its draft.

import type { TargetedEvent } from 'preact';

import { Dialog } from '../../common/dialog.tsx';
import type { Switching } from '../../runtime/index.ts';
import { useApp } from '../context.ts';
import { defaults, levels, optionsInWords, standards, type Chosen } from './compile-options.ts';

const levelNames: Record<Chosen['optimize'], string> = {
  0: '-O0: none',
  1: '-O1: some',
  2: '-O2: more',
  3: '-O3: most',
  s: '-Os: for size',
  z: '-Oz: for the least size',
};

const warnings: readonly (readonly [Chosen['warnings'], string])[] = [
  ['none', 'None'],
  ['all', '-Wall -Wextra'],
  ['pedantic', '-Wpedantic as well'],
  ['error', '-Werror: each is an error'],
];

const switchings: readonly (readonly [Switching, string])[] = [
  ['asyncify', 'Asyncify'],
  ['native', 'Native, by the browser'],
];

export function SettingsDialog() {
  const { state } = useApp();
  const open = state.dialog.value === 'settings';
  const { value: options } = state.options;
  const choose = (change: Partial<Chosen>) => (state.options.value = { ...options, ...change });
  return (
    <Dialog title="Run settings" open={open} close={() => open && (state.dialog.value = undefined)}>
      <div class="choices compile-options">
        <Choice
          label="Optimization"
          value={options.optimize}
          choices={levels.map((level) => [level, levelNames[level]] as const)}
          choose={(optimize) => choose({ optimize })}
        />
        <Choice
          label="C standard"
          value={options.standard}
          choices={standards.map((standard) => [standard, standard.toUpperCase()] as const)}
          choose={(standard) => choose({ standard })}
        />
        <Choice
          label="Warnings"
          value={options.warnings}
          choices={warnings}
          choose={(warnings) => choose({ warnings })}
        />
        <Choice
          label="Sanitizer"
          value={options.sanitize ? 'undefined' : ''}
          choices={[
            ['', 'What no program does on purpose, at -O0 and -O1'],
            ['undefined', 'All undefined behaviour (UBSan)'],
          ]}
          choose={(sanitizer) => choose({ sanitize: sanitizer !== '' })}
        />
        {state.switchable.value && (
          <Choice
            label="Switching"
            value={state.switching.value}
            choices={switchings}
            choose={(switching) => (state.switching.value = switching)}
          />
        )}
        <p class="about">
          {optionsInWords(options) === ''
            ? 'This is how every program is compiled that says nothing else.'
            : `The program is compiled with ${optionsInWords(options)}; its link says so too.`}
        </p>
        <button type="button" class="button" onClick={() => (state.options.value = defaults)}>
          As usual
        </button>
      </div>
    </Dialog>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  choices: readonly (readonly [value: T, label: string])[];
  choose(value: T): void;
}

function Choice<T extends string>({ label, value, choices, choose }: ChoiceProps<T>) {
  return (
    <label class="field">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event: TargetedEvent<HTMLSelectElement>) => choose(event.currentTarget.value as T)}
      >
        {choices.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
