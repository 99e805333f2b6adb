/// Moves in the chart by keyboard: arrows move, + and - zoom, comma and period go from span to span, and what
/// lies there is said. W, A, S and D do what they do in other tools of this kind.

import { pixelOf, rowHeight } from '../../trace/scene/view.ts';
import { growRange, setEdge } from './range-choice.ts';
import { ruler } from './theme.ts';
import type { Chart } from './chart.ts';
import type { Lane } from '../../trace/model/lane.ts';
import type { Moment } from '../../trace/model/totals.ts';
import type { EventIndex } from '../../trace/model/units.ts';

export function listenToChartKeys(chart: Chart, walk: (by: 1 | -1) => void, signal: AbortSignal): void {
  const { scroller: root } = chart;
  const cursor = new Cursor(chart);
  const actions: Record<string, () => unknown> = {
    ArrowLeft: () => chart.pan(-0.1),
    ArrowRight: () => chart.pan(0.1),
    ArrowUp: () => cursor.moveRow(-1),
    ArrowDown: () => cursor.moveRow(1),
    '+': () => chart.zoom(0.7),
    '=': () => chart.zoom(0.7),
    '-': () => chart.zoom(1 / 0.7),
    w: () => chart.zoom(0.7),
    s: () => chart.zoom(1 / 0.7),
    a: () => chart.pan(-0.1),
    d: () => chart.pan(0.1),
    Home: () => toEnd(chart, 'start'),
    End: () => toEnd(chart, 'end'),
    f: () => chart.timeline.fit(),
    l: () => chart.follow(),
    ',': () => cursor.moveSpan(-1),
    '.': () => cursor.moveSpan(1),
    Enter: () => cursor.choose(),
    ' ': () => cursor.choose(),
    Escape: () => (chart.timeline.range.value ? (chart.timeline.range.value = undefined) : cursor.leave()),
    n: () => walk(1),
    p: () => walk(-1),
    '[': () => setEdge(chart, 'from', cursor.moment),
    ']': () => setEdge(chart, 'to', cursor.moment),
    '/': () => (chart.finding.value = true),
  };
  const withShift: Record<string, () => void> = {
    ArrowLeft: () => growRange(chart, -0.05, cursor.moment),
    ArrowRight: () => growRange(chart, 0.05, cursor.moment),
  };
  const withControl: Record<string, () => void> = { f: () => (chart.finding.value = true) };
  root.addEventListener(
    'keydown',
    (event) => {
      if (event.target !== root || event.altKey) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const action =
        event.ctrlKey || event.metaKey
          ? withControl[key]
          : ((event.shiftKey ? withShift[key] : undefined) ?? actions[key]);
      if (!action) return;
      event.preventDefault();
      action();
    },
    { signal },
  );
  root.addEventListener('blur', () => cursor.leave(), { signal });
}

function toEnd(chart: Chart, which: 'start' | 'end'): void {
  const { from, to } = chart.view;
  const { axis } = chart.timeline;
  const length = to - from;
  if (which === 'start') chart.show(axis.start, axis.start + length);
  else chart.show(axis.end - length * 0.97, axis.end + length * 0.03);
}

/// The row and the span that the keyboard has come to.
class Cursor {
  readonly #chart: Chart;
  #index = -1;
  #event: EventIndex | undefined;

  constructor(chart: Chart) {
    this.#chart = chart;
  }

  moveRow(by: number): void {
    const { list } = this.#chart.rows;
    if (list.length === 0) return;
    this.#index = Math.min(list.length - 1, Math.max(0, this.#index + by));
    const lane = this.#lane();
    const eventIndex = this.#event ?? this.#chart.timeline.shownEventIndex;
    this.#event = lane?.spanBegin(this.#chart.timeline.trace.events, eventIndex);
    this.#chart.scrollToRow(this.#index);
    this.#tell();
  }

  moveSpan(by: number): void {
    if (this.#index < 0) return this.moveRow(1);
    const lane = this.#lane();
    if (!lane) return;
    const { events } = this.#chart.timeline.trace;
    const from = Math.max(events.first, this.#event ?? lane.begin);
    const at = Math.min(lane.changes.length - 1, lane.changeAt(from) + by);
    this.#event = lane.spanBegin(events, at < 0 ? events.first : lane.changes.at(at)!);
    this.#bringIntoSight();
    this.#tell();
  }

  choose(): void {
    const row = this.#chart.rows.list[this.#index];
    if (row)
      this.#chart.choose({
        index: this.#index,
        row,
        eventIndex: this.#event ?? 0,
        ...(this.#event !== undefined && { event: this.#event }),
      });
  }

  /// Where the cursor is, or else the playhead.
  get moment(): Moment {
    const { timeline } = this.#chart;
    const { events } = timeline.trace;
    const event = this.#event;
    return event === undefined || event < events.first
      ? timeline.shownMoment
      : { event, time: events.time(event) };
  }

  leave(): void {
    this.#chart.point(undefined, 0, 0);
  }

  #lane(): Lane | undefined {
    const row = this.#chart.rows.list[this.#index];
    return row?.kind === 'lane' ? row.lane : undefined;
  }

  #bringIntoSight(): void {
    if (this.#event === undefined) return;
    const { from, to } = this.#chart.view;
    const position = this.#chart.timeline.axis.position(this.#event);
    if (position < from || position > to)
      this.#chart.show(position - (to - from) / 2, position + (to - from) / 2);
  }

  #tell(): void {
    const row = this.#chart.rows.list[this.#index];
    if (!row) return;
    const { view, gutter, timeline } = this.#chart;
    const eventIndex = this.#event ?? timeline.shownEventIndex;
    const x =
      gutter +
      Math.min(
        view.width,
        Math.max(0, pixelOf(view, timeline.axis.position(Math.max(eventIndex, timeline.trace.events.first)))),
      );
    const y = ruler + this.#chart.rows.top(this.#index) - view.scroll + rowHeight / 2;
    this.#chart.point(
      { index: this.#index, row, eventIndex, ...(this.#event !== undefined && { event: this.#event }) },
      x,
      y,
    );
  }
}
