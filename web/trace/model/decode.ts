/// Makes entries of the event store out of the slots of the ring. Text that a batch's end cuts off is waited
/// for.

import { SlotField, TaskField, TaskState as WireState, TraceEvent } from '../../runtime/abi.gen.ts';
import { recordBytes, slotBytes, type TaskTable, type TraceBatch } from '../../runtime/trace-batch.ts';
import { TaskState } from './task-state.ts';
import type { Entry, EventStore } from './event-store.ts';
import type { EventIndex } from './units.ts';

const words = slotBytes / 4;
const utf8 = new TextDecoder();

/// What makes a task stand how. A suspension tells by its call.
const stateOf = new Map<number, TaskState>([
  [TraceEvent.SPAWN, TaskState.new],
  [TraceEvent.READY, TaskState.ready],
  [TraceEvent.WAKE, TaskState.ready],
  [TraceEvent.RUN, TaskState.running],
  [TraceEvent.SUSPEND, TaskState.waiting],
  [TraceEvent.END, TaskState.ended],
]);
const stateOfCall = new Map<string, TaskState>([
  ['weft_yield', TaskState.ready],
  ['weft_sleep', TaskState.sleeping],
]);

/// Above it lie the ids of generators (common/task-id.ts), whatever a program writes into its ring.
const maxTask = 2 ** 31 - 1;

/// What a program's clock, of 63 bits, can show.
const maxTime = 2 ** 63;

/// Time goes on or stands. A program can write anything into its ring, NaN included,
/// and a clock can be set back.
export const later = (before: number, time: number): number =>
  time > before && time <= maxTime ? time : before;

/// What is known of the tasks before a loss.
export interface KnownTasks {
  isAlive(task: number): boolean;
  aliveUnchangedSince(event: EventIndex): Iterable<number>;
}

export const noTasks: KnownTasks = { isAlive: () => false, aliveUnchangedSince: () => [] };

