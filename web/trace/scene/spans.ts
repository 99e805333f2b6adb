/// A lane as spans. What is narrower than a pixel is put together with its neighbours.

import { countUpToFrom } from '../model/list.ts';
import { TaskState } from '../model/event-store.ts';
import { waitedFor } from '../text/describe.ts';
import { pixelOf } from './view.ts';
import type { Frame, Scene } from './scene.ts';
import type { Lane } from '../model/lane.ts';

export interface Span {
  x: number;
  y: number;
  width: number;
  state: TaskState;
  task: number;
  /// The event that it begins with.
  event: number;
  /// '' where there is no room.
  label: string;
  /// A turn that held everybody up.
  held: boolean;
}

/// Several changes within a pixel.
export interface Busy {
  x: number;
  y: number;
  width: number;
  task: number;
  /// How much of it was turns, 0 to 1.
  share: number;
}

const narrow = 1.2;
/// A turn is never drawn narrower.
const leastTurn = 2.5;
const roomForLabel = 44;

export function drawLane(
  frame: Frame,
  lane: Lane,
  y: number,
  { spans, busy }: Pick<Scene, 'spans' | 'busy'>,
): void {
  const { view, events, trace } = frame;
  const { changes } = lane;
  const right = Math.ceil(view.width);
  let at = Math.max(0, countUpToFrom(changes, events[0]!, 0) - 1);
  while (at < changes.length) {
    const event = changes[at]!;
    const x = frame.x(event);
    if (x > right || trace.events.state(event) === TaskState.ended) return;
    const next = changes[at + 1];
    const end = next === undefined ? endOf(frame) : frame.x(knownUntil(trace, event, next));
    if (end - x >= narrow) {
      if (end >= 0) spans.push(spanOf(frame, lane, at, Math.max(x, -2), Math.min(end, right + 2), y));
      at++;
      continue;
    }
    const pixel = Math.min(right, Math.max(0, Math.floor(x)));
    const last = Math.max(at, countUpToFrom(changes, events[pixel + 1]!, at) - 1);
    if (end >= 0)
      addBusy(busy, { x: pixel, y, width: 1, task: lane.task, share: shareOf(frame, lane, at, last, pixel) });
    at = last > at ? last : at + 1;
  }
}

/// Nothing is known of what happened where events were lost.
function knownUntil(trace: Frame['trace'], event: number, next: number): number {
  const loss = trace.lossBetween(event, next);
  return loss === undefined ? next : Math.max(event, loss - 1);
}

/// How far the last span goes: to the end of the recording while its task lives.
/// In a deadlock for ever.
const endOf = ({ view, axis, trace }: Frame): number =>
  trace.stuck ? Math.max(view.width, pixelOf(view, axis.end)) : pixelOf(view, axis.end);

function spanOf({ trace }: Frame, lane: Lane, at: number, x: number, end: number, y: number): Span {
  const { events } = trace;
  const event = lane.changes[at]!;
  const state = events.state(event);
  const width = end - x;
  const held = state === TaskState.running && isHeld(trace, lane.changes[at + 1]);
  return {
    x,
    y,
    width,
    state,
    task: lane.task,
    event,
    label: width >= roomForLabel ? labelOf(trace, lane, event, state) : '',
    held,
  };
}

/// The event of that is the last one of the turn, before its end.
function isHeld({ held, events }: Frame['trace'], end: number | undefined): boolean {
  if (held.length === 0) return false;
  const last = end ?? events.length;
  const at = countUpToFrom(held, last, 0) - 1;
  return at >= 0 && last - held.at(at) <= 1;
}

export function labelOf(trace: Frame['trace'], lane: Lane, event: number, state: TaskState): string {
  switch (state) {
    case TaskState.sleeping:
      return 'sleeps';
    case TaskState.waiting: {
      const what = waitedFor(trace, lane.statusAt(trace.events, event));
      const call = trace.events.call(event).replace(/^weft_/, '');
      return what === '' ? call : `${call} · ${what}`;
    }
    default:
      return '';
  }
}

/// Of the turns that began within the pixel, or of its events, how many are this task's.
function shareOf({ events, trace }: Frame, lane: Lane, from: number, to: number, pixel: number): number {
  const first = lane.changes[from]!;
  const last = lane.changes[to]!;
  const own = lane.turnsAt(last) - lane.turnsAt(first - 1);
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

export const drawnTurnWidth = (width: number): number => Math.max(width, leastTurn);
