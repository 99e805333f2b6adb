/// The events that wrote, by file, and how many bytes the program had written there by then.

import { NumberList } from './number-list.ts';
import { countUpTo } from './search.ts';
import type { EventIndex } from './units.ts';

export class Outputs {
  readonly 1 = new NumberList();
  readonly 2 = new NumberList();
  readonly #totals = { 1: new NumberList(), 2: new NumberList() };

  add(fd: 1 | 2, event: EventIndex, total: number): void {
    this[fd].push(event);
    this.#totals[fd].push(total);
  }

  /// Bytes that had been written by that event.
  writtenBy(fd: 1 | 2, event: EventIndex): number {
    const at = countUpTo(this[fd], event) - 1;
    return at < 0 ? 0 : this.#totals[fd].at(at);
  }

  /// The event that wrote what lies behind the first `bytes` bytes.
  writeAfter(fd: 1 | 2, bytes: number): EventIndex | undefined {
    const at = countUpTo(this.#totals[fd], bytes);
    return at < this[fd].length ? this[fd].at(at) : undefined;
  }

  /// One older than the rest stays, for what had been written by then.
  dropBefore(first: EventIndex): void {
    for (const fd of [1, 2] as const) {
      const count = countUpTo(this[fd], first - 1) - 1;
      this[fd].dropFirst(count);
      this.#totals[fd].dropFirst(count);
    }
  }
}
