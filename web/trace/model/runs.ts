/// Finds the changes of a lane at which turns began, where it has too many to look at each of them every
/// time.

import { NumberList } from './number-list.ts';
import { countUpTo, firstWithoutNear, type Sorted } from './search.ts';
import type { EventStore } from './event-store.ts';
import type { EventIndex } from './units.ts';

interface Turning {
  readonly changes: Sorted;
  /// Whether a turn begins with that one of its changes.
  beginsTurn(events: EventStore, at: number): boolean;
}

export class Runs {
  /// Those among the first `#seen` of the changes.
  readonly #list = new NumberList();
  #seen = 0;
  /// What was asked for last, and how many there were.
  #last = { event: 0, count: 0 };

  /// How many there are up to that event, of those that are kept.
  countUpTo(lane: Turning, events: EventStore, event: EventIndex): number {
    const { changes } = lane;
    for (; this.#seen < changes.length; this.#seen++)
      if (lane.beginsTurn(events, this.#seen)) this.#list.push(changes.at(this.#seen)!);
    /* Who draws a lane asks from pixel to pixel, and turns are spread evenly enough over the events. */
    const { length } = this.#list;
    const [first, last] = length > 0 ? [this.#list.at(0), this.#list.at(length - 1)] : [0, 0];
    const guess = this.#last.count + ((event - this.#last.event) * length) / Math.max(1, last - first);
    const count = firstWithoutNear(0, length, guess, (index) => this.#list.at(index) <= event);
    this.#last = { event, count };
    return count;
  }

  /// The lane has forgotten its first so many changes, which are those before that event.
  dropBefore(first: EventIndex, changes: number): void {
    this.#list.dropFirst(countUpTo(this.#list, first - 1));
    this.#last = { event: first, count: 0 };
    this.#seen = Math.max(0, this.#seen - changes);
  }
}
