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
  /// Ascending.
  tasks: Uint32Array;
  cpuSeconds: Float64Array;
  /// stackSize, stackUsed and frameBytes of each task.
  bytes: Uint32Array;
}

const bytesOfTask = 24;

/// As many bytes of the measurements are kept.
const maxBytes = 1 << 24;

export class SampleHistory {
  #rounds: Round[] = [];
  #bytes = 0;

  /// `events`: the number of events that are known by then; `exact`: no more had happened.
  add(events: number, records: ArrayBuffer, exact: boolean): void {
    this.#rounds.push({ events, exact, ...columnsOf(new DataView(records)) });
    this.#bytes += bytesOf(this.#rounds.at(-1)!);
    if (this.#bytes > maxBytes) this.#thin();
  }

  /// The task's sample of the last round up to that event; undefined when there was none.
  upTo(task: TaskId, event: EventIndex): TaskSample | undefined {
    const round = this.#rounds[this.#countUpTo(event) - 1];
    return round && sampleIn(round, task);
  }

  /// The task's last sample from one event to just before the other; undefined when there was none.
  between(task: TaskId, from: EventIndex, to: EventIndex): TaskSample | undefined {
    const round = this.#rounds[this.#countUpTo(to - 1) - 1];
    return round?.exact && round.events > from ? sampleIn(round, task) : undefined;
  }

  /// The number of rounds after which no event up to that one was still to come.
  #countUpTo(event: EventIndex): number {
    return firstWithout(0, this.#rounds.length, (index) => this.#rounds[index]!.events <= event + 1);
  }

  /// Every other one goes, and the newest stays.
  #thin(): void {
    this.#rounds = this.#rounds.filter((_, index) => (this.#rounds.length - 1 - index) % 2 === 0);
    this.#bytes = this.#rounds.reduce((sum, round) => sum + bytesOf(round), 0);
  }
}

const bytesOf = ({ tasks }: Round): number => tasks.length * bytesOfTask;

/// Of a million tasks the records would be 72 MB. They are in the order of their tasks' numbers.
function columnsOf(records: DataView): Pick<Round, 'tasks' | 'cpuSeconds' | 'bytes'> {
  const count = records.byteLength / recordBytes;
  const tasks = new Uint32Array(count);
  const cpuSeconds = new Float64Array(count);
  const bytes = new Uint32Array(3 * count);
  for (let index = 0; index < count; index++) {
    const at = index * recordBytes;
    tasks[index] = records.getUint32(at + TaskField.task.offset, true);
    cpuSeconds[index] = records.getFloat64(at + TaskField.cpuSeconds.offset, true);
    bytes[3 * index] = records.getUint32(at + TaskField.stackSize.offset, true);
    bytes[3 * index + 1] = records.getUint32(at + TaskField.stackUsed.offset, true);
    bytes[3 * index + 2] = records.getUint32(at + TaskField.frameBytes.offset, true);
  }
  return { tasks, cpuSeconds, bytes };
}

function sampleIn({ tasks, cpuSeconds, bytes }: Round, task: TaskId): TaskSample | undefined {
  const index = firstWithout(0, tasks.length, (one) => tasks[one]! < task);
  if (tasks[index] !== task) return undefined;
  return {
    cpuSeconds: cpuSeconds[index]!,
    stackSize: bytes[3 * index]!,
    stackUsed: bytes[3 * index + 1]!,
    frameBytes: bytes[3 * index + 2]!,
  };
}
