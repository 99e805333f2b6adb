/// The timeline under the fingers: the touches are the browser's own, from below the page.

import type { CDPSession, Page } from '@playwright/test';

import { chart, drawn, xOf, yOf, type Shapes } from './drawn.ts';
import { expect, test, type Weft } from './weft.ts';

test.use({ hasTouch: true });

type View = Shapes['view'];
type Point = [x: number, y: number];

/// The part of the run that is in sight.
const view = async (page: Page): Promise<View> => (await drawn(page)).view;

/// Puts fingers down, moves each from its beginning to its end, and lifts them.
async function drag(fingers: CDPSession, paths: { from: Point; to: Point }[], steps = 8): Promise<void> {
  const send = (type: string, points: Point[]) =>
    fingers.send('Input.dispatchTouchEvent', {
      type: type as 'touchMove',
      touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    });
  const at = (share: number): Point[] =>
    paths.map(({ from, to }) => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
  await send('touchStart', at(0));
  for (let step = 1; step <= steps; step++) await send('touchMove', at(step / steps));
  await send('touchEnd', []);
}

async function ran(
  weft: Weft,
): Promise<{ fingers: CDPSession; left: number; middle: number; top: number; width: number }> {
  await weft.open('#example=gather&clock=virtual');
  await weft.run.click();
  await weft.ended();
  const { page } = weft;
  const shapes = await drawn(page);
  const { width } = shapes.view;
  const left = xOf(shapes, 0);
  return {
    fingers: await page.context().newCDPSession(page),
    left,
    middle: left + width / 2,
    top: yOf(shapes, 0),
    width,
  };
}

test('two fingers apart zoom in about what is between them, together they zoom out', async ({ weft }) => {
  const { fingers, left, middle, top, width } = await ran(weft);
  const { page } = weft;
  const before = await view(page);
  const positionAt = ({ from, to }: View, x: number) => from + ((to - from) * (x - left)) / width;
  await drag(fingers, [
    { from: [middle - 50, top + 30], to: [middle - 150, top + 30] },
    { from: [middle + 50, top + 40], to: [middle + 150, top + 40] },
  ]);
  const near = await view(page);
  expect((before.to - before.from) / (near.to - near.from)).toBeCloseTo(3, 1);
  expect(positionAt(near, middle) / positionAt(before, middle)).toBeCloseTo(1, 2);
  await drag(fingers, [
    { from: [middle - 150, top + 30], to: [middle - 75, top + 30] },
    { from: [middle + 150, top + 40], to: [middle + 75, top + 40] },
  ]);
  const far = await view(page);
  expect((far.to - far.from) / (near.to - near.from)).toBeCloseTo(2, 1);
});

test('one finger moves the timeline along; it does not zoom', async ({ weft }) => {
  const { fingers, middle, top, width } = await ran(weft);
  const { page } = weft;
  await weft.button('Zoom in').click();
  const before = await view(page);
  await drag(fingers, [{ from: [middle + 100, top + 40], to: [middle - 100, top + 44] }]);
  const after = await view(page);
  const length = before.to - before.from;
  expect((after.to - after.from) / length).toBeCloseTo(1, 3);
  expect((after.from - before.from) / length).toBeCloseTo(200 / width, 1);
});

test('a finger that goes up or down scrolls the page, and moves nothing in the timeline', async ({
  weft,
}) => {
  const { page } = weft;
  await page.setViewportSize({ width: 375, height: 812 });
  const { fingers, middle } = await ran(weft);
  await chart(page).scrollIntoViewIfNeeded();
  const {
    box: { y, height },
    view: before,
  } = await drawn(page);
  const scrolled = () => page.evaluate('scrollY').then(Number);
  const from = await scrolled();
  await drag(fingers, [{ from: [middle, y + height / 2 - 50], to: [middle, y + height / 2 + 50] }]);
  await expect.poll(scrolled).toBeLessThan(from - 20);
  const { from: left, to: right } = await view(page);
  expect([left, right]).toEqual([before.from, before.to]);
});

test('a tap selects, and says what lies there', async ({ weft }) => {
  const { left, top } = await ran(weft);
  const { page } = weft;
  await page.touchscreen.tap(left + 200, top + 24 + 12);
  await expect(page.getByRole('tooltip')).toContainText('minimum#2 sleeps');
  await expect(page.getByRole('table', { name: 'Tasks' }).locator('[aria-current]')).toContainText(
    'minimum#2',
  );
});

test('a finger in the ruler goes back in time, and moves nothing', async ({ weft }) => {
  const { fingers, middle, top } = await ran(weft);
  const before = await view(weft.page);
  await drag(fingers, [{ from: [middle + 150, top - 14], to: [middle, top - 14] }]);
  await expect(weft.page.getByRole('slider', { name: 'Moment' })).not.toHaveAttribute('aria-valuenow', '8');
  await expect(weft.button('End')).toBeVisible();
  expect(await view(weft.page)).toEqual(before);
});
