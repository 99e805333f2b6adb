/// Draws a lane as spans. What is narrower than a pixel is put together with its neighbours.

import { countUpTo } from '../model/search.ts';
import { TaskState } from '../model/task-state.ts';
import { waitedFor } from '../text/waits.ts';
import type { Lane } from '../model/lane.ts';
import type { Trace } from '../model/trace.ts';
import type { EventIndex, Pixels, TaskId } from '../model/units.ts';
import type { Frame } from './frame.ts';

export interface Span {
  x: Pixels;
  y: Pixels;
  width: Pixels;
  state: TaskState;
  task: TaskId;
  /// The event that it begins with, or the oldest of it that is kept.
  event: EventIndex;
  /// It began before what is kept.
  cut: boolean;
  /// '' where there is no room.
  label: string;
  /// A turn that held somebody up.
  held: boolean;
}

/// Several changes within a pixel.
export interface Busy {
  x: Pixels;
  y: Pixels;
  width: Pixels;
  task: TaskId;
  /// How much of it was turns, 0 to 1.
  share: number;
}

export interface LaneShapes {
  spans: Span[];
  busy: Busy[];
}

const narrow: Pixels = 1.2;
/// A turn is never drawn narrower.
const minTurn: Pixels = 2.5;
const roomForLabel: Pixels = 44;
/// A shape that goes on beyond an edge of the drawing goes on as far.
const overhang: Pixels = 2;

export function drawLane(frame: Frame, lane: Lane, y: Pixels, shapes: LaneShapes): void {
  const { view, events, trace } = frame;
  const { changes } = lane;
  const right = Math.ceil(view.width);
  drawCut(frame, lane, y, shapes);
  let at = Math.max(0, countUpTo(changes, events[0]!) - 1);
  const changesInEvent = changes.length / Math.max(1, trace.events.length - trace.events.first);
  while (at < changes.length) {
    const event = changes.at(at)!;
    const state = lane.stateOf(trace.events, event);
    const x = frame.x(event);
    if (x > right || state === TaskState.ended) return;
    const end = endOf(frame, event, changes.at(at + 1));
    if (end - x >= narrow) {
      if (end >= 0) shapes.spans.push(spanOf(frame, lane, { event, state, x, end, y, cut: false }));
      at++;
      continue;
    }
    const pixel = Math.min(right, Math.max(0, Math.floor(x)));
    const next = events[pixel + 1]!;
    const last = Math.max(at, changes.countUpTo(next, at + (next - event) * changesInEvent) - 1);
    const share = shareOf(frame, lane, at, last, pixel);
    if (end >= 0) addBusy(shapes.busy, { x: pixel, y, width: 1, task: lane.task, share });
    at = last > at ? last : at + 1;
  }
}

/// The span that began before what is kept, from where the recording begins.
function drawCut(frame: Frame, lane: Lane, y: Pixels, { spans }: LaneShapes): void {
  const state = lane.stateBefore;
  if (state === TaskState.none) return;
  const event = frame.trace.events.first;
  const end = endOf(frame, event, lane.changes.at(0));
  if (end < 0 || frame.start > frame.view.width || end - frame.start < narrow) return;
  spans.push(spanOf(frame, lane, { event, state, x: frame.start, end, y, cut: true }));
}

/// How far a span goes: to the next change, to where events were lost, or to the end of the recording.
function endOf(frame: Frame, event: EventIndex, next: EventIndex | undefined): Pixels {
  if (next === undefined) return frame.lastingEnd;
  const loss = frame.trace.lossBetween(event, next);
  return frame.x(loss === undefined ? next : Math.max(event, loss - 1));
}

interface Stretch {
  event: EventIndex;
  state: TaskState;
  x: Pixels;
  end: Pixels;
  y: Pixels;
  cut: boolean;
}

function spanOf({ trace, view }: Frame, lane: Lane, stretch: Stretch): Span {
  const { event, state, y, cut } = stretch;
  const x = Math.max(stretch.x, -overhang);
  const width = Math.min(stretch.end, Math.ceil(view.width) + overhang) - x;
  const label = width >= roomForLabel ? labelOf(trace, lane, event, cut) : '';
  return { x, y, width, state, task: lane.task, event, cut, label, held: isHeld(trace, lane, event, state) };
}

function isHeld(trace: Trace, lane: Lane, event: EventIndex, state: TaskState): boolean {
  if (state !== TaskState.running || trace.held.length === 0) return false;
  return trace.held.between(event, lane.nextChange(event) ?? trace.last) !== undefined;
}

function labelOf(trace: Trace, lane: Lane, event: EventIndex, cut: boolean): string {
  const status = lane.statusAt(trace.events, event);
  const words = cut ? ['earlier is not kept'] : [];
  if (status.state === TaskState.sleeping) words.unshift('sleeps');
  if (status.state === TaskState.standing) words.unshift('stands at yield');
  if (status.state === TaskState.waiting)
    words.unshift(status.call.replace(/^weft_/, ''), waitedFor(trace, status));
  return words.filter((one) => one !== '').join(' · ');
}

/// Counts how many of the turns that began within the pixel, or of its events, are this task's.
function shareOf({ events, trace }: Frame, lane: Lane, from: number, to: number, pixel: number): number {
  const first = lane.changes.at(from)!;
  const last = lane.changes.at(to)!;
  const begun = lane.turnsAt(trace.events, first - 1);
  const own = lane.turnsAt(trace.events, last) - begun;
  const before = Math.max(trace.events.first, events[pixel]!);
  const all = trace.events.turn(Math.max(last, events[pixel + 1]!)) - trace.events.turn(before);
  return own === 0 ? 0 : Math.min(1, Math.max(0.3, own / Math.max(1, all)));
}

/// Neighbours that look the same become one.
function addBusy(list: Busy[], busy: Busy): void {
  busy.share = Math.ceil(busy.share * 6) / 6;
  const last = list.at(-1);
  if (last && last.y === busy.y && last.share === busy.share && last.x + last.width === busy.x) last.width++;
  else if (last && last.y === busy.y && last.x + last.width > busy.x)
    last.share = Math.max(last.share, busy.share);
  else list.push(busy);
}

export const drawnTurnWidth = (width: Pixels): Pixels => Math.max(width, minTurn);
