/// What a person has written is there again: after a reload, in a tab opened later, by Back and Forward. The
/// address never names another program than the one that is shown.

import type { Page } from '@playwright/test';

import { expect, program, test, Weft } from './weft.ts';

const mine = program('    printf("%s\\n", "mine");');
const other = program('    printf("%s\\n", "another");');

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Drafts' });
const entries = (page: Page) => dialog(page).getByRole('listitem');
const fragment = (page: Page) => new URL(page.url()).hash;

test('a closed tab loses nothing: its text is among the drafts, with a name and a time', async ({
  weft,
  context,
}) => {
  await weft.open();
  await weft.write(`// Cats and dogs\n${mine}`);
  await weft.choose('Clock', 'Virtual');
  await weft.page.close();

  const later = new Weft(await context.newPage());
  await later.open();
  await later.button('Drafts').click();
  await expect(entries(later.page)).toHaveCount(1);
  await expect(entries(later.page)).toContainText('Cats and dogs');
  await expect(entries(later.page).locator('time')).toHaveAttribute('datetime', /^\d{4}-/);
  await dialog(later.page)
    .getByRole('button', { name: /^Cats and dogs/ })
    .click();
  await expect.poll(() => later.text()).toBe(`// Cats and dogs\n${mine}`);
  await expect(later.page.getByRole('combobox', { name: 'Clock' })).toHaveValue('virtual');
  await expect(dialog(later.page)).toBeHidden();
});

test('two tabs keep a draft each, one made from the other too', async ({ weft, context }) => {
  await weft.open();
  await weft.write(mine);
  const { page } = weft;
  /* As the browser duplicates a tab: with its session's storage and its state in the history. */
  const session = await page.evaluate('JSON.stringify({ ...sessionStorage })');
  const state = await page.evaluate('JSON.stringify(history.state)');
  const twin = new Weft(await context.newPage());
  await twin.page.goto('./icon.svg');
  await twin.page.evaluate(
    `Object.assign(sessionStorage, ${String(session)}); history.replaceState(${String(state)}, '', './')`,
  );
  await twin.page.reload();
  await expect.poll(() => twin.text()).toBe(mine);
  await twin.write(other);
  await weft.editor.press('ControlOrMeta+End');
  await page.keyboard.insertText('/* more */');

  const third = new Weft(await context.newPage());
  await third.open();
  await third.button('Drafts').click();
  const kept = () => third.page.evaluate('Object.keys(localStorage).map((key) => localStorage[key]).join()');
  await expect.poll(kept, 'one tab hears of what another keeps a little later').toContain('another');
  await expect.poll(kept).toContain('/* more */');
});

test('after an edit the address names no program, and a reload brings the edited text back', async ({
  weft,
}) => {
  await weft.open('#example=gather&clock=virtual');
  await expect(weft.editor).toContainText('Three tasks');
  await weft.write(mine);
  await expect.poll(() => fragment(weft.page)).toBe('');
  await weft.page.reload();
  await expect.poll(() => weft.text()).toBe(mine);
  await expect(weft.page.getByRole('combobox', { name: 'Clock' })).toHaveValue('virtual');
});

test('Back and Forward bring the text back, and the address with it', async ({ weft }) => {
  const { page } = weft;
  await weft.open('#example=gather');
  await expect(weft.editor).toContainText('Three tasks');
  await weft.write(mine);
  await page.evaluate('location.hash = "#example=deadlock&clock=virtual"');
  await expect(weft.editor).not.toContainText('mine');
  await page.goBack();
  await expect.poll(() => weft.text()).toBe(mine);
  await expect.poll(() => fragment(page)).toBe('');
  await expect(page.getByRole('combobox', { name: 'Clock' })).toHaveValue('real');
  await page.goForward();
  await expect(weft.editor).not.toContainText('mine');
  await expect.poll(() => fragment(page)).toBe('#example=deadlock&clock=virtual');
  await page.goBack();
  await weft.editor.press('ControlOrMeta+End');
  await page.keyboard.insertText('/* more */');
  await page.reload();
  await expect.poll(() => weft.text()).toBe(`${mine}/* more */`);
});

