/// The edge between editor and output: dragged, or moved with the arrow keys.

import { useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';

const least = 25;
const most = 75;
const stride = 2;

export function Splitter() {
  const percent = useSignal(50);
  const edge = useRef<HTMLDivElement>(null);
  const move = (to: number) => {
    percent.value = Math.min(most, Math.max(least, to));
    edge.current?.parentElement?.style.setProperty('--split', `${percent.value}%`);
  };
  const drag = (event: TargetedPointerEvent<HTMLDivElement>) => {
    const work = edge.current?.parentElement?.getBoundingClientRect();
    if (work && event.currentTarget.hasPointerCapture(event.pointerId)) move(((event.clientX - work.left) / work.width) * 100);
  };
  const press = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const target = { ArrowLeft: percent.value - stride, ArrowRight: percent.value + stride, Home: least, End: most }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    move(target);
  };
  return (
    <div
      class="splitter" ref={edge} role="separator" tabIndex={0} aria-label="Width of the editor" aria-orientation="vertical"
      aria-valuenow={Math.round(percent.value)} aria-valuemin={least} aria-valuemax={most}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)} onPointerMove={drag} onKeyDown={press} onDblClick={() => move(50)}
    />
  );
}
