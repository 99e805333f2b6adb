/// From anything to anything: from a line of the output to its moment, from event to event of one task, from
/// a name to a lane, from a range of the timeline to what everybody did in it.

import type { Locator, Page } from '@playwright/test';

import { findings } from './axe.ts';
import { chart, drawn, xAt, yOf } from './drawn.ts';
import { expect, test, type Weft } from './weft.ts';

const gather = '#example=gather&clock=virtual';

const slider = (page: Page): Locator => page.getByRole('slider', { name: 'Moment' });
const range = (page: Page): Locator => page.getByRole('group', { name: 'Range' });
const current = (page: Page): Locator => page.getByRole('table', { name: 'Tasks' }).locator('[aria-current]');

async function runToEnd(weft: Weft, fragment = gather): Promise<void> {
  await weft.open(fragment);
  await weft.run.click();
  await weft.ended();
  await expect.poll(async () => (await drawn(weft.page)).rows.length).toBeGreaterThan(0);
}

/// Cells of the table's rows, by the names of the columns; all of one moment.
async function cells(page: Page): Promise<Record<string, string>[]> {
  const rows = await page
    .getByRole('table', { name: 'Tasks' })
    .getByRole('row')
    .evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.innerText)));
  const [heads = [], ...others] = rows;
  return others.map((words) => Object.fromEntries(heads.map((head, index) => [head, words[index] ?? ''])));
}

test('a click on a line of the output goes to its moment, and what came later stays in sight', async ({
  weft,
}) => {
  await runToEnd(weft);
  const { page } = weft;
  await weft.output.getByText('Received: 2').click();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /3\.000 s: minimum#4 writes/);
  await expect(current(page)).toContainText('minimum#4');
  await expect(weft.output.locator('.line:visible')).toHaveCount(6);
  await expect(weft.output.locator('.line.later .text')).toHaveText(['Received: 1', 'Received: 0']);
  await weft.output.getByText('Received: 0').click();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /5\.000 s: minimum#2 writes/);
  await weft.button('End').click();
  await expect(weft.output.locator('.line.later')).toHaveCount(0);
});

