/// The edge between two parts of the page is dragged, or moved with the arrow keys.

import { useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';

const stridePercent = 2;

export interface SplitterProps {
  /// A selector of the element that it divides; its parent without one.
  within?: string;
  label: string;
  /// Which way it moves.
  moves: 'sideways' | 'up and down';
  /// The edge of its parent that it is measured from, if it moves sideways; the other way it is the bottom.
  from?: 'left' | 'right';
  /// The custom property of its parent that it sets, a percentage of the parent's width or height.
  property: string;
  initialPercent: number;
  minPercent: number;
  maxPercent: number;
}

export function Splitter({
  label,
  within,
  moves,
  from = 'left',
  property,
  initialPercent,
  minPercent,
  maxPercent,
}: SplitterProps) {
  const percent = useSignal(initialPercent);
  const edge = useRef<HTMLDivElement>(null);
  const divided = () =>
    within === undefined ? edge.current?.parentElement : edge.current?.closest<HTMLElement>(within);
  const sideways = moves === 'sideways';
  const move = (to: number) => {
    percent.value = Math.min(maxPercent, Math.max(minPercent, to));
    divided()?.style.setProperty(property, `${percent.value}%`);
  };
  const drag = (event: TargetedPointerEvent<HTMLDivElement>) => {
    const box = divided()?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    move(
      100 *
        (sideways
          ? (from === 'left' ? event.clientX - box.left : box.right - event.clientX) / box.width
          : (box.bottom - event.clientY) / box.height),
    );
  };
  const press = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const [less, more] = !sideways
      ? ['ArrowDown', 'ArrowUp']
      : from === 'left'
        ? ['ArrowLeft', 'ArrowRight']
        : ['ArrowRight', 'ArrowLeft'];
    const target =
      event.key === less
        ? percent.value - stridePercent
        : event.key === more
          ? percent.value + stridePercent
          : event.key === 'Home'
            ? minPercent
            : event.key === 'End'
              ? maxPercent
              : undefined;
    if (target === undefined) return;
    event.preventDefault();
    move(target);
  };
  return (
    <div
      class={`splitter ${sideways ? 'vertical' : 'horizontal'}`}
      ref={edge}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={sideways ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(percent.value)}
      aria-valuemin={minPercent}
      aria-valuemax={maxPercent}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
      onDblClick={() => move(initialPercent)}
    />
  );
}
