/// The manual's panel: opened by its button, by F1 and by links, searched, and read with the keyboard alone.

import type { Locator, Page } from '@playwright/test';

import { findings } from './axe.ts';
import { expect, program, test, type Weft } from './weft.ts';

class Manual {
  readonly page: Page;
  readonly panel: Locator;
  readonly search: Locator;
  readonly button: Locator;

  constructor({ page }: Weft) {
    this.page = page;
    this.panel = page.getByRole('dialog', { name: 'Manual' });
    this.search = this.panel.getByRole('searchbox', { name: 'Search the manual' });
    this.button = page.getByRole('button', { name: 'Manual', exact: true });
  }

  async open(): Promise<void> {
    await this.button.click();
    await expect(this.search).toBeFocused();
  }

  entry(name: string): Locator {
    return this.panel.getByRole('article', { name, exact: true });
  }

  entries(): Promise<string[]> {
    return this.panel.locator('article h4').allTextContents();
  }

  /// That it stands at the entry, with the focus there.
  async standsAt(name: string): Promise<void> {
    const heading = this.panel.getByRole('heading', { name, exact: true });
    await expect(heading).toBeFocused();
    await expect(heading).toBeInViewport();
    await expect(this.page).toHaveURL(new RegExp(`[#&]manual=${name}$`));
  }
}

const hash = (page: Page): Promise<string> => page.evaluate('location.hash');
const caretBehind = async (weft: Weft, text: string): Promise<void> => {
  await weft.write(program(`    ${text}`));
  await weft.page.keyboard.press('Control+End');
  await weft.page.keyboard.press('ArrowUp');
  await weft.page.keyboard.press('End');
  await assisted(weft);
};
/// Waits until completion and its like have come, which is some time after the editor.
const assisted = ({ editor }: Weft): Promise<void> =>
  expect
    .poll(async () => {
      await editor.press('ArrowLeft');
      await editor.press('ArrowRight');
      return editor.getAttribute('aria-autocomplete');
    })
    .toBe('list');

test('the manual comes at its button, in the order of the header, and costs nothing before', async ({
  weft,
}) => {
  await weft.open('#example=gather');
  expect(
    await weft.page.evaluate(
      'performance.getEntriesByType("resource").some(({ name }) => name.includes("panel"))',
    ),
  ).toBe(false);
  const manual = new Manual(weft);
  await manual.open();
  await expect(manual.panel.getByRole('heading', { level: 3 })).toHaveText([
    'Introduction',
    'Tasks',
    'Errors',
    'Generators',
    'Channels and select',
    'Cancellation and timeouts',
    'Groups',
    'Synchronisation',
    'The world outside',
    'Choices',
    'Looking inside',
    'Behind the macros',
  ]);
  await expect(manual.entry('weft_join')).toContainText('int weft_join(weft_task task, void **result)');
  await expect(manual.entry('weft_join')).toContainText('WEFT_EDEADLK: it is the calling task');
  await expect(manual.entry('WEFT_EDEADLK')).toContainText('Returned by weft_join');
  await expect(manual.button).toHaveAttribute('aria-expanded', 'true');
});

test('Esc closes it and gives the focus back', async ({ weft }) => {
  await weft.open('#example=gather');
  const manual = new Manual(weft);
  await manual.open();
  await weft.page.keyboard.press('Escape');
  await expect(manual.panel).toBeHidden();
  await expect(manual.button).toBeFocused();
  await expect.poll(() => hash(weft.page)).toBe('#example=gather');

  await weft.editor.focus();
  await weft.page.keyboard.press('F1');
  await expect(manual.search).toBeFocused();
  await weft.page.keyboard.press('Escape');
  await expect(weft.editor).toBeFocused();
});

