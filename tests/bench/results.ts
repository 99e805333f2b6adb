/// What the bench has found, as it is printed, drawn and written to a file.

import type { Place } from './rows.ts';

export interface Line {
  name: string;
  value: number;
  /// Half the distance between the quartiles, as a share of the median.
  spread: number;
  /// Weft's cost as a multiple of this one's.
  ratio?: { median: number; low: number; high: number };
}

export interface Verdict {
  words: string;
  measured: number;
  atMost: number;
  unit: '×' | 'ns' | 'ms' | 'bytes' | 'KB' | 'MB';
  met: boolean;
}

export interface Report {
  id: string;
  title: string;
  place: Place;
  unit: string;
  lines: Line[];
  missing: { name: string; why: string }[];
  aims: Verdict[];
  /// Instead of lines.
  table?: Table;
}

/// The figures of each row, where there are some, below the heads of their columns.
export interface Table {
  columns: string[];
  rows: { name: string; values: (number | undefined)[] }[];
}

/// A whole run, as `--json` writes it.
export interface Measured {
  /// The day, as 2026-11-26.
  date: string;
  /// What it ran on, in words.
  machine: string;
  /// How long it took, on that machine as it was.
  seconds: number;
  reports: Report[];
}

/// Three digits that mean something.
export function figure(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return value >= 100
    ? value.toFixed(0)
    : value >= 10
      ? value.toFixed(1)
      : value.toFixed(value >= 0.1 ? 2 : 3);
}
