/// A list of bytes that have changed, in the order in which that was seen.

/// After which turn, at which place of what is kept, what was there and what is.
export interface ChangeColumns {
  turns: Uint32Array<ArrayBuffer>;
  places: Uint16Array<ArrayBuffer>;
  before: Uint8Array<ArrayBuffer>;
  after: Uint8Array<ArrayBuffer>;
}

export class Changes implements ChangeColumns {
  turns = new Uint32Array(256);
  places = new Uint16Array(256);
  before = new Uint8Array(256);
  after = new Uint8Array(256);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  push(turn: number, place: number, before: number, after: number): void {
    const at = this.#count;
    this.#makeRoom(1);
    this.turns[at] = turn;
    this.places[at] = place;
    this.before[at] = before;
    this.after[at] = after;
    this.#count++;
  }

  append({ turns, places, before, after }: ChangeColumns): void {
    this.#makeRoom(turns.length);
    this.turns.set(turns, this.#count);
    this.places.set(places, this.#count);
    this.before.set(before, this.#count);
    this.after.set(after, this.#count);
    this.#count += turns.length;
  }

  dropFirst(dropped: number): void {
    for (const list of [this.turns, this.places, this.before, this.after])
      list.copyWithin(0, dropped, this.#count);
    this.#count -= dropped;
  }

  clear(): void {
    this.#count = 0;
  }

  /// A copy.
  columns(): ChangeColumns {
    return {
      turns: this.turns.slice(0, this.#count),
      places: this.places.slice(0, this.#count),
      before: this.before.slice(0, this.#count),
      after: this.after.slice(0, this.#count),
    };
  }

  /// How many there are up to the end of that turn.
  countUpTo(turn: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.turns[middle]! <= turn) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #makeRoom(more: number): void {
    let { length } = this.turns;
    if (this.#count + more <= length) return;
    while (length < this.#count + more) length *= 2;
    const old = { turns: this.turns, places: this.places, before: this.before, after: this.after };
    this.turns = new Uint32Array(length);
    this.places = new Uint16Array(length);
    this.before = new Uint8Array(length);
    this.after = new Uint8Array(length);
    this.turns.set(old.turns);
    this.places.set(old.places);
    this.before.set(old.before);
    this.after.set(old.after);
  }
}
