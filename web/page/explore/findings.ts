/// What an exploration has come to, as the page shows it: while it goes on, and at its end.

import type { Report, ReportedOutcome, ReportedRace } from '../../explore/index.ts';
import type { KeptAnswers, Race } from '../../runtime/index.ts';
import { count } from '../../common/format.ts';

/// What there is to show.
export interface Explored {
  findings: Findings | undefined;
  races: readonly Race[];
}

export interface Findings {
  /// The program that was explored, and what its runs follow from.
  source: string;
  seed: number;
  lines: readonly string[];
  /// What it fetched.
  answers: KeptAnswers;
  /// The failing ones first.
  outcomes: readonly ReportedOutcome[];
  races: readonly ReportedRace[];
  /// Runs that were made.
  schedules: number;
  /// Whether the whole space has been seen; undefined: the exploration goes on.
  complete: boolean | undefined;
  /// Somebody has stopped it.
  stopped: boolean;
}

type Progress = Pick<Findings, 'schedules' | 'outcomes' | 'races'>;

export const keyOf = ({ cause, status, stdout }: ReportedOutcome): string => `${cause} ${status} ${stdout}`;

/// Counts never fall and no outcome goes away, though the exploration may begin some of its work anew.
export function withProgress(findings: Findings, { schedules, outcomes, races }: Progress): Findings {
  const all = new Map(findings.outcomes.map((one) => [keyOf(one), one]));
  for (const outcome of outcomes) {
    const before = all.get(keyOf(outcome))?.count ?? 0;
    all.set(keyOf(outcome), { ...outcome, count: Math.max(before, outcome.count) });
  }
  return {
    ...findings,
    races,
    outcomes: sorted([...all.values()]),
    schedules: Math.max(findings.schedules, schedules),
  };
}

/// At the end counts are what they are; what was seen and not met again stays.
export function withReport(findings: Findings, report: Report): Findings {
  const { schedules, complete, races } = report;
  const reported = new Set(report.outcomes.map(keyOf));
  const others = findings.outcomes.filter((one) => !reported.has(keyOf(one)));
  return { ...findings, races, schedules, complete, outcomes: sorted([...report.outcomes, ...others]) };
}

const sorted = (outcomes: ReportedOutcome[]): ReportedOutcome[] =>
  outcomes.sort((a, b) => Number(b.failing) - Number(a.failing) || b.count - a.count);

/// How a run ends that has this outcome.
export function endOf({
  cause,
  status,
  failing,
}: Pick<ReportedOutcome, 'cause' | 'status' | 'failing'>): string {
  const end = {
    deadlock: 'deadlock',
    endless: 'it does not end',
    fault: `a fault, status ${status}`,
    exit: `status ${status}`,
  }[cause];
  return failing ? `Fails: ${end}` : `Ends with ${end}`;
}

export const howOften = ({ count: times }: ReportedOutcome, { schedules }: Findings): string =>
  `${times.toLocaleString('en')} of ${schedules.toLocaleString('en')}`;

/// So many lines tell outcomes apart.
const maxTelling = 3;

/// The first lines of its output in which it is unlike the one that it is compared with.
export function tellingLines(outcome: ReportedOutcome, other: ReportedOutcome | undefined): string[] {
  const lines = linesOf(outcome.stdout);
  if (!other) return lines.slice(-1);
  const others = linesOf(other.stdout);
  const unlike = lines.filter((line, index) => line !== others[index]);
  if (unlike.length > 0) return unlike.slice(0, maxTelling);
  return lines.length < others.length ? [`(without "${others[lines.length]}")`] : lines.slice(-1);
}

export const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

export const scheduleCount = ({ schedules, complete }: Pick<Findings, 'schedules' | 'complete'>): string => {
  const runs = count(schedules, 'schedule');
  return complete === undefined ? runs : `${runs}, ${complete ? 'complete' : 'not complete'}`;
};

/// "3 outcomes, 1 fails, 2 lost updates"
export function outcomeCount({ outcomes, races }: Pick<Findings, 'outcomes' | 'races'>): string {
  const failing = outcomes.filter((one) => one.failing).length;
  const lost = races.filter(({ kind }) => kind === 'lost-update').length;
  const words = [count(outcomes.length, 'outcome')];
  if (failing > 0) words.push(`${failing.toLocaleString('en')} ${failing === 1 ? 'fails' : 'fail'}`);
  if (lost > 0) words.push(count(lost, 'lost update'));
  return words.join(', ');
}

/// Whether something is certainly wrong.
export const isBad = ({ outcomes, races }: Findings): boolean =>
  outcomes.some(({ failing }) => failing) || races.some(({ kind }) => kind === 'lost-update');

const kinds = {
  'lost-update': 'Lost update',
  'check-then-act': 'Suspicion, a check that may not hold any more',
  'stale-read': 'Suspicion, a value that may be out of date',
} as const;

export const raceKind = ({ kind }: Pick<Race, 'kind'>): string => kinds[kind];

/// Those of an exploration and those of a run, each once.
export function allRaces(...lists: (readonly Race[] | undefined)[]): Race[] {
  const places = ({ kind, object, first, between, then }: Race) =>
    [kind, object, first.line, between.line, then.line].join(' ');
  const all = new Map<string, Race>();
  for (const race of lists.flatMap((list) => list ?? []))
    if (!all.has(places(race))) all.set(places(race), race);
  return [...all.values()];
}
