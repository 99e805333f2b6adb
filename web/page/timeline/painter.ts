/// Paints a scene on a canvas.

import {
  busyStyle,
  countStyles,
  groupBottom,
  groupHeight,
  hostBarHeight,
  hostBarTop,
  hostBarWidth,
  styleOf,
  topOf,
} from '../../trace/scene/style.ts';
import { TaskState } from '../../trace/model/event-store.ts';
import { drawnTurnWidth, type Span } from '../../trace/scene/spans.ts';
import { axisTicks } from '../../trace/scene/ticks.ts';
import { rowHeight } from '../../trace/scene/view.ts';
import type { HostBar } from '../../trace/scene/host-bars.ts';
import type { Arrow, Tick } from '../../trace/scene/points.ts';
import type { Scene } from '../../trace/scene/scene.ts';
import type { Trace } from '../../trace/model/trace.ts';
import { colourOf, type Theme } from './theme.ts';

export interface Painting {
  scene: Scene;
  trace: Trace;
  theme: Theme;
  /// Width of the names' column, height of the ruler.
  gutter: number;
  ruler: number;
  /// In the plot's pixels; undefined: live.
  playhead: number | undefined;
  /// The row of the keyboard's cursor, or under the pointer.
  row: number | undefined;
  selected: { task: number; event?: number | undefined } | undefined;
  hovered: { task: number; event?: number | undefined } | undefined;
}

const fontSize = 11;

export function paint(context: CanvasRenderingContext2D, painting: Painting): void {
  const { scene, gutter, ruler, theme } = painting;
  const { width, height } = scene.view;
  context.font = `${fontSize}px ${theme.sans}`;
  context.textBaseline = 'middle';
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, gutter + width, ruler + height);
  paintRowGround(context, painting);

  context.save();
  context.beginPath();
  context.rect(gutter, 0, width, ruler + height);
  context.clip();
  context.translate(gutter, ruler);
  paintRuler(context, painting);
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  paintPlot(context, painting);
  context.restore();

  paintNames(context, painting);
  paintPlayhead(context, painting);
}

function paintPlot(context: CanvasRenderingContext2D, painting: Painting): void {
  const { scene, theme } = painting;
  for (const gap of scene.gaps) paintGap(context, theme, gap.x, gap.width, scene.view.height);
  paintColumns(context, painting);
  for (const span of scene.spans) if (span.state !== TaskState.running) paintSpan(context, theme, span);
  for (const busy of scene.busy) {
    const { height, opacity } = busyStyle(busy.share);
    bar(
      context,
      colourOf(theme, busy.task),
      opacity,
      busy.x,
      topOf(busy.y, height),
      Math.max(busy.share > 0 ? 2 : 1, busy.width),
      height,
    );
  }
  for (const span of scene.spans) if (span.state === TaskState.running) paintSpan(context, theme, span);
  for (const one of scene.hostBars) paintHostBar(context, theme, one);
  paintLabels(context, painting);
  for (const arrow of scene.arrows) paintArrow(context, theme, arrow);
  for (const tick of scene.ticks) paintTick(context, theme, tick);
  paintChoice(context, painting);
}

function bar(
  context: CanvasRenderingContext2D,
  colour: string,
  opacity: number,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  context.globalAlpha = opacity;
  context.fillStyle = colour;
  context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
}

function paintSpan(
  context: CanvasRenderingContext2D,
  theme: Theme,
  { state, task, x, y, width, held }: Span,
): void {
  const { height, opacity, line } = styleOf(state);
  const colour = colourOf(theme, task);
  /* A gap of a pixel between two turns of the same task. */
  const wide = state === TaskState.running ? drawnTurnWidth(width > 6 ? width - 1 : width) : width;
  bar(context, colour, opacity, x, topOf(y, height), wide, height);
  if (line) bar(context, colour, 0.55, x, y + rowHeight / 2, wide, 1);
  if (!held) return;
  context.strokeStyle = theme.bad;
  context.lineWidth = 2;
  context.strokeRect(x + 1, topOf(y, height) - 1, Math.max(2, wide - 2), height + 2);
}

function paintHostBar(
  context: CanvasRenderingContext2D,
  theme: Theme,
  { x, y, width, task, aborted }: HostBar,
): void {
  bar(context, colourOf(theme, task), 1, x, y + hostBarTop, hostBarWidth(width), hostBarHeight);
  if (aborted) bar(context, theme.bad, 1, x + width - 2, y + hostBarTop - 1, 2, hostBarHeight + 2);
}

