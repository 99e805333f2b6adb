/// A view is what of the trace is in sight, and how large.

import type { Axis, AxisKind } from '../model/axis.ts';
import type { Pixels } from '../model/units.ts';

export interface View {
  axis: AxisKind;
  /// Where the part of the axis begins that fills the width: nanoseconds or turns.
  from: number;
  /// Where it ends.
  to: number;
  /// The width without the column of names.
  width: Pixels;
  height: Pixels;
  /// How far the rows are scrolled.
  scroll: Pixels;
}

/// The height of a lane; a group's row has room for the counts of its tasks.
export const rowHeight: Pixels = 24;
export const groupRowHeight: Pixels = 64;

export const pixelOf = (view: View, position: number): Pixels =>
  ((position - view.from) / (view.to - view.from)) * view.width;
export const positionOf = (view: View, pixel: Pixels): number =>
  view.from + (pixel / view.width) * (view.to - view.from);

/// The whole recording, with a little room at its end, or much where it ends in waits without end.
export function fitted(axis: Axis): { from: number; to: number } {
  const length = Math.max(axis.end - axis.start, axis.leastWhole);
  return { from: axis.start - length * 0.01, to: axis.start + length * (axis.endless ? 1.3 : 1.03) };
}

/// As far as one may zoom, from the finest to much more than there is.
export function clamped(axis: Axis, from: number, to: number): { from: number; to: number } {
  const { from: start, to: end } = fitted(axis);
  const length = Math.min(Math.max(to - from, axis.finest), (end - start) * 4);
  const middle = Math.min(Math.max((from + to) / 2, axis.start), Math.max(axis.end, axis.start + length / 2));
  return { from: middle - length / 2, to: middle + length / 2 };
}
