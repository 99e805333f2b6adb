/// What a task has asked of the host: a fetch, a line of input, a frame.

import { countUpTo } from './list.ts';
import type { Lane } from './lane.ts';
import type { EventStore } from './event-store.ts';

export interface Operation {
  task: number;
  number: number;
  /// Which call asked, and what it is about, where there is something to say: a URL.
  call: string;
  subject: string;
  file: string;
  line: number;
  /// The events at which it began, which may no longer be kept, and at which it ended; Infinity until then.
  begin: number;
  end: number;
  /// Nobody waited for it any more: it was given up.
  aborted: boolean;
}

export const operationAt = (events: EventStore, begin: number): Operation => ({
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

/// "fetch /delay/1".
export function operationName({ call, subject }: Pick<Operation, 'call' | 'subject'>): string {
  const name = call.replace(/^weft_/, '');
  return subject === '' ? name : `${name} ${subject}`;
}

/// The place in lane.operations of the last one that had begun by that event; -1 when there is none. A task has one at a time.
export function lastOperation({ operations }: Lane, eventIndex: number): number {
  return countUpTo({ length: operations.length, at: (index) => operations[index]!.begin }, eventIndex) - 1;
}

/// What the host does for the task at that moment.
export function operationDuring(lane: Lane, eventIndex: number): Operation | undefined {
  const operation = lane.operations[lastOperation(lane, eventIndex)];
  return operation && eventIndex < operation.end ? operation : undefined;
}
