/// The model of a run has its events, who had which turn, and a lane for each task. It grows by batches; the
/// past does not change.

import { taskLabel } from '../../common/format.ts';
import { isGenerator } from '../../common/task-id.ts';
import { TraceEvent } from '../../runtime/abi.gen.ts';
import type { EndCause } from '../../runtime/ending.ts';
import type { TraceBatch } from '../../runtime/trace-batch.ts';
import { Decoder, later } from './decode.ts';
import { SampleHistory } from './samples.ts';
import { Generators } from './generators.ts';
import { keepIf, Lanes } from './lanes.ts';
import { HeldTurns } from './held-turns.ts';
import { NumberList } from './number-list.ts';
import { objectName } from './objects.ts';
import { Outputs } from './outputs.ts';
import { operationAt } from './operation.ts';
import { countUpTo } from './search.ts';
import { TaskState } from './task-state.ts';
import { Turns } from './turns.ts';
import { EventStore, type Entry } from './event-store.ts';
import type { Group } from './group.ts';
import type { Lane } from './lane.ts';
import type { EventIndex, Nanoseconds, TaskId } from './units.ts';

/// So many events are kept, and at most a few chunks more.
export const keptEvents = 1 << 21;

export class Trace {
  readonly events: EventStore;
  readonly samples = new SampleHistory();
  readonly #generators: Generators;
  /// The events that are drawn as arrows.
  readonly links = new NumberList();
  readonly outputs = new Outputs();
  readonly marks = new NumberList();
  readonly held = new HeldTurns();
  readonly losses: number[] = [];
  /// The events at which tasks were found to wait for each other for ever.
  readonly cycles = new NumberList();
  /// Grows with every change.
  version = 0;
  /// The program's time, as far as it is known.
  now: Nanoseconds = 0;
  /// How long the turn that goes on has lasted by the clock of whoever watches: within a turn nothing is
  /// measured unless it writes.
  turnLasted: Nanoseconds = 0;
  /// Why the run ended, once it has.
  ended: EndCause | undefined;
  lostEvents = 0;
  /// More has happened than has been told by now. Of a run that is over: it was stopped
  /// before that could be told.
  behind = false;
  readonly #kept: number;
  readonly #decoder: Decoder;
  readonly #turns: Turns;
  readonly #lanes: Lanes;

