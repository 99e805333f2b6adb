/// A program in a worker gets its stdin from here: the main thread reads when it is asked to, the worker
/// receives.

import type { MessagePort } from 'node:worker_threads';
import type { Readable } from 'node:stream';

/// Answers the worker's requests from a stream that is opened at the first of them. null: the end.
export function serveStdin(port: MessagePort, open: () => Readable): void {
  let chunks: AsyncIterator<Buffer> | undefined;
  port.on('message', async () => {
    let answer: Uint8Array | null = null;
    try {
      chunks ??= open()[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
      const { done, value } = await chunks.next();
      if (!done) answer = new Uint8Array(value);
    } catch {
      /* What cannot be read any further is at its end. */
    }
    port.postMessage(answer);
  });
  port.unref();
}

const newline = 10;
const nothing = new Uint8Array();

/// This is the worker's side.
export class Stdin {
  readonly #port: MessagePort;
  #bytes: Uint8Array = nothing;
  #ended = false;
  #asked = false;
  #arrived: () => void = () => {};

  constructor(port: MessagePort) {
    this.#port = port;
    port.on('message', (answer) => this.#receive(answer));
  }

  /// Resolves to a line with its newline, which only the last may lack.
  async readLine(signal: AbortSignal): Promise<Uint8Array | null> {
    for (;;) {
      if (signal.aborted) return null;
      const length = this.#bytes.indexOf(newline);
      if (length >= 0) return this.#take(length + 1);
      if (this.#ended) return this.#bytes.length > 0 ? this.#take(this.#bytes.length) : null;
      this.#ask();
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  #ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#port.postMessage('more');
  }

  #receive(answer: Uint8Array | null): void {
    this.#asked = false;
    if (answer === null) this.#ended = true;
    else this.#bytes = this.#bytes.length === 0 ? answer : Buffer.concat([this.#bytes, answer]);
    this.#arrived();
  }

  #take(count: number): Uint8Array {
    const taken = this.#bytes.slice(0, count);
    this.#bytes = this.#bytes.subarray(count);
    return taken;
  }
}
