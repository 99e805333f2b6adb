/// The reader of a trace hands on batches.

import { TaskField } from './abi.gen.ts';

export const slotBytes = 32;
export const recordBytes = TaskField.size.offset;

/// weft_task_table's records of all live tasks, and the texts that they point to.
export interface TaskTable {
  records: ArrayBuffer;
  texts: [pointer: number, text: string][];
}

export interface TraceBatch {
  /// Slots lost before these; `tasks` is how all tasks stood after the loss.
  lost: number;
  tasks?: TaskTable;
  /// Slots as they lie in the ring.
  slots: ArrayBuffer;
  /// The static texts that these slots point to and that no batch told before.
  texts: [pointer: number, text: string][];
  /// What was measured of the tasks at the end of the batch, every so often; texts are left out.
  samples?: ArrayBuffer;
  /// Program time in nanoseconds up to which the batch tells what happened.
  now: number;
  /// More has happened since, and is still to be handed on.
  behind: boolean;
}
