/// The values of variables, in words: as a debugger of C's tells them.

import { textBytes, type Member, type VariableLayout, type VariableType } from './table.ts';

/// A piece of a variable: itself, an element, a member.
export interface Piece {
  /// As one would write it in C: `bank.accounts[1]`.
  path: string;
  /// An index into the table's types.
  type: number;
  /// Where it lies among what is kept.
  at: number;
  /// So many of its bytes are kept.
  bytes: number;
  bits?: Member['bits'];
}

/// Elements of an array and characters that are told.
const maxElements = 16;
const maxCharacters = 100;
/// Elements that are listed one by one.
const maxListed = 100;
/// Of Weft's own structs, what is of nobody else's interest.
const ownMembers = ['waiters', 'number'];

export class Values {
  readonly layout: VariableLayout;

  constructor(layout: VariableLayout) {
    this.layout = layout;
  }

  /// The variables, in the order in which they are declared.
  get pieces(): Piece[] {
    const { table, places } = this.layout;
    return table.variables.map(({ name, type }, index) => ({ path: name, type, ...places[index]! }));
  }

  typeOf(piece: Piece): VariableType {
    return this.layout.table.types[piece.type]!;
  }

  /// Elements or members, those of a member without a name among them; none of what is told whole.
  parts(piece: Piece): Piece[] {
    const type = this.typeOf(piece);
    if (type.kind === 'array' && !this.#isText(type)) {
      const { size } = this.#type(type.of);
      const count = size === 0 ? 0 : Math.min(type.count, maxListed, Math.floor(piece.bytes / size));
      return Array.from({ length: count }, (_, index) => this.element(piece, index)!);
    }
    if (type.kind !== 'struct' && type.kind !== 'union') return [];
    const hidden = this.#waiters(piece) ? ownMembers : [];
    return type.members.flatMap(({ name, of, offset }): Piece[] => {
      if (name === '') return this.parts(this.#within(piece, '', of, offset));
      const found = hidden.includes(name) ? undefined : this.member(piece, name);
      return found && found.bytes > 0 ? [found] : [];
    });
  }

  element(piece: Piece, index: number): Piece | undefined {
    const type = this.typeOf(piece);
    if (type.kind !== 'array' || !(index >= 0 && index < type.count)) return undefined;
    return this.#within(piece, `[${index}]`, type.of, index * this.#type(type.of).size);
  }

  /// Members of members without a name are members.
  member(piece: Piece, name: string): Piece | undefined {
    const type = this.typeOf(piece);
    if (type.kind !== 'struct' && type.kind !== 'union') return undefined;
    for (const one of type.members) {
      const found = this.#within(piece, one.name && `.${one.name}`, one.of, one.offset);
      if (one.name === name) return one.bits ? { ...found, bits: one.bits } : found;
      const inner = one.name === '' ? this.member(found, name) : undefined;
      if (inner) return inner;
    }
    return undefined;
  }

  /// Whether one of the places belongs to it, or to the text that it points to.
  isAmong(piece: Piece, places: ReadonlySet<number>): boolean {
    for (let at = piece.at; at < piece.at + piece.bytes; at++) {
      if (places.has(at)) return true;
      const text = this.layout.texts.get(at);
      for (let i = 0; text !== undefined && i < textBytes; i++) if (places.has(text + i)) return true;
    }
    return false;
  }

  /// The value in words. `depth`: how far into structs and arrays.
  words(state: Uint8Array, piece: Piece, depth = 3): string {
    const type = this.typeOf(piece);
    if (piece.bytes < Math.min(type.size, 1) || (type.kind !== 'array' && piece.bytes < type.size))
      return 'too large to be kept';
    switch (type.kind) {
      case 'array':
        return this.#isText(type) ? this.#textWords(state, piece) : this.#list(state, piece, type, depth);
      case 'struct':
      case 'union': {
        if (type.name === 'weft_mutex') return this.#mutexWords(state, piece);
        if (depth === 0) return '{…}';
        const told = this.parts(piece).map(
          (one) => `${lastName(one.path)} = ${this.words(state, one, depth - 1)}`,
        );
        return `{${told.join(', ')}}${this.#waitWords(state, piece)}`;
      }
      case 'pointer':
        return this.#pointer(state, piece, type.text === true);
      case 'enum': {
        const number = Number(this.number(state, piece));
        return type.values.find(([, value]) => value === number)?.[0] ?? String(number);
      }
      default:
        return this.#numberWords(state, piece, type);
    }
  }

  /// The number that it holds; of what is none, NaN.
  number(state: Uint8Array, piece: Piece): number | bigint {
    const type = this.typeOf(piece);
    const view = new DataView(state.buffer, state.byteOffset);
    const isFloat = type.kind === 'number' && type.encoding === 'float';
    if (isFloat) return type.size === 4 ? view.getFloat32(piece.at, true) : float(view, piece.at, type.size);
    if (type.size !== 1 && type.size !== 2 && type.size !== 4 && type.size !== 8) return Number.NaN;
    const isSigned =
      type.kind === 'enum' || (type.kind === 'number' && /^(?:signed|character)$/.test(type.encoding));
    let bits = 0n;
    for (let i = type.size - 1; i >= 0; i--) bits = (bits << 8n) | BigInt(state[piece.at + i]!);
    const { from, count } = piece.bits ?? { from: 0, count: type.size * 8 };
    bits = BigInt.asUintN(count, bits >> BigInt(from));
    const value = isSigned ? BigInt.asIntN(count, bits) : bits;
    return type.size === 8 ? value : Number(value);
  }

  /// The text that it holds or points to; undefined for what is none.
  text(state: Uint8Array, piece: Piece): string | undefined {
    const type = this.typeOf(piece);
    if (type.kind === 'array' && this.#isText(type)) return decoded(state, piece.at, piece.bytes);
    const at = type.kind === 'pointer' && type.text ? this.layout.texts.get(piece.at) : undefined;
    return at === undefined ? undefined : decoded(state, at, textBytes);
  }

  /// Of Weft's own structs: who waits.
  #waiters(piece: Piece): Piece | undefined {
    const type = this.typeOf(piece);
    const own = type.kind === 'struct' && type.members.find(({ of }) => this.#type(of).name === 'weft_queue');
    return own ? this.#within(piece, '.waiters', own.of, own.offset) : undefined;
  }

  #waitWords(state: Uint8Array, piece: Piece): string {
    const { at, bytes } = this.#waiters(piece) ?? { at: 0, bytes: 0 };
    return state.subarray(at, at + bytes).some((byte) => byte !== 0) ? ', waited for' : '';
  }

  #mutexWords(state: Uint8Array, piece: Piece): string {
    const owner = this.number(state, this.member(piece, 'owner')!);
    return (Number(owner) === 0 ? 'free' : `held by task ${owner}`) + this.#waitWords(state, piece);
  }

