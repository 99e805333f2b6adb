/// Tells what lies at a pixel of the plot.

import { axisOf } from '../model/axis.ts';
import { operationDuring, type Operation } from '../model/operation.ts';
import { hostBarTop } from './style.ts';
import { positionOf, rowHeight, type View } from './view.ts';
import type { Lane } from '../model/lane.ts';
import type { Trace } from '../model/trace.ts';
import type { EventIndex, Pixels } from '../model/units.ts';
import type { Row, Rows } from './rows.ts';
import type { Scene } from './scene.ts';

export interface Hit {
  /// Its place in Rows.list.
  index: number;
  row: Row;
  /// The last event at the pixel.
  eventIndex: EventIndex;
  /// The event that the lane's span there begins with, or the oldest of it that is kept.
  event?: EventIndex;
  /// An arrow's or a tick's event, where one is near.
  point?: EventIndex;
  /// What the host does for the task, where its bar is.
  operation?: Operation;
}

const near: Pixels = 5;

/// The rows and the scene may be older than the trace: what has been dropped since lies nowhere.
export function hitAt(trace: Trace, rows: Rows, scene: Scene, x: Pixels, y: Pixels): Hit | undefined {
  const { view } = scene;
  const index = rows.at(y + view.scroll);
  const row = rows.list[index];
  if (!row || trace.events.length === 0 || y < 0 || y >= view.height) return undefined;
  if (row.kind === 'lane' && trace.lane(row.lane.task) !== row.lane) return undefined;
  const eventIndex = Math.max(trace.events.first, axisOf(trace, view.axis).eventAt(positionOf(view, x)));
  const hit: Hit = { index, row, eventIndex };
  const lost = trace.lossBetween(eventIndex, eventIndex + 1);
  if (lost !== undefined) return { ...hit, point: lost };
  const point = pointNear(scene, x, y);
  if (point !== undefined && point >= trace.events.first) hit.point = point;
  if (row.kind === 'lane') {
    const event = spanNear(trace, view, row.lane, x, eventIndex);
    if (event !== undefined) hit.event = event;
    const low = y + view.scroll - rows.top(index) >= hostBarTop - 1;
    const operation = low ? operationDuring(row.lane.operations, eventIndex) : undefined;
    if (operation) hit.operation = operation;
  }
  return hit;
}

function pointNear({ ticks, arrows }: Scene, x: Pixels, y: Pixels): EventIndex | undefined {
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
function spanNear(
  trace: Trace,
  view: View,
  lane: Lane,
  x: Pixels,
  eventIndex: EventIndex,
): EventIndex | undefined {
  const axis = axisOf(trace, view.axis);
  const reach = (near / view.width) * (view.to - view.from);
  const position = positionOf(view, x);
  const run = lane.turnBefore(trace.events, axis.eventAt(position + reach));
  const exists = lane.existsAt(eventIndex);
  if (run !== undefined && exists && Math.abs(axis.position(run) - position) <= reach) return run;
  if (exists) return lane.spanBegin(trace.events, eventIndex);
  return run === undefined || axis.position(run) < position - reach ? undefined : run;
}
