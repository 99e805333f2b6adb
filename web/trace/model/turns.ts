/// Tells at which events each turn of a run began and ended. Turns are counted from 1, those included that
/// are no longer kept.

import { NumberList } from './number-list.ts';
import { countUpTo } from './search.ts';
import type { EventStore } from './event-store.ts';
import type { EventIndex } from './units.ts';

export class Turns {
  readonly #events: EventStore;
  readonly #begins = new NumberList();
  /// 0 for the last turn while it lasts.
  readonly #ends = new NumberList();
  #dropped = 0;

  constructor(events: EventStore) {
    this.#events = events;
  }

  /// The number of turns that have begun.
  get count(): number {
    return this.#dropped + this.#begins.length;
  }

  /// The first turn of which something is kept.
  get first(): number {
    return this.#dropped + 1;
  }

  /// The event at which a turn began, or the oldest event of it that is kept.
  begin(turn: number): EventIndex {
    if (turn < this.first) return this.#events.first;
    if (turn > this.count) return this.#events.length;
    return Math.max(this.#events.first, this.#begins.at(turn - 1 - this.#dropped));
  }

  /// The event at which it ended; of the last one, while it lasts, the end of the recording.
  end(turn: number): EventIndex {
    if (turn < this.first) return this.#events.first;
    if (turn > this.count) return this.#events.length;
    return this.#ends.at(turn - 1 - this.#dropped) || this.#events.length;
  }

  /// Another turn begins at that event.
  add(event: EventIndex): void {
    this.#begins.push(event);
    this.#ends.push(0);
  }

  /// The last turn ends at that event, unless it has ended before: what ended it was its task's suspension or
  /// end or, where these were lost, the next turn.
  endLast(event: EventIndex): void {
    const last = this.#ends.length - 1;
    if (last >= 0 && this.#ends.at(last) === 0) this.#ends.set(last, event);
  }

  /// Forgets the turns that were over by that event. One that goes on there is kept, from there on.
  dropBefore(first: EventIndex): void {
    let count = countUpTo(this.#begins, first - 1);
    const end = count === 0 ? 0 : this.#ends.at(count - 1);
    if (count > 0 && (end === 0 || end > first)) count--;
    this.#begins.dropFirst(count);
    this.#ends.dropFirst(count);
    this.#dropped += count;
  }
}
