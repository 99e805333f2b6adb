/// Lines of stdin go to the requests that ask for them: one is read at a time, the first to ask gets it, none
/// is lost.

export type Line = string | Uint8Array | null;
type ReadLine = (signal: AbortSignal) => Promise<Line>;

export class LineQueue {
  readonly #read: ReadLine | undefined;
  readonly #arrived: (request: number, line: Line) => void;
  readonly #waiting: number[] = [];
  /// Lines that came although everybody who asked had given up, and those that were given back.
  readonly #unread: Line[] = [];
  #reading: AbortController | undefined;

  constructor(read: ReadLine | undefined, arrived: (request: number, line: Line) => void) {
    this.#read = read;
    this.#arrived = arrived;
  }

  /// Whether a line waits that has been read.
  get hasUnread(): boolean {
    return this.#unread.length > 0;
  }

  ask(request: number): void {
    this.#waiting.push(request);
    this.#serve();
  }

  giveUp(request: number): void {
    const index = this.#waiting.indexOf(request);
    if (index < 0) return;
    this.#waiting.splice(index, 1);
    if (this.#waiting.length > 0) return;
    const reading = this.#reading;
    this.#reading = undefined;
    reading?.abort();
  }

  /// The next to ask gets it.
  giveBack(line: Line): void {
    this.#unread.unshift(line);
  }

  #serve(): void {
    if (this.#reading || this.#waiting.length === 0) return;
    if (this.#unread.length > 0) return this.#hand(this.#unread.shift()!);
    if (!this.#read) return this.#hand(null);
    const reading = (this.#reading = new AbortController());
    this.#read(reading.signal).then(
      (line) => this.#came(reading, line),
      () => this.#came(reading, null),
    );
  }

  #came(reading: AbortController, line: Line): void {
    if (this.#reading === reading) {
      this.#reading = undefined;
      this.#hand(line);
    } else if (line !== null) {
      this.#unread.push(line);
    }
  }

  #hand(line: Line): void {
    this.#arrived(this.#waiting.shift()!, line);
    this.#serve();
  }
}
