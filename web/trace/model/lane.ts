/// A lane is a task's part of the trace, or a generator's: the events at which its state changed. What
/// happened before the events that are kept is summed up as one status, which lasts from the left edge of the
/// recording.

import { generatorId, isGenerator } from '../../common/task-id.ts';
import { TraceEvent } from '../../runtime/abi.gen.ts';
import { NumberList } from './number-list.ts';
import { countUpTo } from './search.ts';
import { noTotals, totalsUntil, type Totals } from './totals.ts';
import { TaskState, unknownStatus, type TaskStatus } from './task-state.ts';
import type { EventStore } from './event-store.ts';
import type { Operation } from './operation.ts';
import type { StateHistory } from './state-counts.ts';
import type { EventIndex, TaskId } from './units.ts';

export class Lane {
  readonly task: TaskId;
  readonly name: string;
  /// The states of the tasks of the same function, or of the generators.
  readonly history: StateHistory;
  /// Who spawned it, or made it; 0: nobody.
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
  /// What it did before the oldest event that is kept.
  past: Totals = noTotals;
  /// Of a task: the events at which it resumed generators. Their bodies run in its turn.
  readonly leaves = new NumberList();
  /// Those at which it went on.
  readonly returns = new NumberList();
  /// Of a generator while its body runs, or waits: who resumed it; 0 else.
  consumer: TaskId = 0;
  /// What it has asked of the host, one after another.
  readonly operations: Operation[] = [];
  /// Its status before the first of `changes`, once older ones were dropped.
  #before: TaskStatus | undefined;
  /// The place where it last waited, for as long as it runs.
  #placeBefore: { file: string; line: number };

  /// `begin`: the event that spawned or made it or, where that was lost, the first that tells of it.
  constructor(
    events: EventStore,
    begin: EventIndex,
    spawned: boolean,
    historyOf: (name: string) => StateHistory,
    task = events.task(begin),
  ) {
    this.task = task;
    this.name = spawned ? events.text(begin) : '';
    this.history = historyOf(this.name);
    this.parent = isGenerator(task) ? events.task(begin) : spawned ? events.peer(begin) : 0;
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

  get isGenerator(): boolean {
    return isGenerator(this.task);
  }

  /// The state into which one of its changes brought it.
  stateOf(events: EventStore, change: EventIndex): TaskState {
    return this.isGenerator ? generatorState(events, change, this.task) : events.state(change);
  }

  /// Whether a generator's body ran then that it, a task, had resumed.
  isAway(event: EventIndex): boolean {
    const left = countUpTo(this.leaves, event) - 1;
    const back = countUpTo(this.returns, event) - 1;
    return left >= 0 && (back < 0 || this.leaves.at(left) > this.returns.at(back));
  }

  /// Of a generator: who had resumed it last by then; 0: that is not known.
  consumerAt(events: EventStore, event: EventIndex): TaskId {
    for (let at = this.changeAt(event); at >= 0; at--) {
      const change = this.changes[at]!;
      const own = generatorId(events.object(change)) === this.task;
      if (own && events.kind(change) === TraceEvent.NEXT) return events.task(change);
    }
    return 0;
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
    const place = this.#placeAt(events, at, eventIndex);
    if (at < 0) return { ...(this.#before ?? { ...unknownStatus, task: this.task }), ...place };
    const event = this.changes[at]!;
    return {
      task: this.task,
      state: this.stateOf(events, event),
      event,
      call: events.call(event),
      peer: this.isGenerator && isOfGenerator(events.kind(event)) ? 0 : events.peer(event),
      object: events.object(event),
      ...place,
    };
  }

  /// The last place that a change has told, or a call that resumed a generator.
  #placeAt(events: EventStore, at: number, eventIndex: EventIndex): { file: string; line: number } {
    const last = countUpTo(this.leaves, eventIndex) - 1;
    const left = last < 0 ? -1 : this.leaves.at(last);
    for (let back = at; back >= 0 && this.changes[back]! > left; back--) {
      const event = this.changes[back]!;
      if (events.line(event) > 0 && this.#isHere(events, event)) return placeOf(events, event);
    }
    return left < events.first || events.line(left) === 0 ? this.#placeBefore : placeOf(events, left);
  }

  /// Whether the place that the event tells is in the lane's own code. A yield's is in the body of the
  /// generator, a resumption's in its consumer's.
  #isHere(events: EventStore, event: EventIndex): boolean {
    if (!this.isGenerator) return true;
    const own = generatorId(events.object(event)) === this.task;
    switch (events.kind(event)) {
      case TraceEvent.YIELD:
      case TraceEvent.DONE:
        return own;
      case TraceEvent.NEXT:
        return !own;
      default:
        return true;
    }
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
    const before = this.statusAt(events, first - 1);
    this.past = totalsUntil(this, events, { event: first - 1, time: events.time(first) });
    /* One older than the rest stays: it tells who ran when the recording begins. */
    for (const list of [this.leaves, this.returns]) list.dropFirst(countUpTo(list, first - 1) - 1);
    const count = countUpTo(this.changes, first - 1);
    if (count === 0 && before.line === this.#placeBefore.line) return;
    this.#before = { ...before, event: -1 };
    this.#placeBefore = { file: this.#before.file, line: this.#before.line };
    this.changes.splice(0, count);
    const runs = countUpTo(this.runs, first - 1);
    this.runs.splice(0, runs);
    this.droppedRuns += runs;
  }
}

const placeOf = (events: EventStore, event: EventIndex): { file: string; line: number } => ({
  file: events.file(event),
  line: events.line(event),
});

const isOfGenerator = (kind: TraceEvent): boolean =>
  kind === TraceEvent.NEXT ||
  kind === TraceEvent.YIELD ||
  kind === TraceEvent.DONE ||
  kind === TraceEvent.GENERATOR;

/// One that resumes another waits for it.
function generatorState(events: EventStore, event: EventIndex, id: TaskId): TaskState {
  const own = generatorId(events.object(event)) === id;
  switch (events.kind(event)) {
    case TraceEvent.GENERATOR:
      return TaskState.new;
    case TraceEvent.NEXT:
      return own ? TaskState.running : TaskState.waiting;
    case TraceEvent.YIELD:
      return own ? TaskState.standing : TaskState.running;
    case TraceEvent.DONE:
      return own ? TaskState.ended : TaskState.running;
    default:
      return events.state(event);
  }
}
