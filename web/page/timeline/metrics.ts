/// The measures of the chart.

import type { Pixels } from '../../trace/model/units.ts';

/// The ruler's height.
export const ruler: Pixels = 26;
/// The column of names, where there is room and where there is little.
export const wideGutter: Pixels = 132;
export const narrowGutter: Pixels = 92;
