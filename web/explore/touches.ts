/// What the program itself keeps of a turn: the objects of Weft's that it touched (src/base/touch.h) and,
/// where it was built to tell, the memory that it read and wrote (src/abi/races.def).

import { AccessField, AccessLogField, type RacesExports } from '../runtime/abi.gen.ts';
import type { Program } from '../runtime/program.ts';
import { changed, looked, type Footprint } from './footprint.ts';

/// Words of the log of accesses, and of an entry of it: which of them holds what.
const log = {
  entries: AccessLogField.entries.offset / 4,
  count: AccessLogField.count.offset / 4,
  full: AccessLogField.full.offset / 4,
  words: 3,
};
const entry = {
  address: AccessField.address.offset / 4,
  bytes: AccessField.read.offset / 4, // with the written ones in its next byte
  words: AccessField.size.offset / 4,
};

export class Touches {
  readonly #program: Program;
  readonly #touches: number;
  /// Undefined: the program does not tell of its memory.
  readonly #accesses: number | undefined;

  constructor(program: Program) {
    this.#program = program;
    this.#touches = program.exports.weft_keep_touches();
    this.#accesses = (program.exports as Partial<RacesExports>).weft_accesses?.();
  }

  /// Adds those of the turn before, and forgets them.
  addTo(footprint: Footprint): void {
    const { buffer } = this.#program.memory;
    const [count, room] = new Uint32Array(buffer, this.#touches, 2) as unknown as [number, number];
    const kept = new Uint32Array(buffer, this.#touches + 8, Math.min(count, room));
    if (count > room) footprint.everything = true;
    for (const touch of kept) {
      if (touch === 0) footprint.everything = true;
      else footprint.add(touch & ~1, touch & 1 ? looked : changed);
    }
    kept.fill(0);
    if (this.#accesses !== undefined) this.#addAccesses(footprint, buffer, this.#accesses);
    this.clear();
  }

  clear(): void {
    const { buffer } = this.#program.memory;
    new Uint32Array(buffer, this.#touches, 1)[0] = 0;
    if (this.#accesses === undefined) return;
    const head = new Uint32Array(buffer, this.#accesses, log.words);
    head[log.count] = 0;
    head[log.full] = 0;
  }

  #addAccesses(footprint: Footprint, buffer: ArrayBuffer, at: number): void {
    const head = new Uint32Array(buffer, at, log.words);
    if (head[log.full]) footprint.everything = true;
    const words = new Uint32Array(buffer, head[log.entries], head[log.count]! * entry.words);
    for (let i = 0; i < words.length; i += entry.words) {
      const address = words[i + entry.address]!;
      const bytes = words[i + entry.bytes]!;
      if (address !== 0) footprint.addBytes(address, bytes & 0xff, (bytes >> 8) & 0xff);
    }
  }
}
