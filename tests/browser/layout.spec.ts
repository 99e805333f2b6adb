/// Where things stand, at every size of a window: measured by their boxes.

import type { Page } from '@playwright/test';

import { expect, program, test } from './weft.ts';

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/// In the window's pixels; of those that are there.
function boxes(page: Page, selectors: readonly string[]): Promise<Record<string, Box>> {
  return page.evaluate(
    ([wanted]) => {
      const { document } = globalThis as unknown as {
        document: { querySelector(selector: string): { getBoundingClientRect(): Box } | null };
      };
      const measured = wanted!.map(
        (one) => [one, document.querySelector(one)?.getBoundingClientRect()] as const,
      );
      return Object.fromEntries(
        measured.flatMap(([one, box]) =>
          box ? [[one, { left: box.left, top: box.top, right: box.right, bottom: box.bottom }]] : [],
        ),
      );
    },
    [selectors],
  );
}

function overlaps(measured: Record<string, Box>): string[] {
  const names = Object.keys(measured);
  const pairs = names.flatMap((a, index) => names.slice(index + 1).map((b) => [a, b] as const));
  return pairs
    .filter(([a, b]) => {
      const [one, other] = [measured[a]!, measured[b]!];
      const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      return width > 1 && height > 1;
    })
    .map((pair) => pair.join(' and '));
}

const widths = [320, 375, 600, 720, 853, 1024, 1280, 1920, 2560];
const heights = [400, 480, 576, 768, 1440];
/// From here on panes stand side by side.
const wide = 720;
/// The ruler and two lanes have so many pixels.
const lanesInSight = 26 + 2 * 24;
const panes = ['.program', '.output', '.tasks', '.timeline'];

for (const width of widths) {
  test(`at a width of ${width} nothing overlaps, and the lanes can be seen`, async ({ weft }) => {
    const { page } = weft;
    await page.setViewportSize({ width, height: 768 });
    await weft.open('#example=gather&clock=virtual');
    await weft.run.click();
    await weft.ended();
    await expect(weft.button('Fit')).toBeVisible();
    for (const height of heights) {
      await page.setViewportSize({ width, height });
      const size = `${width} x ${height}`;
      const page_ = await page.evaluate(
        '({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight })',
      );
      expect(page_, size).toMatchObject({ width });
      if (width >= wide) expect(page_, size).toMatchObject({ height });
      else await page.evaluate('document.querySelector(".timeline").scrollIntoView()');

      const around = width >= wide ? ['.bar', '.status-bar'] : [];
      expect(overlaps(await boxes(page, [...panes, ...around])), size).toEqual([]);
      const inside = ['.timeline h2', '.chart-controls', '.sentence', '.chart', '.legend'];
      expect(overlaps(await boxes(page, inside)), size).toEqual([]);
      const controls = Array.from({ length: 6 }, (_, index) => `.chart-controls > :nth-child(${index + 1})`);
      expect(overlaps(await boxes(page, controls)), size).toEqual([]);
      if (width >= wide)
        expect(overlaps(await boxes(page, ['.brand', '.buttons', '.settings', '.ends'])), size).toEqual([]);

      const {
        '.chart': chart,
        '.status-bar': status,
        '.bar .buttons': buttons,
      } = await boxes(page, ['.chart', '.status-bar', '.bar .buttons']);
      const top = width >= wide ? chart!.top : Math.max(chart!.top, buttons!.bottom);
      expect(Math.min(chart!.bottom, status!.top) - top, size).toBeGreaterThanOrEqual(lanesInSight);
      expect(status!.bottom, size).toBeLessThanOrEqual(height);
    }
  });
}

for (const [width, height] of [
  [1280, 800],
  [853, 480],
  [375, 812],
] as const) {
  test(`at ${width} x ${height} nothing moves when a program runs, or when there is something to tell`, async ({
    weft,
  }) => {
    const { page } = weft;
    await page.setViewportSize({ width, height });
    await weft.open('#example=gather&clock=virtual');
    /* In the page's own pixels: on narrow screens a run scrolls to what it shows. */
    const places = async () => {
      const from = Number(await page.evaluate('scrollY'));
      const measured = await boxes(page, panes);
      return Object.entries(measured).map(([pane, { left, top, right, bottom }]) =>
        [pane, left, top + from, right, bottom + from].map((one) =>
          typeof one === 'number' ? Math.round(one) : one,
        ),
      );
    };
    await expect(page.getByRole('table', { name: 'Tasks' })).toBeVisible();
    const before = await places();
    await weft.run.click();
    await weft.ended();
    await expect(weft.button('Fit')).toBeVisible();
    await expect.poll(places).toEqual(before);
    await page.evaluate('location.hash = "#v1=damaged"');
    await expect(weft.alert).toContainText('damaged');
    await expect.poll(places).toEqual(before);
  });
}

test('a program that does not compile after one that ran leaves no empty grid', async ({ weft }) => {
  await weft.open('#example=gather&clock=virtual');
  await weft.run.click();
  await weft.ended();
  const timeline = weft.page.getByRole('region', { name: 'Timeline' });
  await expect(timeline.getByRole('application')).toBeVisible();
  await weft.write(program('    nonsense'));
  await weft.run.click();
  await weft.ended('Does not compile');
  await expect(timeline.getByRole('application')).toBeHidden();
  await expect(timeline).toContainText('There is no run to show.');
});

test('at the end of the output no row is cut in two', async ({ weft }) => {
  await weft.open('#example=gather');
  await weft.write(program('    for (int i = 0; i < 60; i++) printf("%d\\n", i);'));
  for (const height of [600, 733, 900, 1111]) {
    await weft.page.setViewportSize({ width: 1280, height });
    await weft.run.click();
    await weft.ended('Ended with status 0');
    await expect(weft.output).toContainText('59');
    const cut = await weft.output.evaluate((log) => {
      const element = log as unknown as {
        getBoundingClientRect(): Box;
        querySelectorAll(selector: string): Iterable<{ getBoundingClientRect(): Box }>;
      };
      const { top, bottom } = element.getBoundingClientRect();
      return [...element.querySelectorAll('.line')]
        .map((row) => row.getBoundingClientRect())
        .filter(
          (row) =>
            (row.top < top - 1 && row.bottom > top + 1) || (row.top < bottom - 1 && row.bottom > bottom + 1),
        ).length;
    });
    expect(cut, `${height}`).toBe(0);
  }
});

test('the manual leaves the program in sight, can be made narrower, and closed', async ({ weft }) => {
  const { page } = weft;
  await page.setViewportSize({ width: 1280, height: 800 });
  await weft.open();
  await weft.button('Manual').click();
  const manual = page.getByRole('dialog', { name: 'Manual' });
  await expect(manual).toBeVisible();
  const width = async () => (await manual.boundingBox())!.width;
  await expect(manual.getByRole('searchbox')).toBeFocused();
  await expect.poll(width).toBeLessThan(1280 * 0.35);
  expect(overlaps(await boxes(page, ['.manual', ...panes]))).toEqual([]);
  const edge = page.getByRole('separator', { name: 'Width of the manual' });
  await edge.focus();
  const before = await width();
  await page.keyboard.press('ArrowRight');
  await expect.poll(width).toBeLessThan(before);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(width).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Close the manual' }).click();
  await expect(manual).toBeHidden();
});
