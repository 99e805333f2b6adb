/// Makes entries of the event store out of the slots of the ring. Text that a batch's end cuts off is waited
/// for.

import { SlotField, TaskField, TaskState as WireState, TraceEvent } from '../../runtime/abi.gen.ts';
import { recordBytes, slotBytes, type TaskTable, type TraceBatch } from '../../runtime/trace-batch.ts';
import { TaskState } from './task-state.ts';
import type { Entry, EventStore } from './event-store.ts';

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

  batch({ lost, tasks, slots, texts, now }: TraceBatch, alive: () => Iterable<number>): void {
    for (const [pointer, text] of texts) this.#names.set(pointer, this.#store.nameIndex(text));
    if (lost > 0) this.#lose(lost, tasks, alive(), now);
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
  #lose(count: number, tasks: TaskTable | undefined, alive: Iterable<number>, now: number): void {
    this.#time = later(this.#time, now);
    this.#missing = 0;
    this.#text = [];
    this.#put(TraceEvent.NONE, 0, Math.min(count, 0xffffffff));
    if (!tasks) return;
    const known = new Set(alive);
    const view = new DataView(tasks.records);
    const textOf = new Map(tasks.texts);
    const nameOf = new Map(tasks.texts.map(([pointer, text]) => [pointer, this.#store.nameIndex(text)]));
    const wordAt = (at: number) => view.getUint32(at, true);
    for (let at = 0; at < tasks.records.byteLength; at += recordBytes) {
      const task = numberAt(view, at + TaskField.task.offset);
      const state = view.getInt32(at + TaskField.state.offset, true);
      const isKnown = known.delete(task);
      if (state === WireState.ENDED && !isKnown) continue;
      const kind = kindOfState[state] ?? TraceEvent.WAKE;
      const entry = this.#cleared(kind, task);
      entry.file = nameOf.get(wordAt(at + TaskField.file.offset)) ?? 0;
      entry.line = Math.min(0xffff, view.getInt32(at + TaskField.line.offset, true));
      if (!isKnown) {
        entry.kind = TraceEvent.SPAWN;
        entry.text = textOf.get(wordAt(at + TaskField.name.offset)) ?? '';
        this.#finish();
      }
      if (kind === TraceEvent.SPAWN) continue;
      entry.kind = kind;
      entry.text = '';
      entry.peer = Math.max(0, numberAt(view, at + TaskField.waitingFor.offset));
      entry.object = wordAt(at + TaskField.waitingNumber.offset);
      entry.call = nameOf.get(wordAt(at + TaskField.waitingIn.offset)) ?? 0;
      this.#finish();
    }
    for (const task of known) this.#put(TraceEvent.END, task);
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

/// Of 64 bits, without the detour of a BigInt for each of a million.
const numberAt = (view: DataView, at: number): number =>
  view.getInt32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);

/// What brings a task into each state.
const kindOfState: Record<number, number> = {
  [WireState.NEW]: TraceEvent.SPAWN,
  [WireState.READY]: TraceEvent.WAKE,
  [WireState.RUNNING]: TraceEvent.RUN,
  [WireState.WAITING]: TraceEvent.SUSPEND,
  [WireState.ENDED]: TraceEvent.END,
};
