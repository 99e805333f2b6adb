/// How a generator stands follows from the events at which it was resumed and left, or another that it has
/// resumed.

import { generatorId } from '../../common/task-id.ts';
import { TraceEvent } from '../../runtime/abi.gen.ts';
import { TaskState } from './task-state.ts';
import type { EventStore } from './event-store.ts';
import type { EventIndex, TaskId } from './units.ts';

export const isOfGenerator = (kind: TraceEvent): boolean =>
  kind === TraceEvent.NEXT ||
  kind === TraceEvent.YIELD ||
  kind === TraceEvent.DONE ||
  kind === TraceEvent.GENERATOR;

/// One that resumes another waits for it.
export function generatorState(events: EventStore, event: EventIndex, id: TaskId): TaskState {
  const own = generatorId(events.object(event)) === id;
  switch (events.kind(event)) {
    case TraceEvent.GENERATOR:
      return TaskState.new;
    case TraceEvent.NEXT:
      return own ? TaskState.running : TaskState.waiting;
    case TraceEvent.YIELD:
      return own ? TaskState.standing : TaskState.running;
    case TraceEvent.DONE:
      return own ? TaskState.ended : TaskState.running;
    default:
      return events.state(event);
  }
}
