/// The custom sections of a module: those that hold its debug information are read, and left out; others are
/// added.

/// What precedes the first section: the magic number and the version.
const headerBytes = 8;

interface Section {
  /// Of a custom section.
  name: string;
  from: number;
  end: number;
  content: Uint8Array;
}

function sectionsOf(wasm: Uint8Array): Section[] {
  const found: Section[] = [];
  for (let at = headerBytes; at < wasm.length; ) {
    const from = at;
    const isCustom = wasm[at++] === 0;
    const size = number(wasm, at);
    const end = size.next + size.value;
    const length = isCustom ? number(wasm, size.next) : { value: 0, next: size.next };
    const begin = length.next + length.value;
    const name = new TextDecoder().decode(wasm.subarray(length.next, begin));
    found.push({ name, from, end, content: wasm.subarray(begin, end) });
    at = end;
  }
  return found;
}

function number(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  let next = at;
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[next++]!;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return { value, next };
  }
}

const isDebug = ({ name }: Section): boolean => name.startsWith('.debug_');

export interface Parted {
  /// The module without debug information.
  wasm: Uint8Array<ArrayBuffer>;
  /// By section, as `.debug_info`.
  debug: ReadonlyMap<string, Uint8Array>;
}

export function withoutDebugInfo(wasm: Uint8Array): Parted {
  const sections = sectionsOf(wasm);
  const debug = new Map(sections.filter(isDebug).map(({ name, content }) => [name, content]));
  const kept = sections.filter((one) => !isDebug(one)).map(({ from, end }) => wasm.subarray(from, end));
  return { wasm: join([wasm.subarray(0, headerBytes), ...kept]), debug };
}

export function withSections(
  wasm: Uint8Array,
  sections: readonly { name: string; content: Uint8Array }[],
): Uint8Array<ArrayBuffer> {
  const made = sections.flatMap(({ name, content }) => {
    const called = new TextEncoder().encode(name);
    const length = leb128(called.length);
    const size = leb128(length.length + called.length + content.length);
    return [Uint8Array.of(0), size, length, called, content];
  });
  return join([wasm, ...made]);
}

function leb128(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Uint8Array.from([...bytes, left]);
    bytes.push((left % 128) | 128);
  }
}

function join(all: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of all) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
