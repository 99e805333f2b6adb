/// The page and its workers say this to each other.

import type { Budget, Part, PartNews, PartOptions, PartResult } from '../explore/index.ts';
import type {
  EndCause,
  KeptAnswers,
  PackedOutput,
  Race,
  Reported,
  Snapshot,
  Tape,
  TapePart,
  TraceBatch,
  VariableNews,
  VariableTable,
} from '../runtime/index.ts';
import type {
  BuildOptions,
  BuildResult,
  CompileOptions,
  Completion,
  Diagnostic,
} from '../toolchain/index.ts';

export interface StartProgram {
  kind: 'start';
  wasm: Uint8Array<ArrayBuffer>;
  clock: 'real' | 'virtual';
  seed: number;
  /// Whether it waits for Step or Resume before its first turn.
  paused: boolean;
  turnsPerSecond: number;
  /// What the program's relative addresses are relative to: the page.
  base: string;
  /// What is replayed.
  schedule?: string;
  /// What it fetches is answered so, and the rest is asked for outside.
  answers?: KeptAnswers;
  /// Lines of input that are there at once; after a null no more will come.
  lines?: readonly (string | null)[];
  /// So many turns are taken at once, whatever the speed; then it runs on, or waits where it is paused.
  turns?: number;
  /// Those of a run before, by what was kept of it; absent where a run repeats without.
  tape?: Tape;
  /// Of which those before are not taken again.
  from?: Snapshot;
  /// And then it goes on to the switch of stacks after so many.
  switches?: number;
  /// After those turns: which of the ready tasks is next, and how many there are.
  fork?: { index: number; of: number };
  /// Whether it is kept what becomes of its variables.
  variables?: boolean;
}

export type ToProgram =
  | StartProgram
  | { kind: 'pause' | 'resume' | 'step' }
  | { kind: 'speed'; turnsPerSecond: number }
  /// Whether it is kept from now on what becomes of its variables.
  | { kind: 'variables'; on: boolean }
  /// Runs on until this condition on its variables holds, or one of them changes, and pauses there.
  | { kind: 'until'; condition: string }
  /// The page has taken in a batch of the trace.
  | { kind: 'taken' }
  /// A line that was typed, null for the end of input.
  | { kind: 'line'; text: string | null };

export interface ProgramEnding extends Reported {
  status: number;
  cause: EndCause;
  /// Tasks that nobody joined and the like, in one line.
  leaks?: string;
  /// Program time in nanoseconds.
  time: number;
  /// What the person's own clock says.
  milliseconds: number;
  /// Of the whole program, in bytes.
  memory: number;
  /// Of a program that tells of its memory.
  races?: Race[];
}

export type FromProgram =
  /// The worker is there, and hears what it is told.
  | { kind: 'here' }
  /// `names`: of tasks that write for the first time.
  | { kind: 'output'; batch: PackedOutput; names: [task: number, name: string][] }
  | { kind: 'trace'; batch: TraceBatch }
  /// What came from outside; comes before the batch of the trace that tells of the same turns.
  | { kind: 'tape'; part: TapePart }
  /// Comes behind what was written before it, and what became of variables.
  | { kind: 'snapshot'; snapshot: Snapshot }
  /// Comes before the batch of the trace that tells of the same turns. `table`: of the program that has
  /// begun, if it has variables.
  | { kind: 'variables'; table?: VariableTable; news?: VariableNews }
  /// It has paused where the condition holds.
  | { kind: 'held' }
  | { kind: 'input'; wanted: boolean }
  /// The run has taken another turning, and has this schedule now.
  | { kind: 'forked'; schedule: string }
  | { kind: 'ended'; ending: ProgramEnding }
  /// The module could not be started at all.
  | { kind: 'failed'; message: string };

export type ToCompiler =
  /// The page's service worker answers for what is kept of the compiler.
  | { kind: 'served' }
  /// `ifKept`: nobody has asked for the compiler yet, and it is to be started where that needs no download.
  | { kind: 'prepare'; ifKept?: boolean }
  | { kind: 'cancel' }
  | { kind: 'check'; id: number; source: string; options: CompileOptions }
  /// `ahead`: nobody waits for it yet, and it may be given up.
  | { kind: 'build'; id: number; source: string; options: Omit<BuildOptions, 'fileName'>; ahead: boolean }
  /// Nobody will ask for that one any more. It is answered all the same.
  | { kind: 'drop'; id: number }
  | { kind: 'complete'; id: number; source: string; offset: number };

export type FromCompiler =
  /// Bytes as they travel, out of a total known when the site was built.
  | { kind: 'progress'; loaded: number; total: number }
  /// A shared worker has been started. It holds this lock, where there are locks, for as long as it lives.
  | { kind: 'here'; lock?: string }
  | { kind: 'starting' | 'ready' | 'canceled' }
  | { kind: 'failed'; message: string }
  /// This is what is worked on now.
  | { kind: 'begun'; id: number }
  | { kind: 'built'; id: number; result: BuildResult }
  | { kind: 'checked'; id: number; diagnostics: Diagnostic[] }
  | { kind: 'completed'; id: number; completions: Completion[] }
  | { kind: 'broken'; id: number; message: string };

export interface StartExploring extends Omit<PartOptions, 'wasm' | 'lines'> {
  kind: 'start';
  wasm: Uint8Array<ArrayBuffer>;
  /// The program's input, line by line, without newlines.
  lines: readonly string[];
}

export type ToExplorer =
  | StartExploring
  /// `until` is in milliseconds since 1970 here: each worker counts performance.now() from its own start.
  | { kind: 'part'; part: Part; budget: Budget };

export type FromExplorer =
  | { kind: 'news'; news: PartNews }
  | { kind: 'done'; result: PartResult }
  | { kind: 'failed'; message: string };
