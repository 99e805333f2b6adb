/// An exploration from its beginning to its report: the strategy, and the work shared among several workers.

import { Outcomes, type Outcome } from './outcomes.ts';
import { keyOfRace, type Budget, type FoundRace, type Part, type PartNews, type PartResult } from './part.ts';
import { reportedOutcome, reportedRace, type Report } from './report.ts';
import type { Branch } from './search.ts';
import { Unanswered } from './world.ts';
import { askAll } from '../runtime/answers.ts';
import type { Answer } from '../runtime/fetch.ts';
import type { Fetch } from '../runtime/host.ts';

/// A thread that has an instance of the program.
export interface Worker {
  /// `news` may be told of what the part has come to while it is being done.
  do(part: Part, budget: Budget, news: (now: PartNews) => void): Promise<PartResult>;
}

export interface ExploreOptions {
  /// The program's name, for the report.
  program: string;
  strategy: 'auto' | 'dfs' | 'pct' | 'random';
  /// Of dfs: departures from fifo, at most.
  bound?: number;
  /// Of dfs: nothing is reduced.
  all: boolean;
  /// Runs, at most.
  schedules: number;
  /// Seconds, at most.
  seconds?: number;
  /// The seed of the first random run; the others follow.
  seed: number;
  /// Of how many parts which one, from 1.
  shard?: { part: number; of: number };
}

/// Has the program be explored with the answers that there are, and asks outside for what it wants besides,
/// each request once, until all of it is answered. What `attempt` makes is of no use where it throws.
export async function withAnswers<T>(
  outside: { fetch: Fetch; signal(): AbortSignal },
  answers: Map<string, Answer>,
  attempt: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (thrown) {
      if (!(thrown instanceof Unanswered)) throw thrown;
      await askAll(outside.fetch, thrown.requests, answers, outside.signal());
    }
  }
}

/// Told while it goes on. What is begun anew by several workers may count for less meanwhile.
export type Progress = (now: { schedules: number; outcomes: Outcome[]; races: FoundRace[] }) => void;

/// A search of so many runs is not worth the sharing.
const fewRuns = 500;
/// So many branches for each worker, as they take unlike times.
const branchesEach = 8;
/// Failing outcomes for which the shortest schedule is searched.
const maxShortened = 32;

export async function explore(
  options: ExploreOptions,
  workers: readonly Worker[],
  progress: Progress = () => {},
): Promise<Report> {
  return new Exploration(options, workers, progress).run();
}

class Exploration {
  readonly #options: ExploreOptions;
  readonly #workers: readonly Worker[];
  readonly #progress: Progress;
  readonly #outcomes = new Outcomes();
  readonly #races = new Map<string, FoundRace>();
  /// What the parts that are being done have come to.
  readonly #underWay = new Map<Worker, PartNews>();
  readonly #began = performance.now();
  readonly #until: number;
  #runs = 0;

  constructor(options: ExploreOptions, workers: readonly Worker[], progress: Progress) {
    this.#options = options;
    this.#workers = workers;
    this.#progress = progress;
    this.#until = options.seconds === undefined ? Infinity : this.#began + options.seconds * 1000;
  }

