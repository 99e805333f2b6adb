/// The program's clock counts nanoseconds since the program started.

export interface Clock {
  /// Whether time moves only when everybody waits for it.
  readonly virtual: boolean;
  now(): number;
  /// Nanoseconds since 1970, for the program's time().
  calendar(): bigint;
  /// Moves the clock forward to that time.
  advanceTo(time: number): void;
  /// It shows that time now, as it did in a run before; `calendar`: and that day (ms), if anybody has asked.
  goOnFrom(time: number, calendar?: number): void;
  /// libc's sleep: nobody else runs meanwhile.
  hold(nanoseconds: number): void;
  /// The program looks at the clock. One that does so until some time is shown sees the virtual one go on.
  look(): number;
  /// While paused, the program's time stands still.
  pause(): void;
  resume(): void;
}

export interface TimeSource {
  /// Milliseconds, from any origin, never going back.
  now(): number;
  /// Waits without giving control back. Where a host has no such means, the clock is
  /// watched until the time has come.
  block?(milliseconds: number): void;
}

/// The calendar of a virtual clock starts at 2000-01-01T00:00:00Z, so that runs repeat.
const virtualStart = 946_684_800_000_000_000n;

/// The rule is weft.h's (weft_now): after so many looks in a row at the same time, each
/// takes so many nanoseconds.
const maxLooks = 100_000;
const lookNanoseconds = 1000;
/// The virtual clock stops there: any span can still be added in 64 bits.
const lastNanosecond = 2 ** 62;

/// What a virtual clock goes by: its time, the time that was shown last, and how often in a row.
export type VirtualClockState = readonly [now: number, seen: number, looks: number];

export class VirtualClock implements Clock {
  readonly virtual = true;
  #now = 0;
  #seen = -1;
  #looks = 0;

  get state(): VirtualClockState {
    return [this.#now, this.#seen, this.#looks];
  }

  set state(state: VirtualClockState) {
    [this.#now, this.#seen, this.#looks] = state;
  }

  now(): number {
    return this.#now;
  }

  calendar(): bigint {
    return virtualStart + BigInt(Math.round(this.#now));
  }

  advanceTo(time: number): void {
    if (time > this.#now && Number.isFinite(time)) this.#now = Math.min(time, lastNanosecond);
  }

  look(): number {
    if (this.#now !== this.#seen) this.#looks = 0;
    else if (++this.#looks > maxLooks) this.#now += lookNanoseconds;
    this.#seen = this.#now;
    return this.#now;
  }

  hold(nanoseconds: number): void {
    if (nanoseconds > 0) this.advanceTo(this.#now + nanoseconds);
  }

  goOnFrom(time: number): void {
    this.#now = time;
  }

  pause(): void {}
  resume(): void {}
}

export class RealClock implements Clock {
  readonly virtual = false;
  readonly #source: TimeSource;
  /// Program time is the source's milliseconds * 1e6 - #origin, while not paused.
  #origin: number;
  #pausedAt: number | undefined;
  /// How far the calendar is ahead, in milliseconds.
  #calendarAhead = 0;

  constructor(source: TimeSource) {
    this.#source = source;
    this.#origin = source.now() * 1e6;
  }

  now(): number {
    return this.#pausedAt ?? this.#source.now() * 1e6 - this.#origin;
  }

  calendar(): bigint {
    return BigInt(Date.now() + this.#calendarAhead) * 1_000_000n;
  }

  advanceTo(time: number): void {
    const ahead = time - this.now();
    if (!(ahead > 0) || !Number.isFinite(ahead)) return;
    if (this.#pausedAt === undefined) this.#origin -= ahead;
    else this.#pausedAt = time;
  }

  goOnFrom(time: number, calendar?: number): void {
    if (this.#pausedAt === undefined) this.#origin = this.#source.now() * 1e6 - time;
    else this.#pausedAt = time;
    if (calendar !== undefined) this.#calendarAhead = calendar - Date.now();
  }

  hold(nanoseconds: number): void {
    const until = this.#source.now() + nanoseconds / 1e6;
    if (this.#source.block && nanoseconds > 0) this.#source.block(nanoseconds / 1e6);
    while (this.#source.now() < until);
  }

  look(): number {
    return this.now();
  }

  pause(): void {
    this.#pausedAt ??= this.now();
  }

  resume(): void {
    if (this.#pausedAt === undefined) return;
    this.#origin = this.#source.now() * 1e6 - this.#pausedAt;
    this.#pausedAt = undefined;
  }
}
