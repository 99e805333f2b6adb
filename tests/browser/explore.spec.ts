/// Exploring: what comes of a program's runs, any of them again, two of them side by side, and the races.

import { findings } from './axe.ts';
import { expect, program, status, test, type Weft } from './weft.ts';

const lostUpdate = `#include <stdio.h>
#include <weft.h>

static int total;

static void *add(void *unused) {
    int before = total;
    weft_yield();
    total = before + 1;
    return unused;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(add, NULL), weft_spawn(add, NULL)};
    weft_gather(tasks, 2, NULL);
    printf("begins\\n");
    printf("total: %d\\n", total);
    return 0;
}
`;

/// Both locks are taken in the order that each task prefers: a deadlock, but not as the tasks take turns.
const deadlock = `#include <stdio.h>
#include <weft.h>

static weft_mutex left, right;

static void *eat(void *number) {
    weft_mutex *first = WEFT_UNBOX(number) == 0 ? &left : &right;
    weft_mutex *second = WEFT_UNBOX(number) == 0 ? &right : &left;
    weft_mutex_lock(first);
    if (WEFT_UNBOX(number) == 0) weft_yield();
    weft_mutex_lock(second);
    printf("%d eats\\n", (int)WEFT_UNBOX(number));
    weft_mutex_unlock(second);
    weft_mutex_unlock(first);
    return NULL;
}

static void *early(void *number) {
    weft_yield();
    weft_yield();
    return eat(number);
}

int main(void) {
    weft_task tasks[] = {weft_spawn(eat, WEFT_BOX(0)), weft_spawn(early, WEFT_BOX(1))};
    weft_gather(tasks, 2, NULL);
    return 0;
}
`;

/// More orders than can be tried.
const large = `#include <stdio.h>
#include <weft.h>

static int total;

static void *add(void *unused) {
    for (int i = 0; i < 20; i++) {
        int before = total;
        weft_yield();
        total = before + 1;
    }
    return unused;
}

int main(void) {
    weft_task tasks[6];
    for (int i = 0; i < 6; i++) tasks[i] = weft_spawn(add, NULL);
    weft_gather(tasks, 6, NULL);
    printf("%d\\n", total);
    return total != 20;
}
`;

const outcomes = ({ page }: Weft) => page.getByRole('list', { name: 'Outcomes' }).getByRole('listitem');
const races = ({ page }: Weft) => page.getByRole('list', { name: 'Races' }).getByRole('listitem');

/// Opens the program and explores it to the end.
async function explored(weft: Weft, text: string): Promise<void> {
  await weft.open();
  await expect(weft.page.getByRole('list', { name: 'Outcomes' })).toHaveCount(0);
  await weft.write(text);
  await weft.button('Explore').click();
  await expect(weft.status).toContainText('Explored');
}

