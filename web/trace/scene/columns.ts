/// Draws the tasks of a function in one row: at each pixel, how many of them were in which state.

import { countUpToFrom } from '../model/search.ts';
import type { Group } from '../model/group.ts';
import type { StateCounts } from '../model/state-counts.ts';
import type { Pixels } from '../model/units.ts';
import type { Frame } from './frame.ts';

export interface Column extends StateCounts {
  x: Pixels;
  y: Pixels;
  width: Pixels;
  group: Group;
}

export function drawGroup(frame: Frame, group: Group, y: Pixels, columns: Column[]): void {
  const { events, view, x } = frame;
  const { at } = group.history;
  const right = Math.min(Math.ceil(view.width), Math.ceil(frame.end));
  const begin = at.length > 0 ? Math.max(0, Math.floor(x(at.at(0)))) : right;
  let place = 0;
  for (let pixel = begin; pixel < right; pixel++) {
    place = Math.max(0, countUpToFrom(at, events[pixel + 1]!, place) - 1);
    if (at.at(place) <= Math.max(events[pixel + 1]!, frame.trace.events.first))
      add(columns, { x: pixel, y, width: 1, group, ...group.history.counts(place) });
  }
}

/// Neighbours with the same counts become one.
function add(columns: Column[], column: Column): void {
  const last = columns.at(-1);
  const same =
    last &&
    last.y === column.y &&
    last.x + last.width === column.x &&
    last.ready === column.ready &&
    last.running === column.running &&
    last.sleeping === column.sleeping &&
    last.waiting === column.waiting &&
    last.standing === column.standing;
  if (same) last.width++;
  else columns.push(column);
}
