/// Generators in the page: stepping from switch to switch and back, their lanes, rows, marks and lines.

import { findings } from './axe.ts';
import { drawn } from './drawn.ts';
import { expect, test, type Weft } from './weft.ts';

const sentence = ({ page }: Weft) => page.locator('.sentence');
const row = ({ page }: Weft, name: string) => page.getByRole('row').filter({ hasText: name });

test('Step shows the body run as far as its yield, and stand there; Back undoes each step', async ({
  weft,
}) => {
  await weft.open('#example=fibonacci&clock=virtual');
  const said = [
    /main resumes fibonacci·1 with weft_gen_next\./,
    /fibonacci·1 yields 0 to main\..*fibonacci·1 stands at its yield\./,
    /main resumes fibonacci·1 with weft_gen_next\./,
    /fibonacci·1 yields 1 to main\./,
  ];
  for (const words of said) {
    await weft.button('Step').click();
    await expect(sentence(weft)).toHaveText(words);
  }
  await weft.wrote(['0']);
  await expect(row(weft, 'fibonacci·1')).toContainText('at yield');
  await expect(weft.editor.locator('.cm-running-line')).toHaveText([/weft_gen_next/]);
  await expect.poll(async () => (await drawn(weft.page)).arrows.length).toBe(5);
  const { rows, arrows, spans } = await drawn(weft.page);
  expect(rows.length).toBe(2);
  expect(arrows.map(({ kind }) => kind)).toEqual(['spawn', 'resume', 'yield', 'resume', 'yield']);
  expect(spans.at(-1)!.label).toBe('stands at yield');
  expect(await findings(weft.page)).toEqual([]);

  for (const words of said.slice(0, -1).reverse()) {
    await weft.button('Back').click();
    await expect(sentence(weft)).toHaveText(words);
  }
  await weft.wrote([]);
  await weft.button('Back').click();
  await expect(sentence(weft)).toHaveText('');
  await weft.button('Resume').click();
  await weft.ended('Ended with status 0');
  await expect.poll(() => weft.lines()).toHaveLength(12);
});

test('what a body writes has its name, in the table it comes below its maker', async ({ weft }) => {
  await weft.open('#example=generator-send&clock=virtual');
  await weft.run.click();
  await weft.ended('Ended with status 0');
  const names = weft.page.locator('.tasks tbody th');
  await expect(names.nth(0)).toHaveText('main');
  await expect(names.nth(1)).toHaveText(/·1$/);
});

test('the loop: hidden at first, remembered, with every task in one place, back in time as well', async ({
  weft,
}) => {
  const { page } = weft;
  await weft.open('#example=gather&clock=virtual');
  await weft.run.click();
  await weft.ended('Ended with status 0');
  const loop = page.getByRole('region', { name: 'Loop' });
  await expect(loop).toHaveCount(0);
  await weft.button('Loop').click();
  await expect(loop).toBeVisible();
  const moment = page.getByRole('slider', { name: 'Moment' });
  await moment.press('Home');
  await moment.press('ArrowRight');
  const list = (name: string) => loop.getByRole('list', { name }).getByRole('listitem');
  await expect(list('Ready, in order')).toHaveText(['minimum#2', 'minimum#3', 'minimum#4']);
  await expect(list('Waits for others')).toHaveText([/^main/]);
  await moment.press('ArrowRight');
  await expect(list('Ready, in order')).toHaveText(['minimum#3', 'minimum#4']);
  await expect(list('Sleeps, by time')).toHaveText([/^minimum#2 until \d/]);
  await moment.press('ArrowLeft');
  await expect(list('Sleeps, by time')).toHaveText(['nobody']);
  expect(await findings(page)).toEqual([]);

  await list('Waits for others').getByRole('button').click();
  await expect(page.getByRole('row').filter({ hasText: 'main' })).toHaveAttribute('aria-current', 'true');
  await page.reload();
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await expect(loop, 'it is remembered').toBeVisible();
  await weft.button('Loop').click();
  await expect(loop).toHaveCount(0);
});
