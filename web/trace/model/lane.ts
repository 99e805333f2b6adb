/// A lane is a task's part of the trace, or a generator's: the events at which its state changed. What
/// happened before the events that are kept is summed up as one status, which lasts from the left edge of the
/// recording.

import { generatorId, isGenerator } from '../../common/task-id.ts';
import { TraceEvent } from '../../runtime/abi.gen.ts';
import { ChangeList } from './change-list.ts';
import { Bodies, noBodies } from './bodies.ts';
import { generatorState, isOfGenerator } from './generator-state.ts';
import { Runs } from './runs.ts';
import { countUpTo } from './search.ts';
import { noTotals, totalsUntil, type Totals } from './totals.ts';
import { TaskState, unknownStatus, type TaskStatus } from './task-state.ts';
import type { EventStore } from './event-store.ts';
import type { LanePasts } from './lane-past.ts';
import type { NumberList } from './number-list.ts';
import type { Operation } from './operation.ts';
import type { StateHistory } from './state-counts.ts';
import type { EventIndex, Nanoseconds, TaskId } from './units.ts';

/// Tasks that were spawned at the same place by the same task have it in common.
export interface Origin {
  readonly name: string;
  /// The states of the tasks of the same function, or of the generators.
  readonly history: StateHistory;
  /// Who spawned it, or made it; 0: nobody.
  readonly parent: TaskId;
  readonly file: string;
  readonly line: number;
}

const noOperations: readonly Operation[] = [];
/// So many are counted anew each time.
const fewChanges = 64;

/// There may be a million of them: what most have not is made when it is needed.
export class Lane {
  readonly task: TaskId;
  readonly origin: Origin;
  /// Its state after the newest event.
  state: TaskState = TaskState.none;
  /// The event at which it began, which may no longer be kept.
  readonly begin: EventIndex;
  /// The events that changed its state.
  readonly changes = new ChangeList();
  /// Of a generator while its body runs, or waits: who resumed it; 0 else.
  consumer: TaskId = 0;
  readonly #pasts: LanePasts;
  /// Of what happened before `changes`; -1: nothing did.
  #past = -1;
  #end: EventIndex = -1;
  #bodies: Bodies | undefined;
  #operations: Operation[] | undefined;
  /// Of many changes, once somebody has asked.
  #runs: Runs | undefined;

  /// `begin`: the event that spawned or made it or, where that was lost, the first that tells of it.
  constructor(task: TaskId, begin: EventIndex, origin: Origin, pasts: LanePasts) {
    this.task = task;
    this.begin = begin;
    this.origin = origin;
    this.#pasts = pasts;
  }

  get name(): string {
    return this.origin.name;
  }

  get history(): StateHistory {
    return this.origin.history;
  }

  /// Who spawned it, or made it; 0: nobody.
  get parent(): TaskId {
    return this.origin.parent;
  }

  /// The event at which it ended; Infinity until then.
  get end(): EventIndex {
    return this.#end < 0 ? Infinity : this.#end;
  }

  endsAt(event: EventIndex): void {
    this.#end = event;
  }

