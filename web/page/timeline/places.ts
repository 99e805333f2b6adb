/// Between moments of the run and places of the axis that is shown.

import type { Moment } from '../../trace/model/totals.ts';
import type { Timeline } from './timeline.ts';

/// The moment at a place of the axis.
export function momentAt({ axis, trace }: Timeline, position: number): Moment {
  const within = Math.min(Math.max(position, axis.start), axis.end);
  const event = Math.max(trace.events.first, axis.eventAt(within));
  const time = trace.events.time(event);
  return { event, time: axis.kind === 'time' ? Math.max(within, time) : time };
}

/// Where a moment lies on the axis.
export const positionOf = ({ axis }: Timeline, { event, time }: Moment): number =>
  axis.kind === 'time' ? time : axis.position(event);
