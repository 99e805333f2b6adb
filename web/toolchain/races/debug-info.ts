/// Places and variables, from the debug information that clang writes into the textual form.
import type { Fields, Ir } from './ir.ts';

export interface Place {
  file: string;
  line: number;
}

/// A type of C's. `size` in bytes; other types by their numbers in the list.
export type VariableType =
  | { kind: 'number'; name: string; size: number; encoding: string }
  | { kind: 'pointer'; name: string; size: number }
  | { kind: 'enum'; name: string; size: number; values: [name: string, value: number][] }
  | { kind: 'array'; name: string; size: number; of: number; count: number }
  | { kind: 'struct' | 'union'; name: string; size: number; members: Member[] }
  | { kind: 'other'; name: string; size: number };

export interface Member {
  name: string;
  /// In bytes from the beginning.
  offset: number;
  of: number;
  /// It has not a byte of its own.
  bits?: true;
}

export interface Variable {
  name: string;
  type: number;
  /// Of a static variable within a function: the function.
  within?: string;
  file: string;
  line: number;
}

/// Where the instruction is whose location that is; of inlined code its own place.
export function placeOf(ir: Ir, location: string | undefined): Place {
  const { line = '0', scope } = ir.fields(location);
  return { file: fileOf(ir, scope), line: Number(line) };
}

function fileOf(ir: Ir, scope: string | undefined): string {
  for (let at = scope; at !== undefined; at = ir.fields(at).scope) {
    const { file } = ir.fields(at);
    if (file?.startsWith('!')) return ir.fields(file).filename ?? '';
  }
  return '';
}

export interface GlobalVariable extends Variable {
  /// As the textual form calls it, with the @.
  symbol: string;
  /// A part of the variable, from there on in bytes: the optimiser has taken it apart.
  part: number;
  /// Its type as the textual form has it, which may be smaller than C's.
  stored: string;
}

