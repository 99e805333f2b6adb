/// Asks the compiler for completions: one question at a time, and none that nobody waits for any more.

import type { Completion } from '../../../toolchain/index.ts';

/// What is needed of the compiler.
export interface Completer {
  state: { kind: string };
  complete(source: string, offset: number): Promise<Completion[]>;
}

export class Suggestions {
  readonly #compiler: Completer;
  #busy: Promise<unknown> | undefined;

  constructor(compiler: Completer) {
    this.#compiler = compiler;
  }

  get ready(): boolean {
    return this.#compiler.state.kind === 'ready';
  }

  /// Undefined when there is no answer, or when `signal` says that none is wanted.
  async at(source: string, offset: number, signal: AbortSignal): Promise<Completion[] | undefined> {
    while (this.#busy) await this.#busy;
    if (signal.aborted || !this.ready) return undefined;
    const asked = this.#compiler.complete(source, offset).catch(() => undefined);
    this.#busy = asked.then(() => (this.#busy = undefined));
    const found = await asked;
    return signal.aborted ? undefined : found;
  }
}
