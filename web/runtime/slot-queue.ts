/// Slots of the trace wait here to be handed on, in memory that is used again: fresh memory would cost more
/// than what goes into it.

import { slotBytes } from './trace-batch.ts';

const chunkSlots = 1 << 14;

export class SlotQueue {
  readonly #chunks: Uint8Array<ArrayBuffer>[] = [];
  readonly #free: Uint8Array<ArrayBuffer>[] = [];
  /// So many slots of the first chunk have been taken.
  #taken = 0;
  #length = 0;

  /// Counts slots.
  get length(): number {
    return this.#length;
  }

  push(slots: Uint8Array): void {
    for (let from = 0; from < slots.length; ) {
      const end = this.#taken + this.#length;
      const within = end % chunkSlots;
      if (end === this.#chunks.length * chunkSlots)
        this.#chunks.push(this.#free.pop() ?? new Uint8Array(chunkSlots * slotBytes));
      const part = slots.subarray(from, from + (chunkSlots - within) * slotBytes);
      this.#chunks.at(-1)!.set(part, within * slotBytes);
      this.#length += part.length / slotBytes;
      from += part.length;
    }
  }

  /// Takes the oldest, at most so many.
  take(maxSlots: number): Uint8Array<ArrayBuffer> {
    const count = Math.min(maxSlots, this.#length);
    const slots = new Uint8Array(count * slotBytes);
    for (let at = 0; at < count; ) {
      const part = Math.min(count - at, chunkSlots - this.#taken);
      slots.set(
        this.#chunks[0]!.subarray(this.#taken * slotBytes, (this.#taken + part) * slotBytes),
        at * slotBytes,
      );
      at += part;
      this.#taken += part;
      if (this.#taken === chunkSlots) this.#recycle();
    }
    this.#length -= count;
    return slots;
  }

  #recycle(): void {
    this.#free.push(this.#chunks.shift()!);
    this.#taken = 0;
  }
}
