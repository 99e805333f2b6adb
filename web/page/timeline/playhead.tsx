/// The handle in the ruler drags the whole page back to an earlier moment of the run, and by keyboard turn by
/// turn.

import { useEffect, useRef } from 'preact/hooks';
import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';

import { useApp } from '../context.ts';
import { describeEvent } from '../../trace/text/describe.ts';
import { seconds } from '../../common/format.ts';
import { pixelOf } from '../../trace/scene/view.ts';
import { setEdge } from './range-choice.ts';
import { stepOf } from './selection.ts';
import type { Timeline } from './timeline.ts';
import type { Chart } from './chart.ts';

export function Playhead({ chart }: { chart: Chart }) {
  const { timeline, selection } = useApp();
  const handle = useRef<HTMLDivElement>(null);
  const event = (timeline.version.value, timeline.playhead.value, timeline.shownEventIndex);
  const { trace } = timeline;
  const exists = event >= trace.events.first;
  useEffect(() => {
    const place = () => handle.current && put(handle.current, chart);
    const root = handle.current?.parentElement;
    root?.addEventListener('drawn', place);
    place();
    return () => root?.removeEventListener('drawn', place);
  }, [chart, exists]);
  if (!exists) return null;
  const drag = (pointer: TargetedPointerEvent<HTMLDivElement>) => {
    if (!pointer.currentTarget.hasPointerCapture(pointer.pointerId)) return;
    const { left } = pointer.currentTarget.parentElement!.getBoundingClientRect();
    chart.scrubTo((pointer.clientX - left) / chart.magnification);
  };
  const press = (key: TargetedKeyboardEvent<HTMLDivElement>) => {
    const by = stepOf(key);
    const to = target(timeline, event, key.key);
    const edge = key.key === '[' ? 'from' : key.key === ']' ? 'to' : undefined;
    if (edge) setEdge(chart, edge, timeline.shownMoment);
    else if (by) selection.step(by);
    else if (to === undefined) return;
    key.preventDefault();
    key.stopPropagation();
    if (to === undefined) return;
    if (to === Infinity) timeline.goLive();
    else timeline.goTo(to);
  };
  const at = `Turn ${trace.events.turn(event)}, ${seconds(timeline.shownTime)}`;
  return (
    <div
      class={`playhead ${timeline.playhead.value === undefined ? '' : 'past'}`}
      ref={handle}
      role="slider"
      tabIndex={0}
      aria-label="Moment"
      aria-orientation="horizontal"
      aria-valuemin={trace.firstTurn}
      aria-valuemax={Math.max(trace.firstTurn, trace.turnCount)}
      aria-valuenow={Math.max(trace.firstTurn, trace.events.turn(event))}
      aria-valuetext={`${at}: ${describeEvent(trace, event)}`}
      onPointerDown={(pointer) => pointer.currentTarget.setPointerCapture(pointer.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
    />
  );
}

function put(handle: HTMLElement, chart: Chart): void {
  const { timeline, view, gutter } = chart;
  if (timeline.shownEventIndex < timeline.trace.events.first) return;
  const x = pixelOf(view, timeline.playheadPosition);
  /* Out of sight it waits at the edge, to be taken from there. */
  const within = Math.min(view.width, Math.max(0, x));
  handle.classList.toggle('beyond', Math.abs(x - within) > 1);
  handle.style.transform = `translateX(${gutter + within}px)`;
}

/// The event to go to; Infinity: live.
function target({ trace }: Timeline, event: number, key: string): number | undefined {
  const turn = trace.events.turn(event);
  const endOf = (wanted: number) =>
    wanted >= trace.turnCount
      ? Infinity
      : wanted < trace.firstTurn
        ? trace.events.first
        : trace.turnBegin(wanted + 1) - 1;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return endOf(turn - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return endOf(turn + 1);
    case 'PageDown':
      return endOf(turn - 10);
    case 'PageUp':
      return endOf(turn + 10);
    case 'Home':
      return trace.events.first;
    case 'End':
      return Infinity;
    default:
      return undefined;
  }
}
