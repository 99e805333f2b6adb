/// From event to event of one task, or of one generator.

import { countUpTo } from './search.ts';
import type { Trace } from './trace.ts';
import type { EventIndex, TaskId } from './units.ts';

/// The next event that is of the task, or the one before; undefined: there is none that is kept.
export function eventOfTask(
  trace: Trace,
  task: TaskId,
  from: EventIndex,
  by: 1 | -1,
): EventIndex | undefined {
  const { events } = trace;
  const lane = trace.lane(task);
  if (!lane) return undefined;
  const at = countUpTo(lane.changes, by > 0 ? from : from - 1);
  /* What changes a generator's state may be its consumer's event. */
  const change = lane.changes.at(by > 0 ? at : at - 1);
  const end = change ?? (by > 0 ? events.length : events.first - 1);
  for (let event = Math.max(from + by, events.first); by > 0 ? event < end : event > end; event += by)
    if (events.task(event) === task) return event;
  return change;
}
