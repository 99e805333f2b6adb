/// Each thing is drawn so high, so strong and in this colour, on the canvas and in a file alike.

import { TaskState } from '../model/task-state.ts';
import { colourIndex } from '../../common/task-id.ts';
import type { Pixels, TaskId } from '../model/units.ts';
import { groupRowHeight, rowHeight } from './view.ts';

/// The colours are CSS's.
export interface Palette {
  surface: string;
  ground: string;
  ink: string;
  muted: string;
  rule: string;
  accent: string;
  bad: string;
  warn: string;
  selection: string;
  tasks: string[];
}

export const colourOf = ({ tasks, muted }: Palette, task: TaskId): string =>
  task > 0 ? tasks[colourIndex(task) % tasks.length]! : muted;

export interface Style {
  /// It lies in the middle of its row.
  height: Pixels;
  /// It makes the task's colour so strong.
  opacity: number;
  /// A line goes through the middle instead of a full bar.
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
  [TaskState.standing]: { height: 15, opacity: 0.26, line: 'solid' },
};

export const styleOf = (state: TaskState): Style => styles[state];

/// The host's work lies under its task's span, at so many pixels from the row's top.
export const hostBarTop: Pixels = 20;
export const hostBarHeight: Pixels = 3;
/// Between a wide shape and the next there is a gap of a pixel.
export const withGap = (width: Pixels): Pixels => (width > 6 ? width - 1 : width);

/// Several changes within a pixel: the more turns, the stronger.
export const busyStyle = (share: number): Style => ({ height: 15, opacity: 0.16 + 0.7 * share });

export const topOf = (y: Pixels, height: Pixels): Pixels => y + (rowHeight - height) / 2;

/// A group's row shows its counts from the bottom up, each as a share of its height.
export const countStyles = [
  ['running', 1],
  ['ready', 0.5],
  ['waiting', 0.34],
  ['standing', 0.28],
  ['sleeping', 0.2],
] as const;
export const groupHeight = groupRowHeight - 6;
export const groupBottom = groupRowHeight - 2;
