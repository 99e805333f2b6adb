/// A worker that is replaced while nothing is heard of it. A browser can lose a worker that it was asked for
/// while a service worker took over the page. It neither starts nor fails then, and whatever it was told is
/// lost.

interface WorkerEnd<To> {
  postMessage(message: To): void;
  terminate(): void;
}

const firstSilenceMilliseconds = 5000;

export class HeardWorker<To> {
  readonly #another: () => WorkerEnd<To>;
  #worker: WorkerEnd<To>;
  /// What it has been told, until it is heard of.
  #told: To[] | undefined = [];
  #silence: ReturnType<typeof setTimeout> | undefined;

  /// `another` makes one more, and listens to it.
  constructor(worker: WorkerEnd<To>, another: () => WorkerEnd<To>) {
    this.#worker = worker;
    this.#another = another;
  }

  send(message: To): void {
    if (this.#told?.length === 0) this.#replaceAfter(firstSilenceMilliseconds);
    this.#told?.push(message);
    this.#worker.postMessage(message);
  }

  /// It has said something.
  heard(): void {
    clearTimeout(this.#silence);
    this.#told = undefined;
  }

  end(): void {
    clearTimeout(this.#silence);
    this.#worker.terminate();
  }

  /// Each has twice the time of the one before: the machine or the line may be slow.
  #replaceAfter(milliseconds: number): void {
    this.#silence = setTimeout(() => {
      this.#worker.terminate();
      this.#worker = this.#another();
      for (const message of this.#told ?? []) this.#worker.postMessage(message);
      this.#replaceAfter(2 * milliseconds);
    }, milliseconds);
  }
}
