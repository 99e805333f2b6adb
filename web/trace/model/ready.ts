/// Who could have had a turn: the tasks that were ready when it began.

import { TaskState } from './task-state.ts';
import type { Trace } from './trace.ts';
import type { EventIndex, TaskId } from './units.ts';

export interface ReadyTasks {
  /// The turn before.
  turn: number;
  /// In the order in which they became ready.
  tasks: TaskId[];
  /// Which of them had its turn, where that is known.
  next: TaskId | undefined;
}

/// At the end of the turn of that event, which must have come.
export function readyAfter(trace: Trace, event: EventIndex): ReadyTasks | undefined {
  const turn = trace.events.turn(event);
  const isLast = turn >= trace.turnCount;
  const goesOn = isLast && trace.turnGoingOn !== undefined;
  if (turn < trace.firstTurn || goesOn || (isLast && trace.over)) return undefined;
  const begin = isLast ? undefined : trace.turnBegin(turn + 1);
  const at = begin === undefined ? trace.last : begin - 1;
  const ready = trace.lanes.flatMap((lane) => {
    if (!lane.existsAt(at)) return [];
    const { state, event: since } = lane.statusAt(trace.events, at);
    return state === TaskState.ready || state === TaskState.new ? [{ task: lane.task, since }] : [];
  });
  ready.sort((a, b) => a.since - b.since);
  return {
    turn,
    tasks: ready.map(({ task }) => task),
    next: begin === undefined ? undefined : trace.events.task(begin),
  };
}
