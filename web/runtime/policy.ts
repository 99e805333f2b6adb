/// Decides a run's choices, as the program's imports and first calls see it.

import { Policy, Stream, type Choice, type HostImports } from './abi.gen.ts';
import type { Program } from './program.ts';
import { scheduleText, type Departure, type Schedule } from './schedule.ts';

export type RunPolicy =
  | { kind: 'fifo' }
  | { kind: 'random' }
  /// By priorities: the highest falls `changes` times. `turns` is how long the run is expected to be, if that
  /// is known.
  | { kind: 'pct'; changes?: number; turns?: number }
  | { kind: 'replay'; schedule: Schedule }
  /// Asked at each choice for one of `count` alternatives. `seeded` is the value for which alternative 0
  /// stands.
  | { kind: 'host'; choose(kind: Choice, count: number, seeded: number): number };

type Imports = Pick<HostImports, 'next_departure' | 'next_alternative' | 'departed' | 'choose'>;

const numbers = {
  fifo: Policy.FIFO,
  random: Policy.RANDOM,
  pct: Policy.PCT,
  replay: Policy.REPLAY,
  host: Policy.HOST,
} as const;

/// What finds bugs that need three orderings.
const defaultChanges = 2;

export const streamOf = (of: Departure['of']): Stream =>
  of === undefined
    ? Stream.CHOICES
    : { fault: Stream.FAULTS, timer: Stream.TIMERS, allocation: Stream.ALLOCATIONS }[of];

export class Steering {
  readonly #policy: RunPolicy;
  readonly #departures: Departure[] = [];
  /// By stream, the departures that have not been handed in, the last first.
  readonly #left: Departure[][];

  constructor(policy: RunPolicy) {
    this.#policy = policy;
    const schedule = policy.kind === 'replay' ? [...policy.schedule].reverse() : [];
    this.#left = Object.values(Stream).map((stream) => schedule.filter(({ of }) => streamOf(of) === stream));
  }

  /// What a random policy has done: the run again, when it is followed.
  get schedule(): string | undefined {
    const { kind } = this.#policy;
    return kind === 'random' || kind === 'pct' ? scheduleText(this.#departures) : undefined;
  }

  readonly imports: Imports = {
    next_departure: (stream) => this.#left[stream]?.at(-1)?.number ?? -1,
    next_alternative: (stream) => this.#left[stream]?.pop()?.alternative ?? 0,
    departed: (number, alternative) => void this.#departures.push({ number, alternative }),
    choose: (kind, count, seeded) =>
      this.#policy.kind === 'host' ? this.#policy.choose(kind as Choice, count, seeded) : 0,
  };

  /// Tells the program the policy, before its start. `counted`: choices are counted, even if fifo decides.
  begin(program: Program, seed: number, counted = false): void {
    const policy = this.#policy;
    if (policy.kind === 'fifo' && !counted) return;
    const kind = policy.kind === 'fifo' ? 'replay' : policy.kind; // of no departures
    const { changes = defaultChanges, turns = 0 } = policy.kind === 'pct' ? policy : {};
    program.exports.weft_policy(numbers[kind], seed, changes, turns);
  }

  /// The program stands where it stood in a run before, in which choices were counted: from there on this
  /// policy decides. One that goes by chance goes on as it went.
  goOn(program: Program, seed: number): void {
    if (this.schedule !== undefined) return;
    this.#left.forEach((departures, stream) => {
      const made = program.exports.weft_choices_made(stream);
      while (departures.length > 0 && departures.at(-1)!.number < made) departures.pop();
    });
    this.begin(program, seed, true);
  }
}
