/// Runs programs in a worker that is kept for the next one and killed when one takes too long.

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
    if (channel && stdin) serveStdin(channel.port1, stdin);
    const deadline = new Deadline(timeout);
    const end = answerOf<ProgramEnd>(worker, (message) => {
      if (message === 'started') deadline.start();
      if (isTraced(message)) traced?.(message.traced);
      return message === 'started' || isTraced(message);
    });
    const input = channel && { stdin: channel.port2 };
    worker.postMessage({ ...start, trace: traced !== undefined, ...input }, channel ? [channel.port2] : []);
    try {
      const { error, ...rest } = await Promise.race([end, deadline.passed]);
      if (error) throw new Failure(error.status, error.message);
      return { ...rest, status: rest.status ?? status.runtime };
    } catch (error) {
      this.close();
      /* Nobody reads the output any more. */
      if (error instanceof WorkerExit) throw new Failure(error.status, '');
      throw error instanceof Failure ? error : new Failure(status.runtime, (error as Error).message);
    } finally {
      deadline.cancel();
      channel?.port1.close();
    }
  }

  close(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }
}

const isTraced = (message: unknown): message is TracedPart =>
  typeof message === 'object' && 'traced' in message!;

const newWorker = (): Worker => new Worker(new URL('program-worker.js', import.meta.url), { stdin: false });

/// Passes so many seconds after its start.
class Deadline {
  /// Rejects with a Failure; never resolves.
  readonly passed: Promise<never>;
  start: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(seconds: number | undefined) {
    this.passed = new Promise((_, reject) => {
      if (seconds === undefined) return;
      const fail = () => reject(new Failure(status.timedOut, `stopped after ${seconds} s`));
      this.start = () => void (this.#timer = setTimeout(fail, seconds * 1000));
    });
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }
}