function paintLabels(context: CanvasRenderingContext2D, { scene, theme }: Painting): void {
  for (const { label, held, state, x, y, width } of scene.spans) {
    const text = held && width > 90 ? 'held everybody up' : label;
    if (text === '') continue;
    const left = Math.max(x, 0) + 5;
    const room = Math.min(x + width, scene.view.width) - left - 4;
    const fitting = cut(context, text, room);
    if (fitting === '') continue;
    const middle = y + rowHeight / 2 + 0.5;
    if (state === TaskState.sleeping) {
      context.fillStyle = theme.surface;
      context.fillRect(left - 3, middle - 6, context.measureText(fitting).width + 6, 12);
    }
    context.fillStyle = state === TaskState.running ? theme.surface : theme.muted;
    context.fillText(fitting, left, middle);
  }
}

/// As much of the text as fits; '' when that would be nearly nothing.
function cut(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (room < 22) return '';
  if (context.measureText(text).width <= room) return text;
  const each = context.measureText(text).width / text.length;
  const count = Math.floor(room / each) - 1;
  return count < 4 ? '' : `${text.slice(0, count)}…`;
}

/// Of a name that does not fit the number is kept: it tells one task from another.
function cutName(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  const [number = ''] = /(?:#| ×)[\d,]+$/.exec(text) ?? [];
  let name = text.slice(0, text.length - number.length);
  while (name.length > 1 && context.measureText(`${name}…${number}`).width > room) name = name.slice(0, -1);
  return `${name}…${number}`;
}

function paintColumns(context: CanvasRenderingContext2D, { scene, theme }: Painting): void {
  for (const column of scene.columns) {
    const colour = colourOf(theme, column.group.lanes[0]?.task ?? 0);
    let bottom = column.y + groupBottom;
    for (const [name, opacity] of countStyles) {
      const count = column[name];
      if (count === 0) continue;
      const height =
        name === 'running'
          ? Math.max(2, (count / column.group.peak) * groupHeight)
          : (count / column.group.peak) * groupHeight;
      bar(context, colour, opacity, column.x, bottom - height, column.width, height);
      bottom -= height;
    }
  }
}

const arrowHead = 4;

function paintArrow(context: CanvasRenderingContext2D, theme: Theme, { from, to, kind, task }: Arrow): void {
  const colour = kind === 'cancel' ? theme.bad : colourOf(theme, task);
  const down = Math.sign(to.y - from.y);
  context.globalAlpha = kind === 'join' ? 0.45 : 0.75;
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = 1;
  context.setLineDash(kind === 'join' ? [2, 2] : kind === 'spawn' ? [4, 2] : []);
  context.beginPath();
  context.moveTo(from.x, from.y + down * 7);
  context.lineTo(to.x, to.y - down * (8 + arrowHead));
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(to.x, to.y - down * 8);
  context.lineTo(to.x - arrowHead + 0.5, to.y - down * (8 + arrowHead + 1));
  context.lineTo(to.x + arrowHead - 0.5, to.y - down * (8 + arrowHead + 1));
  context.fill();
  context.globalAlpha = 1;
}

function paintTick(context: CanvasRenderingContext2D, theme: Theme, { kind, x, y, text }: Tick): void {
  switch (kind) {
    case 'output':
      return bar(context, theme.ink, 0.85, x - 0.5, y + 8, 1.5, 4);
    case 'error':
      return bar(context, theme.bad, 1, x - 1, y + 7, 2, 5);
    case 'held':
      return triangle(context, theme.bad, x, y - 8);
    case 'mark': {
      const words = text.slice(0, 40);
      bar(context, theme.surface, 0.85, x, y - 11, context.measureText(words).width + 6, 12);
      bar(context, theme.ink, 0.9, x - 0.5, y - 11, 1, 21);
      context.fillStyle = theme.ink;
      context.fillText(words, x + 3, y - 5);
    }
  }
}

function triangle(context: CanvasRenderingContext2D, colour: string, x: number, y: number): void {
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(x, y - 4);
  context.lineTo(x + 4, y + 3);
  context.lineTo(x - 4, y + 3);
  context.fill();
}

function paintGap(
  context: CanvasRenderingContext2D,
  theme: Theme,
  x: number,
  width: number,
  height: number,
): void {
  bar(context, theme.warn, 0.14, x, 0, width, height);
  context.strokeStyle = theme.warn;
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  context.beginPath();
  for (let at = -height; at < width; at += 9) {
    const clippedFrom = Math.max(0, at);
    const clippedTo = Math.min(width, at + height);
    if (clippedTo <= clippedFrom) continue;
    context.moveTo(x + clippedFrom, clippedFrom - at);
    context.lineTo(x + clippedTo, clippedTo - at);
  }
  context.stroke();
  context.globalAlpha = 1;
}

function paintChoice(context: CanvasRenderingContext2D, { scene, theme, selected, hovered }: Painting): void {
  for (const [choice, width] of [
    [hovered, 1],
    [selected, 2],
  ] as const) {
    if (choice?.event === undefined) continue;
    const span = scene.spans.find((one) => one.event === choice.event);
    if (!span) continue;
    context.strokeStyle = theme.ink;
    context.lineWidth = width;
    context.strokeRect(span.x - 1, topOf(span.y, 17), drawnTurnWidth(span.width) + 2, 17);
  }
}

function paintRowGround(
  context: CanvasRenderingContext2D,
  { scene, theme, row, gutter, ruler, selected }: Painting,
): void {
  const { width, height } = scene.view;
  for (const { row: shown, index, y, height: high } of scene.rows) {
    const chosen = selected !== undefined && shown.kind === 'lane' && shown.lane.task === selected.task;
    if (chosen || index === row)
      bar(
        context,
        chosen ? theme.selection : theme.ground,
        chosen ? 0.55 : 1,
        0,
        ruler + y,
        gutter + width,
        high,
      );
    bar(context, theme.rule, 0.5, 0, ruler + y + high - 1, gutter + width, 1);
  }
  const end = Math.max(0, scene.end);
  if (end < width) bar(context, theme.ground, 0.8, gutter + end, ruler, width - end, height);
}

/// Half the width of the playhead's handle, which no label comes under.
const handle = 7;

function paintRuler(
  context: CanvasRenderingContext2D,
  { scene, theme, ruler, playhead = scene.end }: Painting,
): void {
  for (const { x, label } of axisTicks(scene.view)) {
    bar(context, theme.rule, 1, Math.round(x), -6, 1, scene.view.height + 6);
    context.fillStyle = theme.muted;
    const right = x + 4 + context.measureText(label).width;
    const hidden = right > playhead - handle && x + 4 < playhead + handle;
    if (right < scene.view.width && !hidden) context.fillText(label, x + 4, -ruler / 2 + 1);
  }
}

function paintNames(
  context: CanvasRenderingContext2D,
  { scene, trace, theme, gutter, ruler }: Painting,
): void {
  context.save();
  context.beginPath();
  context.rect(0, ruler, gutter, scene.view.height);
  context.clip();
  for (const { row, y } of scene.rows) {
    const middle = ruler + y + rowHeight / 2 + 0.5;
    const task = row.kind === 'lane' ? row.lane.task : (row.group.lanes[0]?.task ?? 0);
    const indent = row.kind === 'lane' && row.inGroup ? 22 : 10;
    context.fillStyle = colourOf(theme, task);
    if (row.kind === 'group') triangleRight(context, 12, middle, row.open);
    else context.fillRect(indent, middle - 4, 4, 8);
    context.fillStyle = theme.ink;
    const text =
      row.kind === 'lane'
        ? trace.label(task)
        : `${row.group.name} ×${row.group.lanes.length.toLocaleString('en')}`;
    context.fillText(cutName(context, text, gutter - indent - 14), indent + 10, middle);
    if (row.kind !== 'group') continue;
    context.fillStyle = theme.muted;
    const most =
      row.group.peak < row.group.lanes.length
        ? `${row.group.peak.toLocaleString('en')} at once`
        : 'all at once';
    context.fillText(cut(context, row.open ? '' : most, gutter - indent - 14), indent + 10, middle + 16);
  }
  context.restore();
  bar(context, theme.rule, 1, gutter - 1, 0, 1, ruler + scene.view.height);
  bar(context, theme.rule, 1, 0, ruler - 1, gutter + scene.view.width, 1);
}

function triangleRight(context: CanvasRenderingContext2D, x: number, y: number, open: boolean): void {
  context.beginPath();
  if (open) {
    context.moveTo(x - 4, y - 3);
    context.lineTo(x + 5, y - 3);
    context.lineTo(x + 0.5, y + 4);
  } else {
    context.moveTo(x - 2, y - 5);
    context.lineTo(x + 5, y);
    context.lineTo(x - 2, y + 5);
  }
  context.fill();
}

function paintPlayhead(
  context: CanvasRenderingContext2D,
  { scene, theme, gutter, ruler, playhead }: Painting,
): void {
  if (playhead === undefined || playhead < 0 || playhead > scene.view.width) return;
  bar(context, theme.accent, 1, gutter + playhead - 0.75, ruler - 8, 1.5, scene.view.height + 8);
}
