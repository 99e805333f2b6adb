/// What happens at a point of the axis: arrows from task to task, and ticks for lines written, marks and such.

import { TraceEvent } from '../../runtime/abi.gen.ts';
import { countUpTo, type NumberList } from '../model/list.ts';
import { rowHeight } from './view.ts';
import type { Frame } from './scene.ts';
import type { Rows } from './rows.ts';
import type { Trace } from '../model/trace.ts';

export type ArrowKind = 'spawn' | 'wake' | 'item' | 'join' | 'cancel';

export interface Arrow {
  kind: ArrowKind;
  from: { x: number; y: number };
  to: { x: number; y: number };
  event: number;
  /// Who is at its beginning.
  task: number;
}

export interface Tick {
  kind: 'output' | 'error' | 'mark' | 'held';
  x: number;
  y: number;
  event: number;
  task: number;
  text: string;
}

/// With more than that in sight nobody could follow one.
const mostArrows = 600;
const mostTicks = 4000;
/// These run across the whole drawing.
const mostJoins = 12;

/// The places in the list of those that are in sight.
function inSight(list: NumberList, { events }: Frame): [from: number, to: number] {
  return [countUpTo(list, events[0]!), countUpTo(list, events[events.length - 1]!)];
}

/// The middle of a row, or of what a group's has at its top, if that row is in sight.
function middleOf(rows: Rows, { view }: Frame, task: number): number | undefined {
  const row = rows.of(task);
  return row === undefined ? undefined : rows.top(row) - view.scroll + rowHeight / 2;
}

export function drawArrows(frame: Frame, rows: Rows, arrows: Arrow[]): void {
  const { links } = frame.trace;
  const [from, to] = inSight(links, frame);
  if (to - from > mostArrows) return;
  for (let at = from; at < to; at++) {
    const arrow = arrowOf(frame, rows, links.at(at));
    if (arrow) arrows.push(arrow);
  }
  if (arrows.filter(({ kind }) => kind === 'join').length > mostJoins)
    removeIf(arrows, ({ kind }) => kind === 'join');
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
]);

/// From whom to whom the event goes; undefined for one that only repeats the event before it.
export function endsOf({ events }: Trace, event: number): { from: number; to: number } | undefined {
  const kind = events.kind(event);
  const task = events.task(event);
  const peer = events.peer(event);
  if (peer === 0 || peer === task) return undefined;
  if (kind === TraceEvent.SEND) return { from: task, to: peer };
  const before = event > events.first ? events.kind(event - 1) : TraceEvent.NONE;
  const repeats =
    kind === TraceEvent.WAKE &&
    (before === TraceEvent.SEND || before === TraceEvent.RECEIVE) &&
    events.peer(event - 1) === task;
  return repeats ? undefined : { from: peer, to: task };
}

function arrowOf(frame: Frame, rows: Rows, event: number): Arrow | undefined {
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
  const start = end !== undefined && end >= trace.events.first && end < event ? frame.x(end) : x;
  return { kind, from: { x: start, y: y0 }, to: { x, y: y1 }, event, task: ends.from };
}

export function drawTicks(frame: Frame, rows: Rows, ticks: Tick[]): void {
  const { trace } = frame;
  const taken = new Set<string>();
  for (const [kind, list] of [
    ['mark', trace.marks],
    ['held', trace.held],
    ['error', trace.outputs[2]],
    ['output', trace.outputs[1]],
  ] as const) {
    const [from, to] = inSight(list, frame);
    const stride = Math.max(1, Math.ceil((to - from) / mostTicks));
    for (let at = from; at < to; at += stride) {
      const event = list.at(at);
      if (event < trace.events.first) continue;
      const task = trace.events.task(event);
      const y = middleOf(rows, frame, task);
      if (y === undefined || y < 0 || y > frame.view.height) continue;
      const x = frame.x(event);
      const place = `${kind} ${Math.round(x)} ${y}`;
      if (taken.has(place)) continue;
      taken.add(place);
      ticks.push({ kind, x, y, event, task, text: kind === 'mark' ? trace.events.text(event) : '' });
    }
  }
}
