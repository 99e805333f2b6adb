/// The trace of a run, in a file, as it happens.

import { closeSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { ChromeTrace } from '../trace/chrome.ts';
import type { RunOptions } from '../runtime/index.ts';

export class TraceFile {
  readonly #fd: number;
  readonly #trace: ChromeTrace;
  #pending: string[] = [];

  constructor(fd: number, program: string) {
    this.#fd = fd;
    this.#trace = new ChromeTrace(basename(program), (json) => this.#pending.push(json));
  }

  /// Written after each pump; there is time enough to lose nothing that the ring holds.
  readonly options: NonNullable<RunOptions['trace']> = {
    frame: 0,
    most: 1 << 20,
    waiting: 1 << 22,
    post: (batch) => {
      this.#trace.append(batch);
      this.#flush();
    },
  };

  finish(time: number): void {
    this.#trace.finish(time);
    this.#flush();
    closeSync(this.#fd);
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending.join(''));
    this.#pending = [];
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at);
  }
}
