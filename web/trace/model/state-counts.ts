/// Counts how many tasks or generators of a group were in which state, over the whole run.

import { NumberList } from './number-list.ts';
import { countUpTo } from './search.ts';
import { TaskState } from './task-state.ts';
import type { EventIndex } from './units.ts';

export interface StateCounts {
  ready: number;
  running: number;
  sleeping: number;
  waiting: number;
  /// At their yields, or not begun.
  standing: number;
}

export class StateHistory {
  /// The events after which the counts changed. The first may be older than what is kept:
  /// it holds until the second.
  readonly at = new NumberList();
  readonly #counts = {
    ready: new NumberList(),
    running: new NumberList(),
    sleeping: new NumberList(),
    waiting: new NumberList(),
    standing: new NumberList(),
  };
  readonly #now = new Uint32Array(8);
  /// The greatest number of tasks that existed at once.
  peak = 1;

  /// One of the tasks went from one state to another at that event.
  changed(event: EventIndex, from: TaskState, to: TaskState): void {
    const now = this.#now;
    if (from !== TaskState.none) now[from]!--;
    now[to]!++;
    const ready = now[TaskState.ready]! + now[TaskState.new]!;
    const running = now[TaskState.running]!;
    const sleeping = now[TaskState.sleeping]!;
    const waiting = now[TaskState.waiting]!;
    const standing = now[TaskState.standing]!;
    const all = ready + running + sleeping + waiting + standing;
    /* Of two changes by one event the first is not to be seen. */
    const place =
      this.at.length > 0 && this.at.at(this.at.length - 1) === event ? this.at.length - 1 : this.at.length;
    this.at.put(place, event);
    this.peak = Math.max(this.peak, all);
    this.#counts.ready.put(place, ready);
    this.#counts.running.put(place, running);
    this.#counts.sleeping.put(place, sleeping);
    this.#counts.waiting.put(place, waiting);
    this.#counts.standing.put(place, standing);
  }

  /// The counts at that place of `at`; all 0 before its beginning.
  counts(place: number): StateCounts {
    if (place < 0) return { ready: 0, running: 0, sleeping: 0, waiting: 0, standing: 0 };
    const { ready, running, sleeping, waiting, standing } = this.#counts;
    return {
      ready: ready.at(place),
      running: running.at(place),
      sleeping: sleeping.at(place),
      waiting: waiting.at(place),
      standing: standing.at(place),
    };
  }

  /// The counts as of that event.
  countsAt(event: EventIndex): StateCounts {
    return this.counts(countUpTo(this.at, event) - 1);
  }

  /// Forgets what changed before that event, except the last of it, which holds at the event.
  dropBefore(first: EventIndex): void {
    const count = countUpTo(this.at, first - 1) - 1;
    if (count <= 0) return;
    for (const list of [this.at, ...Object.values(this.#counts)]) list.dropFirst(count);
  }
}
