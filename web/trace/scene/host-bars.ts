/// Draws the host's work for a lane as thin bars under its spans.

import { lastOperation, type Operation } from '../model/operation.ts';
import { operationName } from '../text/names.ts';
import type { Lane } from '../model/lane.ts';
import type { EventIndex, Pixels, TaskId } from '../model/units.ts';
import type { Frame } from './frame.ts';

export interface HostBar {
  x: Pixels;
  y: Pixels;
  width: Pixels;
  task: TaskId;
  /// The event that it begins with.
  event: EventIndex;
  /// The words beside it: "fetch /delay/1".
  label: string;
  /// It was given up.
  aborted: boolean;
}

/// What is narrower is put together with its neighbours.
const narrow: Pixels = 1.2;
const minWidth: Pixels = 2;

export function drawOperations(frame: Frame, { operations }: Lane, y: Pixels, bars: HostBar[]): void {
  const { view, events } = frame;
  const right = Math.ceil(view.width);
  let at = Math.max(0, lastOperation(operations, events[0]!));
  while (at < operations.length) {
    const operation = operations[at]!;
    const [x, end] = edges(frame, operation);
    if (x > right) return;
    if (end >= 0) bars.push(barOf(operation, Math.max(x, -2), Math.min(end, right + 2), y));
    /* Of several that begin within a pixel the first stands for all, and the last,
       which may go on beyond it. */
    const pixel = Math.min(right, Math.max(0, Math.floor(x)));
    const last = end - x >= narrow ? at : lastOperation(operations, events[pixel + 1]!);
    at = Math.max(at + 1, last);
  }
}

function edges({ x, lastingEnd }: Frame, { begin, end }: Operation): [from: Pixels, to: Pixels] {
  return [x(begin), end === Infinity ? lastingEnd : x(end)];
}

function barOf(operation: Operation, x: Pixels, end: Pixels, y: Pixels): HostBar {
  const { task, begin, aborted } = operation;
  const width = Math.max(minWidth, end - x);
  return { x, y, width, task, event: begin, label: operationName(operation), aborted };
}
