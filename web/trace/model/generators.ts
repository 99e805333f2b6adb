/// The generators of a run have lanes as tasks have. Their bodies run within the turns of tasks: which one
/// does, and for whom, follows from the events at which stacks are switched. After a loss that is not known
/// until the next switch tells it.

import { generatorId, isGenerator } from '../../common/task-id.ts';
import { TraceEvent } from '../../runtime/abi.gen.ts';
import type { Lane } from './lane.ts';
import { TaskState } from './task-state.ts';
import type { Entry, EventStore } from './event-store.ts';
import type { EventIndex, TaskId } from './units.ts';

export interface GeneratorParts {
  events: EventStore;
  /// Of a task or a generator.
  lane(task: TaskId): Lane | undefined;
  /// A lane for a generator that begins with that event; it is in its group.
  newLane(id: TaskId, event: EventIndex, made: boolean): Lane;
}

export class Generators {
  /// In the order in which they were made.
  readonly lanes: Lane[] = [];
  readonly #parts: GeneratorParts;
  readonly #byId = new Map<TaskId, Lane>();
  /// By task, the generator whose body runs in its turns.
  readonly #running = new Map<TaskId, TaskId>();
  /// The lanes of tasks that have resumed a generator.
  readonly #consumers = new Set<Lane>();
  /// Of the entry that was attributed last.
  #task: TaskId = 0;

  constructor(parts: GeneratorParts) {
    this.#parts = parts;
  }

  lane(id: TaskId): Lane | undefined {
    return this.#byId.get(id);
  }

  /// Who does it: the generator whose body runs, or else the task. Of a switch it is the consumer.
  attribute(entry: Entry): void {
    const { kind, task, object } = entry;
    this.#task = task;
    switch (kind) {
      case TraceEvent.YIELD:
      case TraceEvent.DONE:
        entry.task = this.#byId.get(generatorId(object))?.consumer || this.#whoRuns(task);
        return;
      case TraceEvent.GENERATOR:
      case TraceEvent.NEXT:
      case TraceEvent.OUTPUT:
      case TraceEvent.MARK:
        entry.task = this.#whoRuns(task);
    }
  }

  /// The entry that was attributed is that event now, and its task's own state has changed by it.
  note({ kind, task, object, state }: Entry, event: EventIndex): void {
    switch (kind) {
      case TraceEvent.GENERATOR:
        this.#of(object, event, true);
        return;
      case TraceEvent.NEXT:
        return this.#resumed(this.#of(object, event, false), task, event);
      case TraceEvent.YIELD:
        return this.#left(this.#of(object, event, false), TaskState.standing, event);
      case TraceEvent.DONE:
        return this.#left(this.#of(object, event, false), TaskState.ended, event);
      case TraceEvent.NONE:
        return this.#lost(event);
      case TraceEvent.END:
        return this.#taskEnded(task, event);
      default:
        if (state !== TaskState.none)
          this.#changed(this.#byId.get(this.#running.get(task) ?? 0), event, state);
    }
  }

  /// Of the tasks as well that have resumed any.
  dropBefore(first: EventIndex): void {
    for (const lane of this.#consumers)
      if (lane.end < first) this.#consumers.delete(lane);
      else lane.dropBefore(this.#parts.events, first);
    for (const lane of this.lanes)
      if (lane.end < first) this.#byId.delete(lane.task);
      else lane.dropBefore(this.#parts.events, first);
  }

  #whoRuns(task: TaskId): TaskId {
    return this.#running.get(task) ?? task;
  }

  #of(number: number, event: EventIndex, made: boolean): Lane {
    const id = generatorId(number);
    const known = this.#byId.get(id);
    if (known) return known;
    const lane = this.#parts.newLane(id, event, made);
    this.#byId.set(id, lane);
    this.lanes.push(lane);
    if (made) this.#changed(lane, event, TaskState.new);
    return lane;
  }

  #resumed(lane: Lane, consumer: TaskId, event: EventIndex): void {
    if (lane.end !== Infinity) return;
    this.#running.set(this.#task, lane.task);
    lane.consumer = consumer;
    if (isGenerator(consumer) && consumer !== lane.task)
      this.#changed(this.#byId.get(consumer), event, TaskState.waiting);
    else this.#leaves(this.#parts.lane(consumer), event);
    this.#changed(lane, event, TaskState.running);
  }

  #leaves(task: Lane | undefined, event: EventIndex): void {
    if (!task) return;
    task.leftAt(event);
    this.#consumers.add(task);
  }

  #left(lane: Lane, state: TaskState, event: EventIndex): void {
    const { consumer } = lane;
    this.#changed(lane, event, state);
    if (consumer === 0) return;
    lane.consumer = 0;
    if (!isGenerator(consumer)) {
      this.#running.delete(this.#task);
      this.#parts.lane(consumer)?.wentOnAt(event);
    } else if (consumer !== lane.task) {
      this.#running.set(this.#task, consumer);
      this.#changed(this.#byId.get(consumer), event, TaskState.running);
    }
  }

  /// A task that ends in the midst of a body, as when it is cut off, takes it along, and whoever resumed it.
  #taskEnded(task: TaskId, event: EventIndex): void {
    let lane = this.#byId.get(this.#running.get(task) ?? 0);
    this.#running.delete(task);
    while (lane && lane.end === Infinity) {
      this.#changed(lane, event, TaskState.ended);
      lane = this.#byId.get(lane.consumer);
    }
  }

  #lost(event: EventIndex): void {
    for (const task of this.#running.keys()) this.#parts.lane(task)?.wentOnAt(event);
    this.#running.clear();
    for (const lane of this.lanes) {
      lane.consumer = 0;
      if (lane.state !== TaskState.none) this.#changed(lane, event, TaskState.none);
    }
  }

  #changed(lane: Lane | undefined, event: EventIndex, state: TaskState): void {
    if (!lane || lane.end !== Infinity) return;
    lane.changes.push(event);
    lane.history.changed(event, counted(lane.state), counted(state));
    if (state === TaskState.ended) lane.endsAt(event);
    lane.state = state;
  }
}

/// One that has not begun is counted with those that stand still.
const counted = (state: TaskState): TaskState => (state === TaskState.new ? TaskState.standing : state);

/// The value that a generator's event tells; undefined: it may be a pointer, or is a large one.
export function valueAt(events: EventStore, event: EventIndex): number | undefined {
  const told = events.peer(event);
  return told > 0 && told < 2048 ? told - 1024 : undefined;
}
