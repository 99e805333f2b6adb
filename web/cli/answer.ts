import type { Worker } from 'node:worker_threads';

/// What the worker posts next. Rejects with what it throws, or with a WorkerExit.
export function answerOf<T>(worker: Worker): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const settle = (then: (value: never) => void) => (value: unknown) => {
      for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener);
      then(value as never);
    };
    const listeners = {
      message: settle(resolve),
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
