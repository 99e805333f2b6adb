/// A lane is a task's part of the trace: the events at which its state changed. What happened before the
/// events that are kept is summed up as one status, which lasts from the left edge of the recording.

import { countUpTo } from './search.ts';
import { TaskState, unknownStatus, type TaskStatus } from './task-state.ts';
import type { EventStore } from './event-store.ts';
import type { Operation } from './operation.ts';
import type { StateHistory } from './state-counts.ts';
import type { EventIndex, TaskId } from './units.ts';

export class Lane {
  readonly task: TaskId;
  readonly name: string;
  /// The states of the tasks of the same function.
  readonly history: StateHistory;
  /// Who spawned it; 0: nobody.
  readonly parent: TaskId;
  readonly spawnFile: string;
  readonly spawnLine: number;
  /// Its state after the newest event.
  state: TaskState = TaskState.none;
  /// The event at which it began, which may no longer be kept.
  readonly begin: EventIndex;
  /// The event at which it ended; Infinity until then.
  end: EventIndex = Infinity;
  /// Ascending indices of the events that changed its state.
  readonly changes: EventIndex[] = [];
  /// Those of them at which its turns began.
  readonly runs: EventIndex[] = [];
  droppedRuns = 0;
  /// What it has asked of the host, one after another.
  readonly operations: Operation[] = [];
  /// Its status before the first of `changes`, once older ones were dropped.
  #before: TaskStatus | undefined;
  /// The place where it last waited, for as long as it runs.
  #placeBefore: { file: string; line: number };

  /// `begin`: the event that spawned it or, where that was lost, the first that tells of it.
  constructor(
    events: EventStore,
    begin: EventIndex,
    spawned: boolean,
    historyOf: (name: string) => StateHistory,
  ) {
    this.task = events.task(begin);
    this.name = spawned ? events.text(begin) : '';
    this.history = historyOf(this.name);
    this.parent = spawned ? events.peer(begin) : 0;
    this.spawnFile = spawned ? events.file(begin) : '';
    this.spawnLine = spawned ? events.line(begin) : 0;
    this.begin = begin;
    this.#placeBefore = { file: this.spawnFile, line: this.spawnLine };
  }

  /// The place in `changes` of the change that held at that event; -1 when it is older than what is kept.
  changeAt(event: EventIndex): number {
    return countUpTo(this.changes, event) - 1;
  }

  /// The change after the one that held at that event.
  nextChange(event: EventIndex): EventIndex | undefined {
    return this.changes[this.changeAt(event) + 1];
  }

  /// Where its span at that event begins, as far as it is kept.
  spanBegin(events: EventStore, event: EventIndex): EventIndex {
    return Math.max(events.first, this.changes[this.changeAt(event)] ?? this.begin);
  }

  /// The state that lasts from the oldest event that is kept to the first of `changes`; `none`
  /// when there is no such time.
  get stateBefore(): TaskState {
    const state = this.#before?.state ?? TaskState.none;
    return state === TaskState.ended ? TaskState.none : state;
  }

  existsAt(event: EventIndex): boolean {
    return this.begin <= event && event < this.end;
  }

  /// Turns that had begun by then.
  turnsAt(event: EventIndex): number {
    return this.droppedRuns + countUpTo(this.runs, event);
  }

  statusAt(events: EventStore, eventIndex: EventIndex): TaskStatus {
    const at = this.changeAt(eventIndex);
    if (at < 0) return this.#before ?? { ...unknownStatus, task: this.task, ...this.#placeBefore };
    const event = this.changes[at]!;
    return {
      task: this.task,
      state: events.state(event),
      event,
      call: events.call(event),
      peer: events.peer(event),
      object: events.object(event),
      ...this.#placeAt(events, at),
    };
  }

  #placeAt(events: EventStore, at: number): { file: string; line: number } {
    for (let back = at; back >= 0; back--) {
      const event = this.changes[back]!;
      if (events.line(event) > 0) return { file: events.file(event), line: events.line(event) };
    }
    return this.#placeBefore;
  }

  /// The host has ended what it was asked for last.
  operationEnds(number: number, event: EventIndex, aborted: boolean): void {
    const operation = this.operations.at(-1);
    if (operation?.number === number) Object.assign(operation, { end: event, aborted });
  }

  /// Forgets what happened before that event, and keeps its status then.
  dropBefore(events: EventStore, first: EventIndex): void {
    const over = this.operations.findIndex(({ end }) => end >= first);
    this.operations.splice(0, over < 0 ? this.operations.length : over);
    const count = countUpTo(this.changes, first - 1);
    if (count === 0) return;
    this.#before = { ...this.statusAt(events, first - 1), event: -1 };
    this.#placeBefore = { file: this.#before.file, line: this.#before.line };
    this.changes.splice(0, count);
    const runs = countUpTo(this.runs, first - 1);
    this.runs.splice(0, runs);
    this.droppedRuns += runs;
  }
}
