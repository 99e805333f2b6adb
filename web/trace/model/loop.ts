/// The event loop at a moment: who has the turn, who is ready and in which order, who sleeps until when, what
/// the host is asked for, and who waits for others.

import { isGenerator } from '../../common/task-id.ts';
import { operationDuring, type Operation } from './operation.ts';
import { TaskState, type TaskStatus } from './task-state.ts';
import type { Lane } from './lane.ts';
import type { Trace } from './trace.ts';
import type { EventIndex, Nanoseconds, TaskId } from './units.ts';

export interface Sleeper {
  task: TaskId;
  /// When it wakes; undefined: that is not known, or never.
  until: Nanoseconds | undefined;
}

export interface LoopState {
  /// Undefined between turns.
  running: TaskId | undefined;
  /// The generators whose bodies have begun in that turn and not come back, the innermost last.
  bodies: TaskId[];
  /// In the order in which they became ready, which is that of their turns unless the run has another policy.
  ready: TaskId[];
  /// Who wakes first comes first.
  sleeping: Sleeper[];
  /// In the order in which they were asked for.
  host: Operation[];
  /// For something that another task does, the one that waits longest first.
  waiting: TaskId[];
}

export function loopAt(trace: Trace, event: EventIndex): LoopState {
  const state: LoopState = {
    running: undefined,
    bodies: [],
    ready: [],
    sleeping: [],
    host: [],
    waiting: [],
  };
  if (event < trace.events.first || event >= trace.events.length) return state;
  const alive: { lane: Lane; status: TaskStatus }[] = [];
  for (const lane of trace.lanes)
    if (lane.existsAt(event)) alive.push({ lane, status: lane.statusAt(trace.events, event) });
  /* Of those whose states are older than what is kept, the older task is taken to be first. */
  alive.sort((a, b) => a.status.event - b.status.event || a.lane.begin - b.lane.begin);
  for (const { lane, status } of alive) place(trace, { state, lane, status, event });
  state.sleeping.sort((a, b) => (a.until ?? Infinity) - (b.until ?? Infinity) || 0);
  state.host.sort((a, b) => a.begin - b.begin);
  return state;
}

interface Placed {
  state: LoopState;
  lane: Lane;
  status: TaskStatus;
  event: EventIndex;
}

function place(trace: Trace, { state, lane, status, event }: Placed): void {
  const { task } = lane;
  const operation = operationDuring(lane.operations, event);
  if (operation) state.host.push(operation);
  switch (status.state) {
    case TaskState.running:
      if (trace.over && event >= trace.last) return;
      state.running = task;
      if (lane.isAway(event)) state.bodies = bodiesAt(trace, event);
      return;
    case TaskState.new:
    case TaskState.ready:
      state.ready.push(task);
      return;
    case TaskState.sleeping:
      state.sleeping.push({ task, until: wakingTime(status) });
      return;
    case TaskState.waiting:
      if (!operation) state.waiting.push(task);
  }
}

/// A sleep tells its end in microseconds.
export function wakingTime({ peer, object }: TaskStatus): Nanoseconds | undefined {
  const microseconds = peer * 2 ** 32 + object;
  return microseconds === 0 ? undefined : microseconds * 1000;
}

/// One body runs at a time; whoever resumed it waits for it, and so on up to the task.
function bodiesAt(trace: Trace, event: EventIndex): TaskId[] {
  const { events, generators } = trace;
  const running = generators.find(
    (one) => one.existsAt(event) && one.statusAt(events, event).state === TaskState.running,
  );
  const bodies: TaskId[] = [];
  for (let body = running; body && !bodies.includes(body.task); ) {
    bodies.unshift(body.task);
    const consumer = body.consumerAt(events, event);
    body = isGenerator(consumer) ? trace.lane(consumer) : undefined;
  }
  return bodies;
}
