/// The events at which a task's state changed, ascending. There is such a list for each task, and most are
/// short: it takes as many numbers as a power of two has room for, where an array would keep room for twenty.

import { firstWithoutNear } from './search.ts';
import type { EventIndex } from './units.ts';

/// A shorter list is moved to the beginning of its room whenever it forgets something.
const longList = 1024;

export class ChangeList {
  length = 0;
  #items = [0, 0, 0, 0];
  /// Where in its room the list begins.
  #start = 0;

  push(event: EventIndex): void {
    if (this.#start + this.length === this.#items.length) this.#makeRoom();
    this.#items[this.#start + this.length++] = event;
  }

  /// undefined: there are not so many.
  at(index: number): EventIndex | undefined {
    return index < this.length ? this.#items[this.#start + index] : undefined;
  }

  /// How many are at most `limit`: likely about `guess`. The nearer that is, the sooner it is known.
  countUpTo(limit: EventIndex, guess: number): number {
    const items = this.#items;
    const start = this.#start;
    return firstWithoutNear(0, this.length, guess, (index) => items[start + index]! <= limit);
  }

  /// Forgets the first so many.
  dropFirst(count: number): void {
    if (count === 0) return;
    this.length -= count;
    this.#start += count;
    const room = this.#items.length;
    if (this.length < longList || this.length < room / 4 || this.#start > room / 2) this.#moveToBeginning();
    while (this.#items.length >= 8 && this.length < this.#items.length / 4)
      this.#items = this.#items.slice(0, this.#items.length / 2);
  }

  #makeRoom(): void {
    if (this.#start > this.#items.length / 4) this.#moveToBeginning();
    else this.#items = this.#items.concat(this.#items);
  }

  /// An array's own copyWithin would take ten times as long.
  #moveToBeginning(): void {
    for (let index = 0; index < this.length; index++) this.#items[index] = this.#items[this.#start + index]!;
    this.#start = 0;
  }

  *[Symbol.iterator](): IterableIterator<EventIndex> {
    for (let index = 0; index < this.length; index++) yield this.#items[this.#start + index]!;
  }
}
