/// A list of whole numbers grows at its end only, in little memory, and can forget its beginning.

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

  /// In place of an item, or behind the last.
  put(index: number, item: number): void {
    if (index === this.#length) this.push(item);
    else this.set(index, item);
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
