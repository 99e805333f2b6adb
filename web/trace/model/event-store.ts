/// The store has the events of a run, in columns. A million of them take 34 MB and the texts that only they
/// have; the oldest can be dropped, and their texts go with them. An event that has been dropped is still
/// answered for: it is of kind NONE, at the time and in the turn of the oldest event that is kept, and says
/// nothing else.

import { visibleName } from '../../common/visible-text.ts';
import { firstWithoutNear } from './search.ts';
import type { TraceEvent } from '../../runtime/abi.gen.ts';
import type { TaskState } from './task-state.ts';
import type { EventIndex, Nanoseconds } from './units.ts';

/// One event, as it goes in.
export interface Entry {
  kind: number;
  state: TaskState;
  task: number;
  time: number;
  peer: number;
  object: number;
  /// An index of EventStore.names.
  call: number;
  /// An index of EventStore.names.
  file: number;
  line: number;
  text: string;
  /// How many turns have begun by then.
  turn: number;
}

/// So many chunks are dropped at once.
const chunksAtOnce = 8;
const defaultChunkBits = 15;
/// More than a column can tell apart are not kept.
const maxTexts = 0xffff;

/// Each text once, by an index; '' is 0. A text is kept so that it can be shown anywhere, and what is shown
/// finds it as well.
class TextTable {
  readonly list: string[] = [''];
  readonly #indices = new Map<string, number>([['', 0]]);

  index(text: string): number {
    const known = this.#indices.get(text);
    if (known !== undefined) return known;
    if (this.list.length > maxTexts) return 0;
    const shown = visibleName(text);
    const index = this.list.push(shown) - 1;
    this.#indices.set(text, index);
    if (!this.#indices.has(shown)) this.#indices.set(shown, index);
    return index;
  }
}

class Chunk {
  readonly kind: Uint8Array;
  readonly state: Uint8Array;
  readonly line: Uint16Array;
  readonly task: Uint32Array;
  readonly time: Float64Array;
  readonly peer: Uint32Array;
  readonly object: Uint32Array;
  readonly call: Uint16Array;
  readonly file: Uint16Array;
  /// An index of `texts`.
  readonly text: Uint16Array;
  readonly turn: Uint32Array;
  /// What the events of this chunk say. A chunk has fewer events than the column has numbers.
  readonly texts = new TextTable();

  constructor(size: number) {
    this.kind = new Uint8Array(size);
    this.state = new Uint8Array(size);
    this.line = new Uint16Array(size);
    this.task = new Uint32Array(size);
    this.time = new Float64Array(size);
    this.peer = new Uint32Array(size);
    this.object = new Uint32Array(size);
    this.call = new Uint16Array(size);
    this.file = new Uint16Array(size);
    this.text = new Uint16Array(size);
    this.turn = new Uint32Array(size);
  }
}

export class EventStore {
  /// Names of calls and files: text of the program's own source, so there are few, and none is ever dropped.
  readonly #names = new TextTable();
  readonly #chunks: (Chunk | undefined)[] = [];
  readonly #bits: number;
  readonly #mask: number;
  readonly #dropped: Chunk;
  #first = 0;
  #length = 0;

  /// `chunkBits`: a chunk holds 2 to that power of events, at most 15.
  constructor(chunkBits = defaultChunkBits) {
    this.#bits = chunkBits;
    this.#mask = (1 << chunkBits) - 1;
    this.#dropped = new Chunk(1 << chunkBits);
  }

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
    const at = index & this.#mask;
    if (at === 0) this.#chunks.push(new Chunk(this.#mask + 1));
    const chunk = this.#chunks[index >>> this.#bits]!;
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
    const events = chunksAtOnce << this.#bits;
    return Math.max(this.#first, Math.floor((this.#length - count) / events) * events);
  }

  /// Drops what lies before such a beginning.
  dropBefore(first: number): void {
    for (; this.#first < first; this.#first += this.#mask + 1)
      this.#chunks[this.#first >>> this.#bits] = undefined;
  }

  /// Returns the index that an entry has for a call or file.
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

  kind(index: EventIndex): TraceEvent {
    return this.#chunk(index).kind[index & this.#mask]! as TraceEvent;
  }

  state(index: EventIndex): TaskState {
    return this.#chunk(index).state[index & this.#mask]! as TaskState;
  }

  task(index: EventIndex): number {
    return this.#chunk(index).task[index & this.#mask]!;
  }

  time(index: EventIndex): Nanoseconds {
    const kept = Math.max(index, this.#first);
    return this.#chunk(kept).time[kept & this.#mask]!;
  }

  peer(index: EventIndex): number {
    return this.#chunk(index).peer[index & this.#mask]!;
  }

  object(index: EventIndex): number {
    return this.#chunk(index).object[index & this.#mask]!;
  }

  /// How long what an END or HELD tells of lasted, in microseconds.
  microseconds(index: EventIndex): number {
    return this.line(index) * 2 ** 32 + this.object(index);
  }

  call(index: EventIndex): string {
    return this.names[this.callIndex(index)]!;
  }

  /// Of `names`.
  callIndex(index: EventIndex): number {
    return this.#chunk(index).call[index & this.#mask]!;
  }

  file(index: EventIndex): string {
    return this.names[this.fileIndex(index)]!;
  }

  /// Of `names`.
  fileIndex(index: EventIndex): number {
    return this.#chunk(index).file[index & this.#mask]!;
  }

  line(index: EventIndex): number {
    return this.#chunk(index).line[index & this.#mask]!;
  }

  text(index: EventIndex): string {
    const { text, texts } = this.#chunk(index);
    return texts.list[text[index & this.#mask]!]!;
  }

  turn(index: EventIndex): number {
    const kept = Math.max(index, this.#first);
    return this.#chunk(kept).turn[kept & this.#mask]!;
  }

  /// The last event whose time is at most that; first - 1 when there is none. `near`: about where it is.
  lastAt(time: Nanoseconds, near = (this.#first + this.#length) / 2): EventIndex {
    return firstWithoutNear(this.#first, this.#length, near, (index) => this.time(index) <= time) - 1;
  }

  #chunk(index: EventIndex): Chunk {
    const chunk = this.#chunks[index >>> this.#bits];
    if (chunk) return chunk;
    if (index < this.#length) return this.#dropped;
    throw new RangeError(`event ${index} has not happened`);
  }
}