test('F1 opens the name at the caret, or the call that it stands in', async ({ weft }) => {
  await weft.open();
  const manual = new Manual(weft);
  await caretBehind(weft, 'weft_chan_recv');
  await weft.page.keyboard.press('F1');
  await manual.standsAt('weft_chan_recv');
  await weft.page.keyboard.press('Escape');
  await expect(weft.editor).toBeFocused();
  await caretBehind(weft, 'weft_join(weft_self(), 0);');
  for (let presses = 0; presses < 3; presses++) await weft.page.keyboard.press('ArrowLeft');
  await weft.page.keyboard.press('F1');
  await manual.standsAt('weft_join');
});

test('search filters names and texts as one types, and marks what it finds', async ({ weft }) => {
  await weft.open();
  const manual = new Manual(weft);
  await manual.open();
  await manual.search.fill('barrier');
  await expect
    .poll(() => manual.entries())
    .toEqual(['weft_barrier', 'weft_barrier_init', 'weft_barrier_wait']);
  await expect(manual.panel.getByRole('status')).toHaveText('3 entries');
  await expect(manual.entry('weft_barrier').locator('mark').first()).toHaveText('barrier');
  await manual.search.fill('COPIES oldest');
  await expect.poll(() => manual.entries()).toEqual(['weft_chan_recv']);
  await expect(manual.entry('weft_chan_recv').locator('mark')).toHaveText(['oldest', 'copies']);
  await manual.search.fill('xyzzy');
  await expect(manual.panel.getByRole('status')).toHaveText('Nothing holds all of these words.');
  await manual.search.fill('select');
  await manual.search.press('Enter');
  await manual.standsAt('weft_select');
  await expect(manual.search).toHaveValue('');
});

