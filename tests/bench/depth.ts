/// From how many calls native switching is cheaper than Asyncify, by the rows that measure it at some depths.

import { cheaperFrom, type Point } from './crossing.ts';
import type { Report } from './results.ts';
import { byAsyncify, contenderNames, type Place } from './rows.ts';

const row = /^depth(\d+)$/;

function pointOf({ id, lines }: Report): Point[] {
  const calls = row.exec(id)?.[1];
  const of = (wanted: string) => lines.find(({ name }) => name === wanted)?.value;
  const asyncify = of(byAsyncify);
  const native = of(contenderNames['weft-switching']);
  return calls !== undefined && asyncify !== undefined && native !== undefined
    ? [{ calls: Number(calls), asyncify, native }]
    : [];
}

export function depthReport(reports: readonly Report[], place: Place): Report | undefined {
  const value = cheaperFrom(reports.filter((one) => one.place === place).flatMap(pointOf));
  if (value === undefined) return undefined;
  const line = { name: 'calls from which native switching is cheaper', value, spread: 0 };
  return {
    id: 'depth',
    title: 'switching: by depth',
    place,
    unit: 'calls',
    lines: [line],
    missing: [],
    aims: [],
  };
}
