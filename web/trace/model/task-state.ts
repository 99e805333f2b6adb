/// A task or a generator goes through these states, as the timeline shows them.

import type { EventIndex, TaskId } from './units.ts';

/// A task's state from one of its events on. `none` is for events that change nothing about it.
export const TaskState = {
  none: 0,
  new: 1,
  ready: 2,
  running: 3,
  sleeping: 4,
  waiting: 5,
  ended: 6,
  /// A generator at its yield.
  standing: 7,
} as const;
export type TaskState = (typeof TaskState)[keyof typeof TaskState];

/// What is known of a task as of one event.
export interface TaskStatus {
  task: TaskId;
  state: TaskState;
  /// The event that brought it into this state; -1 when that is no longer kept.
  event: EventIndex;
  /// The call that it waits in.
  call: string;
  /// The task that it waits for.
  peer: TaskId;
  /// The object that it waits at.
  object: number;
  /// The file of the place where it is, or was last.
  file: string;
  /// The line of that place.
  line: number;
}

export const unknownStatus: TaskStatus = {
  task: 0,
  state: TaskState.none,
  event: -1,
  call: '',
  peer: 0,
  object: 0,
  file: '',
  line: 0,
};
