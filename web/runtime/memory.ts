/// A program's memory is seen from outside here. A view is made for each access and never kept: memory that
/// grows detaches its views.

import { putBack, type MemoryPages } from './memory-pages.ts';

const encoder = new TextEncoder();

export const encodeText = (text: string): Uint8Array => encoder.encode(text);

export class ProgramMemory {
  readonly #memory: WebAssembly.Memory;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  /// The buffer of this moment. It is stale after any call into the program.
  get buffer(): ArrayBuffer {
    return this.#memory.buffer;
  }

  /// Nothing else is in it afterwards.
  putBack(pages: MemoryPages): void {
    putBack(this.#memory, pages);
  }

  view(): DataView {
    return new DataView(this.#memory.buffer);
  }

  copy(pointer: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, pointer >>> 0, length >>> 0).slice();
  }

  put(pointer: number, bytes: Uint8Array): void {
    new Uint8Array(this.#memory.buffer, pointer >>> 0, bytes.length).set(bytes);
  }

  /// Returns the NUL-ended UTF-8 text at the pointer, '' for NULL.
  text(pointer: number): string {
    if (pointer === 0) return '';
    const all = new Uint8Array(this.#memory.buffer);
    const start = pointer >>> 0;
    const end = all.indexOf(0, start);
    return new TextDecoder().decode(all.subarray(start, end < 0 ? all.length : end));
  }

  /// Returns the texts of a NULL-ended array of pointers; none for NULL.
  texts(pointer: number): string[] {
    const found: string[] = [];
    if (pointer === 0) return found;
    const view = this.view();
    for (let at = pointer >>> 0; ; at += 4) {
      const text = view.getUint32(at, true);
      if (text === 0) return found;
      found.push(this.text(text));
    }
  }
}
