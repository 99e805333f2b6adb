/// The pages of a program's memory that have changed from one snapshot to the next.

export const pageBytes = 4096;
const words = pageBytes / 4;

export interface MemoryPages {
  /// Bytes of the whole memory.
  size: number;
  /// The numbers of those that are told; the others are as they were, at first zero.
  numbers: Uint32Array<ArrayBuffer>;
  /// Their bytes, one page behind the other.
  bytes: Uint8Array<ArrayBuffer>;
}

export class PageWatch {
  /// The memory as it was told.
  #told = new Int32Array(0);

  /// The memory is known as it is.
  begin(memory: ArrayBuffer): void {
    this.#told = new Int32Array(memory.slice(0));
  }

  /// Tells what has changed in those ranges, pairs of addresses, but for what lies in the range `apart`.
  changed(memory: ArrayBuffer, ranges: Uint32Array, apart: readonly [from: number, to: number]): MemoryPages {
    const now = new Int32Array(memory);
    if (this.#told.length < now.length) {
      const before = this.#told;
      this.#told = new Int32Array(now.length);
      this.#told.set(before);
    }
    const numbers = [...pagesOf(ranges, apart)].filter((page) => this.#differs(now, page * words));
    const bytes = new Uint8Array(numbers.length * pageBytes);
    numbers.forEach((page, index) => {
      const [from, to] = [page * words, (page + 1) * words];
      this.#told.set(now.subarray(from, to), from);
      bytes.set(new Uint8Array(memory, page * pageBytes, pageBytes), index * pageBytes);
    });
    return { size: memory.byteLength, numbers: Uint32Array.from(numbers), bytes };
  }

  #differs(now: Int32Array, from: number): boolean {
    const told = this.#told;
    for (let at = from; at < from + words; at++) if (now[at] !== told[at]) return true;
    return false;
  }
}

function pagesOf(ranges: Uint32Array, [apartFrom, apartTo]: readonly [number, number]): Set<number> {
  const pages = new Set<number>();
  for (let i = 0; i < ranges.length; i += 2)
    for (let page = Math.floor(ranges[i]! / pageBytes); page * pageBytes < ranges[i + 1]!; page++)
      if (page * pageBytes < apartFrom || (page + 1) * pageBytes > apartTo) pages.add(page);
  return pages;
}

/// The pages as they stand after both.
export function joined(before: MemoryPages, after: MemoryPages): MemoryPages {
  const bytesOf = new Map<number, Uint8Array>();
  for (const { numbers, bytes } of [before, after])
    numbers.forEach((page, index) => void bytesOf.set(page, bytesAt(bytes, index)));
  const bytes = new Uint8Array(bytesOf.size * pageBytes);
  let at = 0;
  for (const page of bytesOf.values()) bytes.set(page, pageBytes * at++);
  return { size: after.size, numbers: Uint32Array.from(bytesOf.keys()), bytes };
}

/// Puts them back; whatever else the memory holds is zero afterwards.
export function putBack(memory: WebAssembly.Memory, { size, numbers, bytes }: MemoryPages): void {
  new Uint8Array(memory.buffer).fill(0);
  if (memory.buffer.byteLength < size) memory.grow((size - memory.buffer.byteLength) / 65536);
  const all = new Uint8Array(memory.buffer);
  numbers.forEach((page, index) => void all.set(bytesAt(bytes, index), page * pageBytes));
}

const bytesAt = (bytes: Uint8Array, index: number): Uint8Array =>
  bytes.subarray(index * pageBytes, (index + 1) * pageBytes);
