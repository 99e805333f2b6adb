/// Draws where, within its turns, a task stands still because the body of a generator runs that it has
/// resumed.

import { countUpTo, countUpToFrom } from '../model/search.ts';
import type { Lane } from '../model/lane.ts';
import type { Pixels } from '../model/units.ts';
import type { Frame } from './frame.ts';

export interface Away {
  x: Pixels;
  y: Pixels;
  width: Pixels;
}

/// What is narrower is not to be seen.
const narrow: Pixels = 1.2;

export function drawAway(frame: Frame, lane: Lane, y: Pixels, shapes: Away[]): void {
  const { leaves, returns } = lane;
  const { events, trace } = frame;
  const right = Math.ceil(frame.view.width);
  let at = Math.max(0, countUpTo(leaves, events[0]!) - 1);
  while (at < leaves.length) {
    const event = leaves.at(at);
    const x = frame.x(event);
    if (x > right) return;
    const back = countUpTo(returns, event);
    const turnEnd = lane.nextChange(event);
    const known = back < returns.length ? returns.at(back) : undefined;
    const until = Math.min(known ?? Infinity, turnEnd ?? Infinity);
    const end = until === Infinity ? frame.end : frame.x(until);
    if (end - x >= narrow) {
      if (end >= 0 && event >= trace.events.first) {
        const left = Math.max(x, -2);
        shapes.push({ x: left, y, width: Math.min(end, right + 2) - left });
      }
      at++;
      continue;
    }
    /* Of several within a pixel only the last may go on beyond it. */
    const pixel = Math.min(right, Math.max(0, Math.floor(x)));
    at = Math.max(at + 1, countUpToFrom(leaves, events[pixel + 1]!, at) - 1);
  }
}
