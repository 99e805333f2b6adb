/// Draws with the display's frames, and rests behind a dear one: what follows a program that never rests must
/// leave the page time for the person, and for its other drawings.

/// A frame takes so long on a display of 60 Hz, and a little more.
const dearFrameMilliseconds = 20;
/// While it draws again and again, that takes this part of the time.
const maxShareOfTime = 1 / 5;
/// So long it rests at most: on a machine that is busy otherwise every frame is dear.
const longestRestMilliseconds = 250;
/// A frame in which others have drawn for longer is left to them.
const sharedMilliseconds = 4;

/// The frame that one of them has drawn in last, by its time, and how long: there is one display.
const lastDrawn = { frame: -1, milliseconds: 0 };

type NextFrame = (draw: (now: number) => void) => void;
const displays: NextFrame = (draw) =>
  (globalThis as unknown as { requestAnimationFrame: NextFrame }).requestAnimationFrame(draw);

export class PacedDrawing {
  readonly #draw: () => void;
  readonly #nextFrame: NextFrame;
  readonly #clock: () => number;
  #scheduled = false;
  #restUntil = 0;
  /// Its last frame was a dear one: then it shares none with another.
  #dear = false;

  constructor(draw: () => void, nextFrame = displays, clock = () => performance.now()) {
    this.#draw = draw;
    this.#nextFrame = nextFrame;
    this.#clock = clock;
  }

  /// Draws with a frame, once the rest is over.
  ask(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#nextFrame((now) => this.#frame(now));
  }

  /// Draws with the next frame: somebody has done something.
  askNow(): void {
    this.#restUntil = 0;
    this.#dear = false;
    this.ask();
  }

  #frame(now: number): void {
    const shared = lastDrawn.frame === now;
    const taken = shared && (this.#dear || lastDrawn.milliseconds > sharedMilliseconds);
    if (now < this.#restUntil || taken) return this.#nextFrame((next) => this.#frame(next));
    this.#scheduled = false;
    const begun = this.#clock();
    this.#draw();
    const own = this.#clock() - begun;
    lastDrawn.milliseconds = own + (shared ? lastDrawn.milliseconds : 0);
    lastDrawn.frame = now;
    this.#rest(now, own);
    this.#nextFrame((next) => this.#lookBack(next, next - now));
  }

  /// What a frame costs, its layout and painting included, shows in when the next one comes.
  #lookBack(now: number, cost: number): void {
    this.#dear = cost > dearFrameMilliseconds;
    if (this.#dear) this.#rest(now - cost, cost);
  }

  #rest(since: number, cost: number): void {
    this.#restUntil = Math.min(since + cost / maxShareOfTime, since + cost + longestRestMilliseconds);
  }
}
