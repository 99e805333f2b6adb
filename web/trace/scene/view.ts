/// What of the trace is in sight, and how large.

import type { Axis, AxisKind } from '../model/axis.ts';

export interface View {
  axis: AxisKind;
  /// The part of the axis that fills the width: nanoseconds or turns.
  from: number;
  to: number;
  /// Pixels, without the column of names.
  width: number;
  height: number;
  /// Pixels that the rows are scrolled by.
  scroll: number;
}

/// Of a lane; a group's row has room for the counts of its tasks.
export const rowHeight = 24;
export const groupRowHeight = 64;

export const pixelOf = (view: View, position: number): number =>
  ((position - view.from) / (view.to - view.from)) * view.width;
export const positionOf = (view: View, pixel: number): number =>
  view.from + (pixel / view.width) * (view.to - view.from);

/// The whole recording, with a little room at its end, or much where it ends in waits without end.
export function fitted(axis: Axis): { from: number; to: number } {
  const length = Math.max(axis.end - axis.start, axis.kind === 'turns' ? 8 : 1000);
  return { from: axis.start - length * 0.01, to: axis.start + length * (axis.endless ? 1.3 : 1.03) };
}

/// How far one may zoom: a few nanoseconds, or half a turn, to much more than there is.
export function clamped(axis: Axis, from: number, to: number): { from: number; to: number } {
  const least = axis.kind === 'turns' ? 0.5 : 20;
  const { from: start, to: end } = fitted(axis);
  const length = Math.min(Math.max(to - from, least), (end - start) * 4);
  const middle = Math.min(Math.max((from + to) / 2, axis.start), Math.max(axis.end, axis.start + length / 2));
  return { from: middle - length / 2, to: middle + length / 2 };
}
