/// A scene is the drawing of a trace, as shapes: what is in sight of it, and no more of it than there are
/// pixels.

import { drawAway, type Away } from './away.ts';
import { drawArrows, drawTicks, type Arrow, type Tick } from './points.ts';
import { drawGroup, type Column } from './columns.ts';
import { drawOperations, type HostBar } from './host-bars.ts';
import { frameOf, type Frame } from './frame.ts';
import { drawLane, type Busy, type Span } from './spans.ts';
import type { Pixels } from '../model/units.ts';
import type { View } from './view.ts';
import type { Row, Rows } from './rows.ts';
import type { Trace } from '../model/trace.ts';

export interface RowShape {
  row: Row;
  /// Its place in Rows.list.
  index: number;
  y: Pixels;
  height: Pixels;
}

/// A part of the axis where events were lost.
export interface Gap {
  x: Pixels;
  width: Pixels;
  /// So many events were lost.
  lost: number;
}

export interface Scene {
  view: View;
  rows: RowShape[];
  spans: Span[];
  busy: Busy[];
  away: Away[];
  columns: Column[];
  hostBars: HostBar[];
  arrows: Arrow[];
  ticks: Tick[];
  gaps: Gap[];
  /// Where the recording begins.
  start: Pixels;
  /// Where it ends.
  end: Pixels;
  /// Whether something happened before its beginning that is no longer kept.
  cut: boolean;
}

export function drawScene(trace: Trace, rows: Rows, view: View): Scene {
  const frame = frameOf(trace, view);
  const scene: Scene = {
    view,
    rows: rowsInSight(rows, view),
    spans: [],
    busy: [],
    away: [],
    columns: [],
    hostBars: [],
    arrows: [],
    ticks: [],
    gaps: gapsIn(trace, frame),
    start: frame.start,
    end: frame.end,
    cut: trace.events.first > 0,
  };
  if (trace.events.length === 0) return scene;
  for (const { row, y } of scene.rows) {
    if (row.kind === 'lane') {
      drawLane(frame, row.lane, y, scene);
      drawAway(frame, row.lane, y, scene.away);
      drawOperations(frame, row.lane, y, scene.hostBars);
    } else drawGroup(frame, row.group, y, scene.columns);
  }
  drawTicks(frame, rows, scene.ticks);
  drawArrows(frame, rows, scene.arrows);
  return scene;
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

const minGap: Pixels = 3;
/// A gap that goes on beyond an edge of the drawing goes on as far.
const overhang: Pixels = 2;

/// A gap goes from the last event before a loss to the loss.
function gapsIn({ losses, events }: Trace, { view, x }: Frame): Gap[] {
  return losses.flatMap((event) => {
    const right = x(event);
    const left = event > events.first ? x(event - 1) : right;
    if (right < 0 || left > view.width) return [];
    const begin = Math.max(left, -overhang);
    const end = Math.min(Math.max(right, begin + minGap), view.width + overhang);
    return [{ x: begin, width: Math.max(0, end - begin), lost: events.object(event) }];
  });
}
