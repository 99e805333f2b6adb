/// A link may tell of the timeline: `at=12.3`, three events into turn 12; `view=time:0.5:2`, in seconds, or
/// `view=turns:3:17`; `task=4`.

import type { AxisKind } from '../../trace/model/axis.ts';

/// Nanoseconds or turns.
export interface Extent {
  from: number;
  to: number;
}

/// What a link tells of the timeline. The moment waits until the run has come so far.
export interface SharedView {
  /// The moment is so many events after the beginning of that turn: the same in every run of the same
  /// program, clock and seed.
  moment?: { turn: number; offset: number };
  axis?: AxisKind;
  extent?: Extent;
  task?: number;
}

const integer = /^\d{1,9}$/;
const decimal = /^-?\d{1,12}(\.\d{1,9})?$/;
const nanosecondsInSecond = 1e9;

export function encodeView({ moment, axis, extent, task }: SharedView): string[] {
  const unit = axis === 'time' ? nanosecondsInSecond : 1;
  const edge = (position: number) => String(Number((position / unit).toFixed(9)));
  return [
    ...(moment ? [`at=${moment.turn}.${moment.offset}`] : []),
    ...(axis ? [`view=${axis}${extent ? `:${edge(extent.from)}:${edge(extent.to)}` : ''}`] : []),
    ...(task !== undefined ? [`task=${task}`] : []),
  ];
}

/// What of it can be read; the rest is of no consequence, since it only says where to look.
export function decodeView(parameters: ReadonlyMap<string, string>): SharedView | undefined {
  const view: SharedView = {};
  const [turn = '', offset = '0'] = (parameters.get('at') ?? '').split('.');
  if (integer.test(turn) && integer.test(offset))
    view.moment = { turn: Number(turn), offset: Number(offset) };
  const [axis, from = '', to = ''] = (parameters.get('view') ?? '').split(':');
  if (axis === 'time' || axis === 'turns') {
    view.axis = axis;
    const unit = axis === 'time' ? nanosecondsInSecond : 1;
    const extent = { from: Number(from) * unit, to: Number(to) * unit };
    if (decimal.test(from) && decimal.test(to) && extent.to > extent.from) view.extent = extent;
  }
  const task = parameters.get('task') ?? '';
  if (integer.test(task) && Number(task) > 0) view.task = Number(task);
  return Object.keys(view).length > 0 ? view : undefined;
}
