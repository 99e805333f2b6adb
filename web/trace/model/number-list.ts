/// A list of whole numbers grows at its end only, in little memory, and can forget its beginning.

const chunkBits = 14;
const chunkItems = 1 << chunkBits;
const fewItems = 16;

export class NumberList {
  /// All are of the same size, but for the first while it is the only one: a short list takes little.
  readonly #chunks: Uint32Array[] = [];
  /// So many of the first chunk are forgotten.
  #forgotten = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: number): void {
    const at = this.#forgotten + this.#length++;
    const chunk = at >>> chunkBits;
    if (chunk === this.#chunks.length)
      this.#chunks.push(new Uint32Array(chunk === 0 ? fewItems : chunkItems));
    else if (at === this.#chunks[chunk]!.length) this.#enlarge(chunk);
    this.#chunks[chunk]![at & (chunkItems - 1)] = item;
  }

  /// In place of an item, or behind the last.
  put(index: number, item: number): void {
    if (index === this.#length) this.push(item);
    else this.set(index, item);
  }

  at(index: number): number {
    const at = this.#forgotten + index;
    return this.#chunks[at >>> chunkBits]![at & (chunkItems - 1)]!;
  }

  set(index: number, item: number): void {
    const at = this.#forgotten + index;
    this.#chunks[at >>> chunkBits]![at & (chunkItems - 1)] = item;
  }

  /// Forgets the first so many.
  dropFirst(count: number): void {
    if (count <= 0) return;
    this.#length -= count;
    this.#forgotten += count;
    this.#chunks.splice(0, this.#forgotten >>> chunkBits);
    this.#forgotten &= chunkItems - 1;
  }

  #enlarge(chunk: number): void {
    const more = new Uint32Array(Math.min(chunkItems, 2 * this.#chunks[chunk]!.length));
    more.set(this.#chunks[chunk]!);
    this.#chunks[chunk] = more;
  }
}
