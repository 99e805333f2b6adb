/// The timeline's drawing, by the shapes that it is made of, and where they stand in the window.

import type { Locator, Page } from '@playwright/test';

export const chart = (page: Page): Locator => page.getByRole('application', { name: 'Lanes of the tasks' });

/// The height of the ruler above the lanes.
const ruler = 26;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Shapes {
  view: { axis: string; from: number; to: number; width: number };
  spans: { task: number; state: number; x: number; y: number; width: number; label: string; held: boolean }[];
  hostBars: { task: number; x: number; y: number; width: number; label: string; aborted: boolean }[];
  gaps: { lost: number }[];
  rows: unknown[];
  arrows: { kind: string }[];
  /// Of the chart in the window.
  box: Box;
  /// The width of the column of names.
  gutter: number;
}

/// What is used of the page's own world.
interface ChartElement {
  clientWidth: number;
  getBoundingClientRect(): Box;
  addEventListener(kind: string, listener: (event: { detail: Shapes }) => void): void;
  removeEventListener(kind: string, listener: (event: { detail: Shapes }) => void): void;
  dispatchEvent(event: object): void;
}

/// Draws until everything that has happened so far is drawn, and the chart stands still: what happens
/// in a frame, as the choice of the axis or a new size, may come behind that frame's drawing.
export function drawn(page: Page): Promise<Shapes> {
  return chart(page).evaluate(
    (element) =>
      new Promise<Shapes>((resolve) => {
        const place = element as unknown as ChartElement;
        const draw = () => place.dispatchEvent(new Event('scroll'));
        let before = '';
        const look = ({ detail: { view, spans, hostBars, gaps, rows, arrows } }: { detail: Shapes }) => {
          const { x, y, width, height } = place.getBoundingClientRect();
          const box = { x, y, width, height };
          const now = JSON.stringify(box);
          if (now !== before) {
            before = now;
            return draw();
          }
          place.removeEventListener('drawn', look);
          const gutter = place.clientWidth - view.width;
          const shapes = { view, spans, hostBars, gaps, rows: rows.map(() => 0), arrows, box, gutter };
          resolve(JSON.parse(JSON.stringify(shapes)));
        };
        place.addEventListener('drawn', look);
        draw();
      }),
  );
}

/// Where a place of the axis stands in the window: nanoseconds or turns.
export const xAt = (shapes: Shapes, position: number): number => {
  const { from, to, width } = shapes.view;
  return xOf(shapes, ((position - from) / (to - from)) * width);
};

/// The same of a place in the plot, as a span's beginning.
export const xOf = ({ box, gutter }: Shapes, x: number): number => box.x + gutter + x;

/// Where a height among the lanes stands in the window.
export const yOf = ({ box }: Shapes, y: number): number => box.y + ruler + y;

/// The middle of the ruler's upper part, where the playhead is taken from one moment to another.
export const yOfRuler = ({ box }: Shapes): number => box.y + 10;
