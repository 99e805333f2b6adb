/// Which rows the timeline has: a lane for each task or, where there are many tasks, one for each function, to be opened.

import type { Group } from './group.ts';
import type { Lane } from './lane.ts';
import type { Trace } from './trace.ts';

export type Row =
  | { kind: 'lane'; lane: Lane; inGroup: boolean }
  | { kind: 'group'; group: Group; open: boolean };

export interface RowOptions {
  /// Groups that a person has opened (true) or closed, by name.
  opened: ReadonlyMap<string, boolean>;
  /// Only these tasks; undefined: all.
  only?: ReadonlySet<number> | undefined;
}

/// With more tasks than this they are put together by function.
const manyTasks = 40;
/// A group of at most so many is open from the start.
const fewTasks = 8;

export class Rows {
  readonly list: Row[] = [];
  readonly #ofTask = new Map<number, number>();
  readonly #ofGroup = new Map<string, number>();
  readonly #trace: Trace;

  constructor(trace: Trace, { opened, only }: RowOptions) {
    this.#trace = trace;
    if (only || trace.lanes.length <= manyTasks) {
      for (const lane of trace.lanes) if (!only || only.has(lane.task)) this.#addLane(lane, false);
      return;
    }
    for (const group of trace.groups) this.#addGroup(group, opened.get(group.name) ?? group.lanes.length <= fewTasks);
  }

  /// The row in which a task is to be seen; undefined when there is none.
  of(task: number): number | undefined {
    const own = this.#ofTask.get(task);
    if (own !== undefined) return own;
    const lane = this.#trace.lane(task);
    return lane && this.#ofGroup.get(lane.name);
  }

  #addGroup(group: Group, open: boolean): void {
    if (group.lanes.length === 1) return this.#addLane(group.lanes[0]!, false);
    this.#ofGroup.set(group.name, this.list.push({ kind: 'group', group, open }) - 1);
    if (open) for (const lane of group.lanes) this.#addLane(lane, true);
  }

  #addLane(lane: Lane, inGroup: boolean): void {
    this.#ofTask.set(lane.task, this.list.push({ kind: 'lane', lane, inGroup }) - 1);
  }
}
