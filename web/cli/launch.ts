/// Programs, run in a worker that is kept for the next one and killed when one takes too long.

import { MessageChannel, Worker } from 'node:worker_threads';
import type { Readable } from 'node:stream';
import { answerOf, WorkerExit } from './answer.ts';
import { Failure, status } from './failure.ts';
import { serveStdin } from './stdin.ts';
import type { TraceBatch } from '../runtime/index.ts';
import type { ProgramEnd, ProgramStart, TracedPart } from './program-worker.ts';

export interface LaunchOptions extends Omit<ProgramStart, 'stdin' | 'trace'> {
  stdin?: () => Readable;
  /// Called with the trace as it grows.
  traced?: (batch: TraceBatch) => void;
  /// Seconds.
  timeout: number | undefined;
}

export class Launcher {
  #worker: Worker | undefined;

  /// Throws a Failure when the time is over or the program cannot be run.
  async run({ stdin, timeout, traced, ...start }: LaunchOptions): Promise<ProgramEnd & { status: number }> {
    const worker = (this.#worker ??= newWorker());
    const channel = stdin && new MessageChannel();
    const answers = new Int32Array(new SharedArrayBuffer(4));
    if (channel && stdin) serveStdin({ port: channel.port1, answers }, stdin);
    const end = answerOf<ProgramEnd>(worker, (message) => isTraced(message) && (traced?.(message.traced), true));
    const input = channel && { stdin: { port: channel.port2, answers } };
    worker.postMessage({ ...start, trace: traced !== undefined, ...input }, channel ? [channel.port2] : []);
    try {
      const { error, ...rest } = await withTimeout(end, timeout);
      if (error) throw new Failure(error.status, error.message);
      return { ...rest, status: rest.status ?? status.runtime };
    } catch (error) {
      this.close();
      if (error instanceof WorkerExit) throw new Failure(error.status, '');   // nobody reads the output any more
      throw error instanceof Failure ? error : new Failure(status.runtime, (error as Error).message);
    } finally {
      channel?.port1.close();
    }
  }

  close(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }
}

const isTraced = (message: unknown): message is TracedPart => 'traced' in (message as object);

const newWorker = (): Worker => new Worker(new URL('program-worker.js', import.meta.url), { stdin: false });

async function withTimeout<T>(promise: Promise<T>, seconds: number | undefined): Promise<T> {
  if (seconds === undefined) return promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failure(status.timedOut, `stopped after ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
