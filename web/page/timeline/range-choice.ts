/// A range of the run is chosen by dragging with Shift held, or after the button Range, and by keyboard.

import { momentAt, positionOf } from './places.ts';
import type { Chart } from './chart.ts';
import type { Moment, Range } from '../../trace/model/totals.ts';
import type { Pixels } from '../../trace/model/units.ts';

/// Less than this is a click.
const leastDrag: Pixels = 4;

/// The two in their order.
export const rangeOf = (one: Moment, other: Moment): Range =>
  one.event < other.event || (one.event === other.event && one.time <= other.time)
    ? { from: one, to: other }
    : { from: other, to: one };

/// It begins there, or ends there; what is not chosen yet is the run's own end.
export function setEdge(chart: Chart, edge: 'from' | 'to', moment: Moment): void {
  const { timeline } = chart;
  const { axis, range } = timeline;
  const whole = { from: momentAt(timeline, axis.start), to: momentAt(timeline, axis.end) };
  const { from, to } = range.value ?? whole;
  range.value = edge === 'from' ? rangeOf(moment, to) : rangeOf(from, moment);
}

/// Moves its later edge by that share of what is in sight; it begins at that moment if there is none.
export function growRange(chart: Chart, share: number, here: Moment): void {
  const { timeline, view } = chart;
  const { from, to } = timeline.range.value ?? { from: here, to: here };
  const moved = momentAt(timeline, positionOf(timeline, to) + (view.to - view.from) * share);
  timeline.range.value = rangeOf(from, moved);
}

/// Dragging in the chart. `placeOf`: the place of the canvas.
export class RangeDrag {
  readonly #chart: Chart;
  #from: Pixels | undefined;
  /// Whether the drag that goes on, or has just ended, has chosen a range: the click that follows is none.
  #chosen = false;

  constructor(chart: Chart) {
    this.#chart = chart;
  }

  get goesOn(): boolean {
    return this.#from !== undefined;
  }

  /// Whether a drag that begins there chooses a range.
  begin(event: PointerEvent, x: Pixels): boolean {
    const { ranging, timeline, gutter } = this.#chart;
    this.#chosen = false;
    const wanted = event.shiftKey || ranging.value;
    if (!wanted || event.button !== 0 || x < gutter || timeline.trace.events.length === 0) return false;
    this.#from = x;
    return true;
  }

  move(x: Pixels): void {
    if (this.#from === undefined || (!this.#chosen && Math.abs(x - this.#from) < leastDrag)) return;
    this.#chosen = true;
    const { timeline } = this.#chart;
    timeline.range.value = rangeOf(this.#moment(this.#from), this.#moment(x));
  }

  end(): void {
    if (this.#from === undefined) return;
    this.#from = undefined;
    if (this.#chosen) this.#chart.ranging.value = false;
    else this.#chart.timeline.range.value = undefined;
  }

  /// Whether the click that ends a drag belongs to it.
  takesClick(): boolean {
    const chosen = this.#chosen;
    this.#chosen = false;
    return chosen;
  }

  #moment(x: Pixels): Moment {
    return this.#chart.momentAt(x);
  }
}
