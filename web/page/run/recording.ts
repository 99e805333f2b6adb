/// What is kept of a run so that it can be made again: what was typed for it, and what came from outside.

import {
  isAnswer,
  SnapshotShelf,
  tapeUpTo,
  type Snapshot,
  type Tape,
  type TapePart,
} from '../../runtime/index.ts';
import { Journal } from './journal.ts';
import type { Nanoseconds } from '../../trace/model/units.ts';
import type { Heard } from '../variables/variables.ts';
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
  /// It begins there, and `before` is what is kept of it before.
  from?: { snapshot: Snapshot; before: Recording };
}

export class Recording {
  readonly clock: ClockKind;
  readonly seed: number;
  #tape: TapePart[] = [];
  #hasFetched = false;
  #journal = new Journal();
  #shelf = new SnapshotShelf();
  #hasVariables = false;
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

  get journal(): Journal {
    return this.#journal;
  }

  heardVariables({ table, news }: Heard): void {
    this.#hasVariables ||= table !== undefined;
    if (news) this.#journal.news(news);
  }

  snapshot(snapshot: Snapshot): void {
    this.#journal.snapshot(snapshot);
    this.#shelf.add(snapshot);
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
    const from = this.#from(turns, typed, byTurns);
    return {
      clock,
      seed,
      typed,
      lines,
      ...(byTape && { tape: [...this.#tape] }),
      ...(from && { from }),
    };
  }

  /// `isTracked`: what becomes of the variables is asked for, and has to have been kept.
  #from(turns: number, typed: Kept['typed'], isTracked: boolean): Kept['from'] {
    const wanted = (one: Snapshot) =>
      this.#journal.reaches(one) && (!isTracked || !this.#hasVariables || one.state.variables !== undefined);
    const last = this.#shelf.last(turns, wanted);
    if (!last) return undefined;
    const before = new Recording({ clock: this.clock, seed: this.seed, typed });
    before.#journal = this.#journal.upTo(last);
    before.#shelf = this.#shelf.upTo(last);
    for (const part of tapeUpTo(this.#tape, last.state.tape)) before.heard(part);
    return { snapshot: this.#shelf.whole(last), before };
  }
}