  #type(index: number): VariableType {
    return this.layout.table.types[index]!;
  }

  #within(piece: Piece, step: string, type: number, offset: number): Piece {
    const { size } = this.#type(type);
    const bytes = Math.max(0, Math.min(size, piece.bytes - offset));
    return { path: piece.path + step, type, at: piece.at + offset, bytes };
  }

  #isText(type: VariableType): boolean {
    const element = type.kind === 'array' ? this.#type(type.of) : undefined;
    return element?.kind === 'number' && element.encoding === 'character';
  }

  #textWords(state: Uint8Array, piece: Piece): string {
    const text = quoted(decoded(state, piece.at, Math.min(piece.bytes, maxCharacters)));
    const ends = state.subarray(piece.at, piece.at + piece.bytes).includes(0);
    return ends || piece.bytes <= maxCharacters ? text : `${text}…`;
  }

  #list(state: Uint8Array, piece: Piece, { count }: { count: number }, depth: number): string {
    if (depth === 0) return '{…}';
    const parts = this.parts(piece).slice(0, maxElements);
    const told = parts.map((one) => this.words(state, one, depth - 1));
    return `{${told.join(', ')}${parts.length < count ? ', …' : ''}}`;
  }

  #pointer(state: Uint8Array, piece: Piece, isText: boolean): string {
    const address = Number(this.number(state, piece));
    if (address === 0) return 'NULL';
    const text = isText ? this.text(state, piece) : undefined;
    if (text !== undefined) return quoted(text) + (text.length < textBytes ? '' : '…');
    return this.#nameOf(address) ?? `0x${address.toString(16)}`;
  }

  /// Of a variable that lies there.
  #nameOf(address: number): string | undefined {
    const found = this.layout.table.variables.find(({ parts }) => parts[0]!.address === address);
    return found && `&${found.name}`;
  }

  #numberWords(state: Uint8Array, piece: Piece, type: VariableType): string {
    const number = this.number(state, piece);
    if (type.kind !== 'number') return '?';
    if (type.encoding === 'boolean') return number ? 'true' : 'false';
    if (type.encoding === 'float')
      return type.size === 4 ? shortest(Number(number)) : floatWords(Number(number));
    if (type.encoding === 'other') return '?';
    return type.encoding === 'character' ? `${number} ${character(Number(number))}`.trim() : String(number);
  }
}

/// `name` of `a.b.name`, and `[3]` of `a[3]`.
export const lastName = (path: string): string => /(?:[^.[\]]+|\[\d+\])$/.exec(path)?.[0] ?? path;

/// long double has 16 bytes, as IEEE 754's binary128: to the precision of a double.
function float(view: DataView, at: number, size: number): number {
  if (size === 8) return view.getFloat64(at, true);
  const high = view.getBigUint64(at + 8, true);
  const exponent = Number((high >> 48n) & 0x7fffn);
  const fraction = Number(high & 0xffff_ffff_ffffn) / 2 ** 48;
  const sign = high >> 63n ? -1 : 1;
  if (exponent === 0x7fff) return fraction ? Number.NaN : sign * Infinity;
  return exponent === 0 ? 0 : sign * (1 + fraction) * 2 ** (exponent - 16383);
}

/// With as few digits as tell it from other floats.
function shortest(number: number): string {
  for (let digits = 1; digits < 9; digits++)
    if (Math.fround(Number(number.toPrecision(digits))) === number)
      return floatWords(Number(number.toPrecision(digits)));
  return floatWords(number);
}

const floatWords = (number: number): string =>
  Object.is(number, -0)
    ? '-0'
    : Number.isFinite(number)
      ? String(number)
      : String(number).toLowerCase().replace('infinity', 'inf');

function decoded(state: Uint8Array, at: number, room: number): string {
  const end = state.indexOf(0, at);
  const length = end < 0 ? room : Math.min(room, end - at);
  return new TextDecoder().decode(state.slice(at, at + length));
}

const escapes: Record<string, string> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '"': '\\"', '\\': '\\\\' };

function quoted(text: string): string {
  const escaped = text.replace(
    /["\\\p{Cc}]/gu,
    (one) => escapes[one] ?? `\\${one.charCodeAt(0).toString(8)}`,
  );
  return `"${escaped}"`;
}

function character(code: number): string {
  if (code === 0) return "'\\0'";
  const one = String.fromCharCode(code & 0xff);
  const known = one === '"' ? one : one === "'" ? "\\'" : escapes[one];
  return code >= 32 && code < 127 ? `'${known ?? one}'` : known ? `'${known}'` : '';
}
