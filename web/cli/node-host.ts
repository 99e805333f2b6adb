/// What a run needs of Node: its clock and its loop, and how it asks for URLs.

import type { Host } from '../runtime/index.ts';

const nobody = new Int32Array(new SharedArrayBuffer(4));

export const nodeHost = {
  now: () => performance.now(),
  block: (milliseconds: number) => void Atomics.wait(nobody, 0, 0, milliseconds),
  setTimer: (callback: () => void, milliseconds: number) => setTimeout(callback, milliseconds),
  clearTimer: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
  immediate: (callback: () => void) => void setImmediate(callback),
  fetch: ((url, request) => fetch(url, request as RequestInit)) as NonNullable<Host['fetch']>,
} satisfies Partial<Host>;
