/// Links are the events that go from one task to another, or between a generator and its consumer.

import { generatorId } from '../../common/task-id.ts';
import { TraceEvent } from '../../runtime/abi.gen.ts';
import type { Trace } from './trace.ts';
import type { EventIndex, TaskId } from './units.ts';

export interface Ends {
  from: TaskId;
  to: TaskId;
}

/// Tells from whom to whom the event goes; undefined for one that only repeats the event before it.
export function endsOf({ events }: Trace, event: EventIndex): Ends | undefined {
  const kind = events.kind(event);
  const task = events.task(event);
  if (goesIn.has(kind)) return { from: task, to: generatorId(events.object(event)) };
  if (comesOut.has(kind)) return { from: generatorId(events.object(event)), to: task };
  const peer = events.peer(event);
  if (peer === 0 || peer === task) return undefined;
  if (kind === TraceEvent.SEND || kind === TraceEvent.CYCLE) return { from: task, to: peer };
  const before = event > events.first ? events.kind(event - 1) : TraceEvent.NONE;
  const repeats =
    kind === TraceEvent.WAKE &&
    (before === TraceEvent.SEND || before === TraceEvent.RECEIVE) &&
    events.peer(event - 1) === task;
  return repeats ? undefined : { from: peer, to: task };
}

const goesIn = new Set<TraceEvent>([TraceEvent.GENERATOR, TraceEvent.NEXT]);
const comesOut = new Set<TraceEvent>([TraceEvent.YIELD, TraceEvent.DONE]);
