/// Reads of a linked module what tells how much of the C stack its functions take: who calls whom, by name
/// and by pointer, and each one's frame.
import { Reader, sectionIds, sectionsOf, type Section } from '../binary.ts';
import { readBody, type Body } from './body.ts';

export interface ImportedFunction {
  /// As `module.base`.
  name: string;
  type: number;
}

export interface DefinedFunction extends Body {
  type: number;
}

export interface Program {
  sections: Section[];
  /// Types of functions that are alike are one: by index, a text that is the same for them.
  types: string[];
  imports: ImportedFunction[];
  /// In the order of the code section; the first has the index imports.length.
  functions: DefinedFunction[];
  /// What pointers to functions point to: by the pointer's value, a function's index.
  table: (number | undefined)[];
  /// Where main's stack, and so the pump's, begins.
  stackTop: number;
}

const kinds = { function: 0, table: 1, memory: 2, global: 3 } as const;

export function readProgram(wasm: Uint8Array): Program {
  const sections = sectionsOf(wasm);
  const reader = (id: number): Reader | undefined => {
    const section = sections.find((one) => one.id === id);
    return section && new Reader(wasm, section.end - section.content.length);
  };
  const { imports, globals } = readImports(reader(sectionIds.import));
  const functionTypes = readTypesOfFunctions(reader(sectionIds.function)!);
  const stackPointer = readStackPointer(reader(sectionIds.export)!);
  return {
    sections,
    types: readTypes(reader(sectionIds.type)!),
    imports,
    functions: readCode(reader(sectionIds.code)!, functionTypes, stackPointer),
    table: readTable(reader(sectionIds.element)),
    stackTop: readInitial(reader(sectionIds.global)!, stackPointer - globals),
  };
}

function readTypes(reader: Reader): string[] {
  return reader.list(() => {
    reader.byte(); // that of functions, the only ones
    const parameters = reader.list(() => reader.byte());
    return `${parameters.join()}>${reader.list(() => reader.byte()).join()}`;
  });
}

/// What a call of an import `invoke_*` calls: its first parameter points to that, the rest are handed on.
const typeOfInvoked = (type: string): string => type.replace(/^\d+,?/, '');

/// clang's for a call within a function that calls setjmp (jumps.ts).
export const isInvocation = (name: string): boolean => name.startsWith('env.invoke_');

/// The types of the functions that the one at that place in the code section calls by pointers, itself or by
/// invoke_*.
export function typesOfPointers({ imports, functions, types }: Program, index: number): string[] {
  const { pointers, calls } = functions[index]!;
  const invoked = calls.flatMap(({ callee }) => {
    const imported = imports[callee];
    return imported && isInvocation(imported.name) ? [typeOfInvoked(types[imported.type]!)] : [];
  });
  return [...Array.from(pointers, (type) => types[type]!), ...invoked];
}

/// What a pointer of each type may point to: places in the code section.
export function pointeesByType({ imports, functions, types, table }: Program): Map<string, number[]> {
  const pointees = new Map<string, number[]>();
  for (const index of new Set(table)) {
    if (index === undefined || index < imports.length) continue;
    const place = index - imports.length;
    const type = types[functions[place]!.type]!;
    pointees.set(type, [...(pointees.get(type) ?? []), place]);
  }
  return pointees;
}

export function readImports(reader: Reader | undefined) {
  const imports: ImportedFunction[] = [];
  let globals = 0;
  reader?.list(() => {
    const name = `${reader.text()}.${reader.text()}`;
    switch (reader.byte()) {
      case kinds.function:
        imports.push({ name, type: reader.number() });
        return;
      case kinds.table:
        reader.byte();
        skipLimits(reader);
        return;
      case kinds.memory:
        skipLimits(reader);
        return;
      default:
        globals++;
        reader.at += 2;
    }
  });
  return { imports, globals };
}

function skipLimits(reader: Reader): void {
  const hasMaximum = reader.byte() & 1;
  reader.skipNumber();
  if (hasMaximum) reader.skipNumber();
}

const readTypesOfFunctions = (reader: Reader): number[] => reader.list(() => reader.number());

/// The linker is told to export it (lld.ts).
function readStackPointer(reader: Reader): number {
  const found = reader
    .list(() => ({ name: reader.text(), kind: reader.byte(), index: reader.number() }))
    .find(({ name, kind }) => kind === kinds.global && name === '__stack_pointer');
  if (!found) throw new Error('the module does not export __stack_pointer');
  return found.index;
}

/// Of a global that begins as a constant of 32 bits.
function readInitial(reader: Reader, index: number): number {
  const values = reader.list(() => {
    reader.at += 2; // its type, and whether it changes
    reader.byte(); // the instruction
    const value = reader.signed();
    reader.byte(); // end
    return value;
  });
  return values[index]!;
}

function readTable(reader: Reader | undefined): (number | undefined)[] {
  const table: (number | undefined)[] = [];
  reader?.list(() => {
    if (reader.number() !== 0) throw new Error('a table that is not filled in from the beginning');
    reader.byte(); // i32.const
    let at = reader.signed();
    reader.byte(); // end
    for (const index of reader.list(() => reader.number())) table[at++] = index;
  });
  return table;
}

function readCode(reader: Reader, types: readonly number[], stackPointer: number): DefinedFunction[] {
  let index = 0;
  return reader.list(() => {
    const size = reader.number();
    const end = reader.at + size;
    reader.list(() => {
      reader.skipNumber();
      reader.byte();
    });
    return { type: types[index++]!, ...readBody(reader, end, stackPointer) };
  });
}
