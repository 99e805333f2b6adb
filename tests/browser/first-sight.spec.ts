/// What somebody sees who has never been here: what this is, three tasks, and what Run will do.

import { findings } from './axe.ts';
import { expect, program, test, type Weft } from './weft.ts';

const timeline = ({ page }: Weft) => page.getByRole('region', { name: 'Timeline' });
const rows = ({ page }: Weft) => page.getByRole('table', { name: 'Tasks' }).getByRole('row');

test('the page says what it is, and shows a run of three tasks that it says was recorded', async ({
  weft,
}) => {
  await weft.open();
  await expect(weft.page.getByText('Weft runs C programs with coroutines')).toBeVisible();
  await expect(weft.page.getByRole('combobox', { name: 'Examples' })).toHaveValue('gather');
  await expect(timeline(weft)).toContainText('Recorded when the site was built');
  await expect(rows(weft)).toHaveCount(5);
  const heads = weft.page.getByRole('table', { name: 'Tasks' }).getByRole('columnheader');
  await expect(heads, 'no column is empty').toHaveText(['Task', 'State', 'Line', 'Turns']);
  await expect.poll(() => weft.lines(), 'nothing has run here').toEqual([]);
  await expect(weft.status).toContainText('Ready');
  expect(await findings(weft.page)).toEqual([]);
});

test('what it is can be read before its script has come, where it stands afterwards too', async ({
  weft,
  site,
}) => {
  const what = weft.page.getByText('Weft runs C programs with coroutines');
  const place = () =>
    what.evaluate((words) => {
      const { x, y, width } = (
        words as unknown as { getBoundingClientRect(): Record<string, number> }
      ).getBoundingClientRect();
      return { x, y, width };
    });
  await weft.page.route(/assets\/.*\.js$/, () => {}); // it does not come
  await weft.page.goto(site.url, { waitUntil: 'commit' });
  await expect(weft.page.getByText('The editor is on its way.')).toBeVisible();
  await expect(weft.page.getByRole('heading', { name: 'Weft' })).toBeVisible();
  expect(await findings(weft.page)).toEqual([]);
  const before = await place();
  await weft.page.unroute(/assets\/.*\.js$/);
  await weft.open();
  await expect(what).toHaveCount(1);
  await expect.poll(place).toEqual(before);
});

test('before the editor has come one can write, and run; what was written stands in it, to be undone', async ({
  weft,
  page,
}) => {
  let come = () => {};
  const awaited = new Promise<void>((resolve) => void (come = resolve));
  await page.route(/assets\/editor-.*\.js$/, (route) => awaited.then(() => route.continue()));
  await page.goto('./#example=gather&clock=virtual');
  const field = page.getByRole('textbox', { name: 'C program' });
  await expect(field).toHaveValue(/int main/);
  expect(await findings(page)).toEqual([]);
  await weft.run.click();
  await weft.ended('Ended with status 0');
  const before = await field.inputValue();
  await field.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('// mine\n// more');
  await page.keyboard.press('ArrowLeft');
  come();
  await expect(weft.editor).toBeFocused();
  await page.keyboard.type('X');
  await expect.poll(() => weft.text()).toBe(`// mine\n// morXe${before}`);
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => weft.text()).toBe(before);
});

test('the recording is the run that Run makes', async ({ weft }) => {
  await weft.open('');
  await expect(timeline(weft)).toContainText('Recorded');
  await expect(weft.button('Fit')).toBeVisible();
  await expect(rows(weft)).toHaveCount(5);
  const places = () =>
    weft.page
      .locator('.chart, .tasks, .output, .program')
      .evaluateAll((panes) =>
        panes.map((pane) =>
          JSON.stringify((pane as unknown as { getBoundingClientRect(): object }).getBoundingClientRect()),
        ),
      );
  const before = await places();
  await weft.choose('Clock', 'Virtual');
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await expect(timeline(weft)).not.toContainText('Recorded');
  await expect(timeline(weft)).toContainText('5.000 s · turn 8');
  await expect(rows(weft)).toHaveCount(5);
  await expect.poll(places, 'nothing has moved').toEqual(before);
});

test('the recording goes with the text that it is a run of', async ({ weft }) => {
  await weft.open();
  await expect(timeline(weft)).toContainText('5.000 s · turn 8');
  await weft.write(program('    return 0;'));
  await expect(timeline(weft)).not.toContainText('Recorded');
  await expect(rows(weft)).toHaveCount(1);
});

test('a link to a program shows no run before there is one', async ({ weft }) => {
  await weft.open('#example=gather');
  await expect(timeline(weft)).toContainText('Here the tasks of the program will be seen');
});

test('the tour begins here', async ({ weft }) => {
  await weft.open();
  await weft.button('Take the tour').click();
  await expect(weft.page.getByRole('complementary', { name: 'Tour' })).toBeVisible();
});
