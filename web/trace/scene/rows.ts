/// Decides which rows the timeline has: a lane for each task, and below it one for each generator that it has
/// made, or, where there are many, one for each function, to be opened.

import { firstWithout } from '../model/search.ts';
import { groupRowHeight, rowHeight } from './view.ts';
import { nested } from '../model/nested.ts';
import { groupKey, type Group } from '../model/group.ts';
import type { Lane } from '../model/lane.ts';
import type { Trace } from '../model/trace.ts';

export type Row =
  | { kind: 'lane'; lane: Lane; inGroup: boolean; depth: number }
  | { kind: 'group'; group: Group; open: boolean };

export interface RowOptions {
  /// Groups that a person has opened (true) or closed, by key.
  opened: ReadonlyMap<string, boolean>;
  /// The only tasks and generators that have rows; undefined: all have.
  only?: ReadonlySet<number> | undefined;
}

/// With more tasks and generators than this, they are put together by function.
const maxLanes = 40;
/// A group of at most so many tasks is open from the start.
const maxOpenTasks = 8;

export class Rows {
  readonly list: Row[] = [];
  /// Where each begins, and the last one ends, in pixels from the top.
  readonly #tops: number[] = [0];
  readonly #ofTask = new Map<number, number>();
  readonly #ofGroup = new Map<string, number>();
  readonly #trace: Trace;

  constructor(trace: Trace, { opened, only }: RowOptions) {
    this.#trace = trace;
    if (only || trace.lanes.length + trace.generators.length <= maxLanes) {
      for (const { lane, depth } of nested(trace))
        if (!only || only.has(lane.task)) this.#addLane(lane, { inGroup: false, depth: only ? 0 : depth });
      return;
    }
    for (const group of trace.groups)
      this.#addGroup(group, opened.get(group.key) ?? group.lanes.length <= maxOpenTasks);
  }

  /// The row in which a task is to be seen; undefined when there is none.
  of(task: number): number | undefined {
    const own = this.#ofTask.get(task);
    if (own !== undefined) return own;
    const lane = this.#trace.lane(task);
    return lane && this.#ofGroup.get(groupKey(lane.name, lane.isGenerator));
  }

  get height(): number {
    return this.#tops.at(-1)!;
  }

  top(index: number): number {
    return this.#tops[index]!;
  }

  heightOf(index: number): number {
    return this.#tops[index + 1]! - this.#tops[index]!;
  }

  /// Returns the place of the row at so many pixels from the top; `list.length` below the last one.
  at(pixel: number): number {
    return firstWithout(0, this.list.length, (index) => this.#tops[index + 1]! <= pixel);
  }

  /// Returns its place in the list.
  #add(row: Row): number {
    this.#tops.push(this.height + (row.kind === 'group' ? groupRowHeight : rowHeight));
    return this.list.push(row) - 1;
  }

  #addGroup(group: Group, open: boolean): void {
    const depth = group.generators ? 1 : 0;
    if (group.lanes.length === 1) return this.#addLane(group.lanes[0]!, { inGroup: false, depth });
    this.#ofGroup.set(group.key, this.#add({ kind: 'group', group, open }));
    if (open) for (const lane of group.lanes) this.#addLane(lane, { inGroup: true, depth: 0 });
  }

  #addLane(lane: Lane, place: { inGroup: boolean; depth: number }): void {
    this.#ofTask.set(lane.task, this.#add({ kind: 'lane', lane, ...place }));
  }
}
