/// What is kept of a run so that it can be made again: what was typed for it, and what came from outside.

import { isAnswer, type Tape, type TapePart } from '../../runtime/index.ts';
import type { Nanoseconds } from '../../trace/model/units.ts';
import type { ClockKind } from '../share/link.ts';

interface Typed {
  /// Null: the end of input.
  text: string | null;
  /// On the program's clock.
  at: Nanoseconds;
}

/// As much of it as a moment needs.
export interface Kept {
  clock: ClockKind;
  seed: number;
  typed: readonly Typed[];
  lines: readonly (string | null)[];
  /// Absent where the run repeats without.
  tape?: Tape;
}

export class Recording {
  readonly clock: ClockKind;
  readonly seed: number;
  readonly #tape: TapePart[] = [];
  #hasFetched = false;
  #typed: readonly Typed[];

  constructor({
    clock,
    seed,
    typed = [],
  }: { clock: ClockKind; seed: number; typed?: Kept['typed'] | undefined }) {
    this.clock = clock;
    this.seed = seed;
    this.#typed = typed;
  }

  heard(part: TapePart): void {
    this.#tape.push(part);
    this.#hasFetched ||= part.completions.some(({ completion }) => isAnswer(completion));
  }

  gave(text: string | null, at: Nanoseconds): void {
    this.#typed = [...this.#typed, { text, at }];
  }

  get lines(): string[] {
    return this.#typed.flatMap(({ text }) => (text === null ? [] : [text]));
  }

  /// The run can be made again up to the end of that turn.
  get lastTurn(): number {
    return this.clock === 'virtual' ? Infinity : this.#end;
  }

  /// Up to the end of that turn the tape is good.
  get #end(): number {
    return this.#tape.at(-1)?.end ?? Infinity;
  }

  /// What it takes to be there again: at the end of that turn, when the program's clock showed `time`. On the
  /// virtual clock what was typed belongs to the run from its beginning. `byTurns`: it is to be looked at
  /// after each turn, so that where it repeats by itself it takes no tape, by which it would be quicker.
  upTo(turns: number, { time = Infinity, byTurns = false } = {}): Kept {
    const { clock, seed } = this;
    const isReal = clock === 'real';
    const typed = isReal ? this.#typed.filter(({ at }) => at <= time) : this.#typed;
    const lines = typed.map(({ text }) => text);
    const byTape = isReal || (turns <= this.#end && (this.#hasFetched || !byTurns));
    return { clock, seed, typed, lines, ...(byTape && { tape: [...this.#tape] }) };
  }
}
