/// The variables of a program, as the toolchain tells of them (web/toolchain/variables), and how their bytes
/// are laid out where they are kept.

export interface VariableTable {
  variables: Variable[];
  types: VariableType[];
}

/// A global or static variable.
export interface Variable {
  name: string;
  /// An index into `types`.
  type: number;
  line: number;
  /// Of a static variable within a function: the function.
  within?: string;
  /// Where it lies in the program's memory: one part after the other.
  parts: Part[];
}

export interface Part {
  /// Absent for bytes that are nowhere.
  address?: number;
  bytes: number;
  /// One byte is kept, and stands for that value times `times` plus `plus`.
  times?: number;
  plus?: number;
}

/// `size` in bytes; other types by their indexes.
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

const section = 'weft.variables';

/// Undefined: the program has none.
export function variableTableOf(module: WebAssembly.Module): VariableTable | undefined {
  const [content] = WebAssembly.Module.customSections(module, section);
  return content && (JSON.parse(new TextDecoder().decode(content)) as VariableTable);
}

/// Of a variable, and of all together, so many bytes are kept; of a text that a pointer points to.
const maxVariableBytes = 1024;
const maxBytes = 16_384;
export const textBytes = 48;
const maxTexts = 64;

/// A part of memory that is kept.
export interface Source extends Part {
  /// Where in what is kept.
  at: number;
}

/// Where the bytes of each variable lie among those that are kept, and behind them the texts that pointers
/// point to.
export class VariableLayout {
  readonly table: VariableTable;
  /// By variable: where it begins, and how many of its bytes are kept.
  readonly places: { at: number; bytes: number }[] = [];
  readonly sources: Source[] = [];
  /// By where a pointer lies: where its text does.
  readonly texts = new Map<number, number>();
  readonly size: number;

  constructor(table: VariableTable) {
    this.table = table;
    let at = 0;
    for (const { type, parts } of table.variables) {
      at = (at + 7) & ~7;
      const bytes = Math.min(table.types[type]!.size, maxVariableBytes, Math.max(0, maxBytes - at));
      this.places.push({ at, bytes });
      this.#addSources(parts, at, bytes);
      at += bytes;
    }
    this.size = (at + 7) & ~7;
    const pointers = table.variables.flatMap(({ type }, index) => this.#textsIn(type, this.places[index]!));
    for (const pointer of pointers.slice(0, maxTexts)) {
      this.texts.set(pointer, this.size);
      this.size += textBytes;
    }
  }

  #addSources(parts: readonly Part[], start: number, room: number): void {
    let offset = 0;
    for (const part of parts) {
      const bytes = Math.min(part.bytes, room - offset);
      if (bytes > 0 && part.address !== undefined) this.sources.push({ ...part, at: start + offset, bytes });
      offset += part.bytes;
    }
  }

  /// Where pointers to characters lie.
  #textsIn(type: number, { at, bytes }: { at: number; bytes: number }): number[] {
    const found = this.table.types[type]!;
    const within = (of: number, offset: number) =>
      offset + this.table.types[of]!.size <= bytes
        ? this.#textsIn(of, { at: at + offset, bytes: bytes - offset })
        : [];
    switch (found.kind) {
      case 'pointer':
        return found.text && bytes >= found.size ? [at] : [];
      case 'struct':
        return found.members.flatMap(({ of, offset }) => within(of, offset));
      case 'array': {
        const { size } = this.table.types[found.of]!;
        const count = size === 0 ? 0 : Math.min(found.count, Math.floor(bytes / size), maxTexts);
        return Array.from({ length: count }, (_, index) => within(found.of, index * size)).flat();
      }
      default:
        return [];
    }
  }
}
