/// The page's end of the workers that explore: each does one part of an exploration after the other, on an
/// instance of the program of its own.

import type { PartNews, PartResult, Worker as Exploring } from '../../explore/index.ts';
import type { FromExplorer, StartExploring, ToExplorer } from '../../workers/protocol.ts';

/// The exploration was stopped.
export class Stopped extends Error {}

export interface Threads {
  all: readonly Exploring[];
  /// Ends them at once, whatever they do.
  close(): void;
}

interface Pending {
  news(now: PartNews): void;
  resolve(result: PartResult): void;
  reject(error: Error): void;
}

/// A worker is started when it first has something to do.
export function openThreads(
  createWorker: () => Worker,
  count: number,
  start: Omit<StartExploring, 'kind'>,
): Threads {
  const threads = Array.from({ length: count }, () => new Thread(createWorker, start));
  return { all: threads, close: () => threads.forEach((thread) => void thread.close()) };
}

class Thread implements Exploring {
  readonly #createWorker: () => Worker;
  readonly #start: Omit<StartExploring, 'kind'>;
  #worker: Worker | undefined;
  #pending: Pending | undefined;
  #closed = false;

  constructor(createWorker: () => Worker, start: Omit<StartExploring, 'kind'>) {
    this.#createWorker = createWorker;
    this.#start = start;
  }

  do(...[part, budget, news]: Parameters<Exploring['do']>): Promise<PartResult> {
    if (this.#closed) return Promise.reject(new Stopped());
    return new Promise((resolve, reject) => {
      this.#pending = { news, resolve, reject };
      const until = budget.until + performance.timeOrigin;
      this.#send({ kind: 'part', part, budget: { ...budget, until } });
    });
  }

  close(): void {
    this.#closed = true;
    this.#worker?.terminate();
    this.#pending?.reject(new Stopped());
  }

  #send(message: ToExplorer): void {
    this.#worker ??= this.#open();
    this.#worker.postMessage(message);
  }

  #open(): Worker {
    const worker = this.#createWorker();
    worker.onmessage = (event: MessageEvent<FromExplorer>) => this.#hear(event.data);
    worker.onerror = (event) =>
      this.#pending?.reject(new Error(event.message || 'A worker could not be started.'));
    worker.postMessage({ kind: 'start', ...this.#start } satisfies ToExplorer);
    return worker;
  }

  #hear(message: FromExplorer): void {
    if (this.#closed) return;
    switch (message.kind) {
      case 'news':
        return this.#pending?.news(message.news);
      case 'done':
        return this.#pending?.resolve(message.result);
      case 'failed':
        return this.#pending?.reject(new Error(message.message));
    }
  }
}
