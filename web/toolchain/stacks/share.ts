/// Makes ready what never suspends to run on one stack for all tasks. A task's own stack is kept while the
/// task waits, and so holds only the frames of what may wait, and of small calls; the rest is free again at
/// every switch, since nothing of it is on the stack then.
import { headerBytes, joined, numberBytes, Reader, sectionIds } from '../binary.ts';
import { needsOf, usualBytes, type Origins } from './needs.ts';
import type { Program } from './program.ts';
import type { Suspension } from './suspending.ts';

export interface SharedCall {
  /// Of the new function through which the callee is called.
  name: string;
  /// The callee's place in the code section.
  callee: number;
  /// Bytes of stack that it takes, or Infinity.
  need: number;
}

export interface Shared {
  /// With an empty function for each shared call behind all others, and the calls going to it.
  wasm: Uint8Array;
  calls: SharedCall[];
  /// By a function pointer's value: bytes that it needs as the first on a stack, a multiple of 16. 0: not
  /// known, or too much. And 1 more where its depth is bounded.
  needs: number[];
  stackTop: number;
}

/// C cannot spell it.
const nameOf = (callee: string): string => `weft.shared.${callee}`;

/// `names` are those of the functions, in the order of the code section.
export function shareStack(
  linked: Uint8Array,
  program: Program,
  suspension: Suspension,
  origins: Origins,
  names: readonly string[],
): Shared {
  const { shared, callsShared, ofPointer, bounded } = needsOf(program, suspension, origins);
  const first = program.imports.length + program.functions.length;
  const isOnlyOne = (name: string) => names.indexOf(name) === names.lastIndexOf(name);
  const calls = [...shared].map(([callee, need]) => {
    const name = names[callee]!;
    return { name: nameOf(isOnlyOne(name) ? name : `${name}.${callee}`), callee, need };
  });
  const newIndex = new Map(calls.map(({ callee }, at) => [callee + program.imports.length, first + at]));
  const wasm = linked.slice();
  program.functions.forEach((one, index) => {
    if (callsShared[index])
      for (const { callee, at, bytes } of one.calls) {
        const to = newIndex.get(callee);
        if (to !== undefined) wasm.set(operand(to, bytes), at);
      }
  });
  return {
    wasm: calls.length === 0 ? wasm : withFunctions(wasm, program, calls),
    calls,
    needs: ofPointer.map(
      (bytes, at) => (bytes !== undefined && bytes <= usualBytes ? bytes : 0) + (bounded[at] ? 1 : 0),
    ),
    stackTop: program.stackTop,
  };
}

/// The linker leaves room for any number.
function operand(index: number, bytes: number): number[] {
  const written = numberBytes(index, bytes);
  if (written.length > bytes) throw new Error("no room for a call's new index");
  return written;
}

function withFunctions(wasm: Uint8Array, program: Program, calls: readonly SharedCall[]): Uint8Array {
  const types = calls.flatMap(({ callee }) => numberBytes(program.functions[callee]!.type));
  const unreachable = [3, 0, 0x00, 0x0b]; // its size, no locals, `unreachable`, `end`
  const parts = [wasm.subarray(0, headerBytes)];
  for (const { id, name, from, end, content } of program.sections) {
    if (id === sectionIds.function)
      parts.push(...longer(id, wasm.subarray(end - content.length, end), calls.length, types));
    else if (id === sectionIds.code)
      parts.push(
        ...longer(
          id,
          wasm.subarray(end - content.length, end),
          calls.length,
          calls.flatMap(() => unreachable),
        ),
      );
    else if (id === sectionIds.custom && name === 'name') parts.push(...named(content, program, calls));
    else parts.push(wasm.subarray(from, end));
  }
  return joined(parts);
}

/// A section that begins with the number of its entries, with more of them.
function longer(id: number, content: Uint8Array, count: number, more: readonly number[]): Uint8Array[] {
  const reader = new Reader(content);
  const entries = numberBytes(reader.number() + count);
  const rest = content.subarray(reader.at);
  const size = entries.length + rest.length + more.length;
  return [Uint8Array.from([id, ...numberBytes(size), ...entries]), rest, Uint8Array.from(more)];
}

const functionNames = 1;

function named(content: Uint8Array, program: Program, calls: readonly SharedCall[]): Uint8Array[] {
  const first = program.imports.length + program.functions.length;
  const names = calls.flatMap(({ name }, at) => [
    ...numberBytes(first + at),
    ...numberBytes(name.length),
    ...new TextEncoder().encode(name),
  ]);
  const parts: Uint8Array[] = [];
  for (const reader = new Reader(content); reader.at < content.length; ) {
    const from = reader.at;
    const id = reader.byte();
    const size = reader.number();
    const entries = content.subarray(reader.at, (reader.at += size));
    if (id === functionNames) parts.push(...longer(id, entries, calls.length, names));
    else parts.push(content.subarray(from, reader.at));
  }
  const section = joined([Uint8Array.from([4, ...new TextEncoder().encode('name')]), ...parts]);
  return [Uint8Array.from([sectionIds.custom, ...numberBytes(section.length)]), section];
}
