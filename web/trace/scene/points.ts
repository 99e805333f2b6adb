/// Draws what happens at a point of the axis: arrows from task to task, and ticks for lines written, marks
/// and long turns.

import { TraceEvent } from '../../runtime/abi.gen.ts';
import { valueAt } from '../model/generators.ts';
import { endsOf } from '../model/links.ts';
import { countUpTo } from '../model/search.ts';
import type { NumberList } from '../model/number-list.ts';
import type { EventIndex, Pixels, TaskId } from '../model/units.ts';
import { rowHeight } from './view.ts';
import type { Frame } from './frame.ts';
import type { Rows } from './rows.ts';

export type ArrowKind =
  | 'spawn'
  | 'wake'
  | 'item'
  | 'join'
  | 'cancel'
  | 'cycle'
  | 'resume'
  | 'yield'
  | 'throw';

export interface Arrow {
  kind: ArrowKind;
  from: { x: Pixels; y: Pixels };
  to: { x: Pixels; y: Pixels };
  event: EventIndex;
  /// The task or the generator at its beginning.
  task: TaskId;
  /// The value that goes along, where there is one and room for it; '' else.
  label: string;
}

export interface Tick {
  kind: 'output' | 'error' | 'mark' | 'held';
  x: Pixels;
  y: Pixels;
  event: EventIndex;
  task: TaskId;
  text: string;
}

/// With more arrows than this in sight nobody could follow one.
const maxArrows = 600;
const maxTicks = 4000;
/// These arrows run across the whole drawing.
const maxJoins = 12;

/// The places in the list of those that are in sight.
function inSight(list: NumberList, { events }: Frame): [from: number, to: number] {
  return [countUpTo(list, events[0]!), countUpTo(list, events[events.length - 1]!)];
}

/// The middle of a row, or of what a group's has at its top, if that row is in sight.
function middleOf(rows: Rows, { view }: Frame, task: TaskId): Pixels | undefined {
  const row = rows.of(task);
  return row === undefined ? undefined : rows.top(row) - view.scroll + rowHeight / 2;
}

export function drawArrows(frame: Frame, rows: Rows, arrows: Arrow[]): void {
  const { links } = frame.trace;
  const [from, to] = inSight(links, frame);
  if (to - from > maxArrows) return;
  for (let at = from; at < to; at++) {
    const arrow = arrowOf(frame, rows, links.at(at));
    if (arrow) arrows.push(arrow);
  }
  if (arrows.filter(({ kind }) => kind === 'join').length > maxJoins)
    removeIf(arrows, ({ kind }) => kind === 'join');
  labelValues(frame, arrows);
}

/// A value is written beside its arrow where the next one is as far away.
const roomForValue: Pixels = 30;

function labelValues({ trace: { events } }: Frame, arrows: Arrow[]): void {
  let free = -Infinity;
  for (const arrow of arrows) {
    const kind = events.kind(arrow.event);
    const told =
      kind === TraceEvent.YIELD || (kind === TraceEvent.NEXT && events.call(arrow.event) === 'weft_gen_send');
    const value = told ? valueAt(events, arrow.event) : undefined;
    if (value === undefined || arrow.to.x < free) continue;
    arrow.label = String(value);
    free = arrow.to.x + roomForValue;
  }
}

function removeIf<T>(list: T[], unwanted: (item: T) => boolean): void {
  const kept = list.filter((item) => !unwanted(item));
  list.splice(0, list.length, ...kept);
}

const kinds = new Map<number, ArrowKind>([
  [TraceEvent.SPAWN, 'spawn'],
  [TraceEvent.WAKE, 'wake'],
  [TraceEvent.SEND, 'item'],
  [TraceEvent.RECEIVE, 'item'],
  [TraceEvent.JOIN, 'join'],
  [TraceEvent.CANCEL, 'cancel'],
  [TraceEvent.CYCLE, 'cycle'],
  [TraceEvent.GENERATOR, 'spawn'],
  [TraceEvent.NEXT, 'resume'],
  [TraceEvent.YIELD, 'yield'],
  [TraceEvent.DONE, 'yield'],
]);

function arrowOf(frame: Frame, rows: Rows, event: EventIndex): Arrow | undefined {
  const { trace, view } = frame;
  const ends = endsOf(trace, event);
  const kind = kinds.get(trace.events.kind(event));
  if (!ends || !kind) return undefined;
  const y0 = middleOf(rows, frame, ends.from);
  const y1 = middleOf(rows, frame, ends.to);
  if (y0 === undefined || y1 === undefined || y0 === y1) return undefined;
  if ((y0 < 0 && y1 < 0) || (y0 > view.height && y1 > view.height)) return undefined;
  const x = frame.x(event);
  const end = kind === 'join' ? trace.lane(ends.from)?.end : undefined;
  const thrown = kind === 'resume' && throws.has(trace.events.call(event));
  const start = end !== undefined && end >= trace.events.first && end < event ? frame.x(end) : x;
  const from = { x: start, y: y0 };
  return { kind: thrown ? 'throw' : kind, from, to: { x, y: y1 }, event, task: ends.from, label: '' };
}

/// What they hand in is an error.
const throws = new Set(['weft_gen_throw', 'weft_gen_close']);

export function drawTicks(frame: Frame, rows: Rows, ticks: Tick[]): void {
  const { trace } = frame;
  for (const [kind, list] of [
    ['mark', trace.marks],
    ['held', trace.held.events],
    ['error', trace.outputs[2]],
    ['output', trace.outputs[1]],
  ] as const) {
    const [from, to] = inSight(list, frame);
    const stride = Math.max(1, Math.ceil((to - from) / maxTicks));
    /* By row, the pixel of its last tick. */
    const taken = new Map<Pixels, Pixels>();
    for (let step = 0; step * stride < to - from; step++) {
      /* Not each time the same of several tasks that take turns. */
      const event = list.at(Math.min(to - 1, from + step * stride + ((step * 7919) % stride)));
      if (event < trace.events.first) continue;
      const task = trace.events.task(event);
      const y = middleOf(rows, frame, task);
      if (y === undefined || y < 0 || y > frame.view.height) continue;
      const x = frame.x(event);
      if (taken.get(y) === Math.round(x)) continue;
      taken.set(y, Math.round(x));
      ticks.push({ kind, x, y, event, task, text: kind === 'mark' ? trace.events.text(event) : '' });
    }
  }
}
