/// How much of a C stack each function needs at most, with all that it calls; and which calls are to run on
/// the stack that is shared by what never suspends.
import { pointeesByType, typesOfPointers, type Program } from './program.ts';
import type { Lists, Suspension } from './suspending.ts';

export interface Origins extends Lists {
  /// By the order of the code section, of each function: it is libweft's.
  libweft: readonly boolean[];
  /// And that it runs on the pump's stack, whoever calls it.
  onPumpStack: readonly boolean[];
}

/// What takes no more than this is called as it stands.
export const smallBytes = 128;
/// A task that leaves it open has no larger stack (weft__host_default_stack): what is known to take more
/// overruns it, and is told so.
export const usualBytes = 16384;

export interface Needs {
  /// Functions, by their places in the code section, that are to run on the shared stack when they are called
  /// from one that may suspend or from libweft; and how much of it they take, or Infinity.
  shared: Map<number, number>;
  /// Whether the calls in a function, by its place, are to be of those.
  callsShared: readonly boolean[];
  /// By a function pointer's value: bytes that it needs as the first on a stack. Infinity: not known.
  ofPointer: (number | undefined)[];
  /// By a function pointer's value: of what may be suspended none calls itself, by whatever way, so that its
  /// frames are always few.
  bounded: readonly boolean[];
}

export function needsOf(program: Program, suspension: Suspension, origins: Origins): Needs {
  const { imports, functions, table } = program;
  const { maySuspend, resumes } = suspension;
  const targets = pointeesByType(program);
  // what one that resumes calls by a pointer runs on another stack
  const pointees = (index: number): number[] =>
    resumes[index] ? [] : typesOfPointers(program, index).flatMap((type) => targets.get(type) ?? []);
  /// Functions, by their places in the code section, that it calls by name on the stack on which it runs.
  const named = functions.map(({ calls }) =>
    calls.map(({ callee }) => callee - imports.length).filter((at) => at >= 0 && !origins.onPumpStack[at]),
  );
  /// It is libweft's, or changes stacks as only libweft does.
  const isWefts = (index: number): boolean => origins.libweft[index]! || resumes[index]!;
  const ownFrame = (index: number): number => {
    const { frame, switches } = functions[index]!;
    return switches && !isWefts(index) ? Infinity : frame;
  };

  const reached = reachable(functions.length, maySuspend, (index) => [...named[index]!, ...pointees(index)]);
  const callsShared = functions.map(
    (_, index) => maySuspend[index]! || (origins.libweft[index]! && reached[index]!),
  );

  /// It looks at its caller's frames, or changes stacks: where it runs is not to change.
  const looks = reaching(
    program,
    (index) => isWefts(index) && (functions[index]!.switches || functions[index]!.looks),
  );

  const need = summed((index, visit) => {
    let most = 0;
    for (const at of named[index]!)
      if (!(callsShared[index] && isShared(at))) most = Math.max(most, visit(at));
    for (const pointee of pointees(index)) most = Math.max(most, visit(pointee));
    return ownFrame(index) + most;
  });

  function isShared(at: number): boolean {
    if (maySuspend[at] || looks[at] || need.isUnderWay(at)) return false;
    const bytes = need(at);
    return bytes > smallBytes && (bytes === Infinity || bytes <= usualBytes);
  }

  const shared = new Map<number, number>();
  named.forEach((calls, index) => {
    if (callsShared[index]) for (const at of calls) if (isShared(at)) shared.set(at, need(at));
  });
  const depth = summed(
    (index, visit) =>
      1 +
      [...named[index]!, ...pointees(index)]
        .filter((at) => maySuspend[at])
        .reduce((most, at) => Math.max(most, visit(at)), 0),
  );
  const places = Array.from(table, (index) =>
    index === undefined || index < imports.length ? undefined : index - imports.length,
  );
  return {
    shared,
    callsShared,
    ofPointer: places.map((at) => (at === undefined ? undefined : need(at))),
    bounded: places.map((at) => at !== undefined && depth(at) < Infinity),
  };
}

/// Sums over the graph of calls; Infinity where it has a circle.
function summed(sum: (index: number, visit: (index: number) => number) => number) {
  const sums: (number | undefined)[] = [];
  const underWay = new Set<number>();
  const visit = (index: number): number => {
    if (sums[index] !== undefined) return sums[index];
    if (underWay.has(index)) return Infinity;
    underWay.add(index);
    const found = sum(index, visit);
    underWay.delete(index);
    return (sums[index] = found);
  };
  return Object.assign(visit, { isUnderWay: (index: number) => underWay.has(index) });
}

/// Of each function: it is one of those, or is called by way of them.
function reachable(count: number, from: readonly boolean[], calls: (index: number) => number[]): boolean[] {
  const found = from.slice(0, count);
  const left = [...found.keys()].filter((index) => found[index]);
  for (let next = left.pop(); next !== undefined; next = left.pop())
    for (const called of calls(next)) {
      if (found[called]) continue;
      found[called] = true;
      left.push(called);
    }
  return found;
}

/// Of each function: it, or one that it calls by name, is of these.
function reaching({ imports, functions }: Program, is: (index: number) => boolean): boolean[] {
  const found = functions.map((_, index) => is(index));
  for (let changed = true; changed; ) {
    changed = false;
    functions.forEach(({ calls }, index) => {
      if (found[index] || !calls.some(({ callee }) => found[callee - imports.length])) return;
      found[index] = changed = true;
    });
  }
  return found;
}
