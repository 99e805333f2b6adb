/// What an exploration tells: as data, for programs and for pages.

import { scheduleText, type Schedule } from '../runtime/schedule.ts';
import { Outcomes, type Outcome, type OutcomeCause } from './outcomes.ts';
import { keyOfRace, type FoundRace } from './part.ts';
import { readSchedule } from '../runtime/schedule.ts';
import type { RaceStep } from '../runtime/races.ts';

export interface ReportedOutcome {
  status: number;
  cause: OutcomeCause;
  stdout: string;
  stderr: string;
  count: number;
  failing: boolean;
  schedule: string;
  because: string;
  /// Of the last departure, counted from 1; absent where there is none.
  turn?: number;
}

export interface ReportedRace {
  object: string;
  kind: 'lost-update' | 'stale-read' | 'check-then-act';
  first: RaceStep;
  between: RaceStep;
  then: RaceStep;
  because: string;
  schedule: string;
}

export interface Report {
  program: string;
  strategy: string;
  /// The whole space has been seen.
  complete: boolean;
  /// Runs that were made.
  schedules: number;
  seconds: number;
  outcomes: ReportedOutcome[];
  races: ReportedRace[];
}

export const reportedOutcome = ({ schedule, because = '', ...rest }: Outcome): ReportedOutcome => ({
  status: rest.status,
  cause: rest.cause,
  stdout: rest.stdout,
  stderr: rest.stderr,
  count: rest.count,
  failing: rest.failing,
  schedule: scheduleText(schedule),
  because,
  ...(rest.turn !== undefined && { turn: rest.turn }),
});

export const reportedRace = ({ schedule, ...race }: FoundRace): ReportedRace => ({
  ...race,
  schedule: scheduleText(schedule),
});

/// One report of several parts of the same exploration (explore --shard).
export function mergeReports(reports: readonly Report[]): Report {
  const outcomes = new Outcomes();
  const races = new Map<string, ReportedRace>();
  for (const report of reports) {
    for (const one of report.outcomes) outcomes.add({ ...one, schedule: scheduleOf(one.schedule) });
    for (const race of report.races) {
      const known = races.get(keyOfRace(race));
      if (!known || race.schedule.length < known.schedule.length) races.set(keyOfRace(race), race);
    }
  }
  const sum = (of: (report: Report) => number) => reports.reduce((total, one) => total + of(one), 0);
  return {
    program: reports[0]?.program ?? '',
    strategy: reports[0]?.strategy ?? '',
    complete: reports.every(({ complete }) => complete),
    schedules: sum(({ schedules }) => schedules),
    seconds: sum(({ seconds }) => seconds),
    outcomes: outcomes.list().map(reportedOutcome),
    races: [...races.values()],
  };
}

const scheduleOf = (text: string): Schedule => readSchedule(text) ?? [];

/// Whether something is wrong: a run that fails, a certain race, outcomes that differ.
export function isGood(report: Report, options: { any: boolean; strict: boolean }): boolean {
  const { outcomes, races } = report;
  if (outcomes.some(({ failing }) => failing)) return false;
  if (races.some(({ kind }) => options.strict || kind === 'lost-update')) return false;
  return options.any || outcomes.length <= 1;
}
