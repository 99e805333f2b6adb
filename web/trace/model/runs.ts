/// Finds the changes of a lane at which turns began, where it has too many to look at each of them every
/// time.

import { NumberList } from './number-list.ts';
import { countUpTo, type Sorted } from './search.ts';
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

  /// How many there are up to that event, of those that are kept.
  countUpTo(lane: Turning, events: EventStore, event: EventIndex): number {
    const { changes } = lane;
    for (; this.#seen < changes.length; this.#seen++)
      if (lane.beginsTurn(events, this.#seen)) this.#list.push(changes.at(this.#seen)!);
    return countUpTo(this.#list, event);
  }

  /// The lane has forgotten its first so many changes, which are those before that event.
  dropBefore(first: EventIndex, changes: number): void {
    this.#list.dropFirst(countUpTo(this.#list, first - 1));
    this.#seen = Math.max(0, this.#seen - changes);
  }
}
