/// Reads the trace's ring between pumps and hands it on in batches, a frame apart. Its cost is bounded
/// however much happens: what is more than can be handed on is left to the ring, and what the ring
/// overwrites is counted and told, together with how all tasks stand afterwards, so that whoever
/// follows can go on from there.

import { SlotField, TaskField, TraceEvent } from './abi.gen.ts';
import { SlotQueue } from './slot-queue.ts';
import type { Program } from './program.ts';
import { recordBytes, slotBytes, type TaskTable, type TraceBatch } from './trace-batch.ts';

export interface TraceReaderOptions {
  program: Program;
  /// Milliseconds, from any origin.
  now(): number;
  programTime(): number;
  setTimer(callback: () => void, milliseconds: number): unknown;
  /// Calls the program for the reader's own sake.
  aside?<T>(call: () => T): T;
  post(batch: TraceBatch): void;
  /// Whether who is handed the batches has taken in those before: until then nothing is posted, and what
  /// happens waits. Not asked within a turn, where no answer could come. Default: yes.
  ready?(): boolean;
  /// How far apart batches are. The default is 16.
  frameMilliseconds?: number;
  /// How many slots a batch has at most. The default is 32768.
  maxBatchSlots?: number;
  /// How many slots wait at most to be handed on. The default is 2^20.
  maxWaitingSlots?: number;
}

/// Slots of the ring: a power of two, 8 MiB. A pump of 8 ms seldom fills it.
export const ringSlots = 1 << 18;
const recordsAtOnce = 256;
/// Of more tasks the oldest are measured: nobody looks at so many, and all would take 72 bytes each.
const maxMeasured = 1 << 17;
const seenLately = 1021;
/// A turn that may last is told of when it begins: so many at once, and then one in so many milliseconds.
const maxBegins = 16;
const beginsApartMilliseconds = 4;
/// Two looks at the tasks lie at least so far apart.
const samplesApartMilliseconds = 100;
/// They lie also so many times as far apart as such a look takes.
const samplesApartLooks = 20;

export class TraceReader {
  readonly #options: Required<TraceReaderOptions>;
  readonly #ring: number;
  readonly #records: number;
  #tail = 0;
  /// Copied from the ring, to be handed on.
  readonly #waiting = new SlotQueue();
  #lost = 0;
  readonly #told = new Set<number>([0]);
  /// Some pointers of `#told` that came last: a program has few places, and a set is slow to ask.
  readonly #seen = new Uint32Array(seenLately);
  #lastPost = -Infinity;
  #lastLook = -Infinity;
  #samplesDue = -Infinity;
  #samplesStale = true;
  /// Whether the batches before had been taken in after the last pump.
  #answered = true;
  #begins = maxBegins;
  #lastBegin = -Infinity;
  #timerSet = false;
  #over = false;

