/// The lanes of a run: of its tasks, and those that it makes for generators. They are put together in groups
/// by function.

import { isGenerator } from '../../common/task-id.ts';
import { Group, groupKey } from './group.ts';
import { Lane, type Origin } from './lane.ts';
import { LanePasts } from './lane-past.ts';
import { TaskState } from './task-state.ts';
import type { EventStore } from './event-store.ts';
import type { EventIndex, TaskId } from './units.ts';

export class Lanes {
  /// Of the tasks, in the order in which they began.
  readonly list: Lane[] = [];
  readonly groups: Group[] = [];
  readonly #events: EventStore;
  readonly #pasts: LanePasts;
  readonly #groupOf = new Map<string, Group>();
  /// By its number, a task's lane or, when it has ended and its events are no longer kept, its name.
  readonly #byTask: (Lane | string | undefined)[] = [];
  /// The names of such generators.
  readonly #generatorsGone = new Map<TaskId, string>();
  /// Of the lane that was made last, and its group.
  #last: { origin: Origin; group: Group } | undefined;

  constructor(events: EventStore) {
    this.#events = events;
    this.#pasts = new LanePasts(events);
  }

  ofTask(task: TaskId): Lane | undefined {
    const known = this.#byTask[task];
    return typeof known === 'object' ? known : undefined;
  }

  /// Of a task or a generator that is no longer kept.
  nameOfGone(task: TaskId): string | undefined {
    const known = this.#byTask[task];
    return typeof known === 'string' ? known : this.#generatorsGone.get(task);
  }

  /// Of the task of that event, which begins with it.
  add(index: EventIndex, spawned: boolean): Lane {
    const lane = this.make(index, spawned, this.#events.task(index));
    this.list.push(lane);
    this.#byTask[lane.task] = lane;
    return lane;
  }

  /// It is in its group.
  make(index: EventIndex, spawned: boolean, id: TaskId): Lane {
    const { origin, group } = this.#originAt(index, spawned, isGenerator(id));
    const lane = new Lane(id, index, origin, this.#pasts);
    group.lanes.push(lane);
    return lane;
  }

  isAlive(task: TaskId): boolean {
    const lane = this.ofTask(task);
    return lane !== undefined && lane.state !== TaskState.ended;
  }

  *aliveUnchangedSince(event: EventIndex): Iterable<TaskId> {
    for (const { state, changes, task } of this.list)
      if (state !== TaskState.ended && !(changes.at(changes.length - 1)! >= event)) yield task;
  }

  dropBefore(first: EventIndex): void {
    for (const group of this.groups) {
      group.history.dropBefore(first);
      keepIf(group.lanes, (lane) => lane.end >= first);
    }
    this.#last = undefined;
    keepIf(this.groups, (group) => group.lanes.length > 0 || (this.#groupOf.delete(group.key), false));
    for (const lane of this.list) if (lane.end < first) this.#forget(lane);
    for (let event = this.#events.first; event < first; event++)
      this.#concernedBy(event)?.dropBefore(this.#events, first);
    keepIf(this.list, (lane) => lane.end >= first);
  }

  forgetGenerator(lane: Lane): void {
    lane.forget();
    if (lane.name !== '') this.#generatorsGone.set(lane.task, lane.name);
  }

  #forget(lane: Lane): void {
    lane.forget();
    this.#byTask[lane.task] = lane.name || undefined;
  }

  /// The task's lane that has something to forget with that event. Those of generators, and of tasks that
  /// have resumed one, have done so.
  #concernedBy(event: EventIndex): Lane | undefined {
    const lane = this.ofTask(this.#events.task(event));
    if (!lane || lane.leaves.length > 0) return undefined;
    return lane.operations.length > 0 || lane.changes.at(0)! <= event ? lane : undefined;
  }

  #originAt(index: EventIndex, spawned: boolean, generator: boolean): { origin: Origin; group: Group } {
    const events = this.#events;
    const name = spawned ? events.text(index) : '';
    const parent = generator ? events.task(index) : spawned ? events.peer(index) : 0;
    const file = spawned ? events.file(index) : '';
    const line = spawned ? events.line(index) : 0;
    const last = this.#last;
    const isSame =
      last?.group.generators === generator &&
      last.origin.name === name &&
      last.origin.parent === parent &&
      last.origin.file === file &&
      last.origin.line === line;
    if (isSame) return last;
    const group = this.#group(name, generator);
    return (this.#last = { origin: { name, history: group.history, parent, file, line }, group });
  }

  #group(name: string, generators: boolean): Group {
    const key = groupKey(name, generators);
    let group = this.#groupOf.get(key);
    if (!group) {
      group = new Group(name, generators);
      this.#groupOf.set(key, group);
      this.groups.push(group);
    }
    return group;
  }
}

export function keepIf<T>(list: T[], wanted: (item: T) => boolean): void {
  let kept = 0;
  for (const item of list) if (wanted(item)) list[kept++] = item;
  list.length = kept;
}
