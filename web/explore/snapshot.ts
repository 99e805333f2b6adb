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

  /// Whether the memory holds the same in the same ranges, but for words of eight bytes that only count, and
  /// for the ranges of an account of races.
  isIn(memory: Uint8Array, ranges: Uint32Array, except: Except): boolean {
    if (ranges.length !== this.#ranges.length) return false;
    if (ranges.some((address, i) => address !== this.#ranges[i])) return false;
    let at = 0;
    for (let i = 0; i < ranges.length; i += 2) {
      const from = ranges[i]!;
      const length = ranges[i + 1]! - from;
      for (let byte = 0; byte < length; byte++) {
        if (memory[from + byte] === this.#bytes[at + byte]) continue;
        if (except.counters.has((from + byte) & ~7)) continue;
        const end = endAround(from + byte, except.account);
        if (end === undefined) return false;
        byte = end - from - 1;
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

interface Except {
  counters: ReadonlySet<number>;
  /// Pairs of addresses.
  account: Uint32Array;
}

/// Where the range ends in which the address lies.
function endAround(address: number, ranges: Uint32Array): number | undefined {
  for (let i = 0; i < ranges.length; i += 2)
    if (address >= ranges[i]! && address < ranges[i + 1]!) return ranges[i + 1];
  return undefined;
}