  async run(): Promise<Report> {
    const { strategy, schedules, bound } = this.#options;
    let complete = false;
    let used: string = strategy;
    if (strategy === 'dfs' || strategy === 'auto') {
      const half = strategy === 'auto';
      const until = half && this.#until < Infinity ? (this.#began + this.#until) / 2 : this.#until;
      complete = await this.#search({ runs: half ? Math.ceil(schedules / 2) : schedules, until });
      if (half) used = complete || bound !== undefined ? 'dfs' : 'pct';
    }
    if (used === 'pct' || used === 'random') await this.#byChance(used);
    const outcomes = await this.#finish();
    return {
      program: this.#options.program,
      strategy: used,
      complete,
      schedules: this.#runs,
      seconds: (performance.now() - this.#began) / 1000,
      outcomes: outcomes.map(reportedOutcome),
      races: [...this.#races.values()].map(reportedRace),
    };
  }

  /// Whether the whole space has been seen.
  async #search(budget: Budget): Promise<boolean> {
    const { all, bound, shard } = this.#options;
    const part = { all, ...(bound !== undefined && { bound }) };
    const first = this.#workers[0]!;
    const alone = this.#workers.length === 1 && !shard;
    let tried: PartResult | undefined;
    if (!shard) {
      const runs = alone ? budget.runs : Math.min(fewRuns, budget.runs);
      tried = await this.#do(first, { kind: 'search', ...part }, { ...budget, runs });
      if (alone || tried.complete || budget.runs <= fewRuns || performance.now() >= budget.until) {
        this.#add(tried);
        return tried.complete;
      }
    }
    const branches = branchesEach * (shard?.of ?? this.#workers.length);
    const split = await this.#do(first, { kind: 'split', ...part, branches }, budget);
    const mine = split.branches.filter((_, i) => !shard || i % shard.of === shard.part - 1);
    if (!shard || shard.part === 1) this.#add(split);
    const kept = tried?.outcomes.length ?? 0;
    const left = { ...budget, runs: budget.runs - this.#runs - kept };
    const complete = (await this.#share(mine, part, left)) && split.complete;
    if (!complete && tried) this.#addMissing(tried);
    return complete;
  }

  /// Of runs that have been made again since, as far as there was time: outcomes that did not come again.
  #addMissing({ outcomes }: PartResult): void {
    for (const outcome of outcomes) {
      if (this.#outcomes.has(outcome)) continue;
      this.#outcomes.add({ ...outcome, count: 1 });
      this.#runs++;
    }
  }

  /// Each branch goes to a worker that is free. One that needs more runs than its share is begun anew when
  /// the others are done.
  async #share(
    branches: readonly Branch[],
    part: { all: boolean; bound?: number },
    budget: Budget,
  ): Promise<boolean> {
    let left = budget.runs;
    let waiting = [...branches];
    let complete = true;
    const work = async (worker: Worker, again: Branch[]): Promise<void> => {
      for (let branch = waiting.shift(); branch; branch = waiting.shift()) {
        const share = Math.max(1, Math.floor(left / this.#workers.length));
        if (left <= 0 || performance.now() >= budget.until) return void (complete = false);
        left -= share;
        const result = await this.#do(
          worker,
          { kind: 'search', ...part, branch },
          { ...budget, runs: share },
        );
        const cut = !result.complete && result.runs >= share;
        const worthAnother = cut && this.#workers.length > 1 && left > 2 * share;
        left += worthAnother ? share : share - result.runs;
        if (worthAnother) {
          again.push(branch);
          continue;
        }
        if (!result.complete) complete = false;
        this.#add(result);
      }
    };
    for (let workers = this.#workers; waiting.length > 0; workers = this.#workers.slice(0, 1)) {
      const again: Branch[] = [];
      await Promise.all(workers.map((worker) => work(worker, again)));
      waiting = again;
    }
    return complete;
  }

  async #byChance(policy: 'pct' | 'random'): Promise<void> {
    const { seed, schedules, shard = { part: 1, of: 1 } } = this.#options;
    const left = schedules - this.#runs;
    const count = this.#workers.length;
    const step = count * shard.of;
    await Promise.all(
      this.#workers.map(async (worker, i) => {
        const runs = Math.floor((left + count - 1 - i) / count);
        if (runs <= 0) return;
        const from = seed + (shard.part - 1) * count + i;
        const part = { kind: 'chance', policy, from, step } as const;
        this.#add(await this.#do(worker, part, { runs, until: this.#until }));
      }),
    );
  }

  #add({ runs, outcomes, races }: PartResult): void {
    this.#runs += runs;
    for (const outcome of outcomes) this.#outcomes.add(outcome);
    this.#addRaces(races);
    this.#tell();
  }

  #addRaces(races: readonly FoundRace[]): void {
    for (const race of races) {
      const known = this.#races.get(keyOfRace(race));
      if (!known || race.schedule.length < known.schedule.length) this.#races.set(keyOfRace(race), race);
    }
  }

  async #do(worker: Worker, part: Part, budget: Budget): Promise<PartResult> {
    const result = await worker.do(part, budget, (now) => {
      this.#underWay.set(worker, now);
      this.#addRaces(now.races);
      this.#tell();
    });
    this.#underWay.delete(worker);
    if (result.unanswered) throw new Unanswered(result.unanswered);
    return result;
  }

  #tell(): void {
    const outcomes = new Outcomes();
    let schedules = this.#runs;
    for (const one of this.#outcomes.list()) outcomes.add({ ...one });
    for (const now of this.#underWay.values()) {
      schedules += now.runs;
      for (const one of now.outcomes) outcomes.add({ ...one });
    }
    this.#progress({ schedules, outcomes: outcomes.list(), races: [...this.#races.values()] });
  }

  /// Each outcome with the shortest schedule that is found for it, and what leads to it.
  async #finish(): Promise<Outcome[]> {
    const list = this.#outcomes.list();
    const finished = new Map<Outcome, Outcome>();
    const waiting = [...list];
    await Promise.all(
      this.#workers.map(async (worker) => {
        for (let outcome = waiting.shift(); outcome; outcome = waiting.shift()) {
          const shorten = outcome.failing && list.indexOf(outcome) < maxShortened;
          const part = { kind: 'finish', outcome, shorten } as const;
          const result = await this.#do(worker, part, { runs: 1, until: Infinity });
          finished.set(outcome, result.outcomes[0] ?? outcome);
        }
      }),
    );
    return list.map((outcome) => finished.get(outcome)!);
  }
}
