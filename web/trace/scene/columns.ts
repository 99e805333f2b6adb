/// The tasks of a function in one row: at each pixel, how many of them stood how.

import { countUpToFrom } from '../model/list.ts';
import { pixelOf } from './view.ts';
import type { StateCounts, Group } from '../model/group.ts';
import type { Frame } from './scene.ts';

export interface Column extends StateCounts {
  x: number;
  y: number;
  width: number;
  group: Group;
}

export function drawGroup(
  { events, view, x, axis }: Frame,
  group: Group,
  y: number,
  columns: Column[],
): void {
  const { at } = group;
  const right = Math.min(Math.ceil(view.width), Math.ceil(pixelOf(view, axis.end)));
  let place = countUpToFrom(at, events[0]!, 0) - 1;
  const begin = at.length > 0 ? Math.max(0, Math.floor(x(at.at(0)))) : right;
  for (let pixel = begin; pixel < right; pixel++) {
    place = countUpToFrom(at, events[pixel + 1]!, Math.max(0, place)) - 1;
    add(columns, { x: pixel, y, width: 1, group, ...group.counts(place) });
  }
}

function add(columns: Column[], column: Column): void {
  const last = columns.at(-1);
  const same =
    last &&
    last.y === column.y &&
    last.x + last.width === column.x &&
    last.ready === column.ready &&
    last.running === column.running &&
    last.sleeping === column.sleeping &&
    last.waiting === column.waiting;
  if (same) last.width++;
  else columns.push(column);
}
