/// Makes a run again from its tape, up to a moment, and waits for nothing: what the runtime called, and what
/// came from outside, comes again in the same order.

import type { Completion } from './completion.ts';
import type { Host } from './host.ts';
import type { Snapshot } from './snapshot.ts';
import type { Tape, TapeReader } from './tape.ts';

export interface Again {
  tape: Tape;
  /// It begins there, with all that the memory holds, and not at the run's beginning.
  from?: Pick<Snapshot, 'state' | 'pages'>;
  /// The moment is the end of that turn, and from there so many switches of stacks.
  turns: number;
  switches: number;
  /// The moment has come, after the program was handed so many lines.
  live?(lines: number): void;
}

export interface RerunParts {
  again: Again;
  reader: Pick<TapeReader, 'next'>;
  host: Pick<Host, 'now' | 'immediate'>;
  /// Turns that have begun.
  turns(): number;
  /// Whether the last of them was stopped at a switch of stacks.
  withinTurn(): boolean;
  isOver(): boolean;
  /// `alone`: turns were taken one by one there. When to call again, as weft_pump has it.
  pump(budget: number, alone: boolean): number;
  complete(completion: Completion): void;
  goLive(next: number): void;
}

/// How long the host's loop is kept at a time.
const shareMilliseconds = 8;

export class Rerun {
  readonly #parts: RerunParts;
  #switches: number;
  #lines: number;
  #next: number;
  #isLive = false;
  readonly #afterwards: (() => void)[] = [];

  constructor(parts: RerunParts) {
    this.#parts = parts;
    const { from, switches } = parts.again;
    this.#switches = switches;
    this.#lines = from?.state.lines ?? 0;
    this.#next = from?.state.next ?? 0;
    parts.host.immediate(() => this.#run());
  }

  /// What a person asks for meanwhile waits until the moment has come.
  afterwards(call: () => void): void {
    if (this.#isLive) call();
    else this.#afterwards.push(call);
  }

  #run(): void {
    const { host, isOver } = this.#parts;
    const until = host.now() + shareMilliseconds;
    do {
      if (isOver()) return;
      if (!this.#step()) return this.#goLive();
    } while (host.now() < until);
    host.immediate(() => this.#run());
  }

  #goLive(): void {
    const { again, goLive } = this.#parts;
    goLive(this.#next);
    again.live?.(this.#lines);
    this.#isLive = true;
    for (const call of this.#afterwards) call();
  }

  /// Does what was done next. False: the moment has come, or there is no more on the tape.
  #step(): boolean {
    const left = this.#turnsLeft;
    if (left <= 0 && this.#switches === 0) return false;
    const call = this.#parts.reader.next();
    if (call === undefined) {
      if (left <= 0) this.#pumpToSwitch(-this.#switches);
      return false;
    }
    if (typeof call !== 'number') this.#complete(call);
    else if (left <= 0) this.#pumpToSwitch(call < 0 ? Math.max(call, -this.#switches) : -this.#switches);
    else this.#pump(Math.min(call, left), call <= 1);
    return true;
  }

  #pumpToSwitch(budget: number): void {
    this.#switches += budget;
    this.#pump(budget, true);
  }

  #pump(budget: number, alone: boolean): void {
    this.#next = this.#parts.pump(budget, alone);
  }

  #complete(completion: Completion): void {
    if (completion.line !== undefined && completion.line !== null) this.#lines++;
    this.#parts.complete(completion);
  }

  /// A turn that was stopped within has to be ended, and counts.
  get #turnsLeft(): number {
    const { again, turns, withinTurn } = this.#parts;
    const left = again.turns - turns();
    return left >= 0 && withinTurn() ? left + 1 : left;
  }
}
