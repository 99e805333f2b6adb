/// The results as a table that is read from left to right, and as data.

import { median, ratio, type Series, spread } from './measure.ts';
import { figure, type Report, type Table, type Verdict } from './results.ts';
import type { Aim, ContenderKind, Place } from './rows.ts';
import type { RowResult } from './run-row.ts';

export function reportOf({ row, series, missing }: RowResult, place: Place): Report {
  const all = Object.entries(series) as [ContenderKind, Series][];
  const own = series.weft ?? all[0]?.[1]; // else what is Weft's comes first
  const lines = all.map(([, one]) => ({
    name: one.name,
    value: median(one.samples),
    spread: spread(one.samples),
    ...(own && one !== own && { ratio: ratio(own.samples, one.samples) }),
  }));
  const aims = (row.aims ?? [])
    .filter((aim) => aim.place === undefined || aim.place === place)
    .flatMap((aim) => verdict(aim, series, row.unit));
  return { id: row.id, title: row.title, place, unit: row.unit, lines, missing, aims };
}

function verdict(
  { of = 'weft', than, atMost, words }: Aim,
  series: RowResult['series'],
  unit: Verdict['unit'],
): Verdict[] {
  const [one, other] = [series[of], than && series[than]];
  if (!one || (than && !other)) return [];
  const measured = other ? ratio(one.samples, other.samples).median : median(one.samples);
  return [{ words, measured, atMost, unit: other ? '×' : unit, met: measured <= atMost }];
}

function formatTable({ columns, rows }: Table): string[] {
  const width = Math.max(...rows.map(({ name }) => name.length)) + 2;
  const line = (name: string, cells: string[]): string =>
    `  ${name.padEnd(width)}${cells.map((cell) => cell.padStart(11)).join('')}`;
  const cell = (value: number | undefined): string => (value === undefined ? '—' : figure(value));
  return [line('', columns), ...rows.map(({ name, values }) => line(name, values.map(cell)))];
}

export function format({ id, title, place, unit, lines, missing, aims, table }: Report): string {
  const width =
    Math.max(...lines.map(({ name }) => name.length), ...missing.map(({ name }) => name.length)) + 2;
  const text = [`${title}   [${[id, place, unit].filter((one) => one !== '').join(', ')}]`];
  if (table) text.push(...formatTable(table));
  for (const { name, value, spread, ratio: times } of lines) {
    const beside = times
      ? `${figure(times.median).padStart(9)} ×   (${figure(times.low)} to ${figure(times.high)})`
      : '';
    const percent = String(Math.round(spread * 100)).padStart(2);
    const line = `  ${name.padEnd(width)}${figure(value).padStart(10)}  ± ${percent} %  ${beside}`;
    text.push(line.trimEnd());
  }
  for (const { name, why } of missing) text.push(`  ${name.padEnd(width)}${'—'.padStart(10)}  ${why}`);
  for (const { words, measured, atMost, unit: per, met } of aims) {
    const found = `${words}: ${figure(measured)} ${per}, aim at most ${figure(atMost)} ${per}`;
    text.push(`  ${met ? 'met    ' : 'NOT MET'} ${found}`);
  }
  return `${text.join('\n')}\n`;
}

export const legend =
  'Medians of rounds in which the contenders take turns, half the distance between the quartiles, and\n' +
  "Weft's cost as a multiple of each other's, taken round by round (median, quartiles). Below 1 Weft is\n" +
  'cheaper.\n';
