/// Takes snapshots while a run goes on: one whenever the program has computed for a while since the last, so
/// that no moment of the run is further than that from one.

import { PageWatch } from './memory-pages.ts';
import type { Program } from './program.ts';
import type { RunState, Snapshot, StateOutside } from './snapshot.ts';

export interface SnapshotOptions {
  post(snapshot: Snapshot): void;
  /// After so much computing; default 250.
  everyMilliseconds?: number;
  /// Of a program that has more memory in use none is taken; default 64 MiB.
  maxBytes?: number;
  /// They take one part in so many of the program's time, at most; default 20.
  oneIn?: number;
}

export interface SnapshotParts {
  program: Program;
  /// Milliseconds, from any origin.
  now(): number;
  /// Where the ring of the trace lies, whose slots are handed on: it is no part of the state.
  ring: readonly [from: number, to: number];
  outside(): StateOutside | undefined;
  variables(): Uint8Array<ArrayBuffer> | undefined;
}

export class Snapshots {
  readonly #options: Required<SnapshotOptions>;
  readonly #parts: SnapshotParts;
  readonly #watch = new PageWatch();
  #spent = 0;
  #due: number;

  constructor(options: SnapshotOptions, parts: SnapshotParts) {
    this.#options = { everyMilliseconds: 250, maxBytes: 64 << 20, oneIn: 20, ...options };
    this.#parts = parts;
    this.#due = this.#options.everyMilliseconds;
  }

  /// The program stands where a snapshot was taken, after so many milliseconds of computing.
  goOnFrom(spent: number): void {
    this.#watch.begin(this.#parts.program.memory.buffer);
    this.#spent = spent;
    this.#due = spent + this.#options.everyMilliseconds;
  }

  /// Has the program compute.
  measured<T>(call: () => T): T {
    const before = this.#parts.now();
    const result = call();
    this.#spent += this.#parts.now() - before;
    return result;
  }

  /// After a pump that has returned `next`.
  between(next: number): void {
    if (this.#spent < this.#due || this.#parts.program.exports.weft_within_turn() !== 0) return;
    const before = this.#parts.now();
    const snapshot = this.#take(next);
    if (snapshot) this.#options.post(snapshot);
    const cost = this.#parts.now() - before;
    this.#due = this.#spent + Math.max(this.#options.everyMilliseconds, this.#options.oneIn * cost);
  }

  #take(next: number): Snapshot | undefined {
    const { program, ring, outside, variables } = this.#parts;
    const ranges = program.stateRanges();
    let size = ring[0] - ring[1];
    for (let i = 0; i < ranges.length; i += 2) size += ranges[i + 1]! - ranges[i]!;
    const held = outside();
    if (!held || size > this.#options.maxBytes) return undefined;
    const tracked = variables();
    const state: RunState = {
      ...held,
      turns: program.exports.weft_turns(),
      next,
      spent: this.#spent,
      ...(tracked && { variables: tracked.slice() }),
    };
    const pages = this.#watch.changed(program.memory.buffer, ranges, ring);
    return { state, pages, slots: program.exports.weft_trace_head() };
  }
}
