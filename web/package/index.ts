/// The library. What is exported here, and the types in types.ts, is all that there is of it.

import { checkProgram } from './check.ts';
import { exploreProgram } from './explore.ts';
import { compileProgram } from './programs.ts';
import { runProgram } from './run.ts';
import type {
  CheckOptions,
  CheckResult,
  CompileOptions,
  ExploreOptions,
  Program,
  Report,
  RunOptions,
  RunResult,
} from './types.ts';

export type * from './types.ts';

/**
 * Compiles a C program, linked with libweft. One that does not compile is no error: it has no `wasm`, and its
 * `diagnostics` say why. The first call starts the compiler, which takes a second or two; programs that were
 * compiled before are taken from the user's cache folder.
 */
export function compile(source: string, options: CompileOptions = {}): Promise<Program> {
  return compileProgram(source, options);
}

/**
 * Runs a program in a worker thread, to its end or until `signal` or `timeout` stops it. However the program
 * ends, the promise resolves. It is rejected for a program without `wasm` (TypeError), for options that are
 * none (RangeError, TypeError), and with what `onOutput` or the iteration of `stdin` throws. Where this Node
 * cannot switch natively, a program that was compiled for that is compiled once more, for Asyncify; one of
 * which only the module is there is refused then (TypeError).
 */
export function run(program: Program, options: RunOptions = {}): Promise<RunResult> {
  return runProgram(program, options);
}

/**
 * Runs a program on the virtual clock and compares its stdout and status with the `// Output:` block at the
 * end of its source, as `weft check` does.
 */
export function check(program: string | Program, options: CheckOptions = {}): Promise<CheckResult> {
  return checkProgram(program, options);
}

/**
 * Makes the runs that there could be, on the virtual clock, and tells what comes of them. A program that was
 * compiled without `races` is compiled with it first.
 */
export function explore(program: Program, options: ExploreOptions = {}): Promise<Report> {
  return exploreProgram(program, options);
}
