/// A report of an exploration, to be read: a paragraph for each outcome, the failing ones first.

import { invocation } from './installed.ts';
import type { Report, ReportedOutcome, ReportedRace } from '../explore/index.ts';

/// Lines of stdout that are shown.
const maxLines = 12;

/// What a run is made again with, besides its schedule.
export interface Rerun {
  file: string;
  options: readonly string[];
  /// The program's own.
  args: readonly string[];
}

/// A schedule that is longer has to be read from a file.
const maxSchedule = 1000;

export function textOf(report: Report, again: Rerun, { strict }: { strict: boolean }): string {
  const { outcomes, races, schedules, complete } = report;
  const paragraphs = [
    ...outcomes.map((outcome) => paragraph(outcome, report, again)),
    ...races.map((race) => raceParagraph(race, again, strict)),
  ];
  const last = `${count(schedules, 'schedule')}, ${complete ? 'complete' : 'not complete'}`;
  return `${[...paragraphs, last].join('\n\n')}\n`;
}

function paragraph(outcome: ReportedOutcome, { schedules, outcomes }: Report, again: Rerun): string {
  const { failing, because, schedule } = outcome;
  const lines = [
    `${failing ? 'FAILS: ' : ''}${end(outcome)}, in ${outcome.count} of ${count(schedules, 'schedule')}`,
  ];
  if (failing || outcomes.length > 1) lines.push(`  ${because}`);
  lines.push(...shown('stdout', outcome.stdout));
  if (failing) lines.push(...shown('stderr', outcome.stderr));
  if (failing || outcomes.length > 1) lines.push(`  again: ${command(again, schedule)}`);
  return lines.join('\n');
}

const weft = invocation.join(' ');

/// A word for a shell.
const word = (text: string): string =>
  /^[\w./:=@,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

function command({ file, options, args }: Rerun, schedule: string, more: readonly string[] = []): string {
  if (schedule.length > maxSchedule)
    return `its schedule is long: --save FOLDER writes it to a file, for ${weft} run --replay @FILE`;
  const words = ['run', file, '--clock', 'virtual', ...options, '--replay', schedule, ...more];
  return [...invocation, ...words, ...(args.length > 0 ? ['--', ...args] : [])].map(word).join(' ');
}

function end({ cause, status }: ReportedOutcome): string {
  switch (cause) {
    case 'deadlock':
      return 'deadlock';
    case 'endless':
      return 'it does not end';
    case 'fault':
      return `it fails with status ${status}`;
    case 'exit':
      return `it ends with status ${status}`;
  }
}

function shown(stream: string, text: string): string[] {
  if (text === '') return [];
  const lines = text.replace(/\n$/, '').split('\n');
  const more = lines.length - maxLines;
  const first = lines.slice(0, maxLines).map((line) => `  ${stream}: ${line}`);
  return more > 0 ? [...first, `  ${stream}: and ${count(more, 'more line')}`] : first;
}

function raceParagraph(race: ReportedRace, again: Rerun, strict: boolean): string {
  const certain = race.kind === 'lost-update';
  const what = {
    'lost-update': 'lost update',
    'stale-read': 'stale read',
    'check-then-act': 'check, then act',
  };
  const head = `${certain || strict ? 'FAILS: ' : 'suspicion: '}${what[race.kind]} of ${race.object}`;
  return [head, `  ${race.because}`, `  again: ${command(again, race.schedule, ['--races'])}`].join('\n');
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
