/// Calls the program again and again from the host's event loop, for as long at a time as
/// leaves the loop responsive.

import type { Clock } from './clock.ts';
import type { Host } from './host.ts';
import type { Completion } from './completion.ts';
import type { HostRequests } from './host-requests.ts';

export interface PumpParts {
  clock: Clock;
  host: Host;
  requests: Pick<HostRequests, 'outstanding' | 'owesFetches' | 'lastBegun' | 'hasFinished' | 'take'>;
  /// weft_pump. After the program's end it returns undefined.
  pump(now: number, budget: number): number | undefined;
  complete(completion: Completion): void;
  /// On the virtual clock all that is fetched is waited for before time goes on, and handed in at once, in
  /// the order in which it was asked for: as when the program was explored.
  answersAtOnce?: boolean;
  /// The turns of one pump, at most.
  maxTurns?: number | undefined;
}

/// How long the host's loop is kept at a time.
const shareMilliseconds = 8;
/// In slow motion: turns are taken in portions at least this far apart.
const sliceMilliseconds = 16;
/// On the virtual clock what was finished outside waits until no task is ready, so that
/// runs repeat; but not for ever.
const maxHeldBackMilliseconds = 100;
/// The virtual clock stands still so long for an answer that is owed, and from then on goes
/// no faster than a real one.
const patienceMilliseconds = 2000;
const maxTimerMilliseconds = 1e9;
const maxTurns = 1 << 24;

export class Pump {
  readonly #parts: PumpParts;
  #budget = 64;
  /// What the last pump returned: 0, when to call again, or Infinity.
  #next = 0;
  #midRound = false;
  #paused: boolean;
  #steps = 0;
  /// After those, steps that stop at a switch of stacks: at the how manieth.
  #toSwitch: number[] = [];
  /// Turns a second.
  #speed = Infinity;
  #ended = false;
  #soonAsked = false;
  #timer: unknown;
  /// Slow motion: the host's time before which nothing runs.
  #notBefore = 0;
  /// The host's time since when answers have been held back; undefined when there are none.
  #heldSince: number | undefined;
  /// What the program's clock showed last.
  #shown = 0;
  /// The host's time since when it has shown that.
  #shownSince = 0;

  constructor(parts: PumpParts, paused: boolean) {
    this.#parts = parts;
    this.#paused = paused;
    if (paused) parts.clock.pause();
    else this.#soon();
  }

  get paused(): boolean {
    return this.#paused;
  }

  /// A request has been finished.
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
    this.#toSwitch = [];
    this.#parts.clock.resume();
    this.#soon();
  }

  /// The program has been pumped by somebody else, to whom that was returned.
  goOnFrom(next: number): void {
    this.#midRound = next < 0;
    this.#next = Math.max(0, next);
    this.#soon();
  }

  /// Pauses and takes one turn. Where no task is ready, time moves on to the next one's; where that depends
  /// on the world outside, the turn follows its answer.
  step(): void {
    this.pause();
    this.#steps++;
    this.#soon();
  }

  /// The same, no further than the next switch of stacks, where a generator is resumed, yields or ends, or
  /// than the one after so many. What is left of the turn is still to come.
  stepToSwitch(count = 1): void {
    this.pause();
    this.#toSwitch.push(count);
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
    const until = host.now() + shareMilliseconds;
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
      Math.min(wait, maxTimerMilliseconds),
    );
  }

  #clearTimer(): void {
    if (this.#timer !== undefined) this.#parts.host.clearTimer(this.#timer);
    this.#timer = undefined;
  }

  /// Milliseconds until there is something to do; Infinity: until something arrives. Moves the clock where
  /// time is not to be waited for.
  #wait(): number {
    if (this.#paused) return this.#steps + this.#toSwitch.length > 0 ? this.#waitForWork() : Infinity;
    const wait = this.#waitForWork();
    return this.#speed === Infinity
      ? wait
      : Math.max(wait, Math.ceil(this.#notBefore - this.#parts.host.now()));
  }

  #waitForWork(): number {
    const { requests, clock } = this.#parts;
    if (this.#next === 0) return 0;
    if (this.#owed) return Infinity;
    if (requests.hasFinished) return 0;
    if (this.#next === Infinity) return Infinity;
    if (clock.virtual || this.#paused) {
      const standing = clock.virtual && requests.outstanding ? this.#standing() : 0;
      if (standing > 0) return Math.ceil(standing);
      clock.advanceTo(this.#next);
    }
    return Math.max(0, Math.ceil((this.#next - clock.now()) / 1e6));
  }

  get #owed(): boolean {
    const { requests, clock, answersAtOnce = false } = this.#parts;
    return answersAtOnce && clock.virtual && requests.owesFetches;
  }

  /// How many milliseconds longer the virtual clock may not go on, because an answer is
  /// owed that may come before.
  #standing(): number {
    const { requests, clock, host } = this.#parts;
    const now = host.now();
    if (clock.now() !== this.#shown) {
      this.#shown = clock.now();
      this.#shownSince = now;
    }
    const pace = (this.#next - this.#shown) / 1e6 - (now - this.#shownSince);
    return Math.max(requests.lastBegun + patienceMilliseconds - now, pace);
  }

  #pumpOnce(): void {
    const { host, clock, pump } = this.#parts;
    this.#deliver();
    const started = host.now();
    const budget = this.#turns();
    const stepping = this.#paused; // the program may be held while it is pumped
    const next = pump(clock.now(), budget);
    if (next === undefined) return;
    this.#midRound = next < 0;
    this.#next = Math.max(0, next);
    const ended = host.now();
    this.#notBefore = started + this.#slice();
    if (stepping) this.#stepped();
    else if (this.#speed === Infinity) this.#adapt(ended - started);
  }

  #stepped(): void {
    if (this.#steps > 0) this.#steps--;
    else this.#toSwitch.shift();
  }

  #slice(): number {
    return Math.max(sliceMilliseconds, 1000 / this.#speed);
  }

  #turns(): number {
    if (this.#paused) return this.#steps > 0 ? 1 : -this.#toSwitch[0]!;
    return this.#speed === Infinity
      ? this.#budget
      : Math.max(1, Math.round((this.#speed * this.#slice()) / 1000));
  }

  #adapt(milliseconds: number): void {
    if (milliseconds > shareMilliseconds) this.#budget = Math.max(1, this.#budget >> 1);
    else if (milliseconds < shareMilliseconds / 2 && this.#next === 0)
      this.#budget = Math.min(this.#parts.maxTurns ?? maxTurns, this.#budget * 2);
  }

  #deliver(): void {
    const { clock, requests, complete } = this.#parts;
    if (!requests.hasFinished || (clock.virtual && this.#midRound) || this.#holdBack() || this.#owed) return;
    this.#heldSince = undefined;
    const finished = requests.take();
    if (this.#parts.answersAtOnce) finished.sort((one, other) => one.request - other.request);
    for (const completion of finished) complete(completion);
  }

  #holdBack(): boolean {
    if (!this.#parts.clock.virtual || this.#next !== 0) return false;
    if (this.#parts.answersAtOnce) return true;
    const now = this.#parts.host.now();
    this.#heldSince ??= now;
    return now - this.#heldSince < maxHeldBackMilliseconds;
  }
}
