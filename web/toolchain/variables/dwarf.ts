/// Reads the debug information of one compilation unit (DWARF 4) as a tree, as far as variables and their
/// types need it.

export interface Entry {
  /// Where it begins in its section: what others refer to it by.
  at: number;
  tag: number;
  /// By attribute: a number, a text, or an expression.
  values: ReadonlyMap<number, number | string | Uint8Array>;
  children: Entry[];
}

export const Tag = {
  ARRAY: 0x01,
  ENUMERATION: 0x04,
  LEXICAL_BLOCK: 0x0b,
  MEMBER: 0x0d,
  POINTER: 0x0f,
  STRUCTURE: 0x13,
  SUBROUTINE: 0x15,
  TYPEDEF: 0x16,
  UNION: 0x17,
  SUBRANGE: 0x21,
  BASE: 0x24,
  CONST: 0x26,
  ENUMERATOR: 0x28,
  SUBPROGRAM: 0x2e,
  VARIABLE: 0x34,
  VOLATILE: 0x35,
  RESTRICT: 0x37,
  ATOMIC: 0x47,
} as const;

export const Attribute = {
  LOCATION: 0x02,
  NAME: 0x03,
  BYTE_SIZE: 0x0b,
  BIT_SIZE: 0x0d,
  CONST_VALUE: 0x1c,
  UPPER_BOUND: 0x2f,
  COUNT: 0x37,
  MEMBER_LOCATION: 0x38,
  DECL_LINE: 0x3b,
  ENCODING: 0x3e,
  TYPE: 0x49,
  DATA_BIT_OFFSET: 0x6b,
} as const;

const Form = {
  ADDR: 0x01,
  BLOCK2: 0x03,
  BLOCK4: 0x04,
  DATA2: 0x05,
  DATA4: 0x06,
  DATA8: 0x07,
  STRING: 0x08,
  BLOCK: 0x09,
  BLOCK1: 0x0a,
  DATA1: 0x0b,
  FLAG: 0x0c,
  SDATA: 0x0d,
  STRP: 0x0e,
  UDATA: 0x0f,
  REF1: 0x11,
  REF2: 0x12,
  REF4: 0x13,
  SEC_OFFSET: 0x17,
  EXPRLOC: 0x18,
  FLAG_PRESENT: 0x19,
} as const;

export class Cursor {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  get ended(): boolean {
    return this.at >= this.bytes.length;
  }

  number(size: 1 | 2 | 4 | 8): number {
    const { at } = this;
    this.at += size;
    if (size === 1) return this.#view.getUint8(at);
    if (size === 2) return this.#view.getUint16(at, true);
    return size === 4 ? this.#view.getUint32(at, true) : Number(this.#view.getBigInt64(at, true));
  }

  /// LEB128.
  unsigned(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.number(1);
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }

  signed(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.number(1);
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return byte & 0x40 ? value - factor * 128 : value;
    }
  }

  take(length: number): Uint8Array {
    const from = this.at;
    this.at += length;
    return this.bytes.subarray(from, this.at);
  }

  /// Up to a NUL.
  text(): string {
    const end = this.bytes.indexOf(0, this.at);
    const text = new TextDecoder().decode(this.bytes.subarray(this.at, end));
    this.at = end + 1;
    return text;
  }
}

export interface DebugSections {
  info: Uint8Array;
  abbreviations: Uint8Array;
  strings: Uint8Array;
}

interface Abbreviation {
  tag: number;
  hasChildren: boolean;
  attributes: [attribute: number, form: number][];
}

/// The units' top entries. Throws for what it does not know.
export function readEntries(sections: DebugSections): Entry[] {
  const cursor = new Cursor(sections.info);
  const units: Entry[] = [];
  while (!cursor.ended) {
    const start = cursor.at;
    const end = start + 4 + cursor.number(4);
    const version = cursor.number(2);
    if (version !== 4) throw new Error(`debug information of version ${version}`);
    const abbreviations = readAbbreviations(sections.abbreviations, cursor.number(4));
    cursor.number(1); // the size of an address: 4
    const top = readEntry({ cursor, start, sections, abbreviations });
    if (top) units.push(top);
    cursor.at = end;
  }
  return units;
}

function readAbbreviations(bytes: Uint8Array, at: number): Map<number, Abbreviation> {
  const cursor = new Cursor(bytes, at);
  const found = new Map<number, Abbreviation>();
  for (let code = cursor.unsigned(); code !== 0; code = cursor.unsigned()) {
    const one: Abbreviation = { tag: cursor.unsigned(), hasChildren: cursor.number(1) === 1, attributes: [] };
    for (;;) {
      const attribute = cursor.unsigned();
      const form = cursor.unsigned();
      if (attribute === 0 && form === 0) break;
      one.attributes.push([attribute, form]);
    }
    found.set(code, one);
  }
  return found;
}

interface Reading {
  cursor: Cursor;
  /// Where the unit begins.
  start: number;
  sections: DebugSections;
  abbreviations: ReadonlyMap<number, Abbreviation>;
}

/// Undefined at the end of a list of children.
function readEntry(reading: Reading): Entry | undefined {
  const { cursor, abbreviations } = reading;
  const { at } = cursor;
  const code = cursor.unsigned();
  if (code === 0) return undefined;
  const abbreviation = abbreviations.get(code)!;
  const values = new Map<number, number | string | Uint8Array>();
  for (const [attribute, form] of abbreviation.attributes) values.set(attribute, readValue(reading, form));
  const children: Entry[] = [];
  if (abbreviation.hasChildren)
    for (let child = readEntry(reading); child; child = readEntry(reading)) children.push(child);
  return { at, tag: abbreviation.tag, values, children };
}

function readValue({ cursor, start, sections }: Reading, form: number): number | string | Uint8Array {
  switch (form) {
    case Form.ADDR:
    case Form.DATA4:
    case Form.SEC_OFFSET:
      return cursor.number(4);
    case Form.DATA1:
    case Form.FLAG:
      return cursor.number(1);
    case Form.DATA2:
      return cursor.number(2);
    case Form.DATA8:
      return cursor.number(8);
    case Form.SDATA:
      return cursor.signed();
    case Form.UDATA:
      return cursor.unsigned();
    case Form.STRING:
      return cursor.text();
    case Form.STRP:
      return new Cursor(sections.strings, cursor.number(4)).text();
    case Form.REF1:
      return start + cursor.number(1);
    case Form.REF2:
      return start + cursor.number(2);
    case Form.REF4:
      return start + cursor.number(4);
    case Form.FLAG_PRESENT:
      return 1;
    case Form.EXPRLOC:
    case Form.BLOCK:
      return cursor.take(cursor.unsigned());
    case Form.BLOCK1:
      return cursor.take(cursor.number(1));
    case Form.BLOCK2:
      return cursor.take(cursor.number(2));
    case Form.BLOCK4:
      return cursor.take(cursor.number(4));
    default:
      throw new Error(`debug information in the form ${form}`);
  }
}
