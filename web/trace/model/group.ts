/// A group has the tasks of one function: it is drawn as one row where there are too many tasks for a lane
/// each.

import { StateHistory } from './state-counts.ts';
import type { Lane } from './lane.ts';

export class Group {
  readonly name: string;
  readonly lanes: Lane[] = [];
  readonly history = new StateHistory();

  constructor(name: string) {
    this.name = name;
  }
}