test('an example that is chosen is in the address; settings stay true in it', async ({ weft }) => {
  const { page } = weft;
  await weft.open('#example=gather&clock=virtual&seed=7');
  await expect(weft.editor).toContainText('Three tasks');
  await weft.choose('Clock', 'Real');
  await expect.poll(() => fragment(page)).toBe('#example=gather&seed=7');
  await weft.choose('Examples', 'ticker');
  await expect.poll(() => fragment(page)).toBe('#example=ticker&seed=7');
  await page.goBack();
  await expect(weft.editor).toContainText('Three tasks');
  await expect.poll(() => fragment(page)).toBe('#example=gather&seed=7');
});

test('a bad link leaves no address that is not true', async ({ weft }) => {
  await weft.open();
  await weft.write(mine);
  await weft.page.evaluate('location.hash = "#v1=damaged"');
  await expect(weft.alert).toContainText('damaged');
  await expect.poll(() => fragment(weft.page)).toBe('');
  await expect.poll(() => weft.text()).toBe(mine);
});

test('a link whose settings are nonsense opens its program and says what is wrong', async ({ weft }) => {
  await weft.open('#example=gather&seed=-5&clock=lunar');
  await expect(weft.editor).toContainText('Three tasks');
  await expect(weft.alert).toContainText('seed is not a whole number from 0 to 9007199254740991');
  await expect(weft.alert).toContainText('neither "real" nor "virtual"');
  await expect.poll(() => fragment(weft.page)).toBe('#example=gather');
});

test('a draft of an earlier version of the page is still read', async ({ weft }) => {
  const former = { source: mine, example: 'gather', clock: 'virtual', seed: 3, link: '#example=gather' };
  await weft.page.addInitScript(
    `if (!sessionStorage['once']) { sessionStorage['once'] = 1; sessionStorage['weft:draft'] = ${JSON.stringify(JSON.stringify(former))}; }`,
  );
  await weft.open('#example=gather');
  await expect.poll(() => weft.text()).toBe(mine);
  await expect(weft.page.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('3');
  await expect.poll(() => fragment(weft.page)).toBe('');
});

for (const [what, words, script] of [
  ['denied', /does not let the page keep your text/, 'throw new DOMException("refused", "SecurityError")'],
  [
    'full',
    /no room left/,
    'return { length: 1, key: () => "x", getItem: () => null, removeItem() {}, setItem() { throw new DOMException("full", "QuotaExceededError"); } }',
  ],
] as const) {
  test(`storage that is ${what} is told of, once`, async ({ weft }) => {
    await weft.page.addInitScript(`Object.defineProperty(window, "localStorage", { get() { ${script} } })`);
    await weft.open();
    await expect(weft.alert).toBeEmpty();
    await weft.write(mine);
    await expect(weft.alert).toContainText(words);
    await weft.button('Dismiss').click();
    await weft.write(other);
    await weft.button('Drafts').click();
    await expect(dialog(weft.page)).toBeVisible();
    await expect(weft.alert).toBeEmpty();
  });
}

test('by the keyboard: a draft is opened, another deleted, and the focus comes back', async ({ weft }) => {
  const { page } = weft;
  await weft.open();
  await weft.write(mine);
  await weft.choose('Examples', 'gather');
  await weft.write(other);
  await weft.button('Drafts').focus();
  await page.keyboard.press('Enter');
  await expect(entries(page)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(weft.button('Drafts')).toBeFocused();
  await page.keyboard.press('Enter');
  await entries(page)
    .nth(1)
    .getByRole('button', { name: /^Delete/ })
    .press('Enter');
  await expect(entries(page)).toHaveCount(1);
  await entries(page).getByRole('button').first().press('Enter');
  await expect(weft.editor).toBeFocused();
  await expect.poll(() => weft.text()).toBe(other);
});