test('a link goes to its place, beside the program of the link', async ({ weft, context }) => {
  await weft.open('#example=gather&clock=virtual&manual=weft_select');
  const manual = new Manual(weft);
  await manual.standsAt('weft_select');
  await expect(weft.editor).toContainText('Three tasks');
  await expect(weft.page.getByRole('combobox', { name: 'Clock' })).toHaveValue('virtual');

  const reference = manual.entry('weft_select').getByRole('link', { name: 'WEFT_EINVAL', exact: true });
  await expect(reference).toHaveAttribute(
    'href',
    /^http.*\/#example=gather&clock=virtual&manual=WEFT_EINVAL$/,
  );
  await reference.click();
  await manual.standsAt('WEFT_EINVAL');

  await weft.write(program('    return 7;'));
  await weft.page.reload();
  await manual.standsAt('WEFT_EINVAL');
  await expect.poll(() => weft.text(), "the draft is no one else's").toContain('return 7;');

  await weft.page.evaluate('location.hash = "#example=gather&clock=virtual&manual=weft_join"');
  await manual.standsAt('weft_join');
  await expect.poll(() => weft.text()).toContain('return 7;');

  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await weft.button('Share').click();
  await expect(weft.page.getByText('Link copied')).toBeVisible();
  expect(await weft.page.evaluate('navigator.clipboard.readText()')).toMatch(/#v1=[^&]+&.*manual=weft_join$/);
  await weft.button('Close the manual').click();
  await weft.button('Share').click();
  await expect.poll(() => weft.page.evaluate('navigator.clipboard.readText()')).not.toContain('manual=');
});

test('a link to what the header does not have says so', async ({ weft }) => {
  await weft.open('#manual=weft_fly');
  const manual = new Manual(weft);
  await expect(manual.panel.getByRole('status')).toHaveText('weft.h has nothing called "weft_fly".');
  await weft.page.evaluate('location.hash = "#manual=<img src=x>"');
  await expect(manual.panel.locator('img')).toHaveCount(0);
});

test('where it cannot be fetched the page says so, and Retry gets it', async ({ weft, site }) => {
  site.treat = (path) => (/panel/.test(path) ? 'refuse' : 'serve');
  await weft.open();
  const manual = new Manual(weft);
  await manual.button.click();
  await expect(weft.alert).toContainText('The manual could not be fetched');
  site.treat = () => 'serve';
  await weft.button('Retry').click();
  await expect(manual.search).toBeFocused();
});

test("completion offers the header's names with signature, sentence and a link, and no compiler", async ({
  weft,
  site,
}) => {
  site.treat = (path) => (/^compiler\//.test(path) ? 'refuse' : 'serve');
  await weft.open();
  await caretBehind(weft, '');
  await weft.page.keyboard.type('weft_wait_a', { delay: 20 });
  const list = weft.page.getByRole('listbox', { name: 'Completions' });
  await expect(list.getByRole('option').first()).toHaveText(/weft_wait_any\s*\(tasks, count\)/);
  const card = weft.page.locator('.cm-card');
  await expect(card).toContainText('int weft_wait_any(const weft_task *tasks, size_t count)');
  await expect(card).toContainText('Waits until one of several tasks has ended, and says which.');
  await card.getByRole('link', { name: 'In the manual' }).click();
  await new Manual(weft).standsAt('weft_wait_any');
  await weft.page.keyboard.press('Escape');

  await expect(weft.editor).toBeFocused();
  await weft.page.keyboard.press('Control+Space');
  await list.getByRole('option').first().click();
  await expect.poll(() => weft.text()).toContain('weft_wait_any(tasks, count)');
});

test('a call that is being typed shows what it takes, the parameter at the caret in bold', async ({
  weft,
  site,
}) => {
  site.treat = (path) => (/^compiler\//.test(path) ? 'refuse' : 'serve');
  await weft.open();
  const { keyboard } = weft.page;
  const help = weft.page.locator('.cm-parameters');
  await weft.write(`static int add(int left, int right) { return left + right; }\n${program('')}`);
  await keyboard.press('Control+End');
  await keyboard.press('ArrowUp');
  await assisted(weft);
  await keyboard.type('weft_join(', { delay: 20 });
  await expect(help).toHaveText('int weft_join(weft_task task, void **result)');
  await expect(help.locator('b')).toHaveText('weft_task task');
  await keyboard.type('add(1, ', { delay: 20 });
  await expect(help).toHaveText('int add(int left, int right)');
  await expect(help.locator('b')).toHaveText('int right');
  await keyboard.type('2), ', { delay: 20 });
  await expect(help.locator('b')).toHaveText('void **result');
  await keyboard.press('Escape');
  await expect(help).toBeHidden();
  await keyboard.press('Control+Shift+Space');
  await expect(help.locator('b')).toHaveText('void **result');
  await keyboard.press('Home');
  await expect(help, 'the caret has left the call').toBeHidden();
});

test('F1 opens the completion that is selected', async ({ weft }) => {
  await weft.open();
  await caretBehind(weft, '');
  await weft.page.keyboard.type('weft_gath', { delay: 20 });
  await expect(weft.page.getByRole('option', { name: /weft_gather/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await weft.page.keyboard.press('F1');
  await new Manual(weft).standsAt('weft_gather');
});

test("completion knows keywords and the text's own names, and is silent in comments", async ({
  weft,
  site,
}) => {
  site.treat = (path) => (/^compiler\//.test(path) ? 'refuse' : 'serve');
  await weft.open();
  await caretBehind(weft, 'int remarkable = 0; ');
  const list = weft.page.getByRole('listbox', { name: 'Completions' });
  await weft.page.keyboard.type('rema', { delay: 20 });
  await expect(list.getByRole('option').first()).toHaveText(/remarkable/);
  await weft.page.keyboard.press('Escape');
  await weft.page.keyboard.type(' retu', { delay: 20 });
  await expect(list.getByRole('option').first()).toHaveText(/return/);
  await weft.page.keyboard.type('rn', { delay: 20 });
  await weft.page.keyboard.press('Enter');
  await expect
    .poll(async () => (await weft.text()).split('\n'), 'a whole word leaves Enter to the line')
    .toHaveLength(7);
  await weft.page.keyboard.type('// remarkabl', { delay: 20 });
  await expect(list).toBeHidden();
});

test('with the compiler, completion knows members and what the library has', async ({ weft }) => {
  await weft.open();
  await caretBehind(weft, 'struct { int left; double right; } pair;');
  await expect(weft.status).toContainText('Compiler ready');
  const list = weft.page.getByRole('listbox', { name: 'Completions' });
  await weft.page.keyboard.type(' pair.', { delay: 20 });
  await expect(list.getByRole('option')).toHaveText([/left\s*int/, /right\s*double/]);
  await weft.page.keyboard.type('ri', { delay: 20 });
  await expect(list.getByRole('option')).toHaveText([/right\s*double/]);
  await weft.page.keyboard.press('Tab');
  await weft.page.keyboard.type('; put', { delay: 20 });
  await expect(list.getByRole('option').filter({ hasText: /^\W*puts\s*\(const char \*\)/ })).toBeVisible();
  await weft.page.keyboard.press('Escape');
  await weft.page.keyboard.type('s("a"); fputs("a", ', { delay: 20 });
  await expect(weft.page.locator('.cm-parameters')).toHaveText('int fputs(const char *, FILE *)');
  await expect(weft.page.locator('.cm-parameters b')).toHaveText('FILE *');
});

test('the pointer over a name shows its signature', async ({ weft }) => {
  await weft.open('#example=gather');
  await expect(async () => {
    await weft.page.mouse.move(0, 0);
    await weft.editor.getByText('weft_sleep').first().hover();
    await expect(weft.page.locator('.cm-card')).toContainText('int weft_sleep(double seconds)', {
      timeout: 1500,
    });
  }).toPass();
});

test('axe finds nothing in the manual, in the light and in the dark, at every width', async ({ weft }) => {
  const { page } = weft;
  await weft.open('#manual=introduction');
  const manual = new Manual(weft);
  for (const [width, height] of [
    [1280, 900],
    [1700, 1000],
    [375, 812],
  ] as const) {
    await page.setViewportSize({ width, height });
    await manual.search.fill('weft_case');
    await expect(manual.panel.locator('mark').first()).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect.soft(await findings(page), `${colorScheme}, ${width} pixels`).toEqual([]);
    }
  }
});

test('axe finds nothing with the list of completions open', async ({ weft }) => {
  await weft.open();
  await caretBehind(weft, '');
  await weft.page.keyboard.type('weft_wait_a', { delay: 20 });
  await expect(weft.page.locator('.cm-card')).toBeVisible();
  expect(await findings(weft.page)).toEqual([]);
});

test('axe finds nothing in the whole manual', async ({ weft }) => {
  test.slow();
  await weft.open('#manual=weft_response');
  await new Manual(weft).standsAt('weft_response');
  expect(await findings(weft.page)).toEqual([]);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 812 }, hasTouch: true });

  test('it covers the page, keeps the focus and fits', async ({ weft }) => {
    await weft.open();
    const manual = new Manual(weft);
    await manual.open();
    await expect.poll(() => manual.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 375, height: 812 });
    const behind = await weft.page.evaluate('document.elementFromPoint(180, 780).closest("dialog") !== null');
    expect(behind).toBe(true);
    for (let presses = 0; presses < 3; presses++) await weft.page.keyboard.press('Shift+Tab');
    expect(
      await weft.page.evaluate(
        'document.activeElement === document.body || document.activeElement.closest("dialog") !== null',
      ),
    ).toBe(true);
    const wide = await weft.page.evaluate(
      '(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector(".pages"))',
    );
    expect(wide, 'only examples scroll sideways').toBe(0);
    for (const control of await manual.panel.locator('.head button, .head input, nav a').all()) {
      expect
        .soft((await control.boundingBox())?.height ?? 0, await control.innerText())
        .toBeGreaterThanOrEqual(40);
    }
    await weft.page.keyboard.press('Escape');
    await expect(manual.panel).toBeHidden();
    await expect(manual.button).toBeFocused();
  });
});