  /// `ring`: where weft_trace_start has put it.
  constructor(ring: number, options: TraceReaderOptions) {
    this.#options = {
      frameMilliseconds: 16,
      maxBatchSlots: 32768,
      maxWaitingSlots: 1 << 20,
      ready: () => true,
      aside: (call) => call(),
      ...options,
    };
    this.#ring = ring;
    this.#records = options.program.exports.weft_alloc(recordsAtOnce * recordBytes);
  }

  /// The program goes on from a snapshot: what happened before has been told.
  goOnFrom(): void {
    this.#tail = this.#options.program.exports.weft_trace_head();
  }

  /// Where the ring lies.
  get range(): readonly [from: number, to: number] {
    return [this.#ring, this.#ring + ringSlots * slotBytes];
  }

  /// Is called after each pump.
  pumped(): void {
    this.#look(this.#options.ready());
    this.#answered = this.#options.ready();
  }

  /// A turn begins that may last, for ever perhaps: what has led to it is handed on now.
  turnBegins(): void {
    const now = this.#options.now();
    this.#begins = Math.min(maxBegins, this.#begins + (now - this.#lastBegin) / beginsApartMilliseconds);
    this.#lastBegin = now;
    if (!this.#answered || this.#begins < 1) return;
    this.#begins--;
    this.#drain();
    const slots = this.#lost > 0 ? new Uint8Array(0) : this.#waiting.take(this.#options.maxBatchSlots);
    if (slots.length > 0) this.#send({ lost: 0, slots: slots.buffer, texts: this.#textsOf(slots) });
  }

  /// Is called within a turn that may be long: looks once a frame.
  wrote(): void {
    const now = this.#options.now();
    if (now - this.#lastLook < this.#options.frameMilliseconds) return;
    this.#lastLook = now;
    this.#look(true);
  }

  /// Hands on everything that is left, at the end.
  finish(): void {
    this.#over = true;
    this.#drain();
    this.#samplesStale = true;
    do this.#post();
    while (this.#waiting.length > 0 || this.#lost > 0);
    if (this.#samplesStale) this.#post();
  }

  #look(ready: boolean): void {
    this.#drain();
    this.#samplesStale = true;
    this.#hurry(ready);
  }

  #hurry(ready: boolean): void {
    const { now, frameMilliseconds: frame, setTimer } = this.#options;
    const wait = this.#lastPost + frame - now();
    if (ready && wait <= 0) this.#post();
    if (this.#timerSet || (this.#waiting.length === 0 && !this.#samplesStale)) return;
    const due = this.#waiting.length > 0 ? frame : Math.max(frame, this.#samplesDue - now());
    this.#timerSet = true;
    setTimer(() => {
      this.#timerSet = false;
      if (this.#over) return;
      this.#hurry(this.#options.ready());
      this.#answered = this.#options.ready();
    }, due);
  }

  #drain(): void {
    const { program, maxWaitingSlots } = this.#options;
    const head = program.exports.weft_trace_head();
    const fresh = head - this.#tail;
    /* After a loss nothing is kept until what waits from before it has gone: then the loss is
       told, with how all stands. */
    if (this.#lost > 0 || fresh > ringSlots || fresh + this.#waiting.length > maxWaitingSlots)
      this.#lost += fresh;
    else if (fresh > 0) this.#copy(this.#tail, fresh);
    this.#tail = head;
  }

  #copy(from: number, count: number): void {
    const { buffer } = this.#options.program.memory;
    const start = from % ringSlots;
    const first = Math.min(count, ringSlots - start);
    this.#waiting.push(new Uint8Array(buffer, this.#ring + start * slotBytes, first * slotBytes));
    this.#waiting.push(new Uint8Array(buffer, this.#ring, (count - first) * slotBytes));
  }

  #post(): void {
    this.#lastPost = this.#options.now();
    if (this.#lost > 0 && this.#waiting.length === 0) return this.#tellLoss();
    const slots = this.#waiting.take(this.#options.maxBatchSlots);
    const samples =
      this.#samplesStale &&
      (this.#over ? this.#waiting.length === 0 : this.#options.now() >= this.#samplesDue)
        ? this.#readSamples()
        : undefined;
    if (slots.length > 0 || samples)
      this.#send({ lost: 0, slots: slots.buffer, texts: this.#textsOf(slots), ...(samples && { samples }) });
  }

  #tellLoss(): void {
    this.#drain();
    const lost = this.#lost;
    this.#lost = 0;
    this.#send({ lost, tasks: this.#readTasks(), slots: new ArrayBuffer(0), texts: [] });
  }

  #send(batch: Omit<TraceBatch, 'now' | 'behind'>): void {
    const { post, programTime } = this.#options;
    const behind = this.#waiting.length > 0 || this.#lost > 0;
    post({ ...batch, now: behind ? lastTime(batch.slots) : programTime(), behind });
  }

  #textsOf(slots: Uint8Array<ArrayBuffer>): [number, string][] {
    const words = new Uint32Array(slots.buffer);
    const fresh: [number, string][] = [];
    for (let at = 0; at < slots.length; at += slotBytes) {
      if (slots[at] === TraceEvent.TEXT) continue;
      const call = words[(at + SlotField.call.offset) >> 2]!;
      const file = words[(at + SlotField.file.offset) >> 2]!;
      if (this.#seen[call % seenLately] !== call) this.#tell(call, fresh);
      if (this.#seen[file % seenLately] !== file) this.#tell(file, fresh);
    }
    return fresh;
  }

  #tell(pointer: number, fresh: [number, string][]): void {
    this.#seen[pointer % seenLately] = pointer;
    if (this.#told.has(pointer)) return;
    this.#told.add(pointer);
    fresh.push([pointer, this.#options.program.memory.text(pointer)]);
  }

  #readSamples(): ArrayBuffer | undefined {
    const before = this.#options.now();
    const records = this.#readRecords(maxMeasured);
    const after = this.#options.now();
    this.#samplesDue = after + Math.max(samplesApartMilliseconds, samplesApartLooks * (after - before));
    this.#samplesStale = false;
    return records;
  }

  #readTasks(): TaskTable {
    const records = this.#readRecords() ?? new ArrayBuffer(0);
    const view = new DataView(records);
    const texts = new Map<number, string>([[0, '']]);
    for (let at = 0; at < records.byteLength; at += recordBytes) {
      for (const field of [TaskField.name, TaskField.waitingIn, TaskField.file]) {
        const pointer = view.getUint32(at + field.offset, true);
        if (!texts.has(pointer)) texts.set(pointer, this.#options.program.memory.text(pointer));
      }
    }
    return { records, texts: [...texts] };
  }

  #readRecords(max = Infinity): ArrayBuffer | undefined {
    const { aside, program } = this.#options;
    const { exports, memory } = program;
    if (this.#records === 0) return undefined;
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let after = 0;
    let length = 0;
    for (;;) {
      const count = aside(() => exports.weft_task_table(this.#records, recordsAtOnce, after));
      const part = memory.copy(this.#records, count * recordBytes) as Uint8Array<ArrayBuffer>;
      parts.push(part);
      length += part.length;
      if (count < recordsAtOnce || length >= max * recordBytes) return concatenated(parts, length).buffer;
      after = new DataView(part.buffer).getInt32((count - 1) * recordBytes + TaskField.task.offset, true);
    }
  }
}

/// Returns the time of the last event, whose text may be cut off; 0: there is none.
function lastTime(slots: ArrayBuffer): number {
  const view = new DataView(slots);
  for (let at = slots.byteLength - slotBytes; at >= 0; at -= slotBytes)
    if (view.getUint8(at + SlotField.kind.offset) !== TraceEvent.TEXT)
      return view.getFloat64(at + SlotField.time.offset, true);
  return 0;
}

function concatenated(parts: Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
