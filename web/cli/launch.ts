/// Runs programs in a worker that is kept for the next one and killed when one takes too long.

import { MessageChannel, Worker } from 'node:worker_threads';
import type { Readable } from 'node:stream';
import { answerOf, WorkerExit } from './answer.ts';
import { Failure, status } from './failure.ts';
import { serveStdin } from './stdin.ts';
import type { TraceBatch } from '../runtime/index.ts';
import type { ProgramEnd, ProgramStart, ProgramNews, Written } from './program-worker.ts';

export interface LaunchOptions extends Omit<ProgramStart, 'stdin' | 'trace' | 'tell'> {
  stdin?: () => Readable;
  /// Called with the trace as it grows.
  traced?: (batch: TraceBatch) => void;
  /// Called with what is written, at once. Then `collect` is only the limit: nothing is collected.
  written?: (piece: Written) => void;
  /// Seconds.
  timeout: number | undefined;
  /// Stops the program, whatever it does.
  signal?: AbortSignal;
}

export class Launcher {
  #worker: Worker | undefined;

  /// Throws a Failure when the time is over, the program was stopped or cannot be run. By then all that it
  /// has written and traced has been told.
  async run(options: LaunchOptions): Promise<ProgramEnd & { status: number }> {
    const { stdin, timeout, traced, written, signal, ...start } = options;
    const worker = (this.#worker ??= newWorker());
    const channel = stdin && new MessageChannel();
    if (channel && stdin) serveStdin(channel.port1, stdin);
    const deadline = new Deadline(timeout);
    const end = answerOf<ProgramEnd>(worker, (message) => {
      if (message === 'started') deadline.start();
      else if (isNews(message, 'traced')) traced?.(message.traced);
      else if (isNews(message, 'written')) written?.(message.written);
      else return false;
      return true;
    });
    const input = channel && { stdin: channel.port2 };
    const wanted = { trace: traced !== undefined, tell: written !== undefined };
    worker.postMessage({ ...start, ...wanted, ...input }, channel ? [channel.port2] : []);
    const abort = () => deadline.fail(new Failure(status.stopped, ''));
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const { error, ...rest } = await Promise.race([end, deadline.passed]);
      if (error) throw new Failure(error.status, error.message);
      return { ...rest, status: rest.status ?? status.runtime };
    } catch (error) {
      end.catch(() => undefined);
      await this.close();
      /* Nobody reads the output any more. */
      if (error instanceof WorkerExit) throw new Failure(error.status, '');
      throw error instanceof Failure ? error : new Failure(status.runtime, (error as Error).message);
    } finally {
      deadline.cancel();
      signal?.removeEventListener('abort', abort);
      channel?.port1.close();
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

const isNews = <K extends keyof ProgramNews>(message: unknown, kind: K): message is Pick<ProgramNews, K> =>
  typeof message === 'object' && kind in message!;

const newWorker = (): Worker => new Worker(new URL('program-worker.js', import.meta.url), { stdin: false });

/// Of setTimeout: what is longer passes at once.
const longestTimer = 2 ** 31 - 1;

/// Passes so many seconds after its start, or when it is told to.
class Deadline {
  /// Rejects with a Failure; never resolves.
  readonly passed: Promise<never>;
  start: () => void = () => undefined;
  fail!: (why: Failure) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(seconds: number | undefined) {
    this.passed = new Promise((_, reject) => {
      this.fail = reject;
      if (seconds === undefined) return;
      const over = () => reject(new Failure(status.timedOut, `stopped after ${seconds} s`));
      this.start = () => this.#wait(seconds * 1000, over);
    });
    this.passed.catch(() => undefined);
  }

  #wait(milliseconds: number, over: () => void): void {
    const rest = milliseconds - longestTimer;
    const next = rest > 0 ? () => this.#wait(rest, over) : over;
    this.#timer = setTimeout(next, Math.min(milliseconds, longestTimer));
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }
}
