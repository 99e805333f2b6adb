/// While somebody wants to know what becomes of the program's variables, it is pumped one turn at a time, and
/// looked at after each.

import type { VariableTracker } from './variables/tracker.ts';

export interface TurnByTurnParts {
  pump(budget: number): number;
  /// A pump is over, which has returned `next`, and has been looked at.
  between(next: number): void;
  isOver(): boolean;
  pause(): void;
}

export class TurnByTurn {
  readonly #parts: TurnByTurnParts;
  #holdWhen: (() => boolean) | undefined;
  /// Turns have been taken after which nobody looked.
  #missed = false;
  /// Undefined: nobody wants to know.
  tracker: VariableTracker | undefined;

  constructor(parts: TurnByTurnParts) {
    this.#parts = parts;
  }

  /// Pauses after the next turn that changes something, and after which that holds.
  holdWhen(condition: (() => boolean) | undefined): void {
    this.#holdWhen = condition;
  }

  pump(tracker: VariableTracker, budget: number): number {
    const { pump, between, isOver, pause } = this.#parts;
    for (let left = budget; ; left--) {
      const next = pump(Math.min(left, 1) || 1);
      const holds = tracker.look() && this.#holdWhen?.();
      between(next);
      if (holds) {
        this.#holdWhen = undefined;
        pause();
        return next;
      }
      if (left <= 1 || next > 0 || isOver()) return next;
    }
  }

  /// How the variables stand, where that is known.
  get state(): Uint8Array<ArrayBuffer> | undefined {
    return this.#missed ? undefined : this.tracker?.state;
  }

  /// In a run that is made again: it was pumped as it had been before. `alone`: by one turn at most.
  pumped(alone: boolean): void {
    if (!alone) this.#missed = true;
    else if (this.#missed) this.catchUp();
    else this.tracker?.look();
  }

  /// What the turns that were missed have changed is not told, but how all stands now.
  catchUp(): void {
    if (this.#missed) this.tracker?.begin();
    this.#missed = false;
  }
}
