/// Parts of an exploration, each of which one thread does on an instance of its own.

import { raceTableOf, Races, type Race } from '../runtime/races.ts';
import { Execution, type ExecutionOptions } from './execution.ts';
import { Outcomes, type Outcome } from './outcomes.ts';
import { Search, type Branch } from './search.ts';
import { explained } from './explain.ts';
import { shortened } from './shorten.ts';
import { fifo, Unanswered } from './world.ts';
import type { Request } from '../runtime/fetch.ts';
import type { Schedule } from '../runtime/schedule.ts';

/// What is to be done.
export type Part =
  /// Depth first: the whole search or a branch of it.
  | { kind: 'search'; all: boolean; bound?: number; branch?: Branch }
  /// Only as deep as it takes to have about so many branches.
  | { kind: 'split'; all: boolean; bound?: number; branches: number }
  /// Runs of a random policy: from one seed of it on, each `step`-th.
  | { kind: 'chance'; policy: 'random' | 'pct'; from: number; step: number }
  /// What leads to the outcome; with `shorten`, by as few departures as are found.
  | { kind: 'finish'; outcome: Outcome; shorten: boolean };

export interface Budget {
  /// Runs, at most.
  runs: number;
  /// When to stop, in milliseconds of performance.now().
  until: number;
}

export interface FoundRace extends Race {
  schedule: Schedule;
}

/// What a part has come to while it is being done.
export interface PartNews {
  runs: number;
  /// Of very many only those that a list would begin with.
  outcomes: Outcome[];
  races: FoundRace[];
}

/// What came of a part.
export interface PartResult {
  runs: number;
  outcomes: Outcome[];
  races: FoundRace[];
  /// All runs of the part have been made, or one of each class.
  complete: boolean;
  branches: Branch[];
  /// The part has not been done: these have to be asked for first.
  unanswered?: readonly Request[];
}

export interface PartOptions extends ExecutionOptions {
  /// Turns of a run, at most: one that goes on is endless.
  maxTurns: number;
}

/// How often the highest priority falls, in turn: what finds bugs that need two orderings, three and so on.
const priorityChanges = [1, 2, 3, 4];
/// The clock is read after so many runs, and after each that has an outcome of its own.
const runsBetweenLooks = 16;
/// News are told so far apart.
const newsMilliseconds = 50;
const maxNewsOutcomes = 100;

export class Parts {
  readonly #options: PartOptions;
  readonly #execution: Execution;
  readonly #races: Races | undefined;
  /// Turns of the longest run that ended.
  #longest = 0;
  #result!: PartResult;
  #outcomes = new Outcomes();
  #seenRaces = new Map<string, FoundRace>();
  #toldAt = -Infinity;
  /// Told now and then of what the part that is being done has come to.
  news: (now: PartNews) => void = () => {};

  /// Throws NotAProgram for a module that is none.
  constructor(options: PartOptions) {
    this.#options = options;
    this.#execution = new Execution(options);
    const table = raceTableOf(options.wasm);
    /* A program that touches no memory that others could see has no account of it. */
    const hasAccount = 'weft_races' in this.#execution.program.exports;
    this.#races = table && hasAccount ? new Races(this.#execution.program, table) : undefined;
  }

  get execution(): Execution {
    return this.#execution;
  }

  do(part: Part, budget: Budget): PartResult {
    this.#outcomes = new Outcomes();
    this.#seenRaces = new Map();
    this.#result = { runs: 0, outcomes: [], races: [], complete: false, branches: [] };
    try {
      this.#result.complete = this.#run(part, budget);
    } catch (thrown) {
      if (!(thrown instanceof Unanswered)) throw thrown;
      this.#result.unanswered = thrown.requests;
    }
    this.#result.outcomes = this.#outcomes.list();
    this.#result.races = [...this.#seenRaces.values()];
    return this.#result;
  }

  #run(part: Part, budget: Budget): boolean {
    switch (part.kind) {
      case 'search': {
        const { all, bound, branch } = part;
        const options = { all, ...(bound !== undefined && { bound }), ...this.#searchOptions(budget) };
        return new Search(this.#execution, options).run(branch);
      }
      case 'split':
        return this.#split(part, budget);
      case 'chance':
        this.#byChance(part, budget);
        return false;
      case 'finish':
        this.#finish(part.outcome, part.shorten);
        return false;
    }
  }

  #finish(outcome: Outcome, shorten: boolean): void {
    const { maxTurns } = this.#options;
    const shortest = shorten ? shortened(this.#execution, outcome, maxTurns) : outcome;
    this.#outcomes.add(explained(this.#execution, shortest, maxTurns));
  }

  #searchOptions(budget: Budget): { maxTurns: number; ended: () => boolean } {
    return { maxTurns: this.#options.maxTurns, ended: () => this.#ended(budget) };
  }

  /// Deeper until there are enough, or nothing is left for others to do.
  #split({ all, bound, branches }: Extract<Part, { kind: 'split' }>, budget: Budget): boolean {
    for (let depth = 3; ; depth += 2) {
      const found: Branch[] = [];
      this.#outcomes = new Outcomes();
      this.#result.runs = 0;
      const complete = new Search(this.#execution, {
        all,
        ...(bound !== undefined && { bound }),
        ...this.#searchOptions(budget),
        split: { depth, branch: (one) => void found.push(one) },
      }).run();
      this.#result.branches = found;
      if (found.length >= branches || found.length === 0 || depth > 40) return complete;
    }
  }

  #byChance({ policy, from, step }: Extract<Part, { kind: 'chance' }>, budget: Budget): void {
    for (let seed = from; ; seed += step) {
      const changes = priorityChanges[seed % priorityChanges.length]!;
      this.#execution.beginByChance(policy, seed, { changes, turns: this.#longest });
      this.#execution.runOut(fifo, this.#options.maxTurns);
      if (!this.#ended(budget)) return;
    }
  }

  /// A run has been made. Whether there is room for another.
  #ended({ runs, until }: Budget): boolean {
    const result = this.#result;
    result.runs++;
    if (this.#execution.ending) this.#longest = Math.max(this.#longest, this.#execution.turns);
    const isNew = this.#outcomes.addRun(this.#execution);
    if (this.#races?.count) this.#addRaces(this.#execution.departures);
    if (result.runs >= runs) return false;
    if (!isNew && result.runs % runsBetweenLooks !== 0) return true;
    const now = performance.now();
    this.#tell(now);
    return now < until;
  }

  #tell(now: number): void {
    if (now - this.#toldAt < newsMilliseconds) return;
    this.#toldAt = now;
    const outcomes = this.#outcomes.list().slice(0, maxNewsOutcomes);
    this.news({ runs: this.#result.runs, outcomes, races: [...this.#seenRaces.values()] });
  }

  #addRaces(schedule: Schedule): void {
    for (const race of this.#races!.found()) {
      const key = keyOfRace(race);
      const known = this.#seenRaces.get(key);
      if (!known || schedule.length < known.schedule.length) this.#seenRaces.set(key, { ...race, schedule });
    }
  }
}

/// The same race of other tasks of the same functions is the same.
export function keyOfRace({ object, kind, first, between, then }: Race): string {
  const places = [first, between, then].map(
    ({ task, file, line }) => `${task.replace(/#\d+$/, '')} ${file}:${line}`,
  );
  return [kind, object, ...places].join(' ');
}
