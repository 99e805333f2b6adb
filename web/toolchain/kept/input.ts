/// What the libraries' part of a program is made of, in bytes that are the same whenever it is: names and
/// code, with marks for addresses, and a number for each text that says what is called.
import { joined } from '../binary.ts';
import type { CodeReader, Known } from './code.ts';
import { write, type Marks } from './marks.ts';

/// Puts marks into `wasm` for addresses.
export function inputOf(
  wasm: Uint8Array,
  code: CodeReader,
  { imports, types, maySuspend }: Known,
  marks: Marks,
): Uint8Array {
  const numbers = new Map<string, number>();
  const parts: Uint8Array[] = [];
  const suspends = (place: number): string => (maySuspend[place] ? ' suspends' : '');
  const ranks = new Map(code.library.map(({ place }, rank) => [place, rank]));
  /// Two of a library may have one name.
  const calledAs = (number: number): string => {
    const place = number - imports.length;
    return `${code.names[number]} ${ranks.get(place) ?? ''}${suspends(place)}`;
  };
  const repeated = repeatedIn(code.names);
  /// Of two of one name Binaryen makes two names, by where they stand.
  const standing = (name: string, place: number): string =>
    repeated.has(name) ? ` ${place} of ${code.names.length}` : '';
  for (const { place, name, from, end, operands } of code.library) {
    const known = new Map<number, number>();
    const replaced = operands.map(({ kind, value, at, end: to }) => {
      if (kind === 'type') return numberOf(types[value]!);
      if (kind === 'function') return numberOf(calledAs(value));
      const mark = known.get(value) ?? marks.of(value);
      known.set(value, mark);
      write(wasm, mark, at, to);
      return mark;
    });
    const input = wasm.slice(from, end);
    for (const [index, { at, end: to }] of operands.entries())
      write(input, replaced[index]!, at - from, to - from);
    parts.push(new TextEncoder().encode(`${name}${standing(name, place)}${suspends(place)}\0`), input);
  }
  parts.push(new TextEncoder().encode([...numbers.keys()].join('\0')));
  return joined(parts);

  function numberOf(text: string): number {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  }
}

function repeatedIn(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const name of names) (seen.has(name) ? repeated : seen).add(name);
  return repeated;
}
