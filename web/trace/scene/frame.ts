/// The drawing of every row needs to know this of the part of the axis that is in sight.

import { axisOf, type Axis } from '../model/axis.ts';
import { pixelOf, positionOf, type View } from './view.ts';
import type { Trace } from '../model/trace.ts';
import type { EventIndex, Pixels } from '../model/units.ts';

export interface Frame {
  trace: Trace;
  axis: Axis;
  view: View;
  /// By pixel, the last event before its left edge; there is one more than there are pixels.
  events: Float64Array;
  /// Where an event lies; one that is no longer kept lies where the recording begins.
  x(event: EventIndex): Pixels;
  /// Where the recording begins.
  start: Pixels;
  /// Where it ends.
  end: Pixels;
  /// Where that ends which lasts at the end of the recording: in a deadlock it lasts for ever.
  lastingEnd: Pixels;
}

export function frameOf(trace: Trace, view: View): Frame {
  const axis = axisOf(trace, view.axis);
  const events = new Float64Array(Math.max(0, Math.ceil(view.width)) + 2);
  if (trace.events.length > 0) {
    events[0] = axis.eventAt(positionOf(view, 0));
    events[1] = axis.eventAt(positionOf(view, 1), events[0]);
    /* A pixel often has as many events as the one before it. */
    for (let pixel = 2; pixel < events.length; pixel++)
      events[pixel] = axis.eventAt(positionOf(view, pixel), 2 * events[pixel - 1]! - events[pixel - 2]!);
  }
  const end = pixelOf(view, axis.end);
  return {
    trace,
    axis,
    view,
    events,
    x: (event) => pixelOf(view, axis.position(event)),
    start: pixelOf(view, axis.start),
    end,
    lastingEnd: axis.endless ? Math.max(view.width, end) : end,
  };
}
