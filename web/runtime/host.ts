/// A run needs this from the place it runs in. Everything is handed in: the runtime knows neither the DOM nor
/// Node.

import type { TimeSource } from './clock.ts';

export interface Host extends TimeSource {
  setTimer(callback: () => void, milliseconds: number): unknown;
  clearTimer(timer: unknown): void;
  /// Calls back soon, after whatever events are waiting, without the clamp that timers have.
  immediate(callback: () => void): void;
  /// Takes the program's output as it is written. `task` is 0 between turns; `time` is program time in
  /// nanoseconds; `at` counts the bytes that the program had written to the file before; `generator` is the
  /// number of the one whose body runs, or 0.
  write(fd: 1 | 2, bytes: Uint8Array, task: number, time: number, at: number, generator: number): void;
  /// Absent: every request fails with WEFT_EIO.
  fetch?: Fetch;
  /// The next line of stdin with its newline, which only the last may lack; null at the end. One call at a
  /// time. When the signal aborts, no line may be lost.
  readLine?(signal: AbortSignal): Promise<string | Uint8Array | null>;
  /// Calls back at the display's next frame, with the frame's own time in now()'s milliseconds, and returns
  /// what cancels that. Absent: the program counts 60 a second by its own clock.
  frame?(callback: (time: number) => void): () => void;
}

export interface FetchRequest {
  method: string;
  headers: [string, string][];
  body?: Uint8Array<ArrayBuffer>;
  signal: AbortSignal;
  credentials: 'omit';
  referrerPolicy: 'no-referrer';
}

/// This is as much of fetch's Response as is used.
export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: { getReader(): BodyReader } | null;
}

export interface BodyReader {
  read(): Promise<{ done: boolean; value?: Uint8Array }>;
  cancel(): Promise<void>;
}

export type Fetch = (url: string, request: FetchRequest) => Promise<FetchResponse>;
