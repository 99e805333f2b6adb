/// The tasks of one function, and how many of them stood how, over the whole recording: what is drawn where there are too many
/// for a lane each.

import { countUpTo, NumberList } from './list.ts';
import type { Lane } from './lane.ts';
import { TaskState } from './event-store.ts';

export interface StateCounts {
  ready: number;
  running: number;
  sleeping: number;
  waiting: number;
}

export class Group {
  readonly name: string;
  readonly lanes: Lane[] = [];
  /// After which events the counts changed, and to what.
  readonly at = new NumberList();
  readonly #counts = {
    ready: new NumberList(),
    running: new NumberList(),
    sleeping: new NumberList(),
    waiting: new NumberList(),
  };
  readonly #now = new Uint32Array(7);
  /// The most tasks that existed at once.
  peak = 1;

  constructor(name: string) {
    this.name = name;
  }

  /// A task of the group went from one stand to another at that event.
  changed(event: number, from: TaskState, to: TaskState): void {
    const now = this.#now;
    if (from !== TaskState.none) now[from]!--;
    now[to]!++;
    const ready = now[TaskState.ready]! + now[TaskState.new]!;
    const { running, sleeping, waiting } = {
      running: now[TaskState.running]!,
      sleeping: now[TaskState.sleeping]!,
      waiting: now[TaskState.waiting]!,
    };
    this.peak = Math.max(this.peak, ready + running + sleeping + waiting);
    this.at.push(event);
    this.#counts.ready.push(ready);
    this.#counts.running.push(running);
    this.#counts.sleeping.push(sleeping);
    this.#counts.waiting.push(waiting);
  }

  /// The counts at that place of `at`; none before its beginning.
  counts(place: number): StateCounts {
    if (place < 0) return { ready: 0, running: 0, sleeping: 0, waiting: 0 };
    const { ready, running, sleeping, waiting } = this.#counts;
    return {
      ready: ready.at(place),
      running: running.at(place),
      sleeping: sleeping.at(place),
      waiting: waiting.at(place),
    };
  }

  dropBefore(first: number): void {
    const count = countUpTo(this.at, first - 1) - 1;
    if (count <= 0) return;
    for (const list of [this.at, ...Object.values(this.#counts)]) list.dropFirst(count);
  }
}
