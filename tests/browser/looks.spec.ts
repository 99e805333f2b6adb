/// Light or dark, and how large the code is, are chosen and stay so; a run is stopped by a key; stderr says
/// what it is.

import { findings } from './axe.ts';
import { drawn, xAt, yOfRuler } from './drawn.ts';
import { expect, program, test } from './weft.ts';

test('theme and size are chosen under View, and are the same after a reload', async ({ weft }) => {
  const { page } = weft;
  await page.emulateMedia({ colorScheme: 'light' });
  await weft.open();
  const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const size = () =>
    page.evaluate(
      'getComputedStyle(document.querySelector(".editor").shadowRoot.querySelector(".cm-scroller")).fontSize',
    );
  const light = await ground();
  await weft.button('View').click();
  const dialog = page.getByRole('dialog', { name: 'View' });
  await dialog.getByRole('radio', { name: 'Dark' }).check();
  await dialog.getByRole('radio', { name: 'For a projector' }).check();
  await expect.poll(ground).not.toBe(light);
  await expect.poll(size).toBe('20px');
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await findings(page)).toEqual([]);
  const dark = await ground();
  await page.reload();
  await expect(weft.editor).toBeVisible();
  await expect.poll(ground).toBe(dark);
  await weft.button('View').click();
  await dialog.getByRole('radio', { name: 'Light' }).check();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ground, 'whatever the system has').toBe(light);
  await dialog.getByRole('radio', { name: 'As the system has it' }).check();
  await expect.poll(ground).toBe(dark);
});

test('Ctrl+. stops a run from within the editor', async ({ weft }) => {
  await weft.open();
  await weft.editor.focus();
  await weft.page.keyboard.press('Control+Enter');
  await weft.page.keyboard.press('Control+.');
  await weft.ended('Stopped');
  await expect(weft.editor).toBeFocused();
});

test('a line of stderr says so in words', async ({ weft }) => {
  await weft.open();
  await weft.write(program('    fprintf(stderr, "one\\n");\n    printf("two\\n");'));
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await expect(weft.output.locator('.line', { hasText: 'one' })).toContainText('stderr');
  await expect(weft.output.locator('.line', { hasText: 'two' })).not.toContainText('stderr');
});

test('F9 begins a presentation: large, with the keys that are pressed, and the pointer still meets what it points at', async ({
  weft,
}) => {
  const { page } = weft;
  await weft.open('#example=gather&clock=virtual');
  const before = (await weft.button('Step').boundingBox())!;
  await weft.run.click();
  await weft.ended();
  await page.keyboard.press('F9');
  await expect
    .poll(async () => (await weft.button('Step').boundingBox())!.height)
    .toBeGreaterThan(before.height);
  const keys = await weft.heard('.pressed-keys');
  await page.keyboard.press('F10');
  await expect.poll(keys).toBe('F10');
  await weft.stop.click();
  await weft.run.click();
  await weft.ended('Ended with status 0');

  await weft.choose('Axis', 'Time');
  await expect.poll(async () => (await drawn(page)).view.axis).toBe('time');
  const shapes = await drawn(page);
  const { box, gutter, view } = shapes;
  const large = box.width / (gutter + view.width);
  expect(large).toBeGreaterThan(1.2);
  await page.mouse.click(box.x + (xAt(shapes, 3.2e9) - box.x) * large, yOfRuler(shapes));
  const slider = page.getByRole('slider', { name: 'Moment' });
  await expect(slider).toHaveAttribute('aria-valuetext', /3\.(19|20)\d s/);
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(overflow)).toBe(0);
  expect(await findings(page)).toEqual([]);

  await weft.button('View').click();
  await page.getByRole('checkbox', { name: /Presentation/ }).uncheck();
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await weft.button('Step').boundingBox())!.height).toBe(before.height);
});

test('on a phone View is there as well', async ({ weft }) => {
  await weft.page.setViewportSize({ width: 375, height: 812 });
  await weft.open();
  await weft.button('View').click();
  await expect(weft.page.getByRole('radio', { name: 'Dark' })).toBeVisible();
});

test('what Clock, Speed and Seed mean is said beside them', async ({ weft }) => {
  await weft.open();
  const clock = weft.page.getByRole('combobox', { name: 'Clock' });
  await expect(clock).toHaveAccessibleDescription(/^Virtual: waiting takes no time/);
  await clock.hover();
  await expect(weft.page.getByText('Virtual: waiting takes no time')).toBeVisible();
  expect(await findings(weft.page)).toEqual([]);
  await expect(weft.page.getByRole('spinbutton', { name: 'Seed' })).toHaveAccessibleDescription(/same run/);
});
