/// A task's part of the trace: the events from which on it stood otherwise.

import { countUpTo } from './list.ts';
import type { Group } from './group.ts';
import type { Operation } from './operation.ts';
import { TaskState, type EventStore } from './event-store.ts';

/// How a task stands at a moment.
export interface TaskStatus {
  state: TaskState;
  /// The event that brought it there; -1 when that is no longer kept.
  event: number;
  call: string;
  peer: number;
  object: number;
  /// Where it stands in the source, or stood last.
  file: string;
  line: number;
}

export class Lane {
  readonly task: number;
  readonly name: string;
  /// The tasks of the same function.
  readonly group: Group;
  /// Who spawned it; 0: nobody.
  readonly parent: number;
  readonly spawnFile: string;
  readonly spawnLine: number;
  /// How it stands after the newest event.
  state: TaskState = TaskState.none;
  /// The event at which it began.
  readonly begin: number;
  /// The event at which it ended; Infinity until then.
  end = Infinity;
  /// Ascending indices of the events that changed how it stands.
  readonly changes: number[] = [];
  /// Of those, the beginnings of its turns.
  readonly runs: number[] = [];
  droppedRuns = 0;
  /// What it has asked of the host, one after another.
  readonly operations: Operation[] = [];
  /// How it stood before the first of `changes`, once older ones were dropped.
  #before: TaskStatus | undefined;
  /// Where it last waited, for as long as it runs.
  #placeBefore: { file: string; line: number };

  constructor(events: EventStore, begin: number, groupOf: (name: string) => Group) {
    this.task = events.task(begin);
    this.name = events.text(begin) || `#${this.task}`;
    this.group = groupOf(this.name);
    this.parent = events.peer(begin);
    this.spawnFile = events.file(begin);
    this.spawnLine = events.line(begin);
    this.begin = begin;
    this.#placeBefore = { file: this.spawnFile, line: this.spawnLine };
  }

  /// The place in `changes` of the change that held at that event; -1 when it is older than what is kept.
  changeAt(eventIndex: number): number {
    return countUpTo(this.changes, eventIndex) - 1;
  }

  existsAt(eventIndex: number): boolean {
    return this.begin <= eventIndex && eventIndex < this.end;
  }

  /// Turns that had begun by then.
  turnsAt(eventIndex: number): number {
    return this.droppedRuns + countUpTo(this.runs, eventIndex);
  }

  statusAt(events: EventStore, eventIndex: number): TaskStatus {
    const at = this.changeAt(eventIndex);
    if (at < 0) return this.#before ?? { ...nowhere, ...this.#placeBefore };
    const event = this.changes[at]!;
    const state = events.state(event);
    const place = this.#placeAt(events, at);
    return {
      state,
      event,
      call: events.call(event),
      peer: events.peer(event),
      object: events.object(event),
      ...place,
    };
  }

  #placeAt(events: EventStore, at: number): { file: string; line: number } {
    for (let back = at; back >= 0 && back > at - 4; back--) {
      const event = this.changes[back]!;
      if (events.line(event) > 0) return { file: events.file(event), line: events.line(event) };
    }
    return this.#placeBefore;
  }

  /// The host has ended what it was asked for last.
  operationEnds(number: number, event: number, aborted: boolean): void {
    const operation = this.operations.at(-1);
    if (operation?.number === number) Object.assign(operation, { end: event, aborted });
  }

  /// Forgets what happened before that event, and keeps how it stood then.
  dropBefore(events: EventStore, first: number): void {
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

const nowhere: TaskStatus = {
  state: TaskState.none,
  event: -1,
  call: '',
  peer: 0,
  object: 0,
  file: '',
  line: 0,
};
