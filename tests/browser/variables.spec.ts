/// The table of variables: their values at the moment that is shown, and the way to where one changes.

import type { Locator } from '@playwright/test';

import { findings } from './axe.ts';
import { expect, test, type Weft } from './weft.ts';

const program = `#include <stdio.h>
#include <weft.h>

struct account { int balance; const char *owner; };
static struct account accounts[2] = {{0, "Ada"}, {7, "Bob"}};
static int total;
weft_mutex lock;

static void *add(void *amount) {
    int before = total;
    weft_yield();
    weft_mutex_lock(&lock);
    total = before + WEFT_UNBOX(amount);
    accounts[0].balance = total;
    weft_sleep(0.01);
    weft_mutex_unlock(&lock);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(add, WEFT_BOX(1)), weft_spawn(add, WEFT_BOX(2))};
    weft_gather(tasks, 2, NULL);
    printf("total: %d, %d\\n", total, accounts[1].balance);
    return 0;
}
`;

const plain = '#include <stdio.h>\nint main(void) { puts("none"); }\n';

const table = ({ page }: Weft): Locator => page.getByRole('table', { name: 'Variables' });
const row = (weft: Weft, name: string): Locator =>
  table(weft)
    .getByRole('row')
    .filter({ has: weft.page.getByRole('rowheader', { name, exact: true }) });
const value = (weft: Weft, name: string): Locator => row(weft, name).getByRole('cell').nth(1);
const moment = ({ page }: Weft): Locator => page.getByRole('slider', { name: 'Moment' });

async function ran(weft: Weft, clock = 'Virtual'): Promise<void> {
  await weft.open();
  await weft.write(program);
  await weft.choose('Clock', clock);
  await weft.run.click();
  await expect(weft.status).toContainText('Ended with status 0');
  await expect(table(weft)).toBeVisible();
}

for (const clock of ['Virtual', 'Real'])
  test(`the table shows name, type and value of each variable on the ${clock.toLowerCase()} clock`, async ({
    weft,
  }) => {
    await ran(weft, clock);
    await expect(table(weft).getByRole('columnheader')).toHaveText(['name', 'type', 'value']);
    await expect(row(weft, 'total').getByRole('cell').first()).toHaveText('int');
    await expect(value(weft, 'total')).toHaveText('2');
    await expect(value(weft, 'lock')).toHaveText('free');
    await expect(value(weft, 'accounts')).toHaveText(
      '{{balance = 2, owner = "Ada"}, {balance = 7, owner = "Bob"}}',
    );
  });

test('the moment that is shown decides, and what its turn has changed is lit', async ({ weft }) => {
  await ran(weft);
  await moment(weft).focus();
  await weft.page.keyboard.press('Home');
  await expect(value(weft, 'total')).toHaveText('0');
  await expect(table(weft).locator('mark')).toHaveCount(0);
  for (let turn = 0; turn < 4; turn++) await weft.page.keyboard.press('ArrowRight');
  await expect(value(weft, 'total')).toContainText('1 changed by add#2');
  await expect(value(weft, 'lock')).toContainText('held by task 2');
  await weft.page.keyboard.press('ArrowRight');
  await expect(value(weft, 'total')).toHaveText('1');
});

test('what has parts is opened by keyboard', async ({ weft }) => {
  await ran(weft);
  const fold = weft.button('Parts of accounts');
  await fold.focus();
  await weft.page.keyboard.press('Enter');
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  await weft.button('Parts of accounts[1]').press('Enter');
  await expect(value(weft, 'owner')).toHaveText('"Bob"');
  await fold.press('Enter');
  await expect(row(weft, 'owner')).toHaveCount(0);
});

test('a watch goes on and back to where a variable changes or a condition begins to hold', async ({
  weft,
}) => {
  await ran(weft);
  await moment(weft).focus();
  await weft.page.keyboard.press('Home');
  const watch = weft.page.getByRole('textbox', { name: 'Watch' });
  const told = weft.page.getByRole('status', { name: 'Watch' });
  await watch.fill('total');
  await watch.press('Enter');
  await expect(value(weft, 'total')).toContainText('1');
  await weft.button('Next moment').click();
  await expect(value(weft, 'total')).toContainText('2 changed by add#3');
  await weft.button('Next moment').click();
  await expect(told).toHaveText('It does not change after this moment.');
  await watch.fill('accounts[0].balance == 1');
  await weft.button('Previous moment').click();
  await expect(value(weft, 'total')).toContainText('1 changed by add#2');
  await watch.fill('totl');
  await watch.press('Enter');
  await expect(told).toHaveText('There is no global or static variable “totl”.');
});

test('a run that is held runs on to where a condition holds, and is held there', async ({ weft }) => {
  await weft.open();
  await weft.write(program);
  await weft.choose('Clock', 'Virtual');
  await weft.button('Step').click();
  await expect(value(weft, 'total')).toHaveText('0');
  await weft.page.getByRole('textbox', { name: 'Watch' }).fill('total == 2');
  await weft.button('Next moment').click();
  await expect(value(weft, 'total')).toContainText('2 changed by add#3');
  await expect(weft.button('Resume')).toBeVisible();
  await weft.button('Resume').click();
  await expect(weft.status).toContainText('Ended with status 0');
});

test('the table can be closed, and is not there for a program without variables', async ({ weft }) => {
  await ran(weft);
  await weft.button('Hide variables').click();
  await expect(table(weft)).toBeHidden();
  await weft.run.click();
  await expect(weft.status).toContainText('Ended with status 0');
  await weft.button('Show variables').click();
  await expect(table(weft)).toContainText('…');
  await weft.run.click();
  await expect(value(weft, 'total')).toHaveText('2');
  await weft.write(plain);
  await weft.run.click();
  await weft.wrote(['none']);
  await expect(table(weft)).toBeHidden();
});

for (const scheme of ['light', 'dark'] as const)
  for (const width of [375, 1280])
    test(`axe finds nothing in the table of variables, ${scheme}, ${width} pixels`, async ({ weft }) => {
      await weft.page.setViewportSize({ width, height: 800 });
      await weft.page.emulateMedia({ colorScheme: scheme });
      await ran(weft);
      await weft.page.getByRole('textbox', { name: 'Watch' }).fill('total');
      await weft.button('Previous moment').click();
      await weft.button('Parts of accounts').click();
      if (scheme === 'dark' && width > 720) await weft.button('More room for variables').click();
      expect(await findings(weft.page)).toEqual([]);
      await expect.poll(() => weft.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    });
