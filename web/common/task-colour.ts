/// A task's colour follows from its id alone, so that it is the same in every view and every run. The colours
/// themselves are in colours.css, `--task-0` and on.

export const taskColours = 10;

/// Main, task 1, has the first; 0, which is no task, has none.
export function taskClass(task: number): string {
  return task > 0 ? `task-${(task - 1) % taskColours}` : 'no-task';
}

/// Gives the value of a CSS colour, for drawing.
export function taskColour(task: number): string {
  return task > 0 ? `var(--task-${(task - 1) % taskColours})` : 'var(--muted)';
}