  /// Of a task: the events at which it resumed generators. Their bodies run in its turn.
  get leaves(): NumberList {
    return (this.#bodies ?? noBodies).leaves;
  }

  /// Those at which it went on.
  get returns(): NumberList {
    return (this.#bodies ?? noBodies).returns;
  }

  leftAt(event: EventIndex): void {
    (this.#bodies ??= new Bodies()).leaves.push(event);
  }

  wentOnAt(event: EventIndex): void {
    (this.#bodies ??= new Bodies()).returns.push(event);
  }

  /// What it has asked of the host, one after another.
  get operations(): readonly Operation[] {
    return this.#operations ?? noOperations;
  }

  /// What it did before the first of `changes`, up to the time `since`.
  get past(): Totals {
    return this.#past < 0 ? noTotals : this.#pasts.totals(this.#past);
  }

  get since(): Nanoseconds {
    return this.#past < 0 ? 0 : this.#pasts.since(this.#past);
  }

  /// The place in `changes` of the change that held at that event; -1 when it is older than what is kept.
  changeAt(event: EventIndex): number {
    return countUpTo(this.changes, event) - 1;
  }

  /// The change after the one that held at that event.
  nextChange(event: EventIndex): EventIndex | undefined {
    return this.changes.at(this.changeAt(event) + 1);
  }

  /// Where its span at that event begins, as far as it is kept.
  spanBegin(events: EventStore, event: EventIndex): EventIndex {
    return Math.max(events.first, this.changes.at(this.changeAt(event)) ?? this.begin);
  }

  /// The state that lasts from the oldest event that is kept to the first of `changes`; `none`
  /// when there is no such time.
  get stateBefore(): TaskState {
    const state = this.#past < 0 ? TaskState.none : this.#pasts.state(this.#past);
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
      const change = this.changes.at(at)!;
      const own = generatorId(events.object(change)) === this.task;
      if (own && events.kind(change) === TraceEvent.NEXT) return events.task(change);
    }
    return 0;
  }

  existsAt(event: EventIndex): boolean {
    return this.begin <= event && event < this.end;
  }

  /// Turns that had begun by then.
  turnsAt(events: EventStore, event: EventIndex): number {
    const dropped = this.#past < 0 ? 0 : this.#pasts.turns(this.#past);
    if (this.changes.length > fewChanges)
      return dropped + (this.#runs ??= new Runs()).countUpTo(this, events, event);
    const count = this.changeAt(event) + 1;
    let runs = 0;
    for (let at = 0; at < count; at++) if (this.beginsTurn(events, at)) runs++;
    return dropped + runs;
  }

  /// The event at which the last of the turns began that had begun by then; undefined: it is not kept.
  turnBefore(events: EventStore, event: EventIndex): EventIndex | undefined {
    for (let at = this.changeAt(event); at >= 0; at--)
      if (this.beginsTurn(events, at)) return this.changes.at(at);
    return undefined;
  }

  /// The event at which the first turn after that event began.
  turnAfter(events: EventStore, event: EventIndex): EventIndex | undefined {
    for (let at = this.changeAt(event) + 1; at < this.changes.length; at++)
      if (this.beginsTurn(events, at)) return this.changes.at(at);
    return undefined;
  }

  /// Whether a turn begins with that one of its changes.
  beginsTurn(events: EventStore, at: number): boolean {
    return this.stateOf(events, this.changes.at(at)!) === TaskState.running;
  }

  stateAt(events: EventStore, event: EventIndex): TaskState {
    const at = this.changeAt(event);
    if (at >= 0) return this.stateOf(events, this.changes.at(at)!);
    return this.#past < 0 ? TaskState.none : this.#pasts.state(this.#past);
  }

  /// The line of the place where it is, or was last; 0: that is not known.
  lineAt(events: EventStore, event: EventIndex): number {
    const at = this.changeAt(event);
    const line = this.leaves.length > 0 || at < 0 ? 0 : events.line(this.changes.at(at)!);
    return line > 0 && !this.isGenerator ? line : this.#placeAt(events, at, event).line;
  }

  statusAt(events: EventStore, eventIndex: EventIndex): TaskStatus {
    const at = this.changeAt(eventIndex);
    const place = this.#placeAt(events, at, eventIndex);
    if (at < 0) return { ...this.#statusBefore, ...place };
    const event = this.changes.at(at)!;
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

  get #statusBefore(): TaskStatus {
    const past = this.#past < 0 ? {} : this.#pasts.status(this.#past);
    return { ...unknownStatus, ...past, task: this.task };
  }

  /// The place where it last waited before the first of `changes`, for as long as it runs.
  get #placeBefore(): Place {
    return this.#past < 0 ? this.origin : this.#pasts.status(this.#past);
  }

  /// The last place that a change has told, or a call that resumed a generator.
  #placeAt(events: EventStore, at: number, eventIndex: EventIndex): Place {
    const last = countUpTo(this.leaves, eventIndex) - 1;
    const left = last < 0 ? -1 : this.leaves.at(last);
    for (let back = at; back >= 0 && this.changes.at(back)! > left; back--) {
      const event = this.changes.at(back)!;
      if (events.line(event) > 0 && this.#isHere(events, event)) return placeOf(events, event);
    }
    if (left >= events.first && events.line(left) > 0) return placeOf(events, left);
    const { file, line } = this.#placeBefore;
    return { file, line };
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

  operationBegins(operation: Operation): void {
    (this.#operations ??= []).push(operation);
  }

  /// The host has ended what it was asked for last.
  operationEnds(number: number, event: EventIndex, aborted: boolean): void {
    const operation = this.operations.at(-1);
    if (operation?.number === number) Object.assign(operation, { end: event, aborted });
  }

  /// Forgets what happened before that event, and keeps its status then.
  dropBefore(events: EventStore, first: EventIndex): void {
    const over = this.operations.findIndex(({ end }) => end >= first);
    this.#operations?.splice(0, over < 0 ? this.operations.length : over);
    const count = countUpTo(this.changes, first - 1);
    if (this.#bodies || this.isGenerator) this.#keepStatus(events, first, count);
    else if (count > 0) this.#keepChanges(events, first, count);
    /* One older than the rest stays: it tells who ran when the recording begins. */
    for (const list of [this.leaves, this.returns]) list.dropFirst(countUpTo(list, first - 1) - 1);
    this.changes.dropFirst(count);
    this.#runs?.dropBefore(first, count);
  }

  #keepChanges(events: EventStore, first: EventIndex, count: number): void {
    if (this.#past < 0) {
      this.#past = this.#pasts.take();
      this.#pasts.begin(this.#past, this.origin.file, this.origin.line);
    }
    for (let at = 0; at < count; at++) this.#pasts.add(this.#past, this.changes.at(at)!);
    this.#pasts.goOnUntil(this.#past, events.time(first));
  }

  #keepStatus(events: EventStore, first: EventIndex, count: number): void {
    const status = this.statusAt(events, first - 1);
    if (count === 0 && status.line === this.#placeBefore.line) return;
    const since = events.time(first);
    const totals = totalsUntil(this, events, { event: first - 1, time: since });
    if (this.#past < 0) this.#past = this.#pasts.take();
    this.#pasts.set(this.#past, { totals, since, status });
  }

  /// Nothing of it is kept any more.
  forget(): void {
    if (this.#past >= 0) this.#pasts.giveBack(this.#past);
    this.#past = -1;
  }
}

interface Place {
  file: string;
  line: number;
}

const placeOf = (events: EventStore, event: EventIndex): Place => ({
  file: events.file(event),
  line: events.line(event),
});
