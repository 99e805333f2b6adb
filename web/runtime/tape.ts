/// What comes to a program from outside while it runs, kept: by it the run can be made again, up to any of
/// its turns.

import type { Completion } from './completion.ts';
import { NumberReader, NumberWriter } from './packed-numbers.ts';

/// Readings of the program's clock (ns), of the host's steady one (ns) and of the calendar (ms), and the
/// budgets of the pumps; 0: what was asked for is handed in.
export const tapeStreams = ['now', 'steady', 'calendar', 'calls'] as const;
export type TapeStream = (typeof tapeStreams)[number];

const newStreams = <T>(make: (stream: TapeStream) => T): Record<TapeStream, T> =>
  Object.fromEntries(tapeStreams.map((stream) => [stream, make(stream)])) as Record<TapeStream, T>;

/// A stretch of a tape.
export interface TapePart extends Record<TapeStream, Uint8Array<ArrayBuffer>> {
  /// In the order in which they were handed in, each with the program's time.
  completions: { completion: Completion; time: number }[];
  /// The tape is full, and good up to the end of that turn.
  end?: number;
}

export type Tape = readonly TapePart[];

/// A place on a tape.
export interface TapePosition {
  /// Of each stream: the bytes before, and the number that they end with.
  streams: Record<TapeStream, { bytes: number; last: number }>;
  /// How much has been handed in before.
  completions: number;
  /// What the program's clock showed when the calendar was read last.
  calendarAt: number;
}

export const tapeStart: TapePosition = {
  streams: newStreams(() => ({ bytes: 0, last: 0 })),
  completions: 0,
  calendarAt: 0,
};

/// The tape up to there.
export function tapeUpTo(tape: Tape, { streams, completions }: TapePosition): TapePart[] {
  const left = { ...newStreams((stream) => streams[stream].bytes), completions };
  return tape.map((part): TapePart => {
    const cut = {
      ...newStreams((stream) => part[stream].slice(0, left[stream])),
      completions: part.completions.slice(0, left.completions),
    };
    for (const stream of tapeStreams) left[stream] -= cut[stream].length;
    left.completions -= cut.completions.length;
    return cut;
  });
}

export class TapeWriter {
  readonly #maxBytes: number;
  readonly #streams = newStreams(() => new NumberWriter());
  #completions: TapePart['completions'] = [];
  /// Bytes that were taken, and those of what was handed in.
  #bytes = 0;
  #end: number | undefined;
  #isNew = false;
  /// Bytes of each stream that were taken.
  #taken = newStreams(() => 0);
  #completed = 0;
  #calendarAt = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  put(stream: TapeStream, number: number): void {
    if (this.#end !== undefined) return;
    this.#streams[stream].put(number);
    if (stream === 'calendar') this.#calendarAt = this.#streams.now.last;
    this.#isNew = true;
  }

  /// Undefined: it is full.
  get position(): TapePosition | undefined {
    if (this.#end !== undefined) return undefined;
    return {
      streams: newStreams((stream) => ({
        bytes: this.#taken[stream] + this.#streams[stream].length,
        last: this.#streams[stream].last,
      })),
      completions: this.#completed,
      calendarAt: this.#calendarAt,
    };
  }

  /// What is put from now on goes behind that place of a tape that there is already.
  goOnFrom({ streams, completions, calendarAt }: TapePosition): void {
    for (const stream of tapeStreams) this.#streams[stream].goOnFrom(streams[stream].last);
    this.#taken = newStreams((stream) => streams[stream].bytes);
    this.#bytes = tapeStreams.reduce((sum, stream) => sum + streams[stream].bytes, 0);
    this.#completions = [];
    this.#completed = completions;
    this.#calendarAt = calendarAt;
    this.#isNew = false;
  }

  /// Between pumps; `turns`: those that are over.
  pump(budget: number, turns: number): void {
    if (this.#end === undefined && this.#size > this.#maxBytes) this.#end = turns;
    this.put('calls', budget);
  }

  complete(completion: Completion, time: number): void {
    if (this.#end !== undefined) return;
    this.put('calls', 0);
    this.#completions.push({ completion, time });
    this.#completed++;
    this.#bytes += (completion.data?.length ?? 0) + (completion.extra?.length ?? 0);
  }

  /// What is new since the last call; undefined: nothing.
  take(): TapePart | undefined {
    if (!this.#isNew) return undefined;
    this.#bytes = this.#size;
    for (const stream of tapeStreams) this.#taken[stream] += this.#streams[stream].length;
    const part = { ...newStreams((stream) => this.#streams[stream].take()), completions: this.#completions };
    this.#completions = [];
    this.#isNew = false;
    return this.#end === undefined ? part : { ...part, end: this.#end };
  }

  get #size(): number {
    return tapeStreams.reduce((sum, stream) => sum + this.#streams[stream].length, this.#bytes);
  }
}

export class TapeReader {
  readonly #streams: Record<TapeStream, NumberReader>;
  readonly #completions: TapePart['completions'];
  #completed = 0;
  /// What the program's clock showed when the calendar was read last.
  #calendarAt = 0;

  constructor(tape: Tape) {
    this.#streams = newStreams((stream) => new NumberReader(tape.map((part) => part[stream])));
    this.#completions = tape.flatMap(({ completions }) => completions);
  }

  goTo({ streams, completions, calendarAt }: TapePosition): void {
    for (const stream of tapeStreams) this.#streams[stream].goTo(streams[stream].bytes, streams[stream].last);
    this.#completed = completions;
    this.#calendarAt = calendarAt;
  }

  read(stream: Exclude<TapeStream, 'calls'>): number {
    if (stream === 'calendar') this.#calendarAt = this.now;
    return this.#streams[stream].next();
  }

  /// The program's time, as it was read last.
  get now(): number {
    return this.#streams.now.last;
  }

  get steady(): number {
    return this.#streams.steady.last;
  }

  /// What the calendar would show now (ms); undefined: nobody has asked it.
  get calendar(): number | undefined {
    const { last } = this.#streams.calendar;
    return last === 0 ? undefined : last + Math.round((this.now - this.#calendarAt) / 1e6);
  }

  /// What the runtime called next: a pump with that budget, or the program was handed something in.
  next(): number | Completion | undefined {
    if (this.#streams.calls.atEnd) return undefined;
    const budget = this.#streams.calls.next();
    return budget === 0 ? this.#completions[this.#completed++]?.completion : budget;
  }

  /// What was handed in later, by request.
  get rest(): ReadonlyMap<number, TapePart['completions'][number]> {
    return new Map(this.#completions.slice(this.#completed).map((one) => [one.completion.request, one]));
  }
}
