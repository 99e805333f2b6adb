/// A group has the tasks of one function, or the generators: it is drawn as one row where there are too many
/// for a lane each.

import { StateHistory } from './state-counts.ts';
import type { Lane } from './lane.ts';

export class Group {
  readonly name: string;
  readonly lanes: Lane[] = [];
  readonly history = new StateHistory();
  /// Of generators, not of tasks.
  readonly generators: boolean;

  constructor(name: string, generators = false) {
    this.name = name;
    this.generators = generators;
  }

  get key(): string {
    return groupKey(this.name, this.generators);
  }
}

/// No two groups have the same.
export const groupKey = (name: string, generators: boolean): string => (generators ? `${name}()` : name);
