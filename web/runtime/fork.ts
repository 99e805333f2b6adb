/// Another turning of a run: it is made again up to the end of a turn, and there another of the ready tasks
/// has the next one. From there on the tasks take their turns in order.

import { Choice, Stream } from './abi.gen.ts';
import { streamOf } from './policy.ts';
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
  /// How many choices of that stream there have been before.
  made(stream: Stream): number;
  /// The schedule of the run that has taken the other turning.
  taken(schedule: Schedule): void;
}

export class Fork {
  readonly #options: ForkOptions;
  #taken = false;

  constructor(options: ForkOptions) {
    this.#options = options;
  }

  /// Decides the run's choices (policy 'host').
  choose(kind: Choice, count: number): number {
    if (this.#taken) return 0;
    const { turn, index, of, turns, made, taken } = this.#options;
    const now = turns();
    const isHere = kind === Choice.TURN && now === turn;
    if (now > turn || (isHere && count !== of)) throw new Error('other tasks were ready there than before');
    if (!isHere) return this.#scheduled(departureOf(kind));
    this.#taken = true;
    const before = this.#options.schedule.filter((one) => one.number < made(streamOf(one.of)));
    taken(index > 0 ? [...before, { number: made(Stream.CHOICES), alternative: index }] : before);
    return index;
  }

  #scheduled(stream: Departure['of']): number {
    const number = this.#options.made(streamOf(stream));
    const found = this.#options.schedule.find((one) => one.number === number && one.of === stream);
    return found?.alternative ?? 0;
  }
}
