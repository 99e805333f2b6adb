/// The tour: lessons are opened, asked about, run and solved, by pointer, by keyboard and on a phone; what
/// somebody has written or solved is there again.

import type { Page } from '@playwright/test';

import { findings } from './axe.ts';
import { expect, test, type Weft } from './weft.ts';

const tour = (page: Page) => page.getByRole('complementary', { name: 'Tour' });
const title = (page: Page, name: string) => tour(page).getByRole('heading', { name, exact: true });
const button = (page: Page, name: string | RegExp) => tour(page).getByRole('button', { name });
const verdict = (page: Page) => tour(page).getByRole('status', { name: 'Verdict' });
const focused = (page: Page) => page.evaluate('document.activeElement.textContent.trim()');

/// Goes on with Tab until that button of the tour has the focus.
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60 && (await focused(page)) !== name; presses++)
    await page.keyboard.press('Tab');
  expect(await focused(page)).toBe(name);
}

test('the tour opens on its list; a lesson has its program in the editor, and an address', async ({
  weft,
}) => {
  const { page } = weft;
  await weft.open();
  await weft.button('Tour').click();
  const list = tour(page).getByRole('list', { name: 'Lessons' });
  await expect(list.getByRole('listitem').first()).toContainText('One after another');
  await list.getByRole('button', { name: 'Three waits at once' }).click();
  await expect(title(page, 'Three waits at once')).toBeFocused();
  await expect.poll(() => weft.text()).toContain('weft_gather(tasks, 3, NULL)');
  await expect(page).toHaveURL(/#lesson=gather$/);
  await button(page, 'All lessons').click();
  await expect(list).toBeVisible();
  await button(page, 'Close the tour').click();
  await expect(tour(page)).toBeHidden();
  await expect(page).toHaveURL(/^[^#]*$/);
});

test('a link opens a lesson, whose first run needs no compiler', async ({ weft, site }) => {
  await weft.open('#lesson=gather&clock=virtual');
  await expect(title(weft.page, 'Three waits at once')).toBeVisible();
  await expect.poll(() => weft.text()).toContain('weft_gather(tasks, 3, NULL)');
  await weft.choose('Clock', 'Virtual');
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await expect(weft.status).toContainText('compiled beforehand');
  expect(site.count(/^compiler\//)).toBe(0);
});

test('the question is answered before the run, and told either way', async ({ weft }) => {
  const { page } = weft;
  await weft.open('#lesson=gather');
  await tour(page).getByRole('radio', { name: '0, 1, 2' }).check();
  await button(page, 'Answer').click();
  await expect(tour(page)).toContainText('Not quite.');
  await expect(tour(page)).toContainText('The last to start is the first to be done.');
  await tour(page).getByRole('radio', { name: '2, 1, 0' }).check();
  await button(page, 'Answer').click();
  await expect(tour(page)).toContainText('Yes.');
});

test('the page points at what the lesson speaks of, or says what is missing', async ({ weft }) => {
  const { page } = weft;
  await weft.open('#lesson=gather&clock=virtual');
  await button(page, /^Show me/).click();
  await expect(tour(page)).toContainText('run the program first');
  await weft.choose('Clock', 'Virtual');
  await weft.run.click();
  await weft.ended();
  await button(page, /^Show me/).click();
  await expect(page.getByRole('row', { name: /^minimum#2/ })).toHaveAttribute('aria-current', 'true');
});

test('the solution is there after a try; solved is solved, after a reload too', async ({ weft }) => {
  const { page } = weft;
  await weft.open('#lesson=one-after-another');
  await expect(button(page, 'Solution')).toHaveAttribute('aria-disabled', 'true');
  await button(page, 'Check').click();
  await expect(verdict(page)).toHaveText(
    'Not yet: line 1 of the output should be "0 s  small begins", and is "0 s  large begins".',
  );
  await button(page, 'Solution').click();
  await button(page, 'Put it into the editor').click();
  await expect.poll(() => weft.text()).toContain('download("small", 1);\n    download("medium", 2);');
  await button(page, 'Check').click();
  await expect(verdict(page)).toHaveText(
    'Solved: the output is right and it takes 6 s on the virtual clock.',
  );
  await expect(page.getByRole('combobox', { name: 'Clock' }), 'the clock is what it was').toHaveValue('real');
  await page.reload();
  await button(page, 'All lessons').click();
  await expect(tour(page).getByRole('listitem').first()).toContainText('solved');
  await expect(tour(page)).toContainText(/^.*1 of \d+ solved/);
});

test('an exercise of schedules is explored, and the verdict says in which one it goes wrong', async ({
  weft,
}) => {
  const { page } = weft;
  await weft.open('#lesson=race');
  await expect.poll(() => weft.text()).toContain('int before = total;');
  const program = await weft.text();
  await weft.write(program.replace('weft_yield();', 'if (weft_self() == 4) weft_yield();'));
  await button(page, 'Check').click();
  await expect(verdict(page)).toHaveText(/^Not yet: .*(schedule|lost)/);
  await expect(page.getByRole('list', { name: 'Outcomes' })).toBeVisible();
  await weft.write(program.replace('int before = total;\n', '').replace('before + 1', 'total + 1'));
  await button(page, 'Check').click();
  await expect(verdict(page)).toHaveText('Solved: the output is right and it is so under every schedule.');
});

test('nothing that was written is lost between lessons', async ({ weft }) => {
  const { page } = weft;
  await weft.open('#lesson=one-after-another');
  await expect.poll(() => weft.text()).toContain('download("large", 3);');
  await weft.write('// My own words\nint main(void) { return 0; }');
  await button(page, 'Check').click();
  await expect(verdict(page)).toContainText('Not yet');
  await button(page, 'Next').click();
  await expect(title(page, 'One after another')).toBeHidden();
  await expect.poll(() => weft.text()).not.toContain('My own words');
  await expect(page.getByText('Your text is one Undo away, and among the drafts.')).toBeVisible();
  await button(page, 'Previous').click();
  await button(page, 'Go on with it').click();
  await expect.poll(() => weft.text()).toContain('My own words');
  await button(page, 'Start over').click();
  await expect.poll(() => weft.text()).toContain('download("large", 3);');
  await page.goBack();
  await expect.poll(() => weft.text()).toContain('My own words');
});

test('a lesson by the keyboard alone', async ({ weft }) => {
  const { page } = weft;
  await weft.open('#lesson=one-after-another');
  await expect(title(page, 'One after another')).toBeFocused();
  const isAtRadio = () => page.evaluate('document.activeElement.type === "radio"');
  for (let presses = 0; presses < 20 && !(await isAtRadio()); presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await expect(tour(page).getByRole('radio', { name: '6 seconds' })).toBeChecked();
  await tabTo(page, 'Answer');
  await page.keyboard.press('Enter');
  await expect(tour(page)).toContainText('Yes.');
  await tabTo(page, 'Check');
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('Not yet');
  await tabTo(page, 'A hint');
  await page.keyboard.press('Enter');
  await expect(tour(page)).toContainText('there is no other');
  await tabTo(page, 'Next');
  await page.keyboard.press('Enter');
  await expect(title(page, 'One after another')).toBeHidden();
  const focusedName = () => page.evaluate('document.activeElement.localName');
  await expect.poll(focusedName, 'the next title has the focus').toBe('h3');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 812 }, hasTouch: true });

  test('a lesson stands above its program, as wide as the screen, large enough to touch', async ({
    weft,
  }) => {
    const { page } = weft;
    await weft.open('#lesson=gather');
    await expect(title(page, 'Three waits at once')).toBeVisible();
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(375);
    for (const one of await tour(page).getByRole('button').all()) {
      const box = (await one.boundingBox())!;
      expect.soft(Math.min(box.width, box.height), await one.innerText()).toBeGreaterThanOrEqual(44);
    }
    await tour(page).getByRole('radio', { name: '2, 1, 0' }).check();
    await button(page, 'Answer').click();
    await button(page, 'Check').click();
    await expect(verdict(page)).toContainText('Not yet');
  });
});

test('every lesson, one after the other by the keyboard: its program, its words, room for both', async ({
  weft,
}) => {
  const { page } = weft;
  await weft.open('#lesson=one-after-another');
  const seen: string[] = [];
  for (;;) {
    const title = tour(page).getByRole('heading', { level: 3 });
    await expect(title).toBeFocused();
    seen.push(await title.innerText());
    for (const width of [375, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect.soft(await findings(page), `${seen.at(-1)} at ${width}`).toEqual([]);
      expect.soft(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    if ((await button(page, 'Next').count()) === 0) break;
    await tabTo(page, 'Next');
    await page.keyboard.press('Enter');
    await expect(tour(page).getByRole('heading', { name: seen.at(-1)!, exact: true })).toBeHidden();
  }
  expect(seen.length).toBe(17);
  await expect(page).toHaveURL(/#lesson=where-to-go$/);
});

test.describe('axe finds nothing', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  const look = async ({ page }: Weft): Promise<string[]> => {
    const found = await findings(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...(await findings(page, ['color-contrast'])));
    await page.setViewportSize({ width: 375, height: 812 });
    found.push(...(await findings(page)));
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 900 });
    return found;
  };

  test('in the list, in a lesson, with answer, verdict, hint and solution', async ({ weft }) => {
    const { page } = weft;
    await weft.open();
    await weft.button('Tour').click();
    await expect(tour(page).getByRole('list', { name: 'Lessons' })).toBeVisible();
    expect.soft(await look(weft), 'list').toEqual([]);
    await button(page, 'Begin').click();
    await expect(title(page, 'One after another')).toBeVisible();
    expect.soft(await look(weft), 'lesson').toEqual([]);
    await tour(page).getByRole('radio').first().check();
    await button(page, 'Answer').click();
    await button(page, 'Check').click();
    await expect(verdict(page)).toContainText('Not yet');
    await button(page, 'A hint').click();
    await button(page, 'Solution').click();
    await button(page, /^Show me/).click();
    expect.soft(await look(weft), 'checked').toEqual([]);
    await button(page, 'Put it into the editor').click();
    await button(page, 'Check').click();
    await expect(verdict(page)).toContainText('Solved');
    expect(await look(weft), 'solved').toEqual([]);
  });
});

test('where the lessons cannot be fetched, that is said', async ({ weft, site }) => {
  await weft.open();
  site.treat = (path) => (/^assets\/panel-/.test(path) ? 'refuse' : 'serve');
  await weft.button('Tour').click();
  await expect(weft.alert).toContainText('The tour could not be fetched');
});
