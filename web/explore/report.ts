/// What an exploration tells: as data, for programs and for pages.

import { readSchedule, scheduleText, type Schedule } from '../runtime/schedule.ts';
import { Outcomes, type Outcome } from './outcomes.ts';
import { keyOfRace, type FoundRace } from './part.ts';

/// `turn` is absent where there is no departure.
export type ReportedOutcome = Omit<Outcome, 'schedule' | 'message' | 'because'> & {
  schedule: string;
  because: string;
};

export type ReportedRace = Omit<FoundRace, 'schedule'> & { schedule: string };

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

export const reportedOutcome = ({
  schedule,
  because = '',
  message: _,
  ...rest
}: Outcome): ReportedOutcome => ({
  ...rest,
  schedule: scheduleText(schedule),
  because,
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
