/// What lies at a pixel of the plot, and what there is to say about it.

import { TraceEvent } from '../../runtime/abi.gen.ts';
import { axisOf } from '../model/axis.ts';
import { duration, explainEvent, explainHeld, explainOperation, explainTask } from '../text/describe.ts';
import { countUpTo } from '../model/list.ts';
import { hostBarTop } from './style.ts';
import { lastOperation, operationDuring, type Operation } from '../model/operation.ts';
import { Stand } from '../model/event-store.ts';
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
  moment: number;
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
  const moment = Math.max(trace.events.first, axisOf(trace, view.axis).eventAt(positionOf(view, x)));
  const hit: Hit = { index, row, moment };
  const lost = trace.lossBetween(moment, moment + 1);
  if (lost !== undefined) return { ...hit, point: lost };
  const point = pointNear(scene, x, y);
  if (point !== undefined) hit.point = point;
  if (row.kind === 'lane') {
    const event = spanNear(trace, view, row.lane, x, moment);
    if (event !== undefined) hit.event = event;
    const operation =
      y + view.scroll - rows.top(index) >= hostBarTop - 1 ? operationDuring(row.lane, moment) : undefined;
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
function spanNear(trace: Trace, view: View, lane: Lane, x: number, moment: number): number | undefined {
  const axis = axisOf(trace, view.axis);
  const reach = (near / view.width) * (view.to - view.from);
  const position = positionOf(view, x);
  const run = lane.runs[countUpTo(lane.runs, axis.eventAt(position + reach)) - 1];
  if (run !== undefined && Math.abs(axis.position(run) - position) <= reach && lane.existsAt(moment))
    return run;
  if (!lane.existsAt(moment) && (run === undefined || axis.position(run) < position - reach))
    return undefined;
  const at = lane.changeAt(moment);
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
  const { row, point, event, moment } = hit;
  const pointed =
    point === undefined ? [] : [sentence(`${explainEvent(trace, point)}${quoted(written(point))}`)];
  if (row.kind === 'group')
    return {
      title: `${row.group.name} ×${row.group.lanes.length.toLocaleString('en')}`,
      task: row.group.lanes[0]?.task ?? 0,
      lines: [...pointed, census(row.group, moment)],
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
        sentence(moment < lane.begin ? `${title} does not exist yet` : `${title} has ended`),
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
    events.stand(event) === Stand.running ? `, turn ${events.turn(event).toLocaleString('en')}` : '';
  const { file, line } = lane.standingAt(events, event);
  const time = lasting(trace, event, next, turn);
  return [
    sentence(explainTask(trace, lane, event)),
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
    sentence(capital(explainOperation(trace, operation))),
    ...time,
    ...(file ? [`${file}:${line}`] : []),
  ];
}

/// Of a wait: what the host does meanwhile.
function hostWords(trace: Trace, lane: Lane, event: number): string[] {
  const operation = lane.operations[lastOperation(lane, event)];
  const waits = operation && trace.events.stand(event) === Stand.waiting && event < operation.end;
  return waits ? [sentence(capital(explainOperation(trace, operation)))] : [];
}

function heldWords(trace: Trace, event: number, next: number | undefined): string[] {
  if (trace.events.stand(event) !== Stand.running || trace.held.length === 0) return [];
  const at = countUpTo(trace.held, next ?? trace.last) - 1;
  const held = at < 0 ? -1 : trace.held.at(at);
  return held > event ? [sentence(explainHeld(trace, held))] : [];
}

function census(group: Extract<Row, { kind: 'group' }>['group'], moment: number): string {
  const counts = group.census(countUpTo(group.at, moment) - 1);
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
