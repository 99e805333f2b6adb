/// The custom sections of a module: those that hold its debug information are read, and left out; others are
/// added.
import { headerBytes, joined, numberBytes, sectionIds, sectionsOf, type Section } from '../binary.ts';

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
  return { wasm: joined([wasm.subarray(0, headerBytes), ...kept]), debug };
}

export function withSections(
  wasm: Uint8Array,
  sections: readonly { name: string; content: Uint8Array }[],
): Uint8Array<ArrayBuffer> {
  const made = sections.flatMap(({ name, content }) => {
    const called = new TextEncoder().encode(name);
    const length = numberBytes(called.length);
    const size = numberBytes(length.length + called.length + content.length);
    return [Uint8Array.from([sectionIds.custom, ...size, ...length]), called, content];
  });
  return joined([wasm, ...made]);
}
