/// Engines make quick code of a function once it has been called often. So the compiler builds what stands
/// in the editor some times more while nothing else happens, and the first edits are compiled as quickly as
/// later ones.

import { computed, type ReadonlySignal } from '@preact/signals';

import type { State } from '../state.ts';
import type { CompilerClient } from './compiler-client.ts';

const enough = 6;
/// After a run or an edit, which may be followed by another.
const quietMilliseconds = 800;
/// The tools' next instances are made meanwhile.
const betweenMilliseconds = 100;

export interface RehearsalParts {
  state: Pick<State, 'compiler' | 'phase' | 'options' | 'switching' | 'pristine'>;
  compiler: Pick<CompilerClient, 'buildAhead'>;
  text(): string;
  /// Whether the processors have something else to do.
  busy: ReadonlySignal<boolean>;
  isLookedAt(): boolean;
}

export class Rehearsal {
  readonly #parts: RehearsalParts;
  readonly #quiet: ReadonlySignal<boolean>;
  #left = enough;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #build = new AbortController();

  constructor(parts: RehearsalParts) {
    this.#parts = parts;
    const { state, busy } = parts;
    this.#quiet = computed(
      () => state.compiler.value.kind === 'ready' && state.phase.value === 'idle' && !busy.value,
    );
    /* An example is not compiled anew when the compiler has come: nothing is in the way then. */
    this.#quiet.subscribe(() => this.#wait(this.#left === enough && state.pristine.value ? 0 : undefined));
  }

  /// The text has changed: it is compiled for its own sake first.
  changed(): void {
    this.#wait();
  }

  #wait(milliseconds = quietMilliseconds): void {
    this.#build.abort();
    clearTimeout(this.#timer);
    if (this.#quiet.value && this.#left > 0)
      this.#timer = setTimeout(() => void this.#rehearse(), milliseconds);
  }

  async #rehearse(): Promise<void> {
    const { state, compiler, text, isLookedAt } = this.#parts;
    if (!isLookedAt()) return;
    const { signal } = (this.#build = new AbortController());
    const how = { ...state.options.value, races: false, switching: state.switching.value };
    const made = await compiler.buildAhead(text(), how, signal).catch(() => undefined);
    if (signal.aborted || !made?.wasm) return;
    this.#left--;
    this.#wait(betweenMilliseconds);
  }
}
