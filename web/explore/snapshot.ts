/// The state of a program between two turns: its memory, and what the world outside holds for it.

import type { WorldState } from './world.ts';

export interface HostState {
  world: WorldState;
  ready: readonly number[];
  /// When the next pump is due, see weft_pump.
  next: number;
}

export class Snapshot {
  host!: HostState;
  /// Pairs of addresses, from and to.
  #ranges: Uint32Array = new Uint32Array(0);
  #bytes = new Uint8Array(0);

  /// The memory that it takes, in bytes.
  get size(): number {
    return this.#bytes.length;
  }

  /// Keeps those ranges of the program's memory; what it kept before is gone.
  take(memory: Uint8Array, ranges: Uint32Array, host: HostState): void {
    this.host = host;
    this.#ranges = ranges;
    let size = 0;
    for (let i = 0; i < ranges.length; i += 2) size += ranges[i + 1]! - ranges[i]!;
    if (this.#bytes.length < size) this.#bytes = new Uint8Array(size + (size >> 2));
    let at = 0;
    for (let i = 0; i < ranges.length; i += 2) {
      const part = memory.subarray(ranges[i], ranges[i + 1]);
      this.#bytes.set(part, at);
      at += part.length;
    }
  }

  /// Whether the memory holds the same in the same ranges, but for the words of eight bytes at these
  /// addresses.
  isIn(memory: Uint8Array, ranges: Uint32Array, except: ReadonlySet<number>): boolean {
    if (ranges.length !== this.#ranges.length) return false;
    if (ranges.some((address, i) => address !== this.#ranges[i])) return false;
    let at = 0;
    for (let i = 0; i < ranges.length; i += 2) {
      const from = ranges[i]!;
      const length = ranges[i + 1]! - from;
      for (let byte = 0; byte < length; byte++) {
        if (memory[from + byte] === this.#bytes[at + byte]) continue;
        if (!except.has((from + byte) & ~7)) return false;
      }
      at += length;
    }
    return true;
  }

  putBack(memory: Uint8Array): void {
    let at = 0;
    for (let i = 0; i < this.#ranges.length; i += 2) {
      const from = this.#ranges[i]!;
      const length = this.#ranges[i + 1]! - from;
      memory.set(this.#bytes.subarray(at, at + length), from);
      at += length;
    }
  }
}
