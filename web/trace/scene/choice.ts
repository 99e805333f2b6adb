/// A choice is a task that somebody has chosen or points at and, if it is one of its spans, the event that
/// this begins with.

import type { EventIndex, TaskId } from '../model/units.ts';

export interface Choice {
  task: TaskId;
  event?: EventIndex | undefined;
}
