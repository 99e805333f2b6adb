/// A task asks the host for an operation: a fetch, a line of input, a frame.

import { countUpTo } from './search.ts';
import type { EventStore } from './event-store.ts';
import type { EventIndex, TaskId } from './units.ts';

export interface Operation {
  task: TaskId;
  number: number;
  /// The call that asked.
  call: string;
  /// What it is about, where there is something to say: a URL.
  subject: string;
  file: string;
  line: number;
  /// The event at which it began, which may no longer be kept.
  begin: EventIndex;
  /// The event at which it ended; Infinity until then.
  end: EventIndex;
  /// Nobody waited for it any more, and it was given up.
  aborted: boolean;
}

export const operationAt = (events: EventStore, begin: EventIndex): Operation => ({
  task: events.task(begin),
  number: events.object(begin),
  call: events.call(begin),
  subject: events.text(begin),
  file: events.file(begin),
  line: events.line(begin),
  begin,
  end: Infinity,
  aborted: false,
});

/// The place of the last one that had begun by that event; -1 when there is none. A task has one at a time.
export function lastOperation(operations: readonly Operation[], event: EventIndex): number {
  return countUpTo({ length: operations.length, at: (index) => operations[index]!.begin }, event) - 1;
}

/// What the host does for the task as of that event.
export function operationDuring(operations: readonly Operation[], event: EventIndex): Operation | undefined {
  const operation = operations[lastOperation(operations, event)];
  return operation && event < operation.end ? operation : undefined;
}
