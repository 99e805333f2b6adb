/// The part of a timeline that is in sight, as links carry it.

import type { AxisKind } from '../trace/model/axis.ts';

/// Nanoseconds or turns.
export interface Extent {
  from: number;
  to: number;
}

/// What a link tells of the timeline. The moment waits until the run has come so far.
export interface SharedView {
  /// So many events after the beginning of that turn: the same in every run of the same program, clock and seed.
  moment?: { turn: number; offset: number };
  axis?: AxisKind;
  extent?: Extent;
  task?: number;
}
