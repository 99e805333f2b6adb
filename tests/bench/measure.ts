/// Measures contenders in turns, so that whatever else the machine does meets them all alike, and
/// compares them round by round.

import type { Measure } from './engine/protocol.ts';

export interface Contender {
  name: string;
  measure: Measure;
  /// It makes so large a part of the others' operations.
  share?: number | undefined;
}

export interface Series {
  name: string;
  /// What one operation took in each round.
  samples: number[];
}

/// How thoroughly: as the figures of the documents are; for a first look; each row but once, to see that it
/// works.
export type Pace = 'full' | 'quick' | 'once';

export interface Effort {
  rounds: number;
  /// How long one measurement lasts, in nanoseconds.
  span: number;
  /// So many operations instead.
  count?: number;
}

export async function sideBySide(contenders: readonly Contender[], effort: Effort): Promise<Series[]> {
  const runners: { series: Series; count: number; measure: Measure }[] = [];
  for (const { name, measure, share = 1 } of contenders) {
    runners.push({
      series: { name, samples: [] },
      count: effort.count === undefined ? await warmUp(measure, effort.span) : effort.count * share,
      measure,
    });
  }
  for (let round = 0; round < effort.rounds; round++) {
    const order = round % 2 === 0 ? runners : runners.toReversed();
    for (const { series, count, measure } of order) series.samples.push((await measure(count)) / count);
  }
  return runners.map(({ series }) => series);
}

/// Runs it until it has had time to be optimised; returns how many operations fill the span. A multiple of 8,
/// as eight producers share them.
async function warmUp(measure: Measure, span: number): Promise<number> {
  let count = 64;
  for (let spent = 0; ; ) {
    const taken = await measure(count);
    spent += taken;
    const filling = (count * span) / Math.max(taken, 1);
    if (spent > 4 * span) return Math.max(8, Math.round(filling / 8) * 8);
    count = Math.max(8, Math.round(Math.min(filling, count * 4) / 8) * 8);
  }
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * at;
  const low = sorted[Math.floor(place)]!;
  const high = sorted[Math.ceil(place)]!;
  return low + (high - low) * (place - Math.floor(place));
}

/// Half the distance between the quartiles, as a part of the median.
export const spread = (values: readonly number[]): number =>
  (quantile(values, 0.75) - quantile(values, 0.25)) / 2 / median(values);

/// How many times as dear `one` is as `other`, samples of the same rounds: the median of the rounds' ratios, and
/// the quartiles around it.
export function ratio(one: readonly number[], other: readonly number[]) {
  const ratios = one.map((sample, round) => sample / other[round]!);
  return { median: median(ratios), low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) };
}
