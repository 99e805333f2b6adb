/// The bodies of generators run in the turns of the tasks that resume them.

import { NumberList } from './number-list.ts';

/// Of a task.
export class Bodies {
  /// The events at which it resumed generators.
  readonly leaves = new NumberList();
  /// Those at which it went on.
  readonly returns = new NumberList();
}

/// Of those that never do.
export const noBodies = new Bodies();
