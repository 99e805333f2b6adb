/// What became of a program's variables in the course of a run: how they stood after each of its turns.

import { Changes } from './changes.ts';
import type { VariableNews } from './tracker.ts';

/// So many changes are kept, of eight bytes each; then the older half is dropped.
const maxChanges = 1 << 21;

export type Holds = (state: Uint8Array, changed: ReadonlySet<number>, turn: number) => boolean;

export class VariableHistory {
  readonly #changes = new Changes();
  /// How they stood when the first so many changes had been made.
  #state = new Uint8Array(0);
  #applied = 0;
  #firstTurn = 0;

  /// The first turn after which it is known how they stood.
  get firstTurn(): number {
    return this.#firstTurn;
  }

  clear(): void {
    this.#changes.clear();
    this.#state = new Uint8Array(0);
    this.#applied = this.#firstTurn = 0;
  }

  add(news: VariableNews): void {
    if (news.begin) {
      this.#state = news.begin.state.slice();
      this.#firstTurn = news.begin.turn;
      this.#applied = 0;
      this.#changes.clear();
    }
    if (this.#changes.count + news.turns.length > maxChanges) this.#dropOlderHalf();
    this.#changes.append(news);
  }

  /// How they stood after that turn; undefined where that is not known (any more). It holds until the next
  /// call.
  stateAfter(turn: number): Uint8Array | undefined {
    if (this.#state.length === 0 || turn < this.#firstTurn) return undefined;
    this.#goTo(this.#changes.countUpTo(turn));
    return this.#state;
  }

  /// The places that the turn changed.
  changedIn(turn: number): ReadonlySet<number> {
    const { places } = this.#changes;
    return new Set(places.subarray(this.#changes.countUpTo(turn - 1), this.#changes.countUpTo(turn)));
  }

  /// Of the turns after that one (`by` 1), or before it (-1), the nearest that changes something and of which
  /// that holds. It is asked with the state after the turn and the places that the turn has changed.
  find(from: number, by: 1 | -1, holds: Holds): number | undefined {
    const { turns } = this.#changes;
    let at = by === 1 ? this.#changes.countUpTo(from) : this.#changes.countUpTo(from - 1) - 1;
    while (at >= 0 && at < this.#changes.count) {
      const turn = turns[at]!;
      if (turn >= this.#firstTurn && holds(this.stateAfter(turn)!, this.changedIn(turn), turn)) return turn;
      at = by === 1 ? this.#changes.countUpTo(turn) : this.#changes.countUpTo(turn - 1) - 1;
    }
    return undefined;
  }

  #goTo(count: number): void {
    const { places, before, after } = this.#changes;
    for (; this.#applied < count; this.#applied++)
      this.#state[places[this.#applied]!] = after[this.#applied]!;
    while (this.#applied > count) {
      this.#applied--;
      this.#state[places[this.#applied]!] = before[this.#applied]!;
    }
  }

  #dropOlderHalf(): void {
    const middle = this.#changes.turns[this.#changes.count >> 1]!;
    const dropped = this.#changes.countUpTo(middle);
    this.#goTo(Math.max(dropped, this.#applied));
    this.#firstTurn = middle;
    this.#changes.dropFirst(dropped);
    this.#applied -= dropped;
  }
}
