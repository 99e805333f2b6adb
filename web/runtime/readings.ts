/// The clocks as the program reads them. Each reading may be kept on a tape, or come from one.

import type { Clock } from './clock.ts';
import type { TapeReader, TapeWriter } from './tape.ts';

export interface ReadingsOptions {
  clock: Clock;
  /// Nanoseconds, from any origin.
  steady(): number;
  writer?: TapeWriter | undefined;
  /// Until `goLive` they come from here.
  reader?: TapeReader | undefined;
}

export class Readings {
  readonly #clock: Clock;
  readonly #steady: () => number;
  readonly #writer: TapeWriter | undefined;
  #reader: TapeReader | undefined;
  #isAside = false;
  /// How far the steady clock is ahead of the host's.
  #ahead = 0;

  constructor({ clock, steady, writer, reader }: ReadingsOptions) {
    this.#clock = clock;
    this.#steady = steady;
    this.#writer = writer;
    this.#reader = reader;
  }

  /// What the clock shows, for who is not the program.
  get shown(): number {
    return this.#reader ? this.#reader.now : this.#clock.now();
  }

  now(): number {
    return this.#keep('now', this.#reader ? this.#again() : this.#clock.now());
  }

  steady(): number {
    const live = this.#steady() + this.#ahead;
    if (this.#isAside) return live;
    return this.#keep('steady', this.#reader ? this.#reader.read('steady') : live);
  }

  look(): number {
    if (!this.#reader) return this.#keep('now', this.#clock.look());
    if (this.#clock.virtual) this.#clock.look(); // it counts them
    return this.#keep('now', this.#again());
  }

  calendar(): bigint {
    if (this.#clock.virtual) return this.#clock.calendar(); // follows from what it shows
    const milliseconds = this.#reader
      ? this.#reader.read('calendar')
      : Number(this.#clock.calendar() / 1_000_000n);
    return BigInt(this.#keep('calendar', milliseconds)) * 1_000_000n;
  }

  hold(nanoseconds: number): void {
    if (!this.#reader || this.#clock.virtual) this.#clock.hold(nanoseconds);
  }

  /// Nothing that is read meanwhile is a part of the run.
  aside<T>(call: () => T): T {
    this.#isAside = true;
    try {
      return call();
    } finally {
      this.#isAside = false;
    }
  }

  /// From now on the clock itself is read, which goes on from what was shown last.
  goLive(): void {
    const reader = this.#reader;
    if (!reader) return;
    if (!this.#clock.virtual) this.#clock.goOnFrom(reader.now, reader.calendar);
    this.#ahead = reader.steady - this.#steady();
    this.#reader = undefined;
  }

  /// What the program is told by a call of its own.
  tell(time: number): number {
    return this.#keep('now', this.#reader ? this.#again() : time);
  }

  /// The virtual clock shows what it showed.
  #again(): number {
    const time = this.#reader!.read('now');
    if (this.#clock.virtual) this.#clock.goOnFrom(time);
    return time;
  }

  #keep(stream: 'now' | 'steady' | 'calendar', reading: number): number {
    if (!this.#writer) return reading;
    const whole = Math.floor(reading);
    this.#writer.put(stream, whole);
    return whole;
  }
}
