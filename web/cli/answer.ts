/// A worker is asked, and answers.

import type { Worker } from 'node:worker_threads';

/// What the worker posts next that is an answer; `other` is shown the rest, and says so. Rejects with what
/// the worker throws, or with a WorkerExit.
export function answerOf<T>(worker: Worker, other: (message: unknown) => boolean = () => false): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const settle = (then: (value: never) => void) => (value: unknown) => {
      for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener);
      then(value as never);
    };
    const answered = settle(resolve);
    const listeners = {
      message: (message: unknown) => (other(message) ? undefined : answered(message)),
      error: settle(reject),
      exit: settle((status: number) => reject(new WorkerExit(status))),
    };
    for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener);
  });
}

/// The worker ended without an answer.
export class WorkerExit extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the thread ended with status ${status}`);
    this.status = status;
  }
}
