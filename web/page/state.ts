/// The state is what the page shows, as signals. Actions write them; views read them.

import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';

import type { KeptAnswers, Race, Switching } from '../runtime/index.ts';
import { defaults, type Chosen } from './run/compile-options.ts';
import type { ClockKind } from './share/link.ts';

/// `building`: the module is being fetched or compiled, or waits for the compiler.
export type Phase = 'idle' | 'building' | 'running' | 'paused';

export type CompilerState =
  | { kind: 'absent' }
  | { kind: 'loading'; loaded: number; total: number }
  | { kind: 'starting' }
  | { kind: 'ready' }
  | { kind: 'failed'; message: string };

export type DialogName = 'drafts' | 'keys' | 'settings' | 'share' | 'view';

export interface Outcome {
  mood: 'good' | 'bad' | 'neutral';
  text: string;
}

/// A run that can be had again.
export interface Replay {
  /// The schedule, as it is written.
  text: string;
  /// It belongs to these settings.
  clock: ClockKind;
  seed: number;
  /// The input that belongs to it; absent where a person types it.
  lines?: readonly string[];
  /// What was fetched when the program was explored.
  answers?: KeptAnswers;
}

/// How long a program took to be compiled.
export interface Preparation {
  /// "compiled in 312 ms", or why it took none.
  text: string;
  /// Each step of it, and how long it took.
  steps?: readonly (readonly [name: string, duration: string])[];
  /// How its stacks are switched.
  switching: Switching;
}

export interface State {
  phase: Signal<Phase>;
  compiler: Signal<CompilerState>;
  /// How the last run ended.
  outcome: Signal<Outcome | undefined>;
  /// Of the last run.
  compiled: Signal<Preparation | undefined>;
  /// What a step has passed over, in words; '' for nothing.
  skipped: Signal<string>;
  /// Whether the program waits for a line of input.
  inputWanted: Signal<boolean>;
  /// The dialog that is open.
  dialog: Signal<DialogName | undefined>;
  clock: Signal<ClockKind>;
  seed: Signal<number>;
  /// How programs are compiled.
  options: Signal<Chosen>;
  /// How stacks are to be switched, of programs that are not explored.
  switching: Signal<Switching>;
  /// Whether this browser can do that natively.
  switchable: Signal<boolean>;
  /// What Run replays, for as long as text and settings stay what they are.
  schedule: Signal<Replay | undefined>;
  /// Whether a run's races are looked for.
  races: Signal<boolean>;
  /// The races of the last run; undefined where they were not looked for.
  runRaces: Signal<readonly Race[] | undefined>;
  /// Whether the run has been held where a watched condition holds.
  held: Signal<boolean>;
  /// Turns a second; Infinity is full speed.
  speed: Signal<number>;
  /// The example that the text came from; '' for none.
  example: Signal<string>;
  /// Whether the text still is that example.
  pristine: Signal<boolean>;
  busy: ReadonlySignal<boolean>;
}

export function createState(): State {
  const phase = signal<Phase>('idle');
  return {
    phase,
    compiler: signal<CompilerState>({ kind: 'absent' }),
    outcome: signal<Outcome | undefined>(undefined),
    compiled: signal<Preparation | undefined>(undefined),
    skipped: signal(''),
    inputWanted: signal(false),
    dialog: signal<DialogName | undefined>(undefined),
    clock: signal<ClockKind>('real'),
    seed: signal(0),
    options: signal(defaults),
    switching: signal<Switching>('asyncify'),
    switchable: signal(false),
    schedule: signal<Replay | undefined>(undefined),
    races: signal(false),
    runRaces: signal<readonly Race[] | undefined>(undefined),
    held: signal(false),
    speed: signal(Infinity),
    example: signal(''),
    pristine: signal(true),
    busy: computed(() => phase.value !== 'idle'),
  };
}
