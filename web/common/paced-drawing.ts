/// Draws with the display's frames, and rests behind a dear one: what follows a program that never rests must
/// leave the page time for the person.

/// A frame takes so long on a display of 60 Hz, and a little more.
const dearFrameMilliseconds = 20;
/// While dear frames follow each other, they take this part of the time.
const maxShareOfTime = 1 / 5;
/// So long it rests at most: on a machine that is busy otherwise every frame is dear.
const longestRestMilliseconds = 250;

/// The frame that one of them has drawn in last, by its time: there is one display.
let drawnIn = -1;

type NextFrame = (draw: (now: number) => void) => void;
const displays: NextFrame = (draw) =>
  (globalThis as unknown as { requestAnimationFrame: NextFrame }).requestAnimationFrame(draw);

export class PacedDrawing {
  readonly #draw: () => void;
  readonly #nextFrame: NextFrame;
  #scheduled = false;
  #restUntil = 0;
  /// Its last frame was a dear one: then it shares none with another.
  #dear = false;

  constructor(draw: () => void, nextFrame = displays) {
    this.#draw = draw;
    this.#nextFrame = nextFrame;
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
    const taken = this.#dear && drawnIn === now;
    if (now < this.#restUntil || taken) return this.#nextFrame((next) => this.#frame(next));
    drawnIn = now;
    this.#scheduled = false;
    this.#draw();
    this.#nextFrame((next) => this.#rest(next, next - now));
  }

  /// What a frame costs, its layout and painting included, shows in when the next one comes.
  #rest(now: number, cost: number): void {
    const rest = Math.min(cost / maxShareOfTime - cost, longestRestMilliseconds);
    this.#dear = cost > dearFrameMilliseconds;
    this.#restUntil = this.#dear ? now + rest : 0;
  }
}
