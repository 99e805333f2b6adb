/// Light or dark, and how large the code is, are chosen and stay so; a run is stopped by a key; stderr says
/// what it is.

import { findings } from './axe.ts';
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
  expect(await ground()).not.toBe(light);
  expect(await size()).toBe('20px');
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await findings(page)).toEqual([]);
  const dark = await ground();
  await page.reload();
  await expect(weft.editor).toBeVisible();
  expect(await ground()).toBe(dark);
  await weft.button('View').click();
  await dialog.getByRole('radio', { name: 'Light' }).check();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await ground(), 'whatever the system has').toBe(light);
  await dialog.getByRole('radio', { name: 'As the system has it' }).check();
  expect(await ground()).toBe(dark);
});

test('Ctrl+. stops a run from within the editor', async ({ weft }) => {
  await weft.open();
  await weft.editor.focus();
  await weft.page.keyboard.press('Control+Enter');
  await expect(weft.stop).toBeVisible();
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
