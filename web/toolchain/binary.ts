/// Reads a module's bytes: its sections, and the numbers in them.

/// What precedes the first section: the magic number and the version.
export const headerBytes = 8;

export const sectionIds = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  global: 6,
  export: 7,
  element: 9,
  code: 10,
} as const;

export interface Section {
  id: number;
  /// Of a custom section; otherwise empty.
  name: string;
  from: number;
  end: number;
  content: Uint8Array;
}

export function sectionsOf(wasm: Uint8Array): Section[] {
  const found: Section[] = [];
  for (let at = headerBytes; at < wasm.length; ) {
    const from = at;
    const id = wasm[at++]!;
    const size = number(wasm, at);
    const end = size.next + size.value;
    const length = id === sectionIds.custom ? number(wasm, size.next) : { value: 0, next: size.next };
    const begin = length.next + length.value;
    const name = new TextDecoder().decode(wasm.subarray(length.next, begin));
    found.push({ id, name, from, end, content: wasm.subarray(begin, end) });
    at = end;
  }
  return found;
}

function number(bytes: Uint8Array, at: number): { value: number; next: number } {
  const reader = new Reader(bytes, at);
  return { value: reader.number(), next: reader.at };
}

export class Reader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.bytes[this.at++]!;
  }

  /// LEB128, without a sign.
  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++]!;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }

  /// LEB128 with a sign, of at most 32 bits.
  signed(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte >= 0x80) continue;
      return shift < 25 && (byte & 0x40) !== 0 ? value | (-1 << (shift + 7)) : value;
    }
  }

  /// LEB128 of any kind.
  skipNumber(): void {
    while (this.bytes[this.at++]! >= 0x80);
  }

  text(): string {
    const length = this.number();
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }

  /// So many as a number says that precedes them.
  list<T>(read: () => T): T[] {
    return Array.from({ length: this.number() }, read);
  }
}

/// LEB128 without a sign, in so many bytes at least.
export function numberBytes(value: number, atLeast = 1): number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0 || bytes.length < atLeast; rest = Math.floor(rest / 128))
    bytes.push((rest % 128) | 0x80);
  bytes[bytes.length - 1]! &= 0x7f;
  return bytes;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
