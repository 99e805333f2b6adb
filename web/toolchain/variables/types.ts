/// Types of C's, from debug information: each that is asked for once, in a list.
import { Attribute, Tag, type Entry } from './dwarf.ts';

/// `size` in bytes; other types by their numbers in the list.
export type VariableType = { name: string; size: number } & (
  | { kind: 'number'; encoding: Encoding }
  /// `text`: to characters.
  | { kind: 'pointer'; text?: true }
  | { kind: 'enum'; values: [name: string, value: number][] }
  | { kind: 'array'; of: number; count: number }
  | { kind: 'struct' | 'union'; members: Member[] }
  | { kind: 'other' }
);

export type Encoding = 'boolean' | 'float' | 'signed' | 'unsigned' | 'character' | 'other';

export interface Member {
  name: string;
  /// In bytes from the beginning.
  offset: number;
  of: number;
  /// Of a bit field: where it begins, in bits from there, and how many it has.
  bits?: { from: number; count: number };
}

/// DWARF's numbers (DW_ATE).
const encodings: Record<number, Encoding> = {
  2: 'boolean',
  4: 'float',
  5: 'signed',
  6: 'character',
  7: 'unsigned',
  8: 'character',
};

const pointerBytes = 4;

export class Types {
  readonly list: VariableType[] = [];
  readonly #entries = new Map<number, Entry>();
  readonly #numbers = new Map<number | undefined, number>();

  constructor(units: readonly Entry[]) {
    const note = (entry: Entry): void => {
      this.#entries.set(entry.at, entry);
      entry.children.forEach(note);
    };
    units.forEach(note);
  }

  number(reference: number | undefined): number {
    const known = this.#numbers.get(reference);
    if (known !== undefined) return known;
    const number = this.list.push({ kind: 'other', name: 'void', size: 0 }) - 1;
    this.#numbers.set(reference, number); // before its members are looked at
    this.list[number] = this.#read(reference);
    return number;
  }

  /// Whether nothing can be written there.
  isConstant(reference: number | undefined): boolean {
    const entry = this.#entry(reference);
    if (!entry) return false;
    if (entry.tag === Tag.CONST) return true;
    const through = [Tag.TYPEDEF, Tag.VOLATILE, Tag.ARRAY, Tag.ATOMIC] as readonly number[];
    return through.includes(entry.tag) && this.isConstant(typeOf(entry));
  }

