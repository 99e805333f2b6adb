/// The host's work for a lane as thin bars under its spans.

import { lastOperation, operationName, type Operation } from '../model/operation.ts';
import { pixelOf } from './view.ts';
import type { Lane } from '../model/lane.ts';
import type { Frame } from './scene.ts';

export interface HostBar {
  x: number;
  y: number;
  width: number;
  task: number;
  /// The event that it begins with.
  event: number;
  /// "fetch /delay/1".
  label: string;
  /// It was given up.
  aborted: boolean;
}

const narrow = 1.2;
const leastWidth = 2;

export function drawOperations(frame: Frame, lane: Lane, y: number, bars: HostBar[]): void {
  const { view, events } = frame;
  const { operations } = lane;
  const right = Math.ceil(view.width);
  let at = Math.max(0, lastOperation(lane, events[0]!));
  while (at < operations.length) {
    const operation = operations[at]!;
    const [x, end] = edges(frame, operation);
    if (x > right) return;
    if (end >= 0) bars.push(barOf(operation, Math.max(x, -2), Math.min(end, right + 2), y));
    /* Of several that begin within a pixel the first stands for all, and the last, which may go on beyond it. */
    const last =
      end - x >= narrow ? at : lastOperation(lane, events[Math.min(right, Math.max(0, Math.floor(x))) + 1]!);
    at = Math.max(at + 1, last);
  }
}

function edges({ trace, view, axis, x }: Frame, { begin, end }: Operation): [from: number, to: number] {
  const to =
    end === Infinity
      ? trace.stuck
        ? Math.max(view.width, pixelOf(view, axis.end))
        : pixelOf(view, axis.end)
      : x(end);
  return [begin < trace.events.first ? -2 : x(begin), to];
}

function barOf(operation: Operation, x: number, end: number, y: number): HostBar {
  const { task, begin, aborted } = operation;
  return {
    x,
    y,
    width: Math.max(leastWidth, end - x),
    task,
    event: begin,
    label: operationName(operation),
    aborted,
  };
}
