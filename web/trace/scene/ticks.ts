/// The marks of the axis.

import { scaleLinear } from 'd3-scale';
import { axisLabel } from './style.ts';
import { pixelOf, type View } from './view.ts';

export interface AxisTick {
  x: number;
  label: string;
}

const room = 90; // pixels

export function axisTicks(view: View): AxisTick[] {
  const positions = scaleLinear([view.from, view.to], [0, view.width]).ticks(Math.max(2, view.width / room));
  const step = (positions[1] ?? 1) - (positions[0] ?? 0);
  return positions
    .filter((position) => position >= 0)
    .map((position) => ({ x: pixelOf(view, position), label: axisLabel(view.axis, position, step, view.to) }))
    .filter(({ label }) => label !== '');
}
