/// Calls the program again and again from the host's event loop, for as long at a time as leaves the loop responsive.

import type { Agenda } from './agenda.ts';
import type { Clock } from './clock.ts';
import type { Host } from './host.ts';
import type { Completion } from './operations.ts';

export interface PumpParts {
  clock: Clock;
  agenda: Agenda;
  host: Host;
  operations: {
    readonly outstanding: boolean;
    readonly hasEnded: boolean;
    take(outside: boolean): Completion[];
  };
  /// weft_pump. After the program's end it returns undefined.
  pump(now: number, budget: number): number | undefined;
  complete(completion: Completion): void;
  /// Most turns of one pump.
  mostTurns?: number | undefined;
}

/// How long the host's loop is kept at a time, in milliseconds.
const share = 8;
/// In slow motion: turns are taken in portions at least this far apart.
const slice = 16;
/// On the virtual clock what has ended outside waits until no task is ready, so that runs repeat; but not for ever.
const patience = 100;
const longestTimer = 1e9;
const mostTurns = 1 << 24;

export class Pump {
  readonly #parts: PumpParts;
  #budget = 64;
  /// What the last pump returned: 0, when to call again, or Infinity.
  #next = 0;
  #midRound = false;
  #paused: boolean;
  #steps = 0;
  /// Turns a second.
  #speed = Infinity;
  #ended = false;
  #soonAsked = false;
  #timer: unknown;
  /// Slow motion: the host's time before which nothing runs.
  #notBefore = 0;
  /// The host's time since when answers have been held back; undefined when there are none.
  #heldSince: number | undefined;

  constructor(parts: PumpParts, paused: boolean) {
    this.#parts = parts;
    this.#paused = paused;
    if (paused) parts.clock.pause();
    else this.#soon();
  }

  get paused(): boolean {
    return this.#paused;
  }

  /// An operation has ended.
  arrived(): void {
    this.#soon();
  }

  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#parts.clock.pause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#steps = 0;
    this.#parts.clock.resume();
    this.#soon();
  }

  /// Pauses and takes one turn. Where no task is ready, time moves on to the next one's; where that depends on the world outside, the
  /// turn follows its answer.
  step(): void {
    this.pause();
    this.#steps++;
    this.#soon();
  }

  setSpeed(turnsPerSecond: number): void {
    this.#speed = turnsPerSecond > 0 ? turnsPerSecond : Infinity;
    this.#notBefore = 0;
    this.#soon();
  }

  end(): void {
    this.#ended = true;
    this.#clearTimer();
  }

  #soon(): void {
    if (this.#soonAsked || this.#ended) return;
    this.#soonAsked = true;
    this.#parts.host.immediate(() => {
      this.#soonAsked = false;
      this.#run();
    });
  }

  #run(): void {
    const { host } = this.#parts;
    this.#clearTimer();
    const until = host.now() + share;
    let wait = this.#wait();
    while (wait === 0 && !this.#ended) {
      this.#pumpOnce();
      wait = this.#wait();
      if (host.now() >= until) break;
    }
    this.#callIn(wait);
  }

  #callIn(wait: number): void {
    if (this.#ended || wait === Infinity) return;
    if (wait === 0) return this.#soon();
    this.#timer = this.#parts.host.setTimer(
      () => {
        this.#timer = undefined;
        this.#run();
      },
      Math.min(wait, longestTimer),
    );
  }

  #clearTimer(): void {
    if (this.#timer !== undefined) this.#parts.host.clearTimer(this.#timer);
    this.#timer = undefined;
  }

  /// Milliseconds until there is something to do; Infinity: until something arrives. Moves the clock where time is not to be waited for.
  #wait(): number {
    if (this.#paused) return this.#steps > 0 ? this.#waitForWork() : Infinity;
    const wait = this.#waitForWork();
    return this.#speed === Infinity
      ? wait
      : Math.max(wait, Math.ceil(this.#notBefore - this.#parts.host.now()));
  }

  #waitForWork(): number {
    const { operations, agenda, clock } = this.#parts;
    if (this.#next === 0 || operations.hasEnded) return 0;
    const time = Math.min(this.#next, agenda.next());
    if (time === Infinity || (clock.virtual && operations.outstanding)) return Infinity;
    if (clock.virtual || this.#paused) clock.advanceTo(time);
    return Math.max(0, Math.ceil((time - clock.now()) / 1e6));
  }

  #pumpOnce(): void {
    const { host, clock, pump } = this.#parts;
    this.#deliver();
    const started = host.now();
    const budget = this.#turns();
    const next = pump(clock.now(), budget);
    if (next === undefined) return;
    this.#midRound = next < 0;
    this.#next = Math.max(0, next);
    const ended = host.now();
    this.#notBefore = started + this.#slice();
    if (this.#paused) this.#steps--;
    else if (this.#speed === Infinity) this.#adapt(ended - started);
  }

  #slice(): number {
    return Math.max(slice, 1000 / this.#speed);
  }

  #turns(): number {
    if (this.#paused) return 1;
    return this.#speed === Infinity
      ? this.#budget
      : Math.max(1, Math.round((this.#speed * this.#slice()) / 1000));
  }

  #adapt(milliseconds: number): void {
    if (milliseconds > share) this.#budget = Math.max(1, this.#budget >> 1);
    else if (milliseconds < share / 2 && this.#next === 0)
      this.#budget = Math.min(this.#parts.mostTurns ?? mostTurns, this.#budget * 2);
  }

  #deliver(): void {
    const { agenda, clock, operations, complete } = this.#parts;
    if (clock.virtual && this.#midRound) return;
    agenda.runUntil(clock.now());
    if (!operations.hasEnded) return;
    const outside = !this.#holdBack();
    if (outside) this.#heldSince = undefined;
    for (const completion of operations.take(outside)) complete(completion);
  }

  #holdBack(): boolean {
    if (!this.#parts.clock.virtual || this.#next !== 0) return false;
    const now = this.#parts.host.now();
    this.#heldSince ??= now;
    return now - this.#heldSince < patience;
  }
}
