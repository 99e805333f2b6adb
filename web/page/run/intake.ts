/// How much of a program's events the page takes in from one frame to the next: the program's worker sends
/// more when it hears that a batch was taken in.

const millisecondsInFrame = 5;
/// In a tab that nobody sees there are no frames.
const longestFrameMilliseconds = 100;

export class Intake {
  #spent = 0;
  #waiting: (() => void)[] = [];

  /// A batch took so long: answers at once, or with the next frame where this one has had its share.
  took(milliseconds: number, answer: () => void): void {
    this.#spent += milliseconds;
    if (this.#spent < millisecondsInFrame) return answer();
    this.#waiting.push(answer);
    if (this.#waiting.length > 1) return;
    requestAnimationFrame(() => this.#goOn());
    setTimeout(() => this.#goOn(), longestFrameMilliseconds);
  }

  #goOn(): void {
    if (this.#waiting.length === 0) return;
    this.#spent = 0;
    for (const answer of this.#waiting.splice(0)) answer();
  }
}
