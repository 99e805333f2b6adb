/// Paints what lies in the plot: spans, counts, bars, arrows and ticks, in this order.

import { TaskState } from '../model/task-state.ts';
import { cutText } from './fit-text.ts';
import { drawnTurnWidth, type Span } from './spans.ts';
import {
  busyStyle,
  colourOf,
  countStyles,
  groupBottom,
  groupHeight,
  hostBarHeight,
  hostBarTop,
  styleOf,
  topOf,
  withGap,
  type Palette,
} from './style.ts';
import { rowHeight } from './view.ts';
import type { Pixels } from '../model/units.ts';
import type { Choice } from './choice.ts';
import type { Away } from './away.ts';
import type { HostBar } from './host-bars.ts';
import type { Arrow, ArrowKind, Tick } from './points.ts';
import type { Gap, Scene } from './scene.ts';
import type { Point, Surface } from './surface.ts';

export interface Plot {
  scene: Scene;
  palette: Palette;
  selected?: Choice | undefined;
  hovered?: Choice | undefined;
}

export function paintPlot(surface: Surface, { scene, palette, selected, hovered }: Plot): void {
  for (const gap of scene.gaps) paintGap(surface, palette, gap, scene.view.height);
  paintColumns(surface, palette, scene);
  for (const span of scene.spans) if (span.state !== TaskState.running) paintSpan(surface, palette, span);
  paintBusy(surface, palette, scene);
  /* Turns lie over what is beside them. */
  for (const span of scene.spans) if (span.state === TaskState.running) paintSpan(surface, palette, span);
  for (const one of scene.away) paintAway(surface, palette, one);
  for (const one of scene.hostBars) paintHostBar(surface, palette, one);
  for (const span of scene.spans) paintLabel(surface, palette, span, scene.view.width);
  for (const arrow of scene.arrows) paintArrow(surface, palette, arrow);
  for (const tick of scene.ticks) paintTick(surface, palette, tick);
  paintChoice(surface, palette, scene, hovered, 1);
  paintChoice(surface, palette, scene, selected, 2);
}

function paintSpan(surface: Surface, palette: Palette, { state, task, x, y, width, held }: Span): void {
  const { height, opacity, line } = styleOf(state);
  const colour = colourOf(palette, task);
  const wide = state === TaskState.running ? drawnTurnWidth(withGap(width)) : width;
  surface.fill({ x, y: topOf(y, height), width: wide, height }, { colour, opacity });
  if (line) surface.fill({ x, y: y + rowHeight / 2, width: wide, height: 1 }, { colour, opacity: 0.55 });
  if (!held) return;
  const frame = { x: x + 1, y: topOf(y, height) - 1, width: Math.max(2, wide - 2), height: height + 2 };
  surface.frame(frame, { colour: palette.bad, width: 2 });
}

function paintBusy(surface: Surface, palette: Palette, { busy }: Scene): void {
  for (const { share, task, x, y, width } of busy) {
    const { height, opacity } = busyStyle(share);
    const wide = Math.max(share > 0 ? 2 : 1, width);
    surface.fill(
      { x, y: topOf(y, height), width: wide, height },
      { colour: colourOf(palette, task), opacity },
    );
  }
}

/// The turn is the task's, and yet it stands still meanwhile.
function paintAway(surface: Surface, palette: Palette, { x, y, width }: Away): void {
  const { height } = styleOf(TaskState.running);
  surface.fill(
    { x, y: topOf(y, height) + 2, width: withGap(width), height: height - 4 },
    { colour: palette.surface, opacity: 0.62 },
  );
}

function paintHostBar(surface: Surface, palette: Palette, bar: HostBar): void {
  const { x, y, width, task, label, aborted } = bar;
  surface.named(label, () => {
    const box = { x, y: y + hostBarTop, width: withGap(width), height: hostBarHeight };
    surface.fill(box, { colour: colourOf(palette, task) });
    if (!aborted) return;
    const end = { x: x + width - 2, y: y + hostBarTop - 1, width: 2, height: hostBarHeight + 2 };
    surface.fill(end, { colour: palette.bad });
  });
}

function paintLabel(surface: Surface, palette: Palette, span: Span, right: Pixels): void {
  const { label, held, state, x, y, width } = span;
  const text = held && width > 90 ? 'held everybody up' : label;
  if (text === '') return;
  const left = Math.max(x, 0) + 5;
  const fitting = cutText(surface, text, Math.min(x + width, right) - left - 4);
  if (fitting === '') return;
  const middle = y + rowHeight / 2 + 0.5;
  /* The line of a sleep or of a generator that stands would run through its words. */
  if (state === TaskState.sleeping || state === TaskState.standing) {
    const ground = { x: left - 3, y: middle - 6, width: surface.widthOf(fitting) + 6, height: 12 };
    surface.fill(ground, { colour: palette.surface });
  }
  const colour = state === TaskState.running ? palette.surface : palette.muted;
  surface.text(fitting, left, middle, { colour });
}

