/// The types of the library, as they are shipped: its comments are those that an editor shows.

import type { Trace } from './trace-types.ts';

export type * from './trace-types.ts';

/** What clang or lld says of a program. */
export interface Diagnostic {
  severity: 'error' | 'warning' | 'note';
  message: string;
  /** The file that it is about, `program.c` where no other name was given. */
  file: string;
  /** From 1; 0: it is about the whole program. */
  line: number;
  /** From 1, in UTF-16 code units. */
  column: number;
  endLine?: number;
  endColumn?: number;
  /** The option that controls it, such as `-Wunused-variable`. */
  option?: string;
  /** The notes that belong to it. */
  related?: Diagnostic[];
}

/** How `compile` compiles. */
export interface CompileOptions {
  /** What diagnostics call the program. Default `program.c`. */
  fileName?: string;
  /** The level of -O. Default `'1'`. */
  optimize?: '0' | '1' | '2' | '3' | 's' | 'z' | 0 | 1 | 2 | 3;
  /** The standard of C, with GNU's extensions. Default `'gnu11'`. */
  standard?: 'gnu89' | 'gnu99' | 'gnu11' | 'gnu17' | 'gnu23';
  /** clang's warnings: `all` are -Wall's and -Wextra's; with `error` each is an error. Default `'all'`. */
  warnings?: 'none' | 'all' | 'pedantic' | 'error';
  /** Whether all undefined behaviour that can be noticed ends the program, and is told. Default false. */
  sanitize?: boolean;
  /** Whether the program tells of what it reads and writes, so that `run` finds its races. Default false. */
  races?: boolean;
  /**
   * How stacks are switched: by Asyncify, or natively, by WebAssembly's own stack switching, which Node 26
   * has. With `races` it is Asyncify always. Default `'asyncify'`.
   */
  switching?: Switching;
}

/** How the stacks of tasks and generators are switched. */
export type Switching = 'asyncify' | 'native';

/** A program, as `compile` makes it. */
export interface Program {
  /** The WebAssembly module; undefined where the program does not compile. */
  wasm: Uint8Array | undefined;
  /** Errors and warnings. */
  diagnostics: Diagnostic[];
  /** The same in the compiler's own words, as a terminal shows them. */
  text: string;
}

/** A piece of what a program has written. */
export interface OutputPiece {
  stream: 'stdout' | 'stderr';
  text: string;
  /** The number of the task that wrote it; 0: Weft itself, between turns. */
  task: number;
  /** The program's time in seconds. */
  time: number;
}

/** How `run` runs a program. */
export interface RunOptions {
  /** On the virtual clock nothing is waited for: time goes on when nobody is ready. Default `'real'`. */
  clock?: 'real' | 'virtual';
  /** What the program's random choices follow from, a whole number from 0. Default 0. */
  seed?: number;
  /** The program's own arguments, argv[1] and on. */
  args?: readonly string[];
  /** The program's input. Default: none, stdin is at its end. */
  stdin?: string | Uint8Array | AsyncIterable<string | Uint8Array>;
  /** Which run to make again: what a result, or an outcome that was explored, has as its `schedule`. */
  schedule?: string;
  /** Who is next where no schedule says so. Default `'fifo'`. */
  policy?: 'fifo' | 'random' | 'pct';
  /** Stops the program when it aborts, whatever the program is doing: status 130, cause `'stopped'`. */
  signal?: AbortSignal;
  /** Stops the program after so many seconds: status 124, cause `'stopped'`. */
  timeout?: number;
  /** Called with what is written, as soon as it is. */
  onOutput?: (piece: OutputPiece) => void;
  /** Whether the result has a trace. Default false. */
  trace?: boolean;
}

/**
 * Why a run ended. `exit`: main returned, or a task called exit. `deadlock`: nothing was left that could wake
 * a task. `fault`: a trap, a failed assert, misuse of a call, a stack or the memory used up. `stopped`: by
 * `signal` or `timeout`.
 */
export type EndCause = 'exit' | 'deadlock' | 'fault' | 'stopped';

