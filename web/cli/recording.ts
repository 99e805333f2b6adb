/// `--record FILE` writes the run down while it goes on, so that the file is there however the run ends.

import { closeSync, openSync, writeSync } from 'node:fs';
import { TraceFileWriter } from '../trace/file/writer.ts';
import { Failure, reason, status } from './failure.ts';

export class Recording {
  readonly #file: string;
  readonly #fd: number;
  /// What went wrong first: nothing is written after it.
  #trouble: Failure | undefined;
  readonly run: TraceFileWriter;

  constructor(file: string, source: { name: string; text: string }) {
    this.#file = file;
    this.#fd = this.#attempt(() => openSync(file, 'w')) ?? -1;
    this.#throwTrouble();
    this.run = new TraceFileWriter((bytes) => this.#append(bytes));
    this.run.source(source);
  }

  close(): void {
    this.#attempt(() => closeSync(this.#fd));
    this.#throwTrouble();
  }

  #throwTrouble(): void {
    if (this.#trouble) throw this.#trouble;
  }

  #append(bytes: Uint8Array): void {
    this.#attempt(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at);
    });
  }

  #attempt<T>(work: () => T): T | undefined {
    if (this.#trouble) return undefined;
    try {
      return work();
    } catch (error) {
      this.#trouble = new Failure(status.output, `--record ${this.#file}: ${reason(error)}`);
      return undefined;
    }
  }
}
