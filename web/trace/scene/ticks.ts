/// The axis has marks, and these their words.

import { scaleLinear } from 'd3-scale';
import { pixelOf, type View } from './view.ts';
import type { AxisKind } from '../model/axis.ts';
import type { Pixels } from '../model/units.ts';

export interface AxisTick {
  x: Pixels;
  label: string;
}

const room: Pixels = 90;

export function axisTicks(view: View): AxisTick[] {
  const positions = scaleLinear([view.from, view.to], [0, view.width]).ticks(Math.max(2, view.width / room));
  const step = (positions[1] ?? 1) - (positions[0] ?? 0);
  return positions
    .filter((position) => position >= 0)
    .map((position) => ({ x: pixelOf(view, position), label: axisLabel(view.axis, position, step, view.to) }))
    .filter(({ label }) => label !== '');
}

/// Turn k begins at k - 1. `far` is the end of what is in sight.
function axisLabel(kind: AxisKind, position: number, step: number, far: number): string {
  if (kind === 'turns') return Number.isInteger(position) ? (position + 1).toLocaleString('en') : '';
  const [unit, size]: [string, number] =
    step >= 1e6 && far >= 1e9
      ? ['s', 1e9]
      : step >= 1e6
        ? ['ms', 1e6]
        : step >= 1e3
          ? ['µs', 1e3]
          : ['ns', 1];
  const decimals = Math.max(0, Math.ceil(-Math.log10(step / size) - 1e-9));
  return `${position === 0 ? 0 : (position / size).toFixed(decimals)} ${unit}`;
}