/** What came of a run. */
export interface RunResult {
  /** As a shell would see it; 70 after a deadlock or a fault, 124 or 130 when it was stopped. */
  status: number;
  cause: EndCause;
  /** What the program has written to stdout; of one that was stopped, until then. */
  stdout: string;
  /** The same of stderr, with what Weft says of the program there. */
  stderr: string;
  /**
   * Makes the same run again, with the same clock, seed and input: `'fifo'` where nobody was preferred.
   * Undefined of a run by chance (`policy`) that was stopped.
   */
  schedule: string | undefined;
  /** With the option `trace`: what happened. */
  trace: Trace | undefined;
  /** How stacks were switched: `'asyncify'` too where `'native'` was asked for and this Node cannot do it. */
  switching: Switching;
  /** After a fault or a deadlock: Weft's sentence about it. */
  message?: string;
  /** The file of the place where that was, where it is known. */
  file?: string;
  /** Its line. */
  line?: number;
  /** The task whose turn it was. */
  task?: number;
  /** What the program has left behind at its end: tasks that nobody joined, and the like. */
  leaks?: string;
  /** Of a program that was compiled with `races`: the races that there were. */
  races?: Race[];
}

/** How `check` runs a program. */
export interface CheckOptions {
  /** What diagnostics call the program. Default `program.c`. */
  fileName?: string;
  /** The level of -O. Default `'1'`. */
  optimize?: CompileOptions['optimize'];
  /** Default `'asyncify'`. */
  switching?: Switching;
  /** Default 0. */
  seed?: number;
  /** The program's input. Default: none. */
  stdin?: RunOptions['stdin'];
  /** In seconds; default 60. */
  timeout?: number;
  /** Rejects with its reason when it aborts. */
  signal?: AbortSignal;
}

/** What came of a check. */
export interface CheckResult {
  /** Whether the program does as it says. */
  ok: boolean;
  /** What differs, as `weft check` prints it; `''` for nothing. */
  text: string;
  /** The status and the stdout that its `// Output:` block asks for; undefined: it has none. */
  expected: { status: number; stdout: string } | undefined;
  /** The program's exit status; undefined where it did not compile or was stopped. */
  status: number | undefined;
  stdout: string;
  stderr: string;
}

/** How `explore` explores. */
export interface ExploreOptions {
  /** `auto`: depth first while it may complete within the budget, then by chance. Default `'auto'`. */
  strategy?: 'auto' | 'dfs' | 'pct' | 'random';
  /** Depth first: at most so many departures from fifo. */
  bound?: number;
  /** Runs, at most. Default 10000. */
  schedules?: number;
  /** Seconds, at most. */
  seconds?: number;
  /** Worker threads. Default: as many as there are processors. */
  jobs?: number;
  /** Every interleaving, those that come to the same too. Default false. */
  all?: boolean;
  /** Whether races are looked for. Default true. */
  races?: boolean;
  /** Whether allocations, spawns and fetches may fail, one at a time. Default false. */
  faults?: boolean;
  /** Timers so many seconds apart may fire in either order. Default 0. */
  jitter?: number;
  /** Default 0. */
  seed?: number;
  /** The program's own arguments. */
  args?: readonly string[];
  /** The program's input. Default: none. */
  stdin?: string | Uint8Array;
  /** Ends the exploration: the promise is rejected with its reason. */
  signal?: AbortSignal;
  /** Called while it goes on. */
  onProgress?: (now: { schedules: number; failing: number }) => void;
}

/** What exploring has found: what `weft explore --json` prints. */
export interface Report {
  program: string;
  /** What was used in the end. */
  strategy: string;
  /** Whether all runs that there could be were made, or one of each kind that comes to the same. */
  complete: boolean;
  /** How many runs were made. */
  schedules: number;
  seconds: number;
  /** What came of them, failing ones first. */
  outcomes: Outcome[];
  races: (Race & { schedule: string })[];
}

/** What several runs have come to alike: status, cause and stdout. */
export interface Outcome {
  status: number;
  /** `endless`: it went on for more than a million turns. */
  cause: 'exit' | 'deadlock' | 'fault' | 'endless';
  stdout: string;
  stderr: string;
  /** How many runs ended so. */
  count: number;
  failing: boolean;
  /** The shortest that was found: `run` makes it again, on the virtual clock. */
  schedule: string;
  /** What leads to it, in a sentence. */
  because: string;
  /** The turn of the last departure from fifo, counted from 1; undefined where there is none. */
  turn?: number;
}

/** Two tasks that got in each other's way across a wait. */
export interface Race {
  /** The variable, or the heap block. */
  object: string;
  /** A lost update is certain; the others are suspicions. */
  kind: 'lost-update' | 'check-then-act' | 'stale-read';
  first: RaceStep;
  between: RaceStep;
  then: RaceStep;
  /** In a sentence. */
  because: string;
}

/** Where a task was. */
export interface RaceStep {
  task: string;
  file: string;
  line: number;
}
