/// Does work that follows the trace, but not more often than can be read and paid for: what is asked for
/// meanwhile is done together.

import type { Timeline } from './timeline.ts';

export interface Pace {
  /// How far apart the work is done at least.
  minMilliseconds: number;
  /// How much longer for each thousand tasks.
  perThousandMilliseconds: number;
}

export class Throttle {
  readonly #timeline: Timeline;
  readonly #pace: Pace;
  readonly #work: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /// The page's time at which the work was done last.
  #doneAt = -Infinity;

  constructor(timeline: Timeline, pace: Pace, work: () => void) {
    this.#timeline = timeline;
    this.#pace = pace;
    this.#work = work;
  }

  ask(): void {
    if (this.#timer !== undefined) return;
    const { minMilliseconds, perThousandMilliseconds } = this.#pace;
    const { trace } = this.#timeline;
    const apart =
      minMilliseconds + ((trace.lanes.length + trace.generators.length) / 1000) * perThousandMilliseconds;
    const wait = this.#doneAt + apart - performance.now();
    this.#timer = setTimeout(() => this.#do(), Math.max(0, wait));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #do(): void {
    this.#timer = undefined;
    this.#doneAt = performance.now();
    this.#work();
  }
}
