/// A report of an exploration, to be read: a paragraph for each outcome, the failing ones first.

import type { Report, ReportedOutcome, ReportedRace } from '../explore/index.ts';

/// Lines of stdout that are shown.
const maxLines = 12;

export function textOf(report: Report, file: string, { strict }: { strict: boolean }): string {
  const { outcomes, races, schedules, complete } = report;
  const paragraphs = [
    ...outcomes.map((outcome) => paragraph(outcome, report, file)),
    ...races.map((race) => raceParagraph(race, file, strict)),
  ];
  const last = `${count(schedules, 'schedule')}, ${complete ? 'complete' : 'not complete'}`;
  return `${[...paragraphs, last].join('\n\n')}\n`;
}

function paragraph(outcome: ReportedOutcome, { schedules, outcomes }: Report, file: string): string {
  const { failing, because, schedule } = outcome;
  const lines = [
    `${failing ? 'FAILS: ' : ''}${end(outcome)}, in ${outcome.count} of ${count(schedules, 'schedule')}`,
  ];
  if (failing || outcomes.length > 1) lines.push(`  ${because}`);
  lines.push(...shown('stdout', outcome.stdout));
  if (failing) lines.push(...shown('stderr', outcome.stderr));
  if (failing || outcomes.length > 1) lines.push(`  again: ${command(file, schedule)}`);
  return lines.join('\n');
}

const command = (file: string, schedule: string): string =>
  `./weft run ${/^[\w./-]+$/.test(file) ? file : `'${file}'`} --clock virtual --replay ${schedule}`;

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

function raceParagraph(race: ReportedRace, file: string, strict: boolean): string {
  const certain = race.kind === 'lost-update';
  const what = {
    'lost-update': 'lost update',
    'stale-read': 'stale read',
    'check-then-act': 'check, then act',
  };
  const head = `${certain || strict ? 'FAILS: ' : 'suspicion: '}${what[race.kind]} of ${race.object}`;
  return [head, `  ${race.because}`, `  again: ${command(file, race.schedule)} --races`].join('\n');
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
