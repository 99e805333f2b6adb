/// Runs a program in a thread of its own, and gathers what it writes.

import { Readable } from 'node:stream';
import { Failure, status } from '../cli/failure.ts';
import { Launcher, type LaunchOptions } from '../cli/launch.ts';
import {
  raceTableOf,
  isSeed,
  readSchedule,
  seedRange,
  switchingOf,
  type RunPolicy,
} from '../runtime/index.ts';
import { moduleToRun, nameOf } from './programs.ts';
import { Recording } from './trace.ts';
import type { Written } from '../cli/program-worker.ts';
import type { OutputPiece, Program, RunOptions, RunResult } from './types.ts';

const maxOutputBytes = 64e6;
const policies = ['fifo', 'random', 'pct'] as const;
const clocks = ['real', 'virtual'] as const;

export async function runProgram(program: Program, options: RunOptions): Promise<RunResult> {
  checkKinds(options);
  const policy = policyOf(options);
  const checked = checkedOptions(options);
  const { wasm, module } = await moduleToRun(program);
  const launch = { ...checked, policy, wasm, stats: false, collect: maxOutputBytes };
  const races = raceTableOf(module) !== undefined;
  const known = policy.kind === 'replay' ? options.schedule : policy.kind === 'fifo' ? 'fifo' : undefined;
  const recording = options.trace ? new Recording() : undefined;
  const stop = new AbortController();
  const output = new Output(options.onOutput, stop);
  const input = options.stdin === undefined ? undefined : new Input(options.stdin, stop);
  const end = await runOrStop({
    ...launch,
    races,
    args: [nameOf(program), ...(options.args ?? [])],
    signal: options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal,
    written: output.add,
    ...(input && { stdin: () => input.stream }),
    ...(recording && { traced: recording.add }),
  });
  input?.stream.destroy();
  if (stop.signal.aborted) throw stop.signal.reason;
  const { said = '', ...ending } = end;
  return {
    schedule: known,
    ...ending,
    stdout: output.text.stdout,
    stderr: output.text.stderr + said,
    trace: recording?.trace,
    switching: switchingOf(module),
  };
}

type End = Omit<RunResult, 'stdout' | 'stderr' | 'schedule' | 'trace' | 'switching'> & {
  schedule?: string;
  said?: string;
};

const stopped = (exitStatus: number): End => ({ status: exitStatus, cause: 'stopped' });

/// Of a program that writes too much, as of one that faults.
const broken = (message: string): End => ({
  status: status.runtime,
  cause: 'fault',
  message,
  said: `weft: ${message}\n`,
});

async function runOrStop(options: LaunchOptions): Promise<End> {
  if (options.signal?.aborted) return stopped(status.stopped);
  const launcher = new Launcher();
  try {
    const { stdout: _, stderr: __, error: ___, cause = 'fault', ...end } = await launcher.run(options);
    return { ...end, cause };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.status === status.timedOut || error.status === status.stopped) return stopped(error.status);
    return broken(error.message);
  } finally {
    await launcher.close();
  }
}

function policyOf({ schedule, policy = 'fifo' }: RunOptions): RunPolicy {
  if (schedule === undefined) return { kind: oneOf('policy', policy, policies) };
  const read = readSchedule(schedule);
  if (!read)
    throw new RangeError(`the schedule is one that a run has had, such as a3-1.2, not '${schedule}'`);
  return { kind: 'replay', schedule: read };
}

/// What the types say, for who has none.
function checkKinds({ args = [], stdin = '', onOutput = () => {} }: RunOptions): void {
  if (!Array.isArray(args) || args.some((word) => typeof word !== 'string'))
    throw new TypeError('args is an array of strings');
  if (typeof onOutput !== 'function') throw new TypeError('onOutput is a function');
  const pieces = Object(stdin) as object; // a string is an iterable too
  if (!(Symbol.asyncIterator in pieces || Symbol.iterator in pieces))
    throw new TypeError('stdin is text, bytes or an async iterable of either');
}

function checkedOptions({ clock = 'real', seed = 0, timeout }: RunOptions) {
  if (!isSeed(seed)) throw new RangeError(`the seed is ${seedRange}, not ${String(seed)}`);
  if (timeout !== undefined && !(timeout > 0))
    throw new RangeError(`the timeout is a number of seconds above 0, not ${String(timeout)}`);
  return { clock: oneOf('clock', clock, clocks), seed, timeout: timeout === Infinity ? undefined : timeout };
}

function oneOf<T extends string>(name: string, value: T, values: readonly T[]): T {
  if (values.includes(value)) return value;
  throw new RangeError(`the ${name} is one of ${values.join(', ')}, not '${String(value)}'`);
}

/// What the program writes, as text.
class Output {
  readonly text = { stdout: '', stderr: '' };
  readonly #decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  readonly #told: RunOptions['onOutput'];
  readonly #stop: AbortController;

  /// Stops the run with what `told` throws.
  constructor(told: RunOptions['onOutput'], stop: AbortController) {
    this.#told = told;
    this.#stop = stop;
  }

  readonly add = ({ fd, bytes, task, time }: Written): void => {
    const stream = fd === 1 ? 'stdout' : 'stderr';
    const text = this.#decoders[stream].decode(bytes, { stream: true });
    this.text[stream] += text;
    const piece: OutputPiece = { stream, text, task, time: time / 1e9 };
    try {
      if (text !== '' && !this.#stop.signal.aborted) this.#told?.(piece);
    } catch (error) {
      this.#stop.abort(error);
    }
  };
}

/// The program's input.
class Input {
  readonly stream: Readable;

  /// Stops the run with what an iterable throws.
  constructor(from: NonNullable<RunOptions['stdin']>, stop: AbortController) {
    const whole = typeof from === 'string' || from instanceof Uint8Array;
    this.stream = Readable.from(whole ? [Buffer.from(from as string)] : buffers(from, stop), {
      objectMode: true,
      highWaterMark: 1,
    });
  }
}

async function* buffers(pieces: AsyncIterable<string | Uint8Array>, stop: AbortController) {
  try {
    for await (const piece of pieces) yield Buffer.from(piece as string);
  } catch (error) {
    stop.abort(error);
  }
}
