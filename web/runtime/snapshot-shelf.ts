/// The snapshots of a run that are kept, by a budget of bytes: of the older ones fewer, so that what lies
/// further back takes longer to have again.

import { joined } from './memory-pages.ts';
import type { Snapshot } from './snapshot.ts';

const defaultBytes = 64 << 20;
const maxCount = 100;

export class SnapshotShelf {
  readonly #maxBytes: number;
  #kept: Snapshot[] = [];
  #bytes = 0;

  constructor(maxBytes = defaultBytes) {
    this.#maxBytes = maxBytes;
  }

  get count(): number {
    return this.#kept.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(snapshot: Snapshot): void {
    this.#kept.push(snapshot);
    this.#bytes += snapshot.pages.bytes.length;
    while (this.#kept.length > 1 && (this.#bytes > this.#maxBytes || this.#kept.length > maxCount))
      this.#drop(this.#leastMissed());
  }

  /// The last of those up to the end of that turn that are wanted.
  last(turns: number, wanted: (snapshot: Snapshot) => boolean): Snapshot | undefined {
    for (let at = this.#kept.length - 1; at >= 0; at--) {
      const one = this.#kept[at]!;
      if (one.state.turns <= turns && wanted(one)) return one;
    }
    return undefined;
  }

  /// With all that its memory holds.
  whole(snapshot: Snapshot): Snapshot {
    const before = this.#kept.slice(0, this.#kept.indexOf(snapshot) + 1);
    const pages = before.map((one) => one.pages).reduce(joined);
    return { ...snapshot, pages };
  }

  /// What is kept up to that snapshot, for the run that comes of it.
  upTo(snapshot: Snapshot): SnapshotShelf {
    const shelf = new SnapshotShelf(this.#maxBytes);
    for (const one of this.#kept.slice(0, this.#kept.indexOf(snapshot) + 1)) shelf.add(one);
    return shelf;
  }

  /// The one whose neighbours lie closest together, measured by how long ago it was. The newest stays.
  #leastMissed(): number {
    const spent = this.#kept.map((one) => one.state.spent);
    const newest = spent.at(-1)!;
    let least = 0;
    let smallest = Infinity;
    for (let at = 0; at < spent.length - 1; at++) {
      const before = spent[at - 1] ?? 0;
      const gap = (spent[at + 1]! - before) / (newest - before);
      if (gap < smallest) [least, smallest] = [at, gap];
    }
    return least;
  }

  /// What it tells of the memory goes to the next one.
  #drop(at: number): void {
    const [dropped, next] = [this.#kept[at]!, this.#kept[at + 1]!];
    const pages = joined(dropped.pages, next.pages);
    this.#bytes += pages.bytes.length - next.pages.bytes.length - dropped.pages.bytes.length;
    this.#kept.splice(at, 2, { ...next, pages });
  }
}
