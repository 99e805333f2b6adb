/// Which functions may be on the stack when a task is suspended: what Asyncify's analysis finds, by the same
/// rules (docs/asyncify.md).
import type { Program } from './program.ts';

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

  const maySuspend = functions.map(() => false);
  const callers: number[][] = functions.map(() => []);
  functions.forEach(({ calls: called }, caller) => {
    for (const { callee } of called) callers[callee - imports.length]?.push(caller);
  });
  const found: number[] = [];
  const mark = (index: number): void => {
    if (maySuspend[index] || !passesOn[index]) return;
    maySuspend[index] = true;
    found.push(index);
  };
  functions.forEach((one, index) => {
    const invokes = one.calls.some(({ callee }) => isInvocation(importOf(callee)));
    if (always[index] || one.pointers.size > 0 || invokes || calls(index, leaves)) mark(index);
  });
  for (let next = found.pop(); next !== undefined; next = found.pop()) callers[next]!.forEach(mark);
  return { maySuspend, resumes: resuming };
}

/// clang's for a call within a function that calls setjmp (jumps.ts).
export const isInvocation = (name: string): boolean => name.startsWith('env.invoke_');
