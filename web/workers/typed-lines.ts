/// A person types lines for a program that asks for them one at a time. Each that is typed ends in a newline.

export class TypedLines {
  readonly #wanted: (wanted: boolean) => void;
  /// Typed and not read yet; a null at the end means that no more will come.
  readonly #typed: (string | null)[] = [];
  #reader: ((line: string | null) => void) | undefined;

  /// `wanted` is called when a program begins to wait for a line, and when it no longer does.
  constructor(wanted: (wanted: boolean) => void) {
    this.#wanted = wanted;
  }

  /// null: no more will come.
  give(typed: string | null): void {
    const text = typed === null ? null : `${typed}\n`;
    if (this.#reader) this.#reader(text);
    else this.#typed.push(text);
  }

  next(signal: AbortSignal): Promise<string | null> {
    if (this.#typed.length > 0) return Promise.resolve(this.#take());
    this.#wanted(true);
    return new Promise((resolve) => {
      const reader = (text: string | null) => {
        this.#stopWaiting();
        if (text === null) this.#typed.push(null);
        resolve(text);
      };
      this.#reader = reader;
      signal.addEventListener('abort', () => this.#reader === reader && this.#stopWaiting(), { once: true });
    });
  }

  #stopWaiting(): void {
    this.#reader = undefined;
    this.#wanted(false);
  }

  #take(): string | null {
    const text = this.#typed[0] ?? null;
    if (text !== null) this.#typed.shift();
    return text;
  }
}
