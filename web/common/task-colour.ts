/// The colour of a task or a generator follows from its id alone, so that it is the same in every view and
/// every run. The colours themselves are in colours.css, `--task-0` and on.

import { colourIndex } from './task-id.ts';

export const taskColours = 10;

/// Main, task 1, has the first; 0, which is no task, has none.
export function taskClass(task: number): string {
  return task > 0 ? `task-${colourIndex(task) % taskColours}` : 'no-task';
}

/// Gives the value of a CSS colour, for drawing.
export function taskColour(task: number): string {
  return task > 0 ? `var(--task-${colourIndex(task) % taskColours})` : 'var(--muted)';
}