/// The program's own variables: no literals, none of a header's that begins with `weft__`.
export function globalVariables(ir: Ir, types: Types): GlobalVariable[] {
  return ir.lines.flatMap((line) => {
    if (!/^@/.test(line) || !/ global | constant /.test(line) || /= (?:\w+ )*external /.test(line)) return [];
    if (/ constant /.test(line.replace(/ c".*/, ''))) return [];
    const symbol = /^@(?:"[^"]*"|[\w.$-]+)/.exec(line)![0];
    return [...line.matchAll(/, !dbg (!\d+)/g)].flatMap(([, expression]) => {
      const { var: variable } = ir.fields(expression);
      const fields = ir.fields(variable);
      if (!fields.name || fields.name.startsWith('weft__')) return [];
      const type = types.number(fields.type);
      const part = /DW_OP_LLVM_fragment, (\d+), (\d+)/.exec(ir.node(expression));
      const scope = ir.fields(fields.scope);
      const found: GlobalVariable = {
        name: fields.name,
        type,
        symbol,
        part: part ? Number(part[1]) / 8 : 0,
        stored: storedType(line),
        ...placeOf(ir, variable),
        ...withinOf(ir, scope),
      };
      return [{ ...found, file: ir.fields(fields.file).filename ?? '' }];
    });
  });
}

/// What follows `global` or `constant`, up to the value.
function storedType(line: string): string {
  const rest = line.replace(/^.*? (?:global|constant) /, '');
  let depth = 0;
  for (let at = 0; at < rest.length; at++) {
    if ('([{<'.includes(rest[at]!)) depth++;
    if (')]}>'.includes(rest[at]!)) depth--;
    if (depth === 0 && rest[at] === ' ') return rest.slice(0, at);
  }
  return 'i8';
}

function withinOf(ir: Ir, scope: Fields): { within?: string } {
  for (let at = scope; at.kind; at = ir.fields(at.scope))
    if (at.kind === 'DISubprogram') return { within: at.name ?? '' };
  return {};
}

/// The types that have been asked for, each once.
export class Types {
  readonly list: VariableType[] = [];
  readonly #ir: Ir;
  readonly #numbers = new Map<string, number>();

  constructor(ir: Ir) {
    this.#ir = ir;
  }

  number(reference: string | undefined): number {
    const key = reference ?? 'null';
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.list.push({ kind: 'other', name: 'void', size: 0 }) - 1;
    this.#numbers.set(key, number); // before its members are looked at
    this.list[number] = this.#read(key);
    return number;
  }

  #read(reference: string): VariableType {
    const fields = this.#ir.fields(reference);
    const size = Number(fields.size ?? 0) / 8;
    const name = fields.name ?? '';
    if (fields.kind === 'DIBasicType')
      return { kind: 'number', name, size, encoding: (fields.encoding ?? '').replace('DW_ATE_', '') };
    if (fields.kind === 'DIDerivedType') return this.#derived(fields, size);
    if (fields.kind === 'DICompositeType') return this.#composite(fields, size);
    return { kind: 'other', name: fields.kind === 'DISubroutineType' ? 'function' : name || 'void', size };
  }

  #derived(fields: Fields, size: number): VariableType {
    const base = fields.baseType?.startsWith('!') ? fields.baseType : undefined;
    if (fields.tag === 'DW_TAG_pointer_type') {
      /* Not through number(): a struct may point to itself. */
      return { kind: 'pointer', name: `${this.#nameOf(base)} *`.replace('* *', '**'), size };
    }
    const of = this.#read(base ?? 'null');
    const word = { DW_TAG_const_type: 'const ', DW_TAG_volatile_type: 'volatile ' }[fields.tag ?? ''] ?? '';
    if (fields.tag === 'DW_TAG_typedef') return { ...of, name: fields.name ?? of.name };
    return { ...of, name: word + of.name };
  }

  /// Without looking into what it is made of.
  #nameOf(reference: string | undefined): string {
    const fields = this.#ir.fields(reference);
    const word =
      { DW_TAG_structure_type: 'struct ', DW_TAG_union_type: 'union ', DW_TAG_enumeration_type: 'enum ' }[
        fields.tag ?? ''
      ] ?? '';
    if (fields.name) return word + fields.name;
    if (fields.kind === 'DISubroutineType') return 'function';
    if (fields.tag === 'DW_TAG_pointer_type')
      return `${this.#nameOf(fields.baseType)} *`.replace('* *', '**');
    if (fields.tag === 'DW_TAG_const_type') return `const ${this.#nameOf(fields.baseType)}`;
    return fields.baseType ? this.#nameOf(fields.baseType) : word.trim() || 'void';
  }

  #composite(fields: Fields, size: number): VariableType {
    const name = fields.name ?? '';
    const elements = this.#ir.list(fields.elements);
    if (fields.tag === 'DW_TAG_array_type')
      return this.#array(
        this.number(fields.baseType),
        elements.map((one) => Number(this.#ir.fields(one).count ?? 0)),
      );
    if (fields.tag === 'DW_TAG_enumeration_type') {
      const values = elements.map((one): [string, number] => {
        const { name: text = '', value = '0' } = this.#ir.fields(one);
        return [text, Number(value)];
      });
      return { kind: 'enum', name: `enum ${name}`.trim(), size, values };
    }
    const kind = fields.tag === 'DW_TAG_union_type' ? 'union' : 'struct';
    const members = elements.map((one): Member => {
      const member = this.#ir.fields(one);
      const offset = Math.floor(Number(member.offset ?? 0) / 8);
      const bits = /DIFlagBitField/.test(member.flags ?? '') && { bits: true as const };
      return { name: member.name ?? '', offset, of: this.number(member.baseType), ...bits };
    });
    return { kind, name: `${kind} ${name}`.trim(), size, members };
  }

  #array(of: number, counts: number[]): VariableType {
    const [count = 0, ...inner] = counts;
    const element = inner.length > 0 ? this.list.push(this.#array(of, inner)) - 1 : of;
    const { name, size } = this.list[element]!;
    const at = name.indexOf('[') < 0 ? name.length : name.indexOf('[');
    return {
      kind: 'array',
      name: `${name.slice(0, at)}[${count}]${name.slice(at)}`,
      size: size * count,
      of: element,
      count,
    };
  }
}
