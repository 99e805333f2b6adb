/// Two runs one above the other, turn by turn, so that they lie alike up to where they part. That is marked.

import { useEffect, useRef } from 'preact/hooks';

import { paintPicture } from '../../trace/scene/picture.ts';
import { Rows } from '../../trace/scene/rows.ts';
import { drawScene } from '../../trace/scene/scene.ts';
import { pixelOf, type View } from '../../trace/scene/view.ts';
import { partingTurn } from '../../trace/model/parting.ts';
import { partingSentence } from '../../trace/text/parting.ts';
import type { Trace } from '../../trace/model/trace.ts';
import type { Pixels } from '../../trace/model/units.ts';
import { CanvasSurface } from '../timeline/canvas-surface.ts';
import { narrowGutter, ruler, themeOf, wideGutter } from '../timeline/theme.ts';

export interface TwoTimelinesProps {
  above: Trace;
  below: Trace;
  /// What each is called.
  names: readonly [string, string];
}

export function TwoTimelines({ above, below, names }: TwoTimelinesProps) {
  const part = partOf(above, below);
  return (
    <figure class="timelines">
      <figcaption>{partingSentence(above, below)}</figcaption>
      <Lanes name={names[0]} trace={above} {...part} />
      <Lanes name={names[1]} trace={below} {...part} />
    </figure>
  );
}

interface Part {
  /// Turns that are in sight.
  from: number;
  to: number;
  /// Where they part.
  parting: number | undefined;
}

/// Of longer runs so many turns are shown, more of them behind the parting than before it.
const shownTurns = 60;
const shownBefore = 20;

function partOf(one: Trace, other: Trace): Part {
  const turn = partingTurn(one, other);
  const end = Math.max(one.turnCount, other.turnCount, 1);
  const parting = turn === undefined ? undefined : turn - 1;
  const begin = Math.min(Math.max(0, (parting ?? 0) - shownBefore), Math.max(0, end - shownTurns));
  const length = Math.max(8, Math.min(end - begin, shownTurns));
  return { from: begin - length * 0.01, to: begin + length * 1.03, parting };
}

const tallest: Pixels = 288;
const narrow: Pixels = 560;

function Lanes({ name, trace, from, to, parting }: Part & { name: string; trace: Trace }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current!;
    const draw = () => paint(element, trace, { from, to, parting });
    const size = new ResizeObserver(draw);
    size.observe(element.parentElement!);
    return () => size.disconnect();
  }, [trace, from, to, parting]);
  return (
    <div class="lanes">
      <canvas ref={canvas} role="img" aria-label={name} />
    </div>
  );
}

function paint(canvas: HTMLCanvasElement, trace: Trace, { from, to, parting }: Part): void {
  const context = canvas.getContext('2d');
  const width = canvas.parentElement!.clientWidth;
  if (!context || width === 0) return;
  const gutter = width < narrow ? narrowGutter : wideGutter;
  const rows = new Rows(trace, { opened: new Map() });
  const height = Math.min(rows.height, tallest);
  const view: View = { axis: 'turns', from, to, width: width - gutter, height, scroll: 0 };
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round((ruler + height) * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${ruler + height}px`;
  const palette = themeOf(canvas);
  const surface = new CanvasSurface(context, palette.sans, ratio);
  const scene = drawScene(trace, rows, view);
  const playhead = parting === undefined ? undefined : pixelOf(view, parting);
  paintPicture(surface, { scene, trace, palette, gutter, ruler, playhead });
}
