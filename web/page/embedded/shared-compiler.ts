/// The programs of a page share one compiler. Where the browser has no shared workers, or refuses one to a
/// frame, this program has one of its own, and also where the others keep the shared one busy for too long,
/// or where it dies.

import type { CompilerPort, Fails, Heard } from '../run/compiler-port.ts';
import type { FromCompiler, ToCompiler } from '../../workers/protocol.ts';

/// A shared worker, as far as it is used.
export interface SharedPort {
  port: { onmessage: Heard | null; postMessage(message: ToCompiler): void; close(): void };
  onerror: Fails | null;
}

export interface SharedCompilerParts {
  /// Throws where there can be none.
  shared(): SharedPort;
  own(): CompilerPort;
  /// Resolves when nobody holds the lock of this name any more; rejects where that cannot be known.
  gone(lock: string, signal: AbortSignal): Promise<unknown>;
}

/// So long a request waits for those of other programs. What takes longer than several builds is none that
/// somebody waits for, but one that does not end.
export const patienceMilliseconds = 20_000;

/// So long a build may take, and a download be silent, where the browser cannot tell of the worker's death.
export const longestMilliseconds = 90_000;

export class SharedCompiler implements CompilerPort {
  onmessage: CompilerPort['onmessage'] = null;
  onerror: CompilerPort['onerror'] = null;
  readonly #parts: SharedCompilerParts;
  #shared: SharedPort | undefined;
  #own: CompilerPort | undefined;
  /// The shared worker has been started: browsers do not always tell when it cannot be.
  #here = false;
  /// The shared compiler is there: from then on a request has to wait for others' requests alone.
  #ready = false;
  /// What has been asked for and not been answered, in its order.
  #asked: ToCompiler[] = [];
  /// Of the requests, those that have been begun: they take as long as they take.
  readonly #begun = new Set<number>();
  #patience: ReturnType<typeof setTimeout> | undefined;
  /// Held by the shared worker for as long as it lives.
  #lock: string | undefined;
  /// Ends the wait for that lock, which there is only while something is asked for.
  #watch: AbortController | undefined;

  constructor(parts: SharedCompilerParts) {
    this.#parts = parts;
    try {
      this.#shared = parts.shared();
    } catch {
      this.#takeOwn();
      return;
    }
    this.#shared.port.onmessage = (event) => this.#hear(event);
    this.#shared.onerror = () => this.#takeOwn();
  }

  postMessage(message: ToCompiler): void {
    if (this.#own) return this.#own.postMessage(message);
    if (message.kind !== 'cancel' && message.kind !== 'drop') this.#asked.push(message);
    this.#shared!.port.postMessage(message);
    this.#wait();
  }

  terminate(): void {
    this.#leave();
    this.#own?.terminate();
  }

  #hear(event: { data: FromCompiler }): void {
    const { data } = event;
    switch (data.kind) {
      case 'here':
        this.#here = true;
        this.#lock = data.lock;
        break;
      case 'ready':
        this.#ready = true;
        this.#asked = this.#asked.filter(({ kind }) => kind !== 'prepare');
        break;
      case 'canceled':
      case 'failed':
        this.#asked = [];
        break;
      case 'begun':
        this.#begun.add(data.id);
        break;
      case 'built':
      case 'checked':
      case 'completed':
      case 'broken':
        this.#begun.delete(data.id);
        this.#asked = this.#asked.filter((one) => !('id' in one && one.id === data.id));
    }
    this.#wait();
    this.onmessage?.(event);
  }

  /// Counts anew from each answer on.
  #wait(): void {
    clearTimeout(this.#patience);
    if (this.#own) return;
    this.#watchLife();
    const milliseconds = this.#mayTake();
    if (milliseconds < Infinity) this.#patience = setTimeout(() => this.#takeOwn(), milliseconds);
  }

  /// How long it may take until more is heard of the shared worker.
  #mayTake(): number {
    if (this.#asked.length === 0) return Infinity;
    const downloads = this.#here && !this.#ready;
    if (!downloads && this.#begun.size === 0) return patienceMilliseconds;
    return this.#lock === undefined ? longestMilliseconds : Infinity;
  }

  #watchLife(): void {
    if (this.#lock === undefined || this.#asked.length === 0) {
      this.#watch?.abort();
      this.#watch = undefined;
    } else if (!this.#watch) {
      const { signal } = (this.#watch = new AbortController());
      void this.#parts.gone(this.#lock, signal).then(
        () => signal.aborted || this.#takeOwn(),
        () => signal.aborted || this.#countInstead(),
      );
    }
  }

  #countInstead(): void {
    this.#lock = this.#watch = undefined;
    this.#wait();
  }

  #takeOwn(): void {
    this.#leave();
    this.#own = this.#parts.own();
    this.#own.onmessage = (event) => this.onmessage?.(event);
    this.#own.onerror = (event) => this.onerror?.(event);
    if (this.#ready) this.#own.postMessage({ kind: 'prepare' });
    for (const message of this.#asked.splice(0)) this.#own.postMessage(message);
  }

  #leave(): void {
    clearTimeout(this.#patience);
    this.#watch?.abort();
    if (!this.#shared) return;
    this.#shared.onerror = this.#shared.port.onmessage = null;
    this.#shared.port.close();
    this.#shared = undefined;
  }
}