export class Decoder {
  readonly #store: EventStore;
  readonly #push: (entry: Entry) => void;
  /// Leads from a pointer of the program to an index of the store's names.
  readonly #names = new Map<number, number>([[0, 0]]);
  readonly #states = Array.from({ length: 256 }, (_, kind) => stateOf.get(kind) ?? TaskState.none);
  #entry: Entry = {
    kind: 0,
    state: 0,
    task: 0,
    time: 0,
    peer: 0,
    object: 0,
    call: 0,
    file: 0,
    line: 0,
    text: '',
    turn: 0,
  };
  #time = 0;
  /// How many text slots are still to come for #entry.
  #missing = 0;
  /// The bytes of its text that have come.
  #text: number[] = [];

  /// `push` is handed one entry after another; it is the same object each time.
  constructor(store: EventStore, push: (entry: Entry) => void) {
    this.#store = store;
    this.#push = push;
  }

  batch({ lost, tasks, slots, texts, now }: TraceBatch, known: KnownTasks): void {
    for (const [pointer, text] of texts) this.#names.set(pointer, this.#store.nameIndex(text));
    if (lost > 0) this.#lose(lost, tasks, known, now);
    this.#decode(slots);
  }

  #decode(slots: ArrayBuffer): void {
    const bytes = new Uint8Array(slots);
    const halves = new Uint16Array(slots);
    const whole = new Uint32Array(slots);
    const doubles = new Float64Array(slots);
    const entry = this.#entry;
    for (let slot = 0; slot < slots.byteLength / slotBytes; slot++) {
      const at = slot * words;
      const kind = bytes[slot * slotBytes]!;
      if (kind === TraceEvent.TEXT) {
        this.#continueText(bytes.subarray(slot * slotBytes, (slot + 1) * slotBytes));
        continue;
      }
      entry.kind = kind;
      entry.line = halves[2 * at + SlotField.line.offset / 2]!;
      entry.task = whole[at + SlotField.task.offset / 4]! & maxTask;
      entry.time = this.#time = later(this.#time, doubles[at / 2 + SlotField.time.offset / 8]!);
      entry.peer = whole[at + SlotField.peer.offset / 4]! & maxTask;
      entry.object = whole[at + SlotField.object.offset / 4]!;
      entry.call = this.#names.get(whole[at + SlotField.call.offset / 4]!) ?? 0;
      entry.file = this.#names.get(whole[at + SlotField.file.offset / 4]!) ?? 0;
      entry.text = '';
      this.#missing = bytes[slot * slotBytes + SlotField.textSlots.offset]!;
      if (this.#missing === 0) this.#finish();
    }
  }

  #continueText(slot: Uint8Array): void {
    if (this.#missing === 0) return;
    this.#text.push(...slot.subarray(4, 4 + slot[1]!));
    if (--this.#missing > 0) return;
    this.#entry.text = utf8.decode(Uint8Array.from(this.#text));
    this.#text = [];
    this.#finish();
  }

  #finish(): void {
    const entry = this.#entry;
    const state = this.#states[entry.kind]!;
    entry.state =
      state === TaskState.waiting ? (stateOfCall.get(this.#store.names[entry.call]!) ?? state) : state;
    this.#push(entry);
  }

  /// One event of kind NONE for the loss, at its end, then those that bring every task
  /// to where it stands after it.
  #lose(count: number, tasks: TaskTable | undefined, known: KnownTasks, now: number): void {
    this.#time = later(this.#time, now);
    this.#missing = 0;
    this.#text = [];
    this.#put(TraceEvent.NONE, 0, Math.min(count, 0xffffffff));
    const loss = this.#store.length - 1;
    if (!tasks) return;
    const kept = this.#tell(tasks, known);
    for (const task of known.aliveUnchangedSince(loss)) if (!kept.has(task)) this.#put(TraceEvent.END, task);
  }

  /// Returns those who have begun before and not had a turn since: nothing is to be told of them.
  #tell({ records, texts }: TaskTable, known: KnownTasks): Set<number> {
    const words = new Uint32Array(records);
    const textOf = new Map(texts);
    const nameOf = new Map(texts.map(([pointer, text]) => [pointer, this.#store.nameIndex(text)]));
    const unchanged = new Set<number>();
    for (let record = 0; record < words.length; record += recordBytes / 4) {
      const word = (field: { offset: number }) => words[record + field.offset / 4]!;
      const task = word(TaskField.task) & maxTask;
      const state = word(TaskField.state);
      const isKnown = known.isAlive(task);
      if (state === WireState.ENDED && !isKnown) continue;
      const kind = kindOfState[state] ?? TraceEvent.WAKE;
      const entry = this.#cleared(kind, task);
      entry.file = nameOf.get(word(TaskField.file)) ?? 0;
      entry.line = Math.min(0xffff, word(TaskField.line));
      if (!isKnown) {
        entry.kind = TraceEvent.SPAWN;
        entry.text = textOf.get(word(TaskField.name)) ?? '';
        this.#finish();
      }
      if (kind === TraceEvent.SPAWN) {
        if (isKnown) unchanged.add(task);
        continue;
      }
      entry.kind = kind;
      entry.text = '';
      /* An end tells how long it ran in the place of its line: that is lost. */
      if (kind === TraceEvent.END) entry.line = 0;
      const isNegative = words[record + TaskField.waitingFor.offset / 4 + 1]! > maxTask;
      entry.peer = isNegative ? 0 : word(TaskField.waitingFor);
      entry.object = word(TaskField.waitingNumber);
      entry.call = nameOf.get(word(TaskField.waitingIn)) ?? 0;
      this.#finish();
    }
    return unchanged;
  }

  #put(kind: number, task = 0, object = 0): void {
    this.#cleared(kind, task).object = object;
    this.#finish();
  }

  /// The entry, which says nothing else.
  #cleared(kind: number, task: number): Entry {
    const entry = this.#entry;
    entry.kind = kind;
    entry.task = task;
    entry.time = this.#time;
    entry.peer = entry.object = entry.call = entry.file = entry.line = 0;
    entry.text = '';
    return entry;
  }
}

/// What brings a task into each state.
const kindOfState: Record<number, number> = {
  [WireState.NEW]: TraceEvent.SPAWN,
  [WireState.READY]: TraceEvent.WAKE,
  [WireState.RUNNING]: TraceEvent.RUN,
  [WireState.WAITING]: TraceEvent.SUSPEND,
  [WireState.ENDED]: TraceEvent.END,
};
