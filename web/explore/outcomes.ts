/// What came of the runs that were made. Two have the same outcome when status, cause and stdout agree.

import type { Schedule } from '../runtime/schedule.ts';
import type { Execution } from './execution.ts';

export type OutcomeCause = 'exit' | 'deadlock' | 'fault' | 'endless';

export interface Outcome {
  /// What a shell would see; of an endless run what it sees of one that is stopped.
  status: number;
  cause: OutcomeCause;
  stdout: string;
  /// Of the run that has the schedule.
  stderr: string;
  /// How many runs ended so.
  count: number;
  failing: boolean;
  /// The shortest that was found.
  schedule: Schedule;
  /// Of a fault: Weft's sentence about it.
  message?: string;
  /// What leads to it.
  because?: string;
  /// The turn of the last departure, counted from 1.
  turn?: number;
}

const endlessStatus = 124;

/// The fewest departures, then those of the shortest run.
export function isShorter(one: Schedule, other: Schedule): boolean {
  if (one.length !== other.length) return one.length < other.length;
  return lastOf(one) < lastOf(other);
}

const lastOf = (schedule: Schedule): number => schedule.at(-1)?.number ?? 0;

export const keyOf = ({ status, cause, stdout }: Pick<Outcome, 'status' | 'cause' | 'stdout'>): string =>
  `${cause} ${status} ${stdout}`;

/// Of the run that the execution has just made.
export function outcomeOf(execution: Execution): Outcome {
  const { ending } = execution;
  const common = {
    stdout: execution.stdout,
    stderr: execution.stderr,
    count: 1,
    schedule: execution.departures,
  };
  if (!ending) return { ...common, status: endlessStatus, cause: 'endless', failing: true };
  const { status, message } = ending;
  const cause = ending.cause === 'stopped' ? 'exit' : ending.cause;
  return { ...common, status, cause, failing: status !== 0, ...(message !== undefined && { message }) };
}

export class Outcomes {
  readonly #all = new Map<string, Outcome>();
  /// By what a run has written, before that is decoded.
  readonly #byBytes = new Map<string, string>();

  /// The run that the execution has just made; the outcome, where it is new.
  addRun(execution: Execution): Outcome | undefined {
    const { ending, stdoutBytes, departureCount } = execution;
    const bytes = `${ending?.cause} ${ending?.status} ${stdoutBytes}`;
    const key = this.#byBytes.get(bytes);
    const known = key === undefined ? undefined : this.#all.get(key)!;
    if (known && departureCount > known.schedule.length) {
      known.count++;
      return undefined;
    }
    const outcome = outcomeOf(execution);
    this.#byBytes.set(bytes, keyOf(outcome));
    return this.add(outcome) ? outcome : undefined;
  }

  /// The failing ones first, of these and of the others the most frequent.
  list(): Outcome[] {
    return [...this.#all.values()].sort((a, b) => Number(b.failing) - Number(a.failing) || b.count - a.count);
  }

  has(outcome: Outcome): boolean {
    return this.#all.has(keyOf(outcome));
  }

  /// Whether it is new.
  add(outcome: Outcome): boolean {
    const key = keyOf(outcome);
    const known = this.#all.get(key);
    if (!known) this.#all.set(key, outcome);
    else if (isShorter(outcome.schedule, known.schedule))
      this.#all.set(key, { ...outcome, count: known.count + outcome.count });
    else known.count += outcome.count;
    return !known;
  }
}
