/// The drawing of a trace, as shapes: what is in sight of it, and no more of it than there are pixels. Who paints them, on a canvas or
/// into a file, decides on colours.

import { axisOf, type Axis } from '../model/axis.ts';
import { drawArrows, drawTicks, type Arrow, type Tick } from './points.ts';
import { drawGroup, type Column } from './columns.ts';
import { drawOperations, type HostBar } from './host-bars.ts';
import { drawLane, type Busy, type Span } from './spans.ts';
import { pixelOf, positionOf, type View } from './view.ts';
import type { Row, Rows } from './rows.ts';
import type { Trace } from '../model/trace.ts';

export interface RowShape {
  row: Row;
  /// Its place in Rows.list.
  index: number;
  y: number;
  height: number;
}

export interface Gap {
  x: number;
  width: number;
  lost: number;
}

export interface Scene {
  view: View;
  rows: RowShape[];
  spans: Span[];
  busy: Busy[];
  columns: Column[];
  hostBars: HostBar[];
  arrows: Arrow[];
  ticks: Tick[];
  /// Where events were lost.
  gaps: Gap[];
  /// Where the recording ends, in pixels.
  end: number;
}

/// What the drawing of every row needs to know of the columns of pixels.
export interface Frame {
  trace: Trace;
  axis: Axis;
  view: View;
  /// By pixel: the last event before its left edge; one more than there are pixels.
  events: Float64Array;
  x(event: number): number;
}

export function drawScene(trace: Trace, rows: Rows, view: View): Scene {
  const frame = frameOf(trace, view);
  const scene: Scene = {
    view,
    rows: rowsInSight(rows, view),
    spans: [],
    busy: [],
    columns: [],
    hostBars: [],
    arrows: [],
    ticks: [],
    gaps: gapsIn(trace, frame),
    end: pixelOf(view, frame.axis.end),
  };
  if (trace.events.length === 0) return scene;
  for (const { row, y } of scene.rows) {
    if (row.kind === 'lane') {
      drawLane(frame, row.lane, y, scene);
      drawOperations(frame, row.lane, y, scene.hostBars);
    } else drawGroup(frame, row.group, y, scene.columns);
  }
  drawTicks(frame, rows, scene.ticks);
  drawArrows(frame, rows, scene.arrows);
  return scene;
}

function frameOf(trace: Trace, view: View): Frame {
  const axis = axisOf(trace, view.axis);
  const events = new Float64Array(Math.max(0, Math.ceil(view.width)) + 2);
  if (trace.events.length > 0)
    for (let pixel = 0; pixel < events.length; pixel++) events[pixel] = axis.eventAt(positionOf(view, pixel));
  return { trace, axis, view, events, x: (event) => pixelOf(view, axis.position(event)) };
}

function rowsInSight(rows: Rows, view: View): RowShape[] {
  const shapes: RowShape[] = [];
  for (
    let index = rows.at(Math.max(0, view.scroll));
    index < rows.list.length && rows.top(index) < view.scroll + view.height;
    index++
  ) {
    shapes.push({
      row: rows.list[index]!,
      index,
      y: rows.top(index) - view.scroll,
      height: rows.heightOf(index),
    });
  }
  return shapes;
}

/// From the last event before a loss to the loss.
function gapsIn({ losses, events }: Trace, { view, x }: Frame): Gap[] {
  return losses.flatMap((event) => {
    const right = x(event);
    const left = event > events.first ? x(event - 1) : right;
    return right < 0 || left > view.width
      ? []
      : [{ x: left, width: Math.max(3, right - left), lost: events.object(event) }];
  });
}