test('a failing outcome is found, replayed, compared and shared', async ({ weft, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = weft;
  await explored(weft, deadlock);
  await expect(weft.status).toContainText(/\d schedules, complete · 3 outcomes, 1 fails/);
  await expect(outcomes(weft)).toHaveCount(3);
  await expect(outcomes(weft).first()).toContainText(/Fails: deadlock.*1 of \d.*early#3 goes on/s);
  expect(await findings(page), 'explored').toEqual([]);

  await outcomes(weft).first().getByRole('button').click();
  await weft.ended('Ended by a deadlock');
  await expect(weft.output).toContainText('eat#2 waits in weft_mutex_lock');
  await expect(outcomes(weft).first().getByRole('button').first()).toHaveAttribute('aria-current', 'true');
  /* The departure that matters is early#3's. */
  await expect(page.getByRole('table', { name: 'Tasks' }).locator('tr[aria-current]')).toContainText(
    'early#3',
  );
  await weft.button('Go to turn 5').click();
  await expect(page.getByRole('slider', { name: 'Moment' })).toHaveAttribute('aria-valuenow', '5');

  await weft.button('Compare').click();
  const dialog = page.getByRole('dialog', { name: 'Compare' });
  await expect(dialog).toContainText('Here they part, at the first line.');
  await expect(dialog).toContainText(
    'alike up to turn 3, and part there: above early#3 is next, below eat#2',
  );
  await expect(dialog.getByRole('img')).toHaveCount(2);
  await expect(dialog.getByRole('cell', { name: '1 eats' })).toBeVisible();
  await expect(dialog.getByRole('cell', { name: 'Fails: deadlock' })).toBeVisible();
  expect(await findings(page), 'compared').toEqual([]);
  await page.keyboard.press('Escape');

  await weft.button('Share').click();
  await expect(page.getByText('Link copied')).toBeVisible();
  const link = String(await page.evaluate('navigator.clipboard.readText()'));
  expect(link).toMatch(/#v1=[\w-]+&clock=virtual&schedule=a[\d.-]+&/);
  const other = await context.newPage();
  await other.goto(link);
  const theirs = new (weft.constructor as new (page: typeof other) => Weft)(other);
  await expect.poll(() => theirs.text()).toContain('static void *early');
  await theirs.run.click();
  await theirs.ended('Ended by a deadlock');
  await other.getByRole('button', { name: /^Schedule a/ }).click();
  await theirs.run.click();
  await theirs.ended('Ended with status 0');
});

test('a failing outcome is the same, twenty times of twenty', async ({ weft }) => {
  await explored(weft, deadlock);
  const first = outcomes(weft).first().getByRole('button').first();
  let expected: string[] | undefined;
  for (let i = 0; i < 20; i++) {
    await first.click();
    await weft.ended('Ended by a deadlock');
    await expect(weft.output, 'its last line').toContainText('a cycle: eat#2 -> early#3 -> eat#2');
    expected ??= await weft.lines();
    await weft.wrote(expected);
  }
});

test('a lost update is listed with its place, and no reading of the text outlives a change', async ({
  weft,
}) => {
  await explored(weft, lostUpdate);
  await expect(weft.status).toContainText('4 schedules, complete · 2 outcomes, 1 lost update');
  await expect(outcomes(weft)).toHaveCount(2);
  await expect(outcomes(weft).first()).toContainText(/total: [12]/);
  await expect(races(weft)).toContainText(/Lost update.*total/s);
  await races(weft).getByRole('button').click();
  await expect(weft.editor).toBeFocused();
  await weft.page.keyboard.insertText(' ');
  await expect.poll(() => weft.text()).toMatch(/\n {5}total = before \+ 1;/);
  await expect(weft.page.getByText('The text has been changed since.')).toBeVisible();
  await expect(outcomes(weft).first().getByRole('button')).toHaveAttribute('aria-disabled', 'true');
  await weft.button('Close').click();
  await expect(weft.page.getByRole('region', { name: 'Exploration' })).toHaveCount(0);
});

test('Stop ends an exploration at once, with what was found', async ({ weft }) => {
  await weft.open();
  await weft.write(large);
  const heard = await weft.heard(status);
  await weft.pressAndThen(weft.button('Explore'), '.outcomes', 'Fails: status 1', 'Stop');
  await expect.poll(heard).toMatch(/Exploring: [\d,]+ schedules? · \d/);
  await expect(weft.button('Explore')).toBeVisible();
  await expect(weft.status).toContainText(/Stopped: [\d,]+ schedules?, not complete/);
  await expect(weft.button('Go on')).toBeVisible();
  await outcomes(weft).first().getByRole('button').first().click();
  await weft.ended('Ended with status 1');
});

test('what does not compile is told as for Run', async ({ weft }) => {
  await weft.open();
  await weft.write(program('    return missing;'));
  await weft.button('Explore').click();
  await expect(weft.status).toContainText('Does not compile: 1 error');
  await expect(weft.output).toContainText('missing');
  await expect(weft.page.getByRole('region', { name: 'Exploration' })).toHaveCount(0);
});

test('a run looks for races where that is asked for', async ({ weft }) => {
  await weft.open('#clock=virtual');
  await weft.write(lostUpdate);
  await weft.page.getByRole('checkbox', { name: 'Races' }).check();
  await weft.run.click();
  await weft.ended('1 race seen');
  await expect(races(weft)).toHaveCount(1);
  expect(await findings(weft.page)).toEqual([]);
});

test('an exploration reads what was typed for the last run, and so does its replay', async ({ weft }) => {
  await weft.open('#clock=virtual');
  await weft.write(
    program(`    char line[20];
    int number = weft_choose(2);
    while (weft_read_line(line, sizeof line) >= 0) printf("%d: %s\\n", number, line);`),
  );
  await weft.run.click();
  const input = weft.page.getByRole('textbox', { name: 'Input' });
  await input.fill('hello');
  await input.press('Enter');
  await expect(weft.output).toContainText(': hello');
  await weft.button('End input').click();
  await weft.ended();
  await weft.button('Explore').click();
  await expect(weft.status).toContainText('Explored: 2 schedules, complete · 2 outcomes');
  for (const words of ['0: hello', '1: hello']) {
    await outcomes(weft).filter({ hasText: words }).getByRole('button').first().click();
    await weft.wrote([words]);
  }
});

test('what is fetched is asked for once, and each outcome and its replay have the same answer', async ({
  weft,
}) => {
  let asked = 0;
  await weft.page
    .context()
    .route('**/answer.txt', (route) =>
      route.fulfill({ contentType: 'text/plain', body: `answer ${++asked}` }),
    );
  await weft.open('#clock=virtual');
  await weft.write(
    program(`    weft_response answer;
    int number = weft_choose(2);
    int error = weft_fetch("answer.txt", NULL, &answer);
    printf("%d: %d %s\\n", number, error, answer.body);`),
  );
  await weft.button('Explore').click();
  await expect(weft.status).toContainText('Explored: 2 schedules, complete · 2 outcomes');
  for (const words of ['0: 0 answer 1', '1: 0 answer 1']) {
    await outcomes(weft).filter({ hasText: words }).getByRole('button').first().click();
    await weft.wrote([words]);
  }
  expect(asked).toBe(1);
});

test('all of it can be done with the keyboard', async ({ weft }) => {
  const { keyboard } = weft.page;
  await weft.open();
  await weft.write(deadlock);
  await weft.run.focus();
  await keyboard.press('Tab');
  await expect(weft.button('Explore')).toBeFocused();
  await keyboard.press('Enter');
  await expect(weft.status).toContainText('Explored');
  await expect(weft.button('Explore'), 'the focus stays where it was').toBeFocused();
  const first = outcomes(weft).first().getByRole('button').first();
  for (let presses = 0; presses < 30; presses++) {
    if (/^Fails/.test(String(await weft.page.evaluate('document.activeElement.innerText')))) break;
    await keyboard.press('Escape'); // out of the editor, at its turn
    await keyboard.press('Tab');
  }
  await expect(first).toBeFocused();
  await keyboard.press('Enter');
  await weft.ended('Ended by a deadlock');
});
