/// What the page's table of variables needs to know of a program: its global and static variables, where they
/// lie, and of what types they are.
import { Attribute, Cursor, readEntries, Tag, type Entry } from './dwarf.ts';
import { Types, type VariableType } from './types.ts';

/// The content of the module's section `weft.variables`, as JSON. web/runtime/variables/table.ts
/// reads it, and says the same: neither part may know the other.
export interface VariableTable {
  variables: Variable[];
  types: VariableType[];
}

export interface Variable {
  name: string;
  /// An index into `types`.
  type: number;
  line: number;
  /// Of a static variable within a function: the function.
  within?: string;
  /// Where it lies: one part after the other.
  parts: Part[];
}

export interface Part {
  /// Absent for bytes that are nowhere.
  address?: number;
  bytes: number;
  /// One byte is kept, and stands for that value times `times` plus `plus`: a variable that only ever has two
  /// values.
  times?: number;
  plus?: number;
}

/// Where the linker has left out what nobody uses.
const nowhere = 0xffffffff;

/// Undefined where there are none, or what clang tells of them is not understood: the program runs without.
export function variablesOf(debug: ReadonlyMap<string, Uint8Array>): VariableTable | undefined {
  const info = debug.get('.debug_info');
  const abbreviations = debug.get('.debug_abbrev');
  if (!info || !abbreviations) return undefined;
  try {
    const units = readEntries({ info, abbreviations, strings: debug.get('.debug_str') ?? new Uint8Array(0) });
    const types = new Types(units);
    const found = units.flatMap((unit) => variablesIn(unit, types));
    const variables = found.sort((one, other) => one.line - other.line);
    return variables.length > 0 ? { variables, types: types.list } : undefined;
  } catch {
    return undefined;
  }
}

function variablesIn(entry: Entry, types: Types, within?: string): Variable[] {
  return entry.children.flatMap((child) => {
    const name = child.values.get(Attribute.NAME);
    if (child.tag === Tag.SUBPROGRAM) return variablesIn(child, types, String(name ?? within ?? ''));
    if (child.tag === Tag.LEXICAL_BLOCK) return variablesIn(child, types, within);
    if (child.tag !== Tag.VARIABLE || typeof name !== 'string' || name.startsWith('weft__')) return [];
    const reference = child.values.get(Attribute.TYPE) as number | undefined;
    if (types.isConstant(reference)) return [];
    const location = child.values.get(Attribute.LOCATION);
    const type = types.number(reference);
    const parts = location instanceof Uint8Array ? partsOf(location, types.list[type]!.size) : undefined;
    if (!parts) return [];
    const line = Number(child.values.get(Attribute.DECL_LINE) ?? 0);
    return [{ name, type, line, ...(within !== undefined && { within }), parts }];
  });
}

const Op = { ADDR: 0x03, CONSTU: 0x10, CONSTS: 0x11, MUL: 0x1e, PLUS: 0x22, PLUS_UCONST: 0x23 } as const;
const More = { LIT0: 0x30, LIT31: 0x4f, PIECE: 0x93, DEREF_SIZE: 0x94, STACK_VALUE: 0x9f } as const;

/// Undefined for what is in no place of memory, as a local variable, or has been optimised away.
function partsOf(expression: Uint8Array, size: number): Part[] | undefined {
  const cursor = new Cursor(expression);
  const parts: Part[] = [];
  let address: number | undefined;
  let numbers: number[] = [];
  let found: Partial<Part> = {};
  const end = (bytes: number) => {
    parts.push({ ...(address !== undefined && { address }), bytes, ...found });
    address = undefined;
    found = {};
    numbers = [];
  };
  while (!cursor.ended) {
    const op = cursor.number(1);
    if (op === Op.ADDR) address = cursor.number(4);
    else if (op === Op.PLUS_UCONST) address = (address ?? 0) + cursor.unsigned();
    else if (op === Op.CONSTU) numbers.push(cursor.unsigned());
    else if (op === Op.CONSTS) numbers.push(cursor.signed());
    else if (op >= More.LIT0 && op <= More.LIT31) numbers.push(op - More.LIT0);
    else if (op === Op.MUL) found.times = numbers.pop() ?? 1;
    else if (op === Op.PLUS) found.plus = numbers.pop() ?? 0;
    else if (op === More.DEREF_SIZE) cursor.number(1);
    else if (op === More.PIECE) end(cursor.unsigned());
    else if (op !== More.STACK_VALUE) return undefined;
  }
  if (parts.length === 0) end(size);
  const somewhere = parts.some((part) => part.address !== undefined && part.address !== nowhere);
  return somewhere && parts.every((part) => part.address !== nowhere) ? parts : undefined;
}
