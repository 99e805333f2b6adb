/// The timeline's drawing, by the shapes that it is made of.

import type { Locator, Page } from '@playwright/test';

export const chart = (page: Page): Locator => page.getByRole('application', { name: 'Lanes of the tasks' });

export interface Shapes {
  view: { axis: string; from: number; to: number; width: number };
  spans: { task: number; state: number; x: number; y: number; width: number; label: string; held: boolean }[];
  hostBars: { task: number; x: number; y: number; width: number; label: string; aborted: boolean }[];
  gaps: { lost: number }[];
  rows: unknown[];
  arrows: { kind: string }[];
}

/// Waits for the shapes of the next drawing.
export function drawn(page: Page): Promise<Shapes> {
  return chart(page).evaluate(
    (element) =>
      new Promise<Shapes>((resolve) => {
        const place = element as unknown as {
          addEventListener(
            kind: string,
            listener: (event: { detail: Shapes }) => void,
            options: object,
          ): void;
          ownerDocument: { defaultView: { dispatchEvent(event: unknown): void } };
        };
        place.addEventListener(
          'drawn',
          ({ detail: { view, spans, hostBars, gaps, rows, arrows } }) =>
            resolve(
              JSON.parse(JSON.stringify({ view, spans, hostBars, gaps, rows: rows.map(() => 0), arrows })),
            ),
          { once: true },
        );
        (element as unknown as { dispatchEvent(event: object): void }).dispatchEvent(new Event('scroll'));
      }),
  );
}
