/// Describes a moment of the run in a few sentences: what has just happened, and what everybody does.

import { duration } from '../../common/format.ts';
import { TaskState } from '../model/task-state.ts';
import { describeEvent, describeTask } from './describe.ts';
import type { Lane } from '../model/lane.ts';
import type { Trace } from '../model/trace.ts';
import type { EventIndex } from '../model/units.ts';

/// At most so many tasks are spoken of one by one.
const maxTasks = 4;

/// A moment in a few sentences: what has just happened, and what everybody does. "main waits in
/// weft_gather for 3 tasks to end."
export function describeMoment(trace: Trace, eventIndex: EventIndex): string[] {
  if (eventIndex < trace.events.first) return [];
  const alive = trace.lanes.filter((lane) => lane.existsAt(eventIndex));
  const generators = generatorsAt(trace, eventIndex, maxTasks - alive.length);
  if (trace.over && eventIndex === trace.last)
    return atTheEnd(trace, alive, eventIndex).map((one) => `${one}.`);
  const last = describeEvent(trace, eventIndex);
  const status =
    alive.length <= maxTasks
      ? [...alive, ...generators]
          .map((lane) => describeTask(trace, lane, eventIndex))
          .filter((one) => one !== last)
      : [countStates(trace, eventIndex)];
  return [last, ...status].map((one) => `${one}.`);
}

/// Those that there are, if they are that few.
function generatorsAt({ generators }: Trace, eventIndex: EventIndex, most: number): Lane[] {
  const alive: Lane[] = [];
  for (const lane of generators) {
    if (!lane.existsAt(eventIndex)) continue;
    if (alive.length >= most) return [];
    alive.push(lane);
  }
  return alive;
}

/// How many tasks do what, in a sentence that stays the same for as long as that does.
export function describeTasks(trace: Trace, eventIndex: EventIndex): string {
  const alive = trace.lanes.filter((lane) => lane.existsAt(eventIndex));
  if (alive.length === 0) return '';
  const [only] = alive;
  const words = alive.length === 1 ? describeTask(trace, only!, eventIndex) : countStates(trace, eventIndex);
  return `${words}.`;
}

function atTheEnd(trace: Trace, alive: Lane[], eventIndex: EventIndex): string[] {
  const others = alive.filter((lane) => lane.stateAt(trace.events, eventIndex) !== TaskState.running);
  const status =
    others.length <= maxTasks
      ? others.map((lane) => describeTask(trace, lane, eventIndex))
      : [countStates(trace, eventIndex, TaskState.running)];
  const end = trace.stuck
    ? 'Deadlock: everybody waits for somebody else, so nobody can ever go on'
    : 'The run is over';
  const held = trace.held.length === 0 ? [] : [describeAllHeld(trace)];
  return [end, ...held, ...status];
}

/// Counted by group, since there may be a million.
function countStates(trace: Trace, eventIndex: EventIndex, but?: TaskState): string {
  const counts = new Uint32Array(Object.keys(TaskState).length);
  for (const group of trace.groups)
    if (!group.generators)
      group.history.statesAt(eventIndex).forEach((count, state) => void (counts[state]! += count));
  let all = 0;
  const parts = words.flatMap(([state, one, many]) => {
    const count = state === but ? 0 : counts[state]!;
    all += count;
    return count === 0 ? [] : [`${count.toLocaleString('en')} ${count === 1 ? one : many}`];
  });
  return `Of ${all.toLocaleString('en')} tasks ${parts.join(', ')}`;
}

const words = [
  [TaskState.running, 'runs', 'run'],
  [TaskState.ready, 'is ready', 'are ready'],
  [TaskState.new, 'is new', 'are new'],
  [TaskState.waiting, 'waits', 'wait'],
  [TaskState.sleeping, 'sleeps', 'sleep'],
] as const;

function describeAllHeld({ held, events }: Trace): string {
  let longest = 0;
  for (let at = 0; at < held.length; at++)
    longest = Math.max(longest, events.microseconds(held.events.at(at)));
  const time = duration(longest * 1000);
  return held.length === 1
    ? `A turn held everybody else up for ${time}`
    : `${held.length.toLocaleString('en')} turns held everybody else up, the longest for ${time}`;
}
