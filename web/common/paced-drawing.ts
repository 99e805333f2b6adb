/// Draws with the display's frames, and rests behind a dear one: what follows a program that never rests must
/// leave the page time for the person.

/// A frame takes so long on a display of 60 Hz, and a little more.
const dearFrameMilliseconds = 20;
/// While dear frames follow each other, they take this part of the time.
const maxShareOfTime = 1 / 5;
/// So long it rests at most: on a machine that is busy otherwise every frame is dear.
const longestRestMilliseconds = 250;

export class PacedDrawing {
  readonly #draw: () => void;
  #scheduled = false;
  #restUntil = 0;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /// Draws with a frame, once the rest is over.
  ask(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame((now) => this.#frame(now));
  }

  /// Draws with the next frame: somebody has done something.
  askNow(): void {
    this.#restUntil = 0;
    this.ask();
  }

  #frame(now: number): void {
    if (now < this.#restUntil) return void requestAnimationFrame((next) => this.#frame(next));
    this.#scheduled = false;
    this.#draw();
    requestAnimationFrame((next) => this.#rest(next, next - now));
  }

  /// What a frame costs, its layout and painting included, shows in when the next one comes.
  #rest(now: number, cost: number): void {
    const rest = Math.min(cost / maxShareOfTime - cost, longestRestMilliseconds);
    this.#restUntil = cost > dearFrameMilliseconds ? now + rest : 0;
  }
}
