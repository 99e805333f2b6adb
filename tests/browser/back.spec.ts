/// Back in time: one turn back, and on from a moment that has passed, with everything as it was.

import { findings } from './axe.ts';
import { expect, status, test, type Weft } from './weft.ts';

/// What the example gather writes in its first four turns, and then.
const started = ['0 started', '1 started', '2 started'];
const received = ['Received: 2', 'Received: 1', 'Received: 0'];

const moment = ({ page }: Weft) => page.getByRole('slider', { name: 'Moment' });

test('Back undoes one turn, and the run goes on as it went', async ({ weft }) => {
  await weft.open('#example=gather&clock=virtual');
  await weft.run.click();
  await weft.ended('Ended with status 0');

  for (let turn = 1; turn <= 4; turn++) {
    await weft.button('Step').click();
    await expect(moment(weft)).toHaveAttribute('aria-valuenow', String(turn));
  }
  await weft.button('Step').click();
  await expect(moment(weft)).toHaveAttribute('aria-valuenow', '5');
  await weft.button('Back').click();
  await expect(moment(weft)).toHaveAttribute('aria-valuenow', '4');
  await expect(moment(weft)).toHaveAttribute('aria-valuemax', '4');
  await expect(weft.status).toContainText('Paused');
  await weft.wrote(started);
  await weft.button('Resume').click();
  await weft.ended('Ended with status 0');
  await weft.wrote([...started, ...received]);

  await weft.button('Back').click();
  await expect(weft.status, 'from its end too').toContainText('Paused');
  await weft.button('Step').click();
  await weft.ended('Ended with status 0');
});

test('a run goes on from a moment that is looked at', async ({ weft }) => {
  await weft.open('#example=gather&clock=virtual');
  await expect(weft.button('Go on from here')).toHaveCount(0);
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await moment(weft).press('Home');
  await moment(weft).press('ArrowRight');
  await weft.choose('Speed', '3 turns/s'); // at full speed it can be over before Pause is heard
  await weft.pressAndThen(weft.button('Go on from here'), status, 'Running', 'Pause');
  await expect(weft.status).toContainText('Paused');
  await expect(moment(weft), 'made again as far as that moment, and held').toHaveAttribute(
    'aria-valuemax',
    '1',
  );
  await weft.wrote([]);
  await weft.choose('Speed', 'Full');
  await weft.button('Resume').click();
  await weft.ended('Ended with status 0');
  await weft.wrote([...started, ...received]);
});

test('on the real clock it is the same run up to there, with what was typed, and live from there', async ({
  weft,
}) => {
  const { page } = weft;
  const input = page.getByRole('textbox', { name: 'Input' });
  const type = async (text: string) => {
    await input.fill(text);
    await input.press('Enter');
    await expect(weft.output).toContainText(`letters: ${text}`);
  };
  await weft.open('#example=echo');
  await weft.run.click();
  await type('one');
  await type('three');
  await weft.button('Pause').click();
  await expect(weft.status).toContainText('Paused');
  const times = async () => {
    const lines = await weft.output.locator('.line').allInnerTexts();
    return lines.slice(0, lines.findIndex((line) => line.includes('letters: one')) + 1);
  };
  const before = await times();
  await weft.output.locator('.line', { hasText: 'letters: one' }).click();
  await weft.button('Go on from here').click();
  await expect(weft.status).toContainText('Paused');
  await expect(weft.output).not.toContainText('three');
  await expect.poll(times, 'the clock showed the same').toEqual(before);

  await weft.button('Resume').click();
  await expect(input, 'what was typed later is to be typed anew').toBeVisible();
  await type('other');
  expect((await times()).join('\n')).toBe(before.join('\n'));
  await input.press('Control+d');
  await weft.ended('Ended with status 0');
  await expect(weft.output).toContainText('after 2 lines');
  await weft.button('Back').click();
  await expect(weft.status, 'from its end too').toContainText('Paused');
  await expect(weft.output).toContainText('letters: other');
  await weft.button('Resume').click();
  await weft.ended('Ended with status 0');
});

test('Back begins where the program stood after a long turn, and not at its beginning', async ({ weft }) => {
  await weft.page.addInitScript(`
    globalThis.turnsBefore = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...more) {
      if (message.kind === 'start') turnsBefore.push(message.from?.state.turns);
      return postMessage.call(this, message, ...more);
    };`);
  await weft.open('#example=blocking-sleep');
  await weft.run.click();
  await expect(weft.output).toContainText('B starts'); // A has held the thread for a second
  await weft.ended('Ended with status 0');
  const wrote = await weft.lines();
  await weft.button('Back').click();
  await expect(weft.status).toContainText('Paused');
  await weft.wrote(wrote.slice(0, -1));
  const [first, back] = (await weft.page.evaluate('turnsBefore')) as (number | undefined)[];
  expect(first).toBe(undefined);
  expect(back, 'behind the three that block').toBeGreaterThan(3);
  await weft.button('Resume').click();
  await weft.ended('Ended with status 0');
  await expect.poll(() => weft.lines(), 'one line more').toHaveLength(wrote.length);
});

test('Fork runs on with another task that was ready, and that can be undone', async ({ weft }) => {
  const { page } = weft;
  await weft.open('#example=gather&clock=virtual');
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await moment(weft).press('Home');
  await moment(weft).press('ArrowRight');
  await weft.button('Fork').click();
  const items = page.getByRole('menu', { name: 'Fork' }).getByRole('menuitem');
  await expect(items).toHaveText(['minimum#2', 'minimum#3', 'minimum#4']);
  await expect(items.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await weft.ended('Ended with status 0');
  const firstLine = async () => (await weft.lines())[0];
  await expect.poll(firstLine).toBe('2 started');
  await expect(weft.button('Schedule a0.2')).toBeVisible();
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await expect.poll(firstLine).toBe('2 started');

  await weft.button('Step').click();
  await weft.button('Fork').click();
  expect(await findings(page)).toEqual([]);
  await items.filter({ hasText: 'minimum#3' }).click();
  await weft.ended('Ended with status 0');
  await expect.poll(firstLine).toBe('1 started');
  await weft.button('Undo the fork').click();
  await weft.ended('Ended with status 0');
  await expect.poll(firstLine).toBe('2 started');
  await weft.button('Schedule a0.2').click();
  await weft.run.click();
  await weft.wrote([...started, ...received]);
});

test('after a fork the future that was left stands beside the new one', async ({ weft }) => {
  const { page } = weft;
  await weft.open('#example=gather&clock=virtual');
  await expect(weft.button('Both futures')).toHaveCount(0);
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await moment(weft).press('Home');
  await moment(weft).press('ArrowRight');
  await weft.button('Fork').click();
  await page.getByRole('menuitem', { name: 'minimum#4' }).click();
  await weft.ended('Ended with status 0');
  await weft.button('Both futures').click();
  const dialog = page.getByRole('dialog', { name: 'Futures' });
  await expect(dialog).toContainText('Here they part, at the first line.');
  await expect(dialog).toContainText(
    'alike up to turn 1, and part there: above minimum#2 is next, below minimum#4',
  );
  await expect(dialog.getByRole('columnheader')).toHaveText(['Left at the fork', 'Since the fork']);
  await expect(dialog.locator('tbody tr.unlike').first().getByRole('cell')).toHaveText(['', '2 started']);
  await expect(dialog.locator('tfoot td').first()).toContainText('Ended with status 0');
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await expect(weft.button('Both futures')).toHaveCount(0);
});
