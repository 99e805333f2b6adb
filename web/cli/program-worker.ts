/// Runs programs, one after another, on a thread of its own that can be killed.

import { parentPort, type MessagePort } from 'node:worker_threads';
import {
  answering,
  Races,
  raceTableOf,
  Run,
  type Race,
  type Ending,
  type Host,
  type KeptAnswers,
  type RunOptions,
  type RunPolicy,
  type TraceBatch,
} from '../runtime/index.ts';
import { Failure, status } from './failure.ts';
import { nodeHost } from './node-host.ts';
import { writeAll } from './output.ts';
import { Stdin } from './stdin.ts';

export interface ProgramStart {
  wasm: Uint8Array;
  clock: 'real' | 'virtual';
  seed: number;
  /// Fifo is the default.
  policy?: RunPolicy;
  args: string[];
  stats: boolean;
  /// Absent: there is no input.
  stdin?: MessagePort;
  /// Absent: output goes to the process's own streams. Else it is collected, up to so many bytes.
  collect?: number;
  /// Whether to post the trace as it grows.
  trace: boolean;
  /// Whether to post what is written, rather than collect it.
  tell?: boolean;
  /// What it fetches is answered so, and the rest is asked for outside.
  answers?: KeptAnswers;
  /// Whether the program tells of its memory, and its races are wanted.
  races?: boolean;
}

/// Posted while the program runs, one of these at a time.
export interface ProgramNews {
  traced: TraceBatch;
  written: Written;
}

export interface Written {
  fd: 1 | 2;
  bytes: Uint8Array;
  /// 0 between turns.
  task: number;
  /// Program time in nanoseconds.
  time: number;
}

export interface ProgramEnd extends Partial<Ending> {
  stdout: string;
  stderr: string;
  /// Why there is no ending, and the status for that.
  error?: { message: string; status: number };
  /// Where they were looked for.
  races?: Race[];
}

/* The frames of a trap say which function it was in. */
Error.stackTraceLimit = 50;

parentPort!.on('message', async (start: ProgramStart) => {
  const collected = { 1: [] as Uint8Array[], 2: [] as Uint8Array[] };
  let end: Partial<ProgramEnd>;
  try {
    end = await runProgram(start, collected);
  } catch (error) {
    end = { error: wordsFor(error) };
  }
  const text = (fd: 1 | 2) => Buffer.concat(collected[fd]).toString();
  parentPort!.postMessage({ ...end, stdout: text(1), stderr: text(2) } satisfies ProgramEnd);
});

function wordsFor(error: unknown): NonNullable<ProgramEnd['error']> {
  if (error instanceof Failure) return { message: error.message, status: error.status };
  return { message: (error as Error).message, status: status.runtime };
}

async function runProgram(
  start: ProgramStart,
  collected: Record<1 | 2, Uint8Array[]>,
): Promise<Ending & Pick<ProgramEnd, 'races'>> {
  const collect: Write = (fd, bytes) => void collected[fd].push(bytes);
  const stdin = start.stdin && new Stdin(start.stdin);
  const wasm = new WebAssembly.Module(start.wasm);
  parentPort!.postMessage('started');
  const run = new Run({
    wasm,
    clock: start.clock,
    seed: start.seed,
    ...(start.policy && { policy: start.policy }),
    args: start.args,
    ...(start.trace && { trace }),
    host: {
      ...nodeHost,
      ...(start.answers && { fetch: answering(start.answers, nodeHost.fetch) }),
      ...(stdin && {
        readLine: (signal) => stdin.readLine(signal as AbortSignal),
      }),
      write:
        start.collect === undefined
          ? start.tell
            ? writeAndTell
            : writeAll
          : limited(start.collect, start.tell ? tell : collect),
    },
  });
  const ending = await run.ended;
  const table = start.races ? raceTableOf(wasm) : undefined;
  const races = table && new Races(run.program, table).found();
  if (start.stats) run.reportStats();
  return { ...ending, ...(races && { races }) };
}

/// A batch has as much as the ring holds: there is nobody to be kept responsive.
const trace: NonNullable<RunOptions['trace']> = {
  maxBatchSlots: 1 << 20,
  maxWaitingSlots: 1 << 22,
  post: (batch) => parentPort!.postMessage({ traced: batch } satisfies Partial<ProgramNews>, [batch.slots]),
};

type Write = Host['write'];

const tell: Write = (fd, bytes, task, time) =>
  parentPort!.postMessage({
    written: { fd, bytes: bytes.slice(), task, time },
  } satisfies Partial<ProgramNews>);

const writeAndTell: Write = (fd, bytes, ...about) => {
  writeAll(fd, bytes);
  tell(fd, bytes, ...about);
};

function limited(limit: number, write: Write): Write {
  let room = limit;
  return (fd, bytes, ...about) => {
    room -= bytes.length;
    if (room < 0) throw new Failure(status.runtime, `it prints more than ${limit} bytes`);
    write(fd, bytes, ...about);
  };
}
