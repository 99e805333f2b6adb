/// Which functions may be on the stack when a task is suspended. Asyncify's own analysis takes every call by
/// a pointer for one that may suspend. The engine lets such a call reach only functions of its type that are
/// in the table: so here it may suspend if one of these may, and qsort with a comparator that computes stays
/// as it is (docs/asyncify.md).
import type { Call } from './body.ts';
import { isInvocation, pointeesByType, typesOfPointers, type Program } from './program.ts';

export interface Lists {
  /// By the order of the code section, of each function: it never suspends, whatever it calls.
  never: readonly boolean[];
  /// It suspends, though it resumes as well.
  always: readonly boolean[];
}

const leaves = ['asyncify.start_unwind', 'asyncify.stop_rewind'];
const resumes = ['asyncify.stop_unwind', 'asyncify.start_rewind'];

export interface Suspension {
  maySuspend: boolean[];
  /// Where it does, that is in one place of its code.
  atOneCall: boolean[];
  /// It calls coroutines, which run on stacks of their own.
  resumes: boolean[];
}

export function suspensionOf(program: Program, { never, always }: Lists): Suspension {
  const { imports, functions } = program;
  const importOf = (callee: number): string => imports[callee]?.name ?? '';
  const calls = (index: number, names: readonly string[]): boolean =>
    functions[index]!.calls.some(({ callee }) => names.includes(importOf(callee)));
  const resuming = functions.map((_, index) => calls(index, resumes));
  const passesOn = functions.map((_, index) => always[index] || !(never[index] || resuming[index]));

  const callers: number[][] = functions.map(() => []);
  const pointees = pointeesByType(program);
  functions.forEach(({ calls: called }, caller) => {
    for (const { callee } of called) callers[callee - imports.length]?.push(caller);
    for (const type of typesOfPointers(program, caller))
      for (const pointee of pointees.get(type) ?? []) callers[pointee]!.push(caller);
  });
  const maySuspend = functions.map(() => false);
  const found: number[] = [];
  const mark = (index: number): void => {
    if (maySuspend[index] || !passesOn[index]) return;
    maySuspend[index] = true;
    found.push(index);
  };
  functions.forEach((_, index) => {
    if (always[index] || calls(index, leaves)) mark(index);
  });
  for (let next = found.pop(); next !== undefined; next = found.pop()) callers[next]!.forEach(mark);
  const suspendsAt = ({ callee }: Call): boolean =>
    maySuspend[callee - imports.length] ?? isInvocation(importOf(callee));
  const atOneCall = functions.map(
    ({ calls: called, pointerCalls }) => called.filter(suspendsAt).length + pointerCalls <= 1,
  );
  return { maySuspend, atOneCall, resumes: resuming };
}
