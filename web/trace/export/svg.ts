/// A scene as an SVG file that needs nothing else.

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
} from '../scene/style.ts';
import { TaskState } from '../model/event-store.ts';
import { drawnTurnWidth } from '../scene/spans.ts';
import { axisTicks } from '../scene/ticks.ts';
import { rowHeight } from '../scene/view.ts';
import type { Scene } from '../scene/scene.ts';
import type { Trace } from '../model/trace.ts';

export interface Palette {
  surface: string;
  ink: string;
  muted: string;
  rule: string;
  bad: string;
  warn: string;
  tasks: string[];
}

const ruler = 26;
const gutter = 132;

export function sceneToSvg(scene: Scene, trace: Trace, palette: Palette): string {
  const { view } = scene;
  const [width, height] = [gutter + view.width, ruler + view.height];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${number(height)}" viewBox="0 0 ${number(width)} ${number(height)}" font-family="system-ui, sans-serif" font-size="11">`,
    `<rect width="100%" height="100%" fill="${palette.surface}"/>`,
    ...names(scene, trace, palette),
    `<clipPath id="plot"><rect width="${number(view.width)}" height="${number(view.height)}"/></clipPath>`,
    `<g transform="translate(${gutter} ${ruler})">`,
    ...axisTicks(view).map(
      ({ x, label }) =>
        `<path d="M${number(x)} -6V${number(view.height)}" stroke="${palette.rule}"/><text x="${number(x + 4)}" y="-9" fill="${palette.muted}">${escaped(label)}</text>`,
    ),
    '<g clip-path="url(#plot)">',
    ...plot(scene, palette),
    '</g></g></svg>\n',
  ].join('\n');
}

const number = (value: number): string => String(Number(value.toFixed(2)));
const escaped = (text: string): string =>
  text
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\0-\x08\x0b-\x1f]/g, '\ufffd');
const colour = (palette: Palette, task: number): string =>
  task > 0 ? palette.tasks[(task - 1) % palette.tasks.length]! : palette.muted;
const rect = (x: number, y: number, width: number, height: number, fill: string, opacity: number): string =>
  `<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" fill="${fill}"${opacity < 1 ? ` fill-opacity="${number(opacity)}"` : ''}/>`;

function names({ rows }: Scene, trace: Trace, palette: Palette): string[] {
  return rows.map(({ row, y }) => {
    const task = row.kind === 'lane' ? row.lane.task : (row.group.lanes[0]?.task ?? 0);
    const name = row.kind === 'lane' ? trace.label(task) : `${row.group.name} ×${row.group.lanes.length}`;
    return `${rect(10, ruler + y + rowHeight / 2 - 4, 4, 8, colour(palette, task), 1)}<text x="20" y="${number(ruler + y + rowHeight / 2 + 4)}" fill="${palette.ink}">${escaped(name)}</text>`;
  });
}

function plot(scene: Scene, palette: Palette): string[] {
  return [
    ...scene.gaps.map(({ x, width }) => rect(x, 0, width, scene.view.height, palette.warn, 0.2)),
    ...columns(scene, palette),
    ...scene.busy.map(({ share, x, y, width, task }) =>
      rect(
        x,
        topOf(y, 15),
        Math.max(2, width),
        busyStyle(share).height,
        colour(palette, task),
        busyStyle(share).opacity,
      ),
    ),
    ...spans(scene, palette),
    ...hostBars(scene, palette),
    ...arrows(scene, palette),
    ...scene.ticks.map(
      ({ kind, x, y, text }) =>
        `${rect(x - 0.75, kind === 'mark' ? y - 11 : y + 8, 1.5, kind === 'mark' ? 21 : 4, kind === 'output' || kind === 'mark' ? palette.ink : palette.bad, 1)}${text ? `<text x="${number(x + 3)}" y="${number(y - 3)}" fill="${palette.ink}">${escaped(text)}</text>` : ''}`,
    ),
  ];
}

function columns({ columns }: Scene, palette: Palette): string[] {
  return columns.flatMap((column) => {
    let bottom = column.y + groupBottom;
    return countStyles.flatMap(([name, opacity]) => {
      const height = (column[name] / column.group.peak) * groupHeight;
      bottom -= height;
      return height === 0
        ? []
        : [
            rect(
              column.x,
              bottom,
              column.width,
              height,
              colour(palette, column.group.lanes[0]?.task ?? 0),
              opacity,
            ),
          ];
    });
  });
}

/// Turns last: they lie over what is beside them.
function spans({ spans }: Scene, palette: Palette): string[] {
  const sorted = [...spans].sort(
    (a, b) => Number(a.state === TaskState.running) - Number(b.state === TaskState.running),
  );
  return sorted.map(({ state, task, x, y, width, label, held }) => {
    const { height, opacity, line } = styleOf(state);
    const wide = state === TaskState.running ? drawnTurnWidth(width) : width;
    const fill = colour(palette, task);
    const bar = rect(x, topOf(y, height), wide, height, fill, opacity);
    const middle = line ? rect(x, y + rowHeight / 2, wide, 1, fill, 0.55) : '';
    const frame = held
      ? `<rect x="${number(x)}" y="${number(topOf(y, height))}" width="${number(wide)}" height="${height}" fill="none" stroke="${palette.bad}" stroke-width="2"/>`
      : '';
    const room = Math.floor((width - 10) / 5.6);
    const words = label.length <= room ? label : room > 4 ? `${label.slice(0, room - 1)}…` : '';
    return (
      bar +
      middle +
      frame +
      (words
        ? `<text x="${number(Math.max(0, x) + 5)}" y="${number(y + rowHeight / 2 + 4)}" fill="${palette.muted}">${escaped(words)}</text>`
        : '')
    );
  });
}

function hostBars({ hostBars }: Scene, palette: Palette): string[] {
  return hostBars.map(({ x, y, width, task, label, aborted }) => {
    const end = aborted ? rect(x + width - 2, y + hostBarTop - 1, 2, hostBarHeight + 2, palette.bad, 1) : '';
    return `<g><title>${escaped(label)}</title>${rect(x, y + hostBarTop, hostBarWidth(width), hostBarHeight, colour(palette, task), 1)}${end}</g>`;
  });
}

function arrows({ arrows }: Scene, palette: Palette): string[] {
  return arrows.map(({ from, to, kind, task }) => {
    const down = Math.sign(to.y - from.y);
    const ink = kind === 'cancel' ? palette.bad : colour(palette, task);
    const dash =
      kind === 'join' ? ' stroke-dasharray="2 2"' : kind === 'spawn' ? ' stroke-dasharray="4 2"' : '';
    const tip = to.y - down * 8;
    return `<path d="M${number(from.x)} ${number(from.y + down * 7)}L${number(to.x)} ${number(tip - down * 4)}" stroke="${ink}"${dash}/><path d="M${number(to.x)} ${number(tip)}l-3.5 ${-5 * down}h7z" fill="${ink}"/>`;
  });
}
