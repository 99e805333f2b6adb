/// The tasks are measured while the program runs: processor time, stack, frames. Every so often all tasks are
/// measured at once, between two turns or within a long one.

import { TaskField } from '../../runtime/abi.gen.ts';
import { recordBytes } from '../../runtime/trace-batch.ts';
import { firstWithout } from './search.ts';
import type { EventIndex, TaskId } from './units.ts';

export interface TaskSample {
  cpuSeconds: number;
  stackSize: number;
  stackUsed: number;
  frameBytes: number;
}

/// One measurement of all tasks.
interface Round {
  /// The number of events by then.
  events: number;
  /// Whether no more than these had happened by then.
  exact: boolean;
  records: DataView;
}

/// As many bytes of the measurements are kept.
const maxBytes = 1 << 24;

export class SampleHistory {
  #rounds: Round[] = [];
  #bytes = 0;

  /// `events`: the number of events that are known by then; `exact`: no more had happened.
  add(events: number, records: ArrayBuffer, exact: boolean): void {
    this.#rounds.push({ events, exact, records: new DataView(records) });
    this.#bytes += records.byteLength;
    if (this.#bytes > maxBytes) this.#thin();
  }

  /// The task's sample of the last round up to that event; undefined when there was none.
  upTo(task: TaskId, event: EventIndex): TaskSample | undefined {
    const round = this.#rounds[this.#countUpTo(event) - 1];
    return round && sampleIn(round.records, task);
  }

  /// The task's last sample from one event to just before the other; undefined when there was none.
  between(task: TaskId, from: EventIndex, to: EventIndex): TaskSample | undefined {
    const round = this.#rounds[this.#countUpTo(to - 1) - 1];
    return round?.exact && round.events > from ? sampleIn(round.records, task) : undefined;
  }

  /// The number of rounds after which no event up to that one was still to come.
  #countUpTo(event: EventIndex): number {
    return firstWithout(0, this.#rounds.length, (index) => this.#rounds[index]!.events <= event + 1);
  }

  /// Every other one goes, and the newest stays.
  #thin(): void {
    this.#rounds = this.#rounds.filter((_, index) => (this.#rounds.length - 1 - index) % 2 === 0);
    this.#bytes = this.#rounds.reduce((sum, { records }) => sum + records.byteLength, 0);
  }
}

/// Records are in the order of their tasks' numbers.
function sampleIn(records: DataView, task: TaskId): TaskSample | undefined {
  const count = records.byteLength / recordBytes;
  const numberAt = (index: number) => records.getUint32(index * recordBytes + TaskField.task.offset, true);
  const index = firstWithout(0, count, (one) => numberAt(one) < task);
  return index < count && numberAt(index) === task ? sampleAt(records, index * recordBytes) : undefined;
}

const sampleAt = (records: DataView, at: number): TaskSample => ({
  cpuSeconds: records.getFloat64(at + TaskField.cpuSeconds.offset, true),
  stackSize: records.getUint32(at + TaskField.stackSize.offset, true),
  stackUsed: records.getUint32(at + TaskField.stackUsed.offset, true),
  frameBytes: records.getUint32(at + TaskField.frameBytes.offset, true),
});