  #entry(reference: number | undefined): Entry | undefined {
    return reference === undefined ? undefined : this.#entries.get(reference);
  }

  #read(reference: number | undefined): VariableType {
    const entry = this.#entry(reference);
    const name = this.#nameOf(reference);
    if (!entry) return { kind: 'other', name, size: 0 };
    const size = numberOf(entry, Attribute.BYTE_SIZE) ?? 0;
    switch (entry.tag) {
      case Tag.BASE:
        return { kind: 'number', name, size, encoding: encodingOf(entry, name) };
      case Tag.POINTER:
        return {
          kind: 'pointer',
          name,
          size: pointerBytes,
          ...(this.#isText(typeOf(entry)) && { text: true }),
        };
      case Tag.ENUMERATION:
        return { kind: 'enum', name, size, values: entry.children.map(enumerator) };
      case Tag.ARRAY:
        return this.#array(entry, name);
      case Tag.STRUCTURE:
      case Tag.UNION:
        return {
          kind: entry.tag === Tag.UNION ? 'union' : 'struct',
          name,
          size,
          members: entry.children.filter(({ tag }) => tag === Tag.MEMBER).map((one) => this.#member(one)),
        };
      case Tag.SUBROUTINE:
        return { kind: 'other', name, size: 0 };
      default: // another name, or a qualified type
        return { ...this.#read(typeOf(entry)), name };
    }
  }

  #isText(reference: number | undefined): boolean {
    const entry = this.#entry(reference);
    if (entry?.tag === Tag.BASE) return nameIn(entry) === 'char';
    return (entry?.tag === Tag.CONST || entry?.tag === Tag.VOLATILE) && this.#isText(typeOf(entry));
  }

  #member(entry: Entry): Member {
    const count = numberOf(entry, Attribute.BIT_SIZE);
    const from = numberOf(entry, Attribute.DATA_BIT_OFFSET) ?? 0;
    const of = this.number(typeOf(entry));
    const name = nameIn(entry) ?? '';
    if (count === undefined) return { name, offset: numberOf(entry, Attribute.MEMBER_LOCATION) ?? 0, of };
    const offset = Math.floor(from / 8);
    return { name, offset, of, bits: { from: from - offset * 8, count } };
  }

  #array(entry: Entry, name: string): VariableType {
    const counts = countsOf(entry);
    let of = this.number(typeOf(entry));
    for (const [index, count] of [...counts.entries()].reverse()) {
      const { size } = this.list[of]!;
      const array = { kind: 'array', name, size: size * count, of, count } as const;
      if (index === 0) return array;
      const inner = arrayName(this.#nameOf(typeOf(entry)), counts.slice(index));
      of = this.list.push({ ...array, name: inner }) - 1;
    }
    return { kind: 'other', name, size: 0 };
  }

  /// As one would write it.
  #nameOf(reference: number | undefined): string {
    const entry = this.#entry(reference);
    if (!entry) return 'void';
    const own = nameIn(entry);
    const target = () => this.#nameOf(typeOf(entry));
    switch (entry.tag) {
      case Tag.POINTER:
        return pointerName(target());
      case Tag.ARRAY:
        return arrayName(target(), countsOf(entry));
      case Tag.STRUCTURE:
        return own === undefined ? 'struct' : `struct ${own}`;
      case Tag.UNION:
        return own === undefined ? 'union' : `union ${own}`;
      case Tag.ENUMERATION:
        return own === undefined ? 'enum' : `enum ${own}`;
      case Tag.SUBROUTINE:
        return `${target()} (${entry.children.map((one) => this.#nameOf(typeOf(one))).join(', ') || 'void'})`;
      case Tag.CONST:
        return qualified('const', target());
      case Tag.VOLATILE:
        return qualified('volatile', target());
      case Tag.ATOMIC:
        return qualified('_Atomic', target());
      case Tag.RESTRICT:
        return target();
      default:
        return own === '_Bool' ? 'bool' : (own ?? target());
    }
  }
}

const typeOf = (entry: Entry): number | undefined => numberOf(entry, Attribute.TYPE);

function numberOf(entry: Entry, attribute: number): number | undefined {
  const value = entry.values.get(attribute);
  return typeof value === 'number' ? value : undefined;
}

function nameIn(entry: Entry): string | undefined {
  const name = entry.values.get(Attribute.NAME);
  return typeof name === 'string' ? name : undefined;
}

/// Numbers that are only called characters are read as numbers: uint8_t.
function encodingOf(entry: Entry, name: string): Encoding {
  const encoding = encodings[numberOf(entry, Attribute.ENCODING) ?? 0] ?? 'other';
  if (encoding !== 'character' || name === 'char') return encoding;
  return name.startsWith('unsigned') ? 'unsigned' : 'signed';
}

const enumerator = (entry: Entry): [string, number] => [
  nameIn(entry) ?? '',
  numberOf(entry, Attribute.CONST_VALUE) ?? 0,
];

/// The elements in each dimension.
function countsOf(entry: Entry): number[] {
  return entry.children
    .filter(({ tag }) => tag === Tag.SUBRANGE)
    .map((one) => {
      const last = numberOf(one, Attribute.UPPER_BOUND);
      return numberOf(one, Attribute.COUNT) ?? (last === undefined ? 0 : last + 1);
    });
}

function pointerName(target: string): string {
  const call = /^(.*) (\([^()]*\))$/.exec(target);
  if (call) return `${call[1]} (*)${call[2]}`;
  return target.endsWith('*') ? `${target}*` : `${target} *`;
}

/// The innermost dimension is the last: `int[3][2]`.
function arrayName(element: string, counts: readonly number[]): string {
  const at = element.indexOf('[') < 0 ? element.length : element.indexOf('[');
  return element.slice(0, at) + counts.map((count) => `[${count}]`).join('') + element.slice(at);
}

const qualified = (word: string, target: string): string =>
  target.endsWith('*') ? `${target} ${word}` : `${word} ${target}`;
