/// What the runtime itself does at a time of the program's clock: answers of /delay/N, frames where there is no display.

interface Entry {
  time: number;
  action: () => void;
}

export class Agenda {
  /// By time; entries of the same time in the order they were added.
  readonly #entries: Entry[] = [];

  /// Returns what takes the entry out again.
  add(time: number, action: () => void): () => void {
    const entry = { time, action };
    let at = this.#entries.length;
    while (at > 0 && this.#entries[at - 1]!.time > time) at--;
    this.#entries.splice(at, 0, entry);
    return () => {
      const index = this.#entries.indexOf(entry);
      if (index >= 0) this.#entries.splice(index, 1);
    };
  }

  /// The time of the first entry; Infinity when there is none.
  next(): number {
    return this.#entries[0]?.time ?? Infinity;
  }

  runUntil(now: number): void {
    while (this.next() <= now) this.#entries.shift()!.action();
  }
}