test('the same by keyboard: arrows from line to line, Enter to the moment', async ({ weft }) => {
  await runToEnd(weft);
  const { page } = weft;
  await expect.poll(() => weft.lines()).toHaveLength(6);
  await weft.output.focus();
  await page.keyboard.press('ArrowUp');
  for (let line = 0; line < 2; line++) await page.keyboard.press('ArrowUp');
  await expect(weft.output.getByRole('button', { name: '3.000' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /3\.000 s: minimum#4 writes/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /4\.000 s: minimum#3 writes/);
  expect(await findings(page)).toEqual([]);
});

test('from event to event of one task, by buttons and by keys', async ({ weft }) => {
  await runToEnd(weft);
  const { page } = weft;
  await page.getByRole('button', { name: 'minimum#3' }).click();
  await weft.button('Previous event of this one').click();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /minimum#3 ends/);
  await weft.button('Previous event of this one').click();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /minimum#3 writes/);
  await chart(page).focus();
  await page.keyboard.press('p');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /4\.000 s: minimum#3/);
  for (let event = 0; event < 3; event++) await page.keyboard.press('p');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /0\.000 s: minimum#3 writes/);
  await page.keyboard.press('n');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /minimum#3 goes to sleep/);
  await expect(current(page)).toContainText('minimum#3');
});

test('Totals has what each task did in all, and sorts by it', async ({ weft }) => {
  await runToEnd(weft);
  const { page } = weft;
  await weft.button('Totals').click();
  await expect
    .poll(async () => (await cells(page)).map((row) => [row.Task, row.Turns, row['Wake-ups'], row.Waiting]))
    .toEqual([
      ['main', '2', '1', '5 s'],
      ['minimum#2', '2', '1', '5 s'],
      ['minimum#3', '2', '1', '4 s'],
      ['minimum#4', '2', '1', '3 s'],
    ]);
  await page.getByRole('button', { name: 'Waiting' }).click();
  await page.getByRole('button', { name: 'Waiting' }).click();
  await expect.poll(async () => (await cells(page))[0]?.Task).toBe('minimum#4');
  expect(await findings(page)).toEqual([]);
  await weft.button('Totals').click();
  await expect(page.getByRole('columnheader', { name: 'Waits for' })).toBeVisible();
});

test('a range by the pointer tells who ran, was ready and waited in it', async ({ weft }) => {
  await runToEnd(weft);
  const { page } = weft;
  await weft.choose('Axis', 'Time');
  await expect.poll(async () => (await drawn(page)).view.axis).toBe('time');
  const shapes = await drawn(page);
  const y = yOf(shapes, 18);
  await page.keyboard.down('Shift');
  await page.mouse.move(xAt(shapes, 1e9), y);
  await page.mouse.down();
  await page.mouse.move(xAt(shapes, 2e9), y, { steps: 4 });
  await page.mouse.move(xAt(shapes, 3.5e9), y, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(range(page)).toContainText(/^(0\.99\d|1\.00\d) s to 3\.(49|50)\d s/);
  await expect(range(page)).toContainText('4 tasks had 1 turn;');
  await expect(range(page)).toContainText('with 1 wake-up.');
  await expect.poll(async () => (await cells(page)).map((row) => row.Turns)).toEqual(['0', '0', '0', '1']);
  expect((await drawn(page)).view.from, 'the drag has not moved what is in sight').toBe(shapes.view.from);
  expect(await findings(page)).toEqual([]);
  await weft.button('Zoom to it').click();
  await expect.poll(async () => (await drawn(page)).view.to / 1e9).toBeLessThan(3.52);
  await weft.button('No range').click();
  await expect(range(page)).toHaveCount(0);

  await weft.button('Range').click();
  await weft.button('Fit').click();
  await expect.poll(async () => (await drawn(page)).view.to).toBe(shapes.view.to);
  const again = await drawn(page);
  await page.mouse.move(xAt(again, 0.5e9), yOf(again, 18));
  await page.mouse.down();
  await page.mouse.move(xAt(again, 1.5e9), yOf(again, 18), { steps: 4 });
  await page.mouse.up();
  await expect(range(page)).toContainText('4 tasks had no turn');
  await expect(weft.button('Range')).toHaveAttribute('aria-pressed', 'false');
});

test('a range by keyboard', async ({ weft }) => {
  await runToEnd(weft);
  const { page } = weft;
  await weft.output.getByText('Received: 2').click();
  await chart(page).focus();
  await page.keyboard.press('[');
  await expect(range(page)).toContainText(/^3\.000 s to 5\.000 s, 2 s: 4 tasks/);
  await weft.output.getByText('Received: 1').click();
  await slider(page).focus();
  await page.keyboard.press(']');
  await expect(range(page)).toContainText(/^3\.000 s to 4\.000 s, 1 s: 4 tasks/);
  await chart(page).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(range(page)).not.toContainText('to 4.000 s');
  await page.keyboard.press('Escape');
  await expect(range(page)).toHaveCount(0);
});

test('a task is found by its name, and a mark by its words', async ({ weft }) => {
  await runToEnd(weft);
  const { page } = weft;
  await chart(page).focus();
  await page.keyboard.press('/');
  const field = page.getByRole('searchbox', { name: 'Find in the timeline' });
  await expect(field).toBeFocused();
  await page.keyboard.type('minimum');
  await page.keyboard.press('Enter');
  await expect(current(page)).toContainText('minimum#2');
  await expect(page.getByRole('status', { name: 'Matches' })).toHaveText('1 of 3');
  await page.keyboard.press('Enter');
  await expect(current(page)).toContainText('minimum#3');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /minimum#3/);
  await weft.button('Previous match').click();
  await weft.button('Previous match').click();
  await expect(current(page)).toContainText('minimum#4');
  expect(await findings(page)).toEqual([]);
  await field.fill('nobody');
  await expect(page.getByRole('status', { name: 'Matches' })).toHaveText('none');
  await field.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(chart(page)).toBeFocused();
});

test('a task that is hidden in a group is found there', async ({ weft }) => {
  await weft.open('#clock=virtual');
  await weft.write(`#include <weft.h>
static void *tick(void *arg) { weft_mark("tick of %d", (int)WEFT_UNBOX(arg)); return NULL; }
int main(void) {
    for (int i = 0; i < 60; i++) weft_detach(weft_spawn(tick, WEFT_BOX(i)));
    weft_sleep(1);
}`);
  await weft.run.click();
  await weft.ended('Ended with status 0');
  const { page } = weft;
  await expect.poll(async () => (await drawn(page)).rows.length).toBe(2);
  await weft.button('Find').click();
  const field = page.getByRole('searchbox', { name: 'Find in the timeline' });
  await field.fill('tick of 37');
  await field.press('Enter');
  await expect(current(page)).toContainText('tick#39');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /tick of 37/);
  await expect.poll(async () => (await drawn(page)).rows.length).toBeGreaterThan(2);
});
