/// Gathers the trace of a run while it runs, and writes it at its end, however it ends.

import { closeSync, openSync, writeSync } from 'node:fs';
import { chromeTrace } from '../trace/export/chrome.ts';
import { Trace } from '../trace/model/trace.ts';
import { Failure, reason, status } from './failure.ts';
import type { TraceBatch } from '../runtime/index.ts';

const portionCharacters = 1 << 16;

export class TraceFile {
  readonly #file: string;
  readonly #fd: number;
  readonly #trace = new Trace();

  constructor(file: string) {
    this.#file = file;
    this.#fd = this.#attempt(() => openSync(file, 'w'));
  }

  readonly add = (batch: TraceBatch): void => this.#trace.append(batch);

  write(): void {
    this.#attempt(() => {
      let text = '';
      for (const part of chromeTrace(this.#trace)) {
        text += part;
        if (text.length > portionCharacters) text = this.#put(text);
      }
      this.#put(text);
      closeSync(this.#fd);
    });
  }

  #put(text: string): '' {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at);
    return '';
  }

  #attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new Failure(status.output, `--trace ${this.#file}: ${reason(error)}`);
    }
  }
}
