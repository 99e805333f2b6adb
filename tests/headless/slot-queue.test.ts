/// The queue of trace slots gives back what went in, in order.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SlotQueue } from '../../web/runtime/slot-queue.ts';
import { slotBytes } from '../../web/runtime/trace-batch.ts';

/// Makes slots that carry those numbers.
const slots = (from: number, count: number): Uint8Array =>
  new Uint8Array(
    Uint32Array.from({ length: count * (slotBytes / 4) }, (_, word) =>
      word % (slotBytes / 4) === 0 ? from + word / (slotBytes / 4) : 0,
    ).buffer,
  );
const numbers = (taken: Uint8Array<ArrayBuffer>): number[] =>
  [...new Uint32Array(taken.buffer)].filter((_, word) => word % (slotBytes / 4) === 0);

test('slots come out in the order in which they went in, in whatever portions', () => {
  const queue = new SlotQueue();
  let [pushed, taken] = [0, 0];
  for (const [more, most] of [
    [10, 3],
    [20_000, 9],
    [0, 16_384],
    [40_000, 30_000],
    [7, 100_000],
    [16_384, 16_384],
    [5, 1],
  ] as const) {
    queue.push(slots(pushed, more));
    pushed += more;
    const count = Math.min(most, pushed - taken);
    assert.deepEqual(
      numbers(queue.take(most)),
      Array.from({ length: count }, (_, index) => taken + index),
    );
    taken += count;
    assert.equal(queue.length, pushed - taken);
  }
});
