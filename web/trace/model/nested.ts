/// Generators come below whoever made them, a task or a generator.

import type { Lane } from './lane.ts';
import type { Trace } from './trace.ts';
import type { TaskId } from './units.ts';

export interface Nested {
  lane: Lane;
  /// 0 of a task; of a generator one more than of its maker.
  depth: number;
}

/// All lanes, the tasks in the order in which they began. What comes below one that is no longer kept is at
/// the end.
export function nested({ lanes, generators }: Pick<Trace, 'lanes' | 'generators'>): Nested[] {
  if (generators.length === 0) return lanes.map((lane) => ({ lane, depth: 0 }));
  const below = new Map<TaskId, Lane[]>();
  for (const lane of generators) {
    const list = below.get(lane.parent);
    if (list) list.push(lane);
    else below.set(lane.parent, [lane]);
  }
  const all: Nested[] = [];
  const seen = new Set<TaskId>();
  /* Not by recursion: generators are nested as deep as the program likes. */
  const add = (first: Lane, depth: number) => {
    const stack: Nested[] = [{ lane: first, depth }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      if (seen.has(next.lane.task)) continue;
      seen.add(next.lane.task);
      all.push(next);
      const inner = below.get(next.lane.task) ?? [];
      for (let at = inner.length - 1; at >= 0; at--) stack.push({ lane: inner[at]!, depth: next.depth + 1 });
    }
  };
  for (const lane of lanes) add(lane, 0);
  const known = new Set(generators.map(({ task }) => task));
  for (const lane of generators) if (!known.has(lane.parent)) add(lane, 1);
  for (const lane of generators) add(lane, 1);
  return all;
}
