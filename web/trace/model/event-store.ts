/// The events of a run, in columns. A million of them weigh 45 MB and the texts that only they have; the oldest can be dropped, and
/// their texts go with them.

import type { TraceEvent } from '../../runtime/abi.gen.ts';

/// How a task stands from one of its events on. 0 for events that change nothing about that.
export const TaskState = {
  none: 0,
  new: 1,
  ready: 2,
  running: 3,
  sleeping: 4,
  waiting: 5,
  ended: 6,
} as const;
export type TaskState = (typeof TaskState)[keyof typeof TaskState];

/// One event, as it goes in.
export interface Entry {
  kind: number;
  state: TaskState;
  task: number;
  time: number;
  peer: number;
  object: number;
  /// Indices of EventStore.names.
  call: number;
  file: number;
  line: number;
  text: string;
  /// How many turns have begun by then.
  turn: number;
}

const chunkBits = 15;
const chunkSize = 1 << chunkBits;
const chunkMask = chunkSize - 1;
const dropAtOnce = 8 * chunkSize;

/// Each text once, by an index; '' is 0.
class TextTable {
  readonly list: string[] = [''];
  readonly #indices = new Map<string, number>([['', 0]]);

  index(text: string): number {
    const known = this.#indices.get(text);
    if (known !== undefined) return known;
    const index = this.list.push(text) - 1;
    this.#indices.set(text, index);
    return index;
  }
}

class Chunk {
  readonly kind = new Uint8Array(chunkSize);
  readonly state = new Uint8Array(chunkSize);
  readonly line = new Uint16Array(chunkSize);
  readonly task = new Uint32Array(chunkSize);
  readonly time = new Float64Array(chunkSize);
  readonly peer = new Uint32Array(chunkSize);
  readonly object = new Uint32Array(chunkSize);
  readonly call = new Uint32Array(chunkSize);
  readonly file = new Uint32Array(chunkSize);
  /// An index of `texts`.
  readonly text = new Uint16Array(chunkSize);
  readonly turn = new Uint32Array(chunkSize);
  /// What the events of this chunk say. A chunk has fewer events than the column has numbers.
  readonly texts = new TextTable();
}

export class EventStore {
  /// Names of calls and files: text of the program's own source, so there are few, and none is ever dropped.
  readonly #names = new TextTable();
  readonly #chunks: (Chunk | undefined)[] = [];
  #first = 0;
  #length = 0;

  /// The index of the oldest event that is kept.
  get first(): number {
    return this.#first;
  }

  /// The index after the newest.
  get length(): number {
    return this.#length;
  }

  push(entry: Entry): number {
    const index = this.#length++;
    const at = index & chunkMask;
    if (at === 0) this.#chunks.push(new Chunk());
    const chunk = this.#chunks[index >> chunkBits]!;
    chunk.kind[at] = entry.kind;
    chunk.state[at] = entry.state;
    chunk.line[at] = entry.line;
    chunk.task[at] = entry.task;
    chunk.time[at] = entry.time;
    chunk.peer[at] = entry.peer;
    chunk.object[at] = entry.object;
    chunk.call[at] = entry.call;
    chunk.file[at] = entry.file;
    chunk.text[at] = chunk.texts.index(entry.text);
    chunk.turn[at] = entry.turn;
    return index;
  }

  /// Where a recording of at least `count` events would begin: that depends on nothing but its length.
  beginOf(count: number): number {
    return Math.max(this.#first, Math.floor((this.#length - count) / dropAtOnce) * dropAtOnce);
  }

  /// From such a beginning on.
  dropBefore(first: number): void {
    for (; this.#first < first; this.#first += chunkSize) this.#chunks[this.#first >> chunkBits] = undefined;
  }

  /// Of a call or file: the index that an entry has for it.
  nameIndex(name: string): number {
    return this.#names.index(name);
  }

  get names(): readonly string[] {
    return this.#names.list;
  }

  /// How many texts are kept, other than names.
  get textCount(): number {
    return this.#chunks.reduce((sum, chunk) => sum + (chunk ? chunk.texts.list.length - 1 : 0), 0);
  }

  kind(index: number): TraceEvent {
    return this.#chunk(index).kind[index & chunkMask]! as TraceEvent;
  }

  state(index: number): TaskState {
    return this.#chunk(index).state[index & chunkMask]! as TaskState;
  }

  task(index: number): number {
    return this.#chunk(index).task[index & chunkMask]!;
  }

  /// Nanoseconds.
  time(index: number): number {
    return this.#chunk(index).time[index & chunkMask]!;
  }

  peer(index: number): number {
    return this.#chunk(index).peer[index & chunkMask]!;
  }

  object(index: number): number {
    return this.#chunk(index).object[index & chunkMask]!;
  }

  /// How long what an END or HELD tells of lasted, in microseconds.
  microseconds(index: number): number {
    return this.line(index) * 2 ** 32 + this.object(index);
  }

  call(index: number): string {
    return this.names[this.#chunk(index).call[index & chunkMask]!]!;
  }

  file(index: number): string {
    return this.names[this.#chunk(index).file[index & chunkMask]!]!;
  }

  line(index: number): number {
    return this.#chunk(index).line[index & chunkMask]!;
  }

  text(index: number): string {
    const { text, texts } = this.#chunk(index);
    return texts.list[text[index & chunkMask]!]!;
  }

  turn(index: number): number {
    return this.#chunk(index).turn[index & chunkMask]!;
  }

  /// Index of the last event whose time is at most that; first - 1 when there is none.
  lastAt(time: number): number {
    let low = this.#first;
    let high = this.#length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.time(middle) <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #chunk(index: number): Chunk {
    const chunk = this.#chunks[index >> chunkBits];
    if (!chunk) throw new RangeError(`event ${index} is not kept`);
    return chunk;
  }
}
