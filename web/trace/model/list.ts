/// A list of whole numbers that only grows at its end, in little memory, and that can forget its beginning.

export class NumberList {
  #items = new Uint32Array(16);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: number): void {
    if (this.#length === this.#items.length) {
      const more = new Uint32Array(2 * this.#length);
      more.set(this.#items);
      this.#items = more;
    }
    this.#items[this.#length++] = item;
  }

  at(index: number): number {
    return this.#items[index]!;
  }

  set(index: number, item: number): void {
    this.#items[index] = item;
  }

  /// Forgets the first so many.
  dropFirst(count: number): void {
    if (count <= 0) return;
    this.#items.copyWithin(0, count, this.#length);
    this.#length -= count;
  }
}

interface Sorted {
  readonly length: number;
  at(index: number): number | undefined;
}

/// How many items of an ascending list are at most `limit`.
export function countUpTo(list: Sorted, limit: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list.at(middle)! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/// The same, for a limit that is likely not far beyond the item at `from`, which is at most the limit.
export function countUpToFrom(list: Sorted, limit: number, from: number): number {
  let step = 1;
  let low = from;
  while (low + step < list.length && list.at(low + step)! <= limit) {
    low += step;
    step *= 2;
  }
  let high = Math.min(list.length, low + step);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list.at(middle)! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
