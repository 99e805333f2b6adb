/// Paints a scene: the ruler, the names and the plot.

import { groupName } from '../text/names.ts';
import { paintPlot } from './plot.ts';
import { colourOf, type Palette } from './style.ts';
import { cutName, cutText } from './fit-text.ts';
import { axisTicks } from './ticks.ts';
import { rowHeight } from './view.ts';
import type { Trace } from '../model/trace.ts';
import type { Pixels } from '../model/units.ts';
import type { Scene } from './scene.ts';
import type { Choice } from './choice.ts';
import type { Surface } from './surface.ts';

export interface Picture {
  scene: Scene;
  trace: Trace;
  palette: Palette;
  /// The width of the column of names.
  gutter: Pixels;
  /// The height of the ruler.
  ruler: Pixels;
  /// Where the playhead is, in the plot's pixels; undefined: the newest is shown.
  playhead?: Pixels | undefined;
  /// The range whose totals are asked for, in the plot's pixels.
  range?: { from: Pixels; to: Pixels } | undefined;
  /// The row of the keyboard's cursor, or under the pointer.
  row?: number | undefined;
  selected?: Choice | undefined;
  hovered?: Choice | undefined;
}

export const fontSize: Pixels = 11;
export const notKept = 'earlier is not kept';

export function paintPicture(surface: Surface, picture: Picture): void {
  const { scene, gutter, ruler, palette } = picture;
  const { width, height } = scene.view;
  surface.fill({ x: 0, y: 0, width: gutter + width, height: ruler + height }, { colour: palette.surface });
  paintRows(surface, picture);
  surface.within({ x: gutter, y: 0, width, height: ruler + height }, () => paintRange(surface, picture));
  surface.within({ x: gutter, y: 0, width, height: ruler + height }, () => paintRuler(surface, picture));
  surface.within({ x: gutter, y: ruler, width, height }, () => paintPlot(surface, picture));
  surface.within({ x: 0, y: ruler, width: gutter, height }, () => paintNames(surface, picture));
  surface.fill({ x: gutter - 1, y: 0, width: 1, height: ruler + height }, { colour: palette.rule });
  surface.fill({ x: 0, y: ruler - 1, width: gutter + width, height: 1 }, { colour: palette.rule });
  paintPlayhead(surface, picture);
}

function paintRows(surface: Surface, { scene, palette, row, gutter, ruler, selected }: Picture): void {
  const { width, height } = scene.view;
  for (const { row: shown, index, y, height: high } of scene.rows) {
    const top = ruler + y;
    const chosen = selected !== undefined && shown.kind === 'lane' && shown.lane.task === selected.task;
    const band = { x: 0, y: top, width: gutter + width, height: high };
    if (chosen) surface.fill(band, { colour: palette.selection, opacity: 0.55 });
    else if (index === row) surface.fill(band, { colour: palette.ground });
    surface.fill({ ...band, y: top + high - 1, height: 1 }, { colour: palette.rule, opacity: 0.5 });
  }
  const outside = { colour: palette.ground, opacity: 0.8 };
  const end = Math.max(0, scene.end);
  if (end < width) surface.fill({ x: gutter + end, y: ruler, width: width - end, height }, outside);
  const start = Math.min(width, scene.start);
  if (scene.cut && start > 0) surface.fill({ x: gutter, y: ruler, width: start, height }, outside);
}

function paintRange(surface: Surface, { scene, palette, ruler, range }: Picture): void {
  if (!range) return;
  const x = range.from;
  const width = Math.max(1, range.to - range.from);
  const height = ruler + scene.view.height;
  surface.fill({ x, y: 0, width, height }, { colour: palette.selection, opacity: 0.7 });
  for (const edge of [x, x + width])
    surface.fill({ x: edge - 0.5, y: 0, width: 1, height }, { colour: palette.accent });
}

/// Half the width of the playhead's handle, which no label comes under.
const handle: Pixels = 7;

function paintRuler(surface: Surface, { scene, palette, ruler, playhead = scene.end }: Picture): void {
  const { width, height } = scene.view;
  const middle = ruler / 2 + 1;
  const covered = [{ from: playhead - handle, to: playhead + handle }];
  if (scene.cut && scene.start > -60 && scene.start < width) {
    const left = Math.max(4, scene.start + 4);
    covered.push({ from: scene.start, to: left + surface.widthOf(notKept) + 6 });
    surface.fill({ x: scene.start, y: ruler - 6, width: 1, height: height + 6 }, { colour: palette.warn });
    surface.text(notKept, left, middle, { colour: palette.warn });
  }
  for (const { x, label } of axisTicks(scene.view)) {
    surface.fill({ x: Math.round(x), y: ruler - 6, width: 1, height: height + 6 }, { colour: palette.rule });
    const left = x + 4;
    const right = left + surface.widthOf(label);
    const hidden = covered.some(({ from, to }) => right > from && left < to);
    if (right < width && left >= 0 && !hidden) surface.text(label, left, middle, { colour: palette.muted });
  }
}

function paintNames(surface: Surface, { scene, trace, palette, gutter }: Picture): void {
  for (const { row, y } of scene.rows) {
    const middle = y + rowHeight / 2 + 0.5;
    const task = row.kind === 'lane' ? row.lane.task : (row.group.lanes[0]?.task ?? 0);
    const indent = row.kind === 'group' ? 10 : row.inGroup ? 22 : 10 + indentOf(row.depth);
    const mark = { colour: colourOf(palette, task) };
    if (row.kind === 'group') paintFold(surface, 12, middle, row.open, mark);
    else surface.fill({ x: indent, y: middle - 4, width: 4, height: 8 }, mark);
    const name = row.kind === 'lane' ? trace.label(task) : groupName(row.group);
    const room = gutter - indent - 14;
    surface.text(cutName(surface, name, room), indent + 10, middle, { colour: palette.ink });
    if (row.kind !== 'group' || row.open) continue;
    const { lanes, history } = row.group;
    const peak = history.peak < lanes.length ? `${history.peak.toLocaleString('en')} at once` : 'all at once';
    surface.text(cutText(surface, peak, room), indent + 10, middle + 16, { colour: palette.muted });
  }
}

/// Deeper than this the names would have no room.
const deepestIndent = 4;
const indentOf = (depth: number): Pixels => 9 * Math.min(depth, deepestIndent);

function paintFold(surface: Surface, x: Pixels, y: Pixels, open: boolean, ink: { colour: string }): void {
  surface.polygon(
    open
      ? [
          [x - 4, y - 3],
          [x + 5, y - 3],
          [x + 0.5, y + 4],
        ]
      : [
          [x - 2, y - 5],
          [x + 5, y],
          [x - 2, y + 5],
        ],
    ink,
  );
}

function paintPlayhead(surface: Surface, { scene, palette, gutter, ruler, playhead }: Picture): void {
  if (playhead === undefined || playhead < 0 || playhead > scene.view.width) return;
  surface.fill(
    { x: gutter + playhead - 0.75, y: ruler - 8, width: 1.5, height: scene.view.height + 8 },
    { colour: palette.accent },
  );
}
