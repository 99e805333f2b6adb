/// Does work that follows the trace, but not more often than can be read and paid for: what is asked for
/// meanwhile is done together.

/// It takes one part in so many of the page's time, at most.
const oneIn = 10;

export class Throttle {
  readonly #minMilliseconds: number;
  readonly #work: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /// The page's time at which the work was begun last.
  #begunAt = -Infinity;
  /// How long it took then.
  #took = 0;

  /// `minMilliseconds`: so far apart it is done at least.
  constructor(minMilliseconds: number, work: () => void) {
    this.#minMilliseconds = minMilliseconds;
    this.#work = work;
  }

  ask(): void {
    if (this.#timer !== undefined) return;
    const wait = this.#begunAt + Math.max(this.#minMilliseconds, oneIn * this.#took) - performance.now();
    this.#timer = setTimeout(() => this.#do(), Math.max(0, wait));
  }

  /// Of work that goes on after the call of it: so long it took in all.
  took(milliseconds: number): void {
    this.#took = milliseconds;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #do(): void {
    this.#timer = undefined;
    this.#begunAt = performance.now();
    this.#work();
    this.took(performance.now() - this.#begunAt);
  }
}
