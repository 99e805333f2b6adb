/// How high and how strong each thing is drawn, on the canvas and in a file alike.

import { TaskState } from '../model/event-store.ts';
import { groupRowHeight, rowHeight } from './view.ts';

export interface Style {
  /// Pixels, in the middle of its row.
  height: number;
  /// Of the task's colour.
  opacity: number;
  /// A line through the middle instead of a full bar.
  line?: 'solid' | 'dotted';
}

const styles: Record<TaskState, Style> = {
  [TaskState.none]: { height: 0, opacity: 0 },
  [TaskState.new]: { height: 5, opacity: 0.4 },
  [TaskState.ready]: { height: 5, opacity: 0.4 },
  [TaskState.running]: { height: 15, opacity: 1 },
  [TaskState.sleeping]: { height: 15, opacity: 0.1, line: 'dotted' },
  [TaskState.waiting]: { height: 15, opacity: 0.16 },
  [TaskState.ended]: { height: 0, opacity: 0 },
};

export const styleOf = (state: TaskState): Style => styles[state];

/// The host's work lies under its task's span: pixels from the row's top.
export const hostBarTop = 20;
export const hostBarHeight = 3;
/// A gap of a pixel between one and the next.
export const hostBarWidth = (width: number): number => (width > 6 ? width - 1 : width);

/// Several changes within a pixel: the more turns, the stronger.
export const busyStyle = (share: number): Style => ({ height: 15, opacity: 0.16 + 0.7 * share });

export const topOf = (y: number, height: number): number => y + (rowHeight - height) / 2;

/// Of a group's row, from the bottom up, with the share of its height.
export const countStyles = [
  ['running', 1],
  ['ready', 0.5],
  ['waiting', 0.34],
  ['sleeping', 0.2],
] as const;
export const groupHeight = groupRowHeight - 6;
export const groupBottom = groupRowHeight - 2;

/// The words of the axis. Turn k begins at k - 1.
/// `far`: the end of what is in sight.
export function axisLabel(kind: 'time' | 'turns', position: number, step: number, far: number): string {
  if (kind === 'turns') return Number.isInteger(position) ? (position + 1).toLocaleString('en') : '';
  const [unit, size]: [string, number] =
    step >= 1e6 && far >= 1e9
      ? ['s', 1e9]
      : step >= 1e6
        ? ['ms', 1e6]
        : step >= 1e3
          ? ['µs', 1e3]
          : ['ns', 1];
  const decimals = Math.max(0, Math.ceil(-Math.log10(step / size) - 1e-9));
  return `${position === 0 ? 0 : (position / size).toFixed(decimals)} ${unit}`;
}
