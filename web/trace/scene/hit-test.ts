/// What lies at a pixel of the plot, and what there is to say about it.

import { TraceEvent } from '../../runtime/abi.gen.ts';
import { axisOf } from '../model/axis.ts';
import { duration, describeEvent, describeHeld, describeOperation, describeTask } from '../text/describe.ts';
import { countUpTo } from '../model/list.ts';
import { hostBarTop } from './style.ts';
import { lastOperation, operationDuring, type Operation } from '../model/operation.ts';
import { TaskState } from '../model/event-store.ts';
import { positionOf, rowHeight, type View } from './view.ts';
import type { Lane } from '../model/lane.ts';
import type { Row, Rows } from './rows.ts';
import type { Scene } from './scene.ts';
import type { Trace } from '../model/trace.ts';

export interface Hit {
  /// Its place in Rows.list.
  index: number;
  row: Row;
  /// The moment at the pixel.
  eventIndex: number;
  /// Of a lane: the event that its span there begins with.
  event?: number;
  /// An arrow's or a tick's event, where one is near.
  point?: number;
  /// What the host does for the task, where its bar is.
  operation?: Operation;
}

const near = 5; // pixels

export function hitAt(trace: Trace, rows: Rows, scene: Scene, x: number, y: number): Hit | undefined {
  const { view } = scene;
  const index = rows.at(y + view.scroll);
  const row = rows.list[index];
  if (!row || trace.events.length === 0 || y < 0 || y >= view.height) return undefined;
  const eventIndex = Math.max(trace.events.first, axisOf(trace, view.axis).eventAt(positionOf(view, x)));
  const hit: Hit = { index, row, eventIndex };
  const lost = trace.lossBetween(eventIndex, eventIndex + 1);
  if (lost !== undefined) return { ...hit, point: lost };
  const point = pointNear(scene, x, y);
  if (point !== undefined) hit.point = point;
  if (row.kind === 'lane') {
    const event = spanNear(trace, view, row.lane, x, eventIndex);
    if (event !== undefined) hit.event = event;
    const operation =
      y + view.scroll - rows.top(index) >= hostBarTop - 1 ? operationDuring(row.lane, eventIndex) : undefined;
    if (operation) hit.operation = operation;
  }
  return hit;
}

function pointNear({ ticks, arrows }: Scene, x: number, y: number): number | undefined {
  const tick = ticks.find((one) => Math.abs(one.x - x) < near && Math.abs(one.y - y) < rowHeight / 2);
  if (tick) return tick.event;
  return arrows.find(
    ({ from, to }) =>
      Math.abs(to.x - x) < near && between(y, from.y, to.y) && Math.abs(y - from.y) > rowHeight / 2,
  )?.event;
}

const between = (value: number, a: number, b: number): boolean =>
  value >= Math.min(a, b) && value <= Math.max(a, b);

/// A turn that is narrower than the finger or the pointer is preferred to the long wait beside it.
function spanNear(trace: Trace, view: View, lane: Lane, x: number, eventIndex: number): number | undefined {
  const axis = axisOf(trace, view.axis);
  const reach = (near / view.width) * (view.to - view.from);
  const position = positionOf(view, x);
  const run = lane.runs[countUpTo(lane.runs, axis.eventAt(position + reach)) - 1];
  if (run !== undefined && Math.abs(axis.position(run) - position) <= reach && lane.existsAt(eventIndex))
    return run;
  if (!lane.existsAt(eventIndex) && (run === undefined || axis.position(run) < position - reach))
    return undefined;
  const at = lane.changeAt(eventIndex);
  return at < 0 ? run : lane.changes[at];
}

export interface Words {
  title: string;
  /// Whose colour the title has; 0: nobody's.
  task: number;
  lines: string[];
}

