/// What the program itself keeps of a turn: the objects of Weft's that it touched (src/base/touch.h) and,
/// where it was built to tell, the memory that it read and wrote (src/abi/races.def).

import type { Program } from '../runtime/program.ts';
import { changed, looked, type Footprint } from './footprint.ts';

/// Of weft__touches.
const maxTouches = 511;

/// Words of an entry of the log of accesses, and where in it what stands.
const entryWords = 3;

interface Telling {
  weft_accesses?(): number;
}

export class Touches {
  readonly #program: Program;
  readonly #touches: number;
  /// Undefined: the program does not tell of its memory.
  readonly #accesses: number | undefined;

  constructor(program: Program) {
    this.#program = program;
    this.#touches = program.exports.weft_keep_touches();
    this.#accesses = (program.exports as Telling).weft_accesses?.();
  }

  /// Adds those of the turn before, and forgets them.
  addTo(footprint: Footprint): void {
    const { buffer } = this.#program.memory;
    const words = new Uint32Array(buffer, this.#touches, maxTouches + 1);
    const count = words[0]!;
    const kept = words.subarray(1, 1 + Math.min(count, maxTouches));
    if (count > maxTouches) footprint.everything = true;
    for (const touch of kept) {
      if (touch === 0) footprint.everything = true;
      else footprint.add(touch & ~1, touch & 1 ? looked : changed);
    }
    words[0] = 0;
    kept.fill(0);
    if (this.#accesses !== undefined) this.#addAccesses(footprint, buffer, this.#accesses);
  }

  clear(): void {
    const { buffer } = this.#program.memory;
    new Uint32Array(buffer, this.#touches, 1)[0] = 0;
    if (this.#accesses !== undefined) new Uint32Array(buffer, this.#accesses, 3)[1] = 0;
  }

  #addAccesses(footprint: Footprint, buffer: ArrayBuffer, at: number): void {
    const log = new Uint32Array(buffer, at, 3);
    const [entries, count, full] = log as unknown as [number, number, number];
    if (full) footprint.everything = true;
    const words = new Uint32Array(buffer, entries, count * entryWords);
    for (let i = 0; i < words.length; i += entryWords) {
      const address = words[i]!;
      const bytes = words[i + 1]!;
      if (address !== 0) footprint.addBytes(address, bytes & 0xff, (bytes >> 8) & 0xff);
    }
    log[1] = 0;
    log[2] = 0;
  }
}
