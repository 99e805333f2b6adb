import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { expect, program, test, type Weft } from './weft.ts';

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
}

/// The page at rest, after a run with many tasks, with an alert, and with a program that does not compile.
async function visitStates(weft: Weft): Promise<string[]> {
  const found: string[] = [];
  const look = async () => found.push(...(await findings(weft.page)));
  await weft.open();
  await look();
  await weft.page.evaluate('location.hash = "#example=gather&clock=virtual"');
  await expect(weft.editor).toContainText('Three tasks');
  await weft.run.click();
  await weft.ended();
  await look();
  await weft.page.evaluate('location.hash = "#v1=broken"');
  await expect(weft.alert).toContainText('damaged');
  await look();
  await weft.write(program('    int unused;\n    return missing;'));
  await weft.run.click();
  await weft.ended('Does not compile');
  await look();
  return found;
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test(`axe finds nothing in ${colorScheme}`, async ({ weft }) => expect(await visitStates(weft)).toEqual([]));
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 812 }, hasTouch: true });

  test('axe finds nothing at 375 pixels', async ({ weft }) => expect(await visitStates(weft)).toEqual([]));

  test('nothing is cut off or too small to touch at 375 pixels', async ({ weft }) => {
    await weft.open('#example=gather&clock=virtual');
    await weft.button('Step').click();
    await expect(weft.status).toContainText('Paused');
    await expect(weft.button('Fit')).toBeVisible();
    for (const width of [320, 375]) {
      await weft.page.setViewportSize({ width, height: 812 });
      expect(await weft.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    const controls = weft.page.locator('header button, header select, header input, .head button, .head select').filter({ visible: true });
    for (const control of await controls.all()) {
      const box = await control.boundingBox();
      expect.soft(Math.min(box?.width ?? 0, box?.height ?? 0), await control.innerText()).toBeGreaterThanOrEqual(44);
      expect.soft((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(375);
    }
  });
});

test('everything can be done with the keyboard alone', async ({ weft }) => {
  const { keyboard } = weft.page;
  await weft.open('#example=gather&clock=virtual');
  const focused = () => weft.page.evaluate('document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText ?? ""');
  await keyboard.press('Tab');
  expect(await focused()).toBe('Run');
  await keyboard.press('Enter');
  await weft.ended('Ended with status 0');
  expect(await focused(), 'the focus stays where it was').toBe('Run');

  for (let presses = 0; presses < 20 && !(await weft.editor.evaluate('(element) => element.getRootNode().activeElement === element')); presses++) await keyboard.press('Tab');
  await expect(weft.editor).toBeFocused();
  await keyboard.press('Control+Home');
  await keyboard.press('Tab');
  await expect(weft.editor, 'Tab indents').toBeFocused();
  await keyboard.press('Control+z');
  await keyboard.press('Escape');
  await keyboard.press('Tab');
  await expect(weft.editor, 'Esc then Tab leaves').not.toBeFocused();

  await keyboard.press('Control+Enter');
  await weft.ended('Ended with status 0');
});

test('nothing moves when a run begins, is stepped through and ends', async ({ weft }) => {
  const { page } = weft;
  await weft.open('#example=deadlock&clock=virtual');
  const bar = () => Promise.all(['Clock', 'Speed'].map((name) => page.getByRole('combobox', { name }).boundingBox()));
  const chart = () => page.locator('.chart').boundingBox();
  const before = await bar();
  await weft.button('Step').click();
  await expect(weft.button('Resume')).toBeVisible();
  expect(await bar()).toEqual(before);
  await expect(page.locator('.sentence')).toContainText('turn 1');
  const high = await chart();
  await weft.button('Resume').click();
  await weft.ended('Ended');
  await expect(page.locator('.sentence')).toContainText('Deadlock');
  expect(await bar()).toEqual(before);
  expect(await chart()).toEqual(high);
  await weft.write('int main(void) { return missing; }');
  await weft.run.click();
  await weft.ended('Does not compile');
  expect(await chart(), 'a run that does not come about leaves all where it is').toEqual(high);
});

test('the page by its roles and names', async ({ weft }) => {
  const { page } = weft;
  await weft.open();
  for (const name of ['Run', 'Pause', 'Step', 'Format', 'Share']) await expect(weft.button(name)).toBeVisible();
  for (const name of ['Examples', 'Clock', 'Speed']) await expect(page.getByRole('combobox', { name, exact: true })).toBeVisible();
  await expect(page.getByRole('spinbutton', { name: 'Seed', exact: true })).toBeVisible();
  await expect(page.getByRole('log', { name: 'Output', exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Timeline', exact: true })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Tasks', exact: true })).toBeVisible();
  await expect(page.getByRole('status', { name: 'Status', exact: true })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'C program', exact: true })).toBeVisible();
});