/// What is said of a hit. `written` tells the line that an output event wrote.
export function wordsOf(trace: Trace, hit: Hit, written: (event: number) => string = () => ''): Words {
  const { row, point, event, eventIndex } = hit;
  const pointed =
    point === undefined ? [] : [sentence(`${describeEvent(trace, point)}${quoted(written(point))}`)];
  if (row.kind === 'group')
    return {
      title: `${row.group.name} ×${row.group.lanes.length.toLocaleString('en')}`,
      task: row.group.lanes[0]?.task ?? 0,
      lines: [...pointed, counts(row.group, eventIndex)],
    };
  const { lane } = row;
  const title = trace.label(lane.task);
  if (event === undefined && point !== undefined && trace.events.kind(point) === TraceEvent.NONE)
    return { title, task: lane.task, lines: pointed };
  if (event === undefined)
    return {
      title,
      task: lane.task,
      lines: [
        ...pointed,
        sentence(eventIndex < lane.begin ? `${title} does not exist yet` : `${title} has ended`),
      ],
    };
  const { operation } = hit;
  if (operation) return { title, task: lane.task, lines: [...pointed, ...operationWords(trace, operation)] };
  return {
    title,
    task: lane.task,
    lines: [...pointed, ...spanWords(trace, lane, event), ...hostWords(trace, lane, event)],
  };
}

const sentence = (text: string): string => `${text}.`;
const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;
const quoted = (text: string): string => (text === '' ? '' : `: “${text.slice(0, 80)}”`);

/// What the task does during the span that begins with that event, for how long, and where.
export function spanWords(trace: Trace, lane: Lane, event: number): string[] {
  const { events } = trace;
  const next = lane.changes[lane.changeAt(event) + 1];
  const turn =
    events.state(event) === TaskState.running ? `, turn ${events.turn(event).toLocaleString('en')}` : '';
  const { file, line } = lane.statusAt(events, event);
  const time = lasting(trace, event, next, turn);
  return [
    sentence(describeTask(trace, lane, event)),
    time,
    ...(file ? [`${file}:${line}`] : []),
    ...heldWords(trace, event, next),
  ];
}

/// From one event to another, or until now.
function lasting({ events, now, over }: Trace, from: number, to: number | undefined, turn = ''): string {
  const begin = events.time(from);
  const length = duration((to === undefined ? now : events.time(to)) - begin);
  return `${(begin / 1e9).toFixed(3)} s, for ${length}${turn}${to === undefined && !over ? ' so far' : ''}`;
}

/// What the host does, from when on, for how long, and who asked for it where.
function operationWords(trace: Trace, operation: Operation): string[] {
  const { begin, end, file, line } = operation;
  const time = begin < trace.events.first ? [] : [lasting(trace, begin, end === Infinity ? undefined : end)];
  return [
    sentence(capital(describeOperation(trace, operation))),
    ...time,
    ...(file ? [`${file}:${line}`] : []),
  ];
}

/// Of a wait: what the host does meanwhile.
function hostWords(trace: Trace, lane: Lane, event: number): string[] {
  const operation = lane.operations[lastOperation(lane, event)];
  const waits = operation && trace.events.state(event) === TaskState.waiting && event < operation.end;
  return waits ? [sentence(capital(describeOperation(trace, operation)))] : [];
}

function heldWords(trace: Trace, event: number, next: number | undefined): string[] {
  if (trace.events.state(event) !== TaskState.running || trace.held.length === 0) return [];
  const at = countUpTo(trace.held, next ?? trace.last) - 1;
  const held = at < 0 ? -1 : trace.held.at(at);
  return held > event ? [sentence(describeHeld(trace, held))] : [];
}

function counts(group: Extract<Row, { kind: 'group' }>['group'], eventIndex: number): string {
  const counts = group.counts(countUpTo(group.at, eventIndex) - 1);
  const parts = [
    [counts.running, 'has its turn', 'have their turn'],
    [counts.ready, 'is ready', 'are ready'],
    [counts.waiting, 'waits', 'wait'],
    [counts.sleeping, 'sleeps', 'sleep'],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`);
  return said.length === 0 ? 'None of them exists here.' : `${said.join(', ')}.`;
}
