/// Words for a place in the drawing are said beside the pointer or the keyboard's cursor.

import { TraceEvent } from '../../runtime/abi.gen.ts';
import { duration, seconds } from '../../common/format.ts';
import { lastOperation, type Operation } from '../model/operation.ts';
import { TaskState } from '../model/task-state.ts';
import { describeEvent, describeHeld, describeOperation, describeTask } from './describe.ts';
import { groupName } from './names.ts';
import type { Group } from '../model/group.ts';
import type { Lane } from '../model/lane.ts';
import type { Trace } from '../model/trace.ts';
import type { EventIndex, TaskId } from '../model/units.ts';

/// A place of the drawing, as the hit test finds it.
export interface Place {
  row: { kind: 'lane'; lane: Lane } | { kind: 'group'; group: Group };
  eventIndex: EventIndex;
  event?: EventIndex;
  point?: EventIndex;
  operation?: Operation;
}

export interface Words {
  title: string;
  /// The task whose colour the title has; 0: nobody's.
  task: TaskId;
  lines: string[];
}

/// `written` tells the line that an output event wrote.
export function wordsOf(
  trace: Trace,
  place: Place,
  written: (event: EventIndex) => string = () => '',
): Words {
  const { row, point, eventIndex } = place;
  const pointed =
    point === undefined ? [] : [sentence(`${describeEvent(trace, point)}${quoted(written(point))}`)];
  if (row.kind === 'group') {
    const { group } = row;
    const counts = countWords(group, eventIndex);
    return { title: groupName(group), task: group.lanes[0]?.task ?? 0, lines: [...pointed, counts] };
  }
  const { task } = row.lane;
  return { title: trace.label(task), task, lines: [...pointed, ...laneWords(trace, row.lane, place)] };
}

function laneWords(trace: Trace, lane: Lane, { event, point, eventIndex, operation }: Place): string[] {
  const isLoss = point !== undefined && trace.events.kind(point) === TraceEvent.NONE;
  if (event === undefined && isLoss) return [];
  if (event === undefined) {
    const name = trace.label(lane.task);
    return [sentence(eventIndex < lane.begin ? `${name} does not exist yet` : `${name} has ended`)];
  }
  if (operation) return operationWords(trace, operation);
  return [...spanWords(trace, lane, event), ...hostWords(trace, lane, event)];
}

const sentence = (text: string): string => `${text}.`;
const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;
const quoted = (text: string): string => (text === '' ? '' : `: “${text.slice(0, 80)}”`);

/// What the task does during the span that begins with that event, for how long, and where.
function spanWords(trace: Trace, lane: Lane, event: EventIndex): string[] {
  const { events } = trace;
  const { state, file, line, event: begin } = lane.statusAt(events, event);
  const next = lane.nextChange(event);
  const turn =
    state === TaskState.running && !lane.isGenerator
      ? `, turn ${events.turn(event).toLocaleString('en')}`
      : '';
  return [
    sentence(describeTask(trace, lane, event)),
    lasting(trace, begin, next, turn),
    ...(file ? [`${file}:${line}`] : []),
    ...(state === TaskState.running ? heldWords(trace, event, next) : []),
  ];
}

/// Tells the time from one event to another, or until now. What began before the recording has lasted longer
/// than is known.
function lasting(
  { events, now, over }: Trace,
  from: EventIndex,
  to: EventIndex | undefined,
  turn = '',
): string {
  const begin = events.time(from);
  const length = duration(Math.max(0, (to === undefined ? now : events.time(to)) - begin));
  const still = to === undefined && !over ? ' so far' : '';
  return from < events.first
    ? `Since before ${seconds(begin)}, for more than ${length}${turn}${still}: earlier is not kept.`
    : `${seconds(begin)}, for ${length}${turn}${still}`;
}

/// What the host does, from when on, for how long, and who asked for it where.
function operationWords(trace: Trace, operation: Operation): string[] {
  const { begin, end, file, line } = operation;
  return [
    sentence(capital(describeOperation(trace, operation))),
    lasting(trace, begin, end === Infinity ? undefined : end),
    ...(file ? [`${file}:${line}`] : []),
  ];
}

/// Tells what the host does during a wait.
function hostWords(trace: Trace, lane: Lane, event: EventIndex): string[] {
  const operation = lane.operations[lastOperation(lane.operations, event)];
  const { state } = lane.statusAt(trace.events, event);
  const waits = operation && state === TaskState.waiting && event < operation.end;
  return waits ? [sentence(capital(describeOperation(trace, operation)))] : [];
}

function heldWords(trace: Trace, event: EventIndex, next: EventIndex | undefined): string[] {
  const held = trace.held.between(event, next ?? trace.last);
  return held === undefined ? [] : [sentence(describeHeld(trace, held))];
}

function countWords({ history, generators }: Group, eventIndex: EventIndex): string {
  const counts = history.countsAt(eventIndex);
  const parts = [
    [counts.running, generators ? 'runs' : 'has its turn', generators ? 'run' : 'have their turn'],
    [counts.ready, 'is ready', 'are ready'],
    [counts.waiting, 'waits', 'wait'],
    [counts.sleeping, 'sleeps', 'sleep'],
    [counts.standing, 'stands at its yield', 'stand at their yields'],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`);
  return said.length === 0 ? 'None of them exists here.' : `${said.join(', ')}.`;
}