  /// `chunkBits`: of the store, whose oldest events are dropped by the chunk.
  constructor(kept = keptEvents, chunkBits?: number) {
    this.#kept = kept;
    this.events = new EventStore(chunkBits);
    this.#turns = new Turns(this.events);
    this.#lanes = new Lanes(this.events);
    this.#decoder = new Decoder(this.events, (entry) => this.#add(entry));
    this.#generators = new Generators({
      events: this.events,
      lane: (task) => this.lane(task),
      newLane: (id, event, made) => this.#lanes.make(event, made, id),
    });
  }

  /// The lanes in the order in which the tasks began.
  get lanes(): readonly Lane[] {
    return this.#lanes.list;
  }

  get groups(): readonly Group[] {
    return this.#lanes.groups;
  }

  /// The lanes of generators, in the order in which these were made.
  get generators(): readonly Lane[] {
    return this.#generators.lanes;
  }

  append(batch: TraceBatch): void {
    this.#decoder.batch(batch, this.#lanes);
    const told = this.events.length > this.events.first ? this.events.time(this.last) : 0;
    this.now = later(later(this.now, batch.now), told);
    this.behind = batch.behind;
    if (batch.samples) this.samples.add(this.events.length, batch.samples, !batch.behind);
    this.#forgetBefore(this.events.beginOf(this.#kept));
    this.version++;
  }

  /// The program has ended at that time. What is told first is right.
  finish(time: number, cause: EndCause): void {
    this.now = later(this.now, time);
    this.ended ??= cause;
    this.version++;
  }

  get over(): boolean {
    return this.ended !== undefined;
  }

  /// It ended because everybody waits for somebody else.
  get stuck(): boolean {
    return this.ended === 'deadlock';
  }

  /// The loss between two events, if there was one.
  lossBetween(event: number, next: number): number | undefined {
    const at = this.losses.length === 0 ? -1 : countUpTo(this.losses, next) - 1;
    return at >= 0 && this.losses[at]! > event ? this.losses[at] : undefined;
  }

  /// Of a task or a generator.
  lane(task: TaskId): Lane | undefined {
    return isGenerator(task) ? this.#generators.lane(task) : this.#lanes.ofTask(task);
  }

  label(task: TaskId): string {
    return taskLabel(task, this.lane(task)?.name ?? this.#lanes.nameOfGone(task) ?? '');
  }

  /// The event at which the turn began that goes on; undefined between turns.
  get turnGoingOn(): EventIndex | undefined {
    if (this.turnCount < this.firstTurn || this.turnEnd(this.turnCount) < this.events.length)
      return undefined;
    return this.turnBegin(this.turnCount);
  }

  /// The number of turns that have begun, those included that are no longer kept.
  get turnCount(): number {
    return this.#turns.count;
  }

  /// The first turn of which something is kept.
  get firstTurn(): number {
    return this.#turns.first;
  }

  /// The event at which a turn began, counted from 1, or the oldest event of it that is kept.
  turnBegin(turn: number): EventIndex {
    return this.#turns.begin(turn);
  }

  /// The event at which it ended; of the last one, while it lasts, the end of the recording.
  turnEnd(turn: number): EventIndex {
    return this.#turns.end(turn);
  }

  /// What an event is about, in words: "channel 2"; '' for nothing that has a name.
  objectName(event: number): string {
    return objectName(this.events.kind(event), this.events.call(event), this.events.object(event));
  }

  /// The same of what a task waits at in that call.
  objectOfWait(call: string, object: number): string {
    return objectName(TraceEvent.SUSPEND, call, object);
  }

  /// The newest event.
  get last(): number {
    return this.events.length - 1;
  }

  /// Bytes that the program had written to the file by that event.
  writtenBy(fd: 1 | 2, eventIndex: number): number {
    return this.outputs.writtenBy(fd, eventIndex);
  }

  /// The event that wrote what lies behind the first `bytes` bytes of the file.
  writeAfter(fd: 1 | 2, bytes: number): number | undefined {
    return this.outputs.writeAfter(fd, bytes);
  }

  #add(entry: Entry): void {
    const index = this.events.length;
    if (entry.state !== TaskState.none && !this.#mayChange(entry)) entry.state = TaskState.none;
    entry.turn = this.turnCount + (entry.state === TaskState.running ? 1 : 0);
    this.#generators.attribute(entry);
    this.events.push(entry);
    this.held.note(this.events, index, entry);
    if (entry.state !== TaskState.none) this.#change(entry, index);
    this.#generators.note(entry, index);
    switch (entry.kind) {
      case TraceEvent.NONE: {
        this.losses.push(index);
        this.lostEvents += entry.object;
        break;
      }
      case TraceEvent.WAKE: {
        if (entry.peer > 0) this.links.push(index);
        break;
      }
      case TraceEvent.SPAWN:
      case TraceEvent.GENERATOR:
      case TraceEvent.NEXT:
      case TraceEvent.YIELD:
      case TraceEvent.DONE:
      case TraceEvent.SEND:
      case TraceEvent.RECEIVE:
      case TraceEvent.JOIN:
      case TraceEvent.CYCLE:
      case TraceEvent.CANCEL: {
        this.links.push(index);
        if (entry.kind === TraceEvent.CYCLE) this.cycles.push(index);
        break;
      }
      case TraceEvent.OUTPUT: {
        this.outputs.add(entry.line === 2 ? 2 : 1, index, entry.object);
        break;
      }
      case TraceEvent.MARK: {
        this.marks.push(index);
        break;
      }
      case TraceEvent.BEGIN: {
        this.#lanes.ofTask(entry.task)?.operationBegins(operationAt(this.events, index));
        break;
      }
      case TraceEvent.FINISH: {
        this.#lanes.ofTask(entry.task)?.operationEnds(entry.object, index, entry.line === 1);
        break;
      }
    }
  }

  /// Nobody begins twice, and nothing happens to a task after its end.
  #mayChange({ kind, task }: Entry): boolean {
    const lane = this.#lanes.ofTask(task);
    return kind === TraceEvent.SPAWN ? !lane : !lane || lane.end === Infinity;
  }

  #change(entry: Entry, index: EventIndex): void {
    const { kind, state, task } = entry;
    const lane = this.#lanes.ofTask(task) ?? this.#lanes.add(index, kind === TraceEvent.SPAWN);
    const before = lane.state;
    if (before === TaskState.running || state === TaskState.running) this.#turns.endLast(index);
    lane.changes.push(index);
    lane.history.changed(index, before, state);
    this.held.changed(before, state);
    if (state === TaskState.running) this.#turns.add(index);
    if (state === TaskState.ended) lane.endsAt(index);
    if (kind === TraceEvent.SUSPEND || kind === TraceEvent.END) this.#closeOperation(lane, entry, index);
    lane.state = state;
  }

  /// Who ends a turn otherwise than by waiting for what it has asked of the host does not wait for that
  /// any more: its end was lost.
  #closeOperation(lane: Lane, { kind, call, object }: Entry, index: number): void {
    const last = lane.operations.at(-1);
    if (last?.end !== Infinity) return;
    const waitsOn =
      kind === TraceEvent.SUSPEND &&
      this.events.names[call] === last.call &&
      (object === last.number || object === 0);
    if (!waitsOn) lane.operationEnds(last.number, index, false);
  }

  /// Drops those events, and whatever speaks of them.
  #forgetBefore(first: number): void {
    if (first === this.events.first) return;
    this.held.dropBefore(first);
    for (const list of [this.links, this.marks, this.cycles]) list.dropFirst(countUpTo(list, first - 1));
    this.outputs.dropBefore(first);
    this.#turns.dropBefore(first);
    this.#generators.dropBefore(first);
    for (const lane of this.#generators.lanes) if (lane.end < first) this.#lanes.forgetGenerator(lane);
    keepIf(this.#generators.lanes, (lane) => lane.end >= first);
    this.#lanes.dropBefore(first);
    keepIf(this.losses, (index) => index >= first);
    this.events.dropBefore(first);
  }
}
