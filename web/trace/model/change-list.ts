/// The events at which a task's state changed, ascending. There is such a list for each task, and most are
/// short: it takes as many numbers as a power of two has room for, where an array would keep room for twenty.

import type { EventIndex } from './units.ts';

export class ChangeList {
  length = 0;
  #items = [0, 0, 0, 0];

  push(event: EventIndex): void {
    if (this.length === this.#items.length) this.#items = this.#items.concat(this.#items);
    this.#items[this.length++] = event;
  }

  /// undefined: there are not so many.
  at(index: number): EventIndex | undefined {
    return index < this.length ? this.#items[index] : undefined;
  }

  /// Forgets the first so many.
  dropFirst(count: number): void {
    if (count === 0) return;
    this.#items.copyWithin(0, count, this.length);
    this.length -= count;
    while (this.#items.length >= 8 && this.length < this.#items.length / 4)
      this.#items = this.#items.slice(0, this.#items.length / 2);
  }

  *[Symbol.iterator](): IterableIterator<EventIndex> {
    for (let index = 0; index < this.length; index++) yield this.#items[index]!;
  }
}
