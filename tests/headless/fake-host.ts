/// A host whose time and event loop the test moves by hand.

import type { Host } from '../../web/runtime/index.ts';

export class FakeHost implements Host {
  time = 0;
  /// How far each look at the time moves it.
  tick = 0;
  /// What the program wrote: [fd, text, task, time].
  readonly written: [number, string, number, number][] = [];
  readonly #immediates: (() => void)[] = [];
  #timers: { at: number; callback: () => void }[] = [];

  now(): number {
    return (this.time += this.tick);
  }

  block(milliseconds: number): void {
    this.time += milliseconds;
  }

  immediate(callback: () => void): void {
    this.#immediates.push(callback);
  }

  setTimer(callback: () => void, milliseconds: number): unknown {
    const timer = { at: this.time + milliseconds, callback };
    this.#timers.push(timer);
    return timer;
  }

  clearTimer(timer: unknown): void {
    this.#timers = this.#timers.filter((one) => one !== timer);
  }

  write(fd: 1 | 2, bytes: Uint8Array, task: number, time: number): void {
    this.written.push([fd, new TextDecoder().decode(bytes), task, time]);
  }

  /// One round of the event loop; false when nothing was to be done at once.
  round(): boolean {
    const callbacks = this.#immediates.splice(0);
    for (const callback of callbacks) callback();
    return callbacks.length > 0;
  }

  /// Rounds until only timers are left. Gives up after so many: a program that never waits.
  settle(rounds = 1000): void {
    while (rounds-- > 0 && this.round());
  }

  /// Tells when the first timer is due; Infinity when there is none.
  get nextTimer(): number {
    return Math.min(Infinity, ...this.#timers.map((timer) => timer.at));
  }

  /// Lets so many milliseconds pass, with the timers and rounds that come due.
  pass(milliseconds: number): void {
    const until = this.time + milliseconds;
    this.settle();
    while (this.nextTimer <= until) {
      this.time = Math.max(this.time, this.nextTimer);
      const due = this.#timers.filter((timer) => timer.at <= this.time);
      this.#timers = this.#timers.filter((timer) => timer.at > this.time);
      for (const { callback } of due) callback();
      this.settle();
    }
    this.time = Math.max(this.time, until);
  }
}
