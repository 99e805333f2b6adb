/// Another turning of a run: it is made again up to the end of a turn, and there another of the ready tasks
/// has the next one. From there on the tasks take their turns in order.

import { Choice } from './abi.gen.ts';
import { departureOf, type Departure, type Schedule } from './schedule.ts';

export interface ForkOptions {
  /// What is followed before.
  schedule: Schedule;
  /// The turn that is the last before.
  turn: number;
  /// Which of the ready tasks is next, and how many there are.
  index: number;
  of: number;
  /// Turns that have begun.
  turns(): number;
  /// The schedule of the run that has taken the other turning.
  taken(schedule: Schedule): void;
}

export class Fork {
  readonly #options: ForkOptions;
  readonly #counts = new Map<Departure['of'], number>();
  readonly #departures: Departure[] = [];
  #taken = false;

  constructor(options: ForkOptions) {
    this.#options = options;
  }

  /// Decides the run's choices (policy 'host').
  choose(kind: Choice, count: number): number {
    const of = departureOf(kind);
    const number = this.#counts.get(of) ?? 0;
    this.#counts.set(of, number + 1);
    if (this.#taken) return 0;
    const turns = this.#options.turns();
    const isHere = kind === Choice.TURN && turns === this.#options.turn;
    if (turns > this.#options.turn || (isHere && count !== this.#options.of))
      throw new Error('other tasks were ready there than before');
    const alternative = isHere ? this.#options.index : this.#scheduled(number, of);
    if (alternative > 0) this.#departures.push({ number, alternative, ...(of && { of }) });
    if (isHere) {
      this.#taken = true;
      this.#options.taken(this.#departures);
    }
    return alternative;
  }

  #scheduled(number: number, of: Departure['of']): number {
    const found = this.#options.schedule.find((one) => one.number === number && one.of === of);
    return found?.alternative ?? 0;
  }
}
