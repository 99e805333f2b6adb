/// Who uses the page without a mouse, without colours, on a phone or with a screen reader: axe finds nothing,
/// and whatever can be clicked can be reached and read.

import { findings } from './axe.ts';
import { expect, program, test, type Weft } from './weft.ts';

const wide = { width: 1280, height: 900 };
const phone = { width: 375, height: 812 };

/// What axe finds in the state that the page is in: in the light, in the dark, where only the colours
/// are others, and on a phone.
async function look({ page }: Weft): Promise<string[]> {
  const found = await findings(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...(await findings(page, ['color-contrast'])));
  await page.setViewportSize(phone);
  found.push(...(await findings(page)));
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(wide);
  return found;
}

test.describe('axe finds nothing', () => {
  /* Colours that are still changing are nobody's. */
  test.use({ viewport: wide, colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } });

  test('at first sight, and with what is wrong with a link', async ({ weft }) => {
    await weft.open();
    expect.soft(await look(weft)).toEqual([]);
    await weft.page.evaluate('location.hash = "#v1=broken"');
    await expect(weft.alert).toContainText('damaged');
    expect(await look(weft)).toEqual([]);
  });

  test('in a run of three tasks: held, at its end, at an earlier moment of one of them', async ({ weft }) => {
    await weft.open('#example=gather&clock=virtual');
    await weft.button('Step').click();
    await weft.button('Step').click();
    await expect(weft.output).toContainText('0 started');
    expect.soft(await look(weft), 'held').toEqual([]);
    await weft.button('Resume').click();
    await weft.ended();
    expect.soft(await look(weft), 'at its end').toEqual([]);
    await weft.page.getByRole('button', { name: 'minimum#3' }).click();
    await weft.button('Only this task').click();
    await weft.page.getByRole('slider', { name: 'Moment' }).press('ArrowLeft');
    await expect(weft.button('End')).toBeVisible();
    expect(await look(weft), 'at an earlier moment').toEqual([]);
  });

  for (const [name, words] of [
    ['deadlock', 'deadlock'],
    ['stack-overflow', 'stack overflow'],
    ['echo', 'Say something'],
  ] as const) {
    test(`in the example ${name}`, async ({ weft }) => {
      await weft.open(`#example=${name}`);
      await weft.run.click();
      await expect(weft.output).toContainText(words);
      if (name !== 'echo') await weft.ended();
      expect(await look(weft)).toEqual([]);
    });
  }

  test('with what was explored, one outcome replayed, and two side by side', async ({ weft }) => {
    await weft.open();
    await weft.write(program('    printf("%d\\n", weft_choose(3));\n    return weft_choose(2);'));
    await weft.button('Explore').click();
    await expect(weft.status).toContainText('Explored: 6 schedules, complete');
    await weft.page.getByRole('list', { name: 'Outcomes' }).getByRole('button').first().click();
    await weft.ended();
    expect.soft(await look(weft), 'replayed').toEqual([]);
    await weft.button('Compare').click();
    await expect(weft.page.getByRole('cell', { name: 'Ends with status 0', exact: true })).toBeVisible();
    expect(await look(weft), 'side by side').toEqual([]);
  });

  test('with an error, with a hundred tasks and with ten thousand', async ({ weft }) => {
    await weft.open('#clock=virtual');
    await weft.write(program('    int unused;\n    return missing;'));
    expect(await weft.runToEnd()).toContain('Does not compile');
    expect.soft(await look(weft), 'with an error').toEqual([]);
    for (const count of [100, 10_000]) {
      await weft.write(napping(count));
      expect(await weft.runToEnd()).toContain('Ended with status 0');
      await expect(weft.page.getByRole('table', { name: 'Tasks' })).toHaveAttribute(
        'aria-rowcount',
        String(count + 2),
      );
      expect.soft(await look(weft), `with ${count} tasks`).toEqual([]);
    }
  });
});

const napping = (count: number): string => `#include <weft.h>

static void *nap(void *number) {
    for (int i = 0; i < 4; i++) weft_sleep(0.01 * (double)(WEFT_UNBOX(number) % 7));
    return NULL;
}

int main(void) {
    static weft_task tasks[${count}];
    weft_spawn_options small = {.name = "nap", .stack_size = 1024};
    for (int i = 0; i < ${count}; i++) tasks[i] = weft_spawn_with(nap, WEFT_BOX(i), &small);
    return weft_gather(tasks, ${count}, NULL);
}
`;

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 812 }, hasTouch: true });

  test('nothing is cut off or too small to touch at 375 pixels', async ({ weft }) => {
    await weft.open('#example=gather&clock=virtual');
    await weft.button('Step').click();
    await expect(weft.status).toContainText('Paused');
    await expect(weft.button('Fit')).toBeVisible();
    for (const width of [320, 375]) {
      await weft.page.setViewportSize({ width, height: 812 });
      await expect.poll(() => weft.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    const controls = weft.page
      .locator('header button, header select, header input, .head button, .head select')
      .filter({ visible: true });
    for (const control of await controls.all()) {
      const box = await control.boundingBox();
      expect
        .soft(Math.min(box?.width ?? 0, box?.height ?? 0), await control.innerText())
        .toBeGreaterThanOrEqual(44);
      expect.soft((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(375);
    }
  });
});

test('everything can be done with the keyboard alone', async ({ weft }) => {
  const { keyboard } = weft.page;
  await weft.open('#example=gather&clock=virtual');
  const focused = () =>
    weft.page.evaluate(
      'document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText ?? ""',
    );
  await keyboard.press('Tab');
  expect(await focused()).toBe('Run');
  await keyboard.press('Enter');
  await weft.ended('Ended with status 0');
  expect(await focused(), 'the focus stays where it was').toBe('Run');

  for (
    let presses = 0;
    presses < 20 &&
    !(await weft.editor.evaluate('(element) => element.getRootNode().activeElement === element'));
    presses++
  )
    await keyboard.press('Tab');
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
  await keyboard.press('F10');
  await expect(weft.status).toContainText('Paused');
  await keyboard.press('F8');
  await weft.ended('Ended with status 0');
});

test('nothing moves when a run begins, is stepped through and ends', async ({ weft }) => {
  const { page } = weft;
  await weft.open('#example=deadlock&clock=virtual');
  const bar = () =>
    Promise.all(['Clock', 'Speed'].map((name) => page.getByRole('combobox', { name }).boundingBox()));
  const chart = () => page.locator('.chart').boundingBox();
  const before = await bar();
  await weft.button('Step').click();
  await expect(weft.button('Resume')).toBeVisible();
  await expect(weft.button('Fit'), 'what comes later has come').toBeVisible();
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
  for (const name of ['Run', 'Pause', 'Step', 'Format', 'Share'])
    await expect(weft.button(name)).toBeVisible();
  for (const name of ['Examples', 'Clock', 'Speed'])
    await expect(page.getByRole('combobox', { name, exact: true })).toBeVisible();
  await expect(page.getByRole('spinbutton', { name: 'Seed', exact: true })).toBeVisible();
  await expect(page.getByRole('log', { name: 'Output', exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Timeline', exact: true })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Tasks', exact: true })).toBeVisible();
  await expect(page.getByRole('status', { name: 'Status', exact: true })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'C program', exact: true })).toBeVisible();
});