function paintColumns(surface: Surface, palette: Palette, { columns }: Scene): void {
  for (const column of columns) {
    const { lanes, history } = column.group;
    const colour = colourOf(palette, lanes[0]?.task ?? 0);
    let bottom = column.y + groupBottom;
    for (const [name, opacity] of countStyles) {
      const count = column[name];
      if (count === 0) continue;
      const share = (count / history.peak) * groupHeight;
      /* Of many tasks one runs at a time, and that is to be seen. */
      const height = name === 'running' ? Math.max(2, share) : share;
      surface.fill({ x: column.x, y: bottom - height, width: column.width, height }, { colour, opacity });
      bottom -= height;
    }
  }
}

const arrowHead: Pixels = 4;
const bad: ReadonlySet<ArrowKind> = new Set(['cancel', 'throw', 'cycle']);

function paintArrow(surface: Surface, palette: Palette, { from, to, kind, task, label }: Arrow): void {
  const colour = bad.has(kind) ? palette.bad : colourOf(palette, task);
  const opacity = kind === 'join' ? 0.45 : 0.75;
  const down = Math.sign(to.y - from.y);
  const tip = to.y - down * 8;
  const start: Point = [from.x, from.y + down * 7];
  const end: Point = [to.x, tip - down * arrowHead];
  const dash = kind === 'join' ? ([2, 2] as const) : kind === 'spawn' ? ([4, 2] as const) : undefined;
  surface.lines([[start, end]], { colour, opacity, ...(dash && { dash }) });
  const back = tip - down * (arrowHead + 1);
  surface.polygon(
    [
      [to.x, tip],
      [to.x - arrowHead + 0.5, back],
      [to.x + arrowHead - 0.5, back],
    ],
    { colour, opacity },
  );
  if (label === '') return;
  /* On the edge between the rows, over what is there. */
  const y = (from.y + to.y) / 2;
  const ground = { x: to.x + 2, y: y - 6, width: surface.widthOf(label) + 4, height: 12 };
  surface.fill(ground, { colour: palette.surface, opacity: 0.9 });
  surface.text(label, to.x + 4, y, { colour: palette.ink });
}

const maxMarkLetters = 40;

function paintTick(surface: Surface, palette: Palette, { kind, x, y, text }: Tick): void {
  switch (kind) {
    case 'output':
      return surface.fill(
        { x: x - 0.5, y: y + 8, width: 1.5, height: 4 },
        { colour: palette.ink, opacity: 0.85 },
      );
    case 'error':
      return surface.fill({ x: x - 1, y: y + 7, width: 2, height: 5 }, { colour: palette.bad });
    case 'held':
      return surface.polygon(
        [
          [x, y - 12],
          [x + 4, y - 5],
          [x - 4, y - 5],
        ],
        { colour: palette.bad },
      );
    case 'mark': {
      const words = [...text].slice(0, maxMarkLetters).join('');
      const ground = { x, y: y - 11, width: surface.widthOf(words) + 6, height: 12 };
      surface.fill(ground, { colour: palette.surface, opacity: 0.85 });
      surface.fill({ x: x - 0.5, y: y - 11, width: 1, height: 21 }, { colour: palette.ink, opacity: 0.9 });
      surface.text(words, x + 3, y - 5, { colour: palette.ink });
    }
  }
}

const hatching: Pixels = 9;

function paintGap(surface: Surface, palette: Palette, { x, width }: Gap, height: Pixels): void {
  surface.fill({ x, y: 0, width, height }, { colour: palette.warn, opacity: 0.14 });
  const lines: [Point, Point][] = [];
  for (let at = -height; at < width; at += hatching) {
    const from = Math.max(0, at);
    const to = Math.min(width, at + height);
    if (to > from)
      lines.push([
        [x + from, from - at],
        [x + to, to - at],
      ]);
  }
  surface.lines(lines, { colour: palette.warn, opacity: 0.5 });
}

function paintChoice(
  surface: Surface,
  palette: Palette,
  { spans }: Scene,
  choice: Choice | undefined,
  width: Pixels,
): void {
  if (choice?.event === undefined) return;
  const span = spans.find(({ task, event }) => task === choice.task && event === choice.event);
  if (!span) return;
  const box = { x: span.x - 1, y: topOf(span.y, 17), width: drawnTurnWidth(span.width) + 2, height: 17 };
  surface.frame(box, { colour: palette.ink, width });
}
