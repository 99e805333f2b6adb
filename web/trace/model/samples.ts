/// The tasks' figures as they were measured: processor time, stack, frames. Every so often one look at them all is kept.

import { TaskField } from '../../runtime/abi.gen.ts';
import { recordBytes } from '../../runtime/trace-batch.ts';

export interface TaskSample {
  cpuSeconds: number;
  stackSize: number;
  stackUsed: number;
  frameBytes: number;
}

/// As much as is kept of them, in bytes.
const most = 1 << 24;

export class SampleHistory {
  #looks: { eventIndex: number; records: DataView }[] = [];
  #bytes = 0;

  /// `moment`: the number of events by then.
  add(eventIndex: number, records: ArrayBuffer): void {
    this.#looks.push({ eventIndex, records: new DataView(records) });
    this.#bytes += records.byteLength;
    if (this.#bytes > most) this.#thin();
  }

  /// A task's figures of the last look up to that event; undefined when there was none.
  of(task: number, eventIndex: number): TaskSample | undefined {
    for (let at = this.#looks.length - 1; at >= 0; at--) {
      const look = this.#looks[at]!;
      if (look.eventIndex <= eventIndex + 1) return sampleIn(look.records, task);
    }
    return undefined;
  }

  /// Every other one goes, the newest stays.
  #thin(): void {
    this.#looks = this.#looks.filter((_, index) => (this.#looks.length - 1 - index) % 2 === 0);
    this.#bytes = this.#looks.reduce((sum, { records }) => sum + records.byteLength, 0);
  }
}

/// Records are in the order of their tasks' numbers.
function sampleIn(records: DataView, task: number): TaskSample | undefined {
  let low = 0;
  let high = records.byteLength / recordBytes;
  while (low < high) {
    const middle = (low + high) >> 1;
    const number = records.getUint32(middle * recordBytes + TaskField.task.offset, true);
    if (number === task) return sampleAt(records, middle * recordBytes);
    if (number < task) low = middle + 1;
    else high = middle;
  }
  return undefined;
}

const sampleAt = (records: DataView, at: number): TaskSample => ({
  cpuSeconds: records.getFloat64(at + TaskField.cpuSeconds.offset, true),
  stackSize: records.getUint32(at + TaskField.stackSize.offset, true),
  stackUsed: records.getUint32(at + TaskField.stackUsed.offset, true),
  frameBytes: records.getUint32(at + TaskField.frameBytes.offset, true),
});
