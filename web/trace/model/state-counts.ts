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

/// Between two marks the counts follow from the changes: of a million tasks those alone take little.
const changesApart = 64;
const states = 8;

export class StateHistory {
  /// The events at which the counts changed. The first may be older than what is kept:
  /// it holds until the second.
  readonly at = new NumberList();
  /// Of each, from which state one of the tasks went to which.
  readonly #changes = new NumberList();
  /// So many of the oldest changes are kept for the sake of a mark.
  #spare = 0;
  /// How many were in each state before a change and so many more: one row behind the other.
  readonly #marks = new NumberList();
  readonly #now = new Uint32Array(states);
  readonly #then = new Uint32Array(states);
  /// The greatest number of tasks that existed at once.
  peak = 1;

  /// One of the tasks went from one state to another at that event.
  changed(event: EventIndex, from: TaskState, to: TaskState): void {
    if (this.#changes.length % changesApart === 0) for (const count of this.#now) this.#marks.push(count);
    this.at.push(event);
    this.#changes.push(from * states + to);
    change(this.#now, from * states + to);
    const { ready, running, sleeping, waiting, standing } = countsOf(this.#now);
    this.peak = Math.max(this.peak, ready + running + sleeping + waiting + standing);
  }

  /// The counts at that place of `at`; all 0 before its beginning.
  counts(place: number): StateCounts {
    return countsOf(this.#statesAfter(place));
  }

  /// The counts as of that event.
  countsAt(event: EventIndex): StateCounts {
    return this.counts(countUpTo(this.at, event) - 1);
  }

  /// The number in each state, by its number, as of that event.
  statesAt(event: EventIndex): Uint32Array {
    return this.#statesAfter(countUpTo(this.at, event) - 1);
  }

  #statesAfter(place: number): Uint32Array {
    const now = this.#then.fill(0);
    if (place < 0) return now;
    const at = this.#spare + place;
    const mark = Math.floor(at / changesApart);
    for (let state = 0; state < states; state++) now[state] = this.#marks.at(mark * states + state);
    for (let next = mark * changesApart; next <= at; next++) change(now, this.#changes.at(next));
    return now;
  }

  /// Forgets what changed before that event, except the last of it, which holds at the event.
  dropBefore(first: EventIndex): void {
    const count = countUpTo(this.at, first - 1) - 1;
    if (count <= 0) return;
    this.at.dropFirst(count);
    const marks = Math.floor((this.#spare + count) / changesApart);
    this.#marks.dropFirst(marks * states);
    this.#changes.dropFirst(marks * changesApart);
    this.#spare = (this.#spare + count) % changesApart;
  }
}

function change(counts: Uint32Array, fromTo: number): void {
  const from = Math.floor(fromTo / states);
  if (from !== TaskState.none) counts[from]!--;
  counts[fromTo % states]!++;
}

const countsOf = (counts: Uint32Array): StateCounts => ({
  ready: counts[TaskState.ready]! + counts[TaskState.new]!,
  running: counts[TaskState.running]!,
  sleeping: counts[TaskState.sleeping]!,
  waiting: counts[TaskState.waiting]!,
  standing: counts[TaskState.standing]!,
});
