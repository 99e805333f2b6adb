/// Every row that `weft bench` measures: those of contenders in turns, and those that measure in ways of their
/// own.

import { arriveRow } from './arrive-row.ts';
import { curveRow } from './curve-row.ts';
import { exploreRow } from './explore-row.ts';
import { floodRow } from './flood-row.ts';
import { framesRow } from './frames-row.ts';
import { packageRow } from './package-row.ts';
import { siteRows as plainRows, type SiteRow } from './site-rows.ts';
import { sleepersRow } from './sleepers-row.ts';

export { rows } from './rows.ts';

export const siteRows: readonly SiteRow[] = [
  ...plainRows,
  arriveRow,
  framesRow,
  floodRow,
  exploreRow,
  packageRow,
  curveRow,
  sleepersRow,
];
