/// Run settings: how a program is compiled, in the page, its link and its draft.

import { findings } from './axe.ts';
import { expect, program, test, type Weft } from './weft.ts';

const dialog = ({ page }: Weft) => page.getByRole('dialog', { name: 'Run settings' });
const fragment = ({ page }: Weft) => new URL(page.url()).hash;

/// Chooses in the dialog, which it opens and closes.
async function set(weft: Weft, choices: Record<string, string>): Promise<void> {
  await weft.button('Settings').click();
  for (const [name, option] of Object.entries(choices))
    await dialog(weft).getByRole('combobox', { name }).selectOption(option);
  await dialog(weft).getByRole('button', { name: 'Close' }).click();
  await expect(dialog(weft)).toBeHidden();
}

const overflow = program(
  '    volatile int n = 2147483647;\n    int unused;\n    printf("%d\\n", n + 1);\n    return 0;',
);

test('the sanitizer tells undefined behaviour, and goes with the link', async ({ weft, context }) => {
  await weft.open();
  await weft.write(overflow);
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await weft.wrote(['-2147483648']);

  await set(weft, { Sanitizer: 'undefined', Optimization: '2', Warnings: 'none' });
  await weft.run.click();
  await weft.ended('Ended by a fault, status 70');
  await expect(weft.output).toContainText("2147483647 + 1 does not fit into 'int', in `main` at program.c:7");
  await expect(weft.status).toContainText(/compiled in .* with -O2 -w -fsanitize=undefined/);
  await expect(weft.output.getByText('unused variable')).toHaveCount(0);

  await weft.button('Share').click();
  await expect.poll(() => fragment(weft)).toMatch(/^#v1=[\w-]+&O=2&warnings=none&sanitize=undefined$/);
  const other = await context.newPage();
  await other.goto(weft.page.url());
  const theirs = new (weft.constructor as new (page: typeof other) => Weft)(other);
  await expect.poll(() => theirs.text()).toBe(overflow);
  await theirs.run.click();
  await theirs.ended('Ended by a fault');
});

test('the standard decides at once, as one types', async ({ weft }) => {
  await weft.open();
  await weft.write('int main(void) { constexpr int n = 3; return n; }\n');
  await expect(weft.editor.locator('.cm-lintRange-error').first()).toBeVisible();
  await set(weft, { 'C standard': 'gnu23' });
  await expect(weft.editor.locator('.cm-lintRange-error')).toHaveCount(0);
  await weft.run.click();
  await weft.ended('Ended with status 3');
  await weft.page.reload();
  await expect(weft.button('Settings')).toHaveAttribute('title', /with -std=gnu23/);
});

test('an example that is compiled otherwise is compiled, and the address says how', async ({
  weft,
  site,
}) => {
  await weft.open('#example=gather&clock=virtual');
  await set(weft, { Optimization: '3' });
  await expect.poll(() => fragment(weft)).toBe('#example=gather&clock=virtual&O=3');
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await expect(weft.status).toContainText('with -O3');
  expect(site.count(/^compiler\/llvm/)).toBe(1);
  await weft.button('Settings').click();
  expect(await findings(weft.page)).toEqual([]);
  await dialog(weft).getByRole('button', { name: 'As usual' }).click();
  await expect(dialog(weft)).toContainText('how every program is compiled that says nothing else');
  await weft.page.keyboard.press('Escape');
  await expect.poll(() => fragment(weft)).toBe('#example=gather&clock=virtual');
});

test('a link to a way to compile that nobody knows opens its program and says so', async ({ weft }) => {
  await weft.open('#example=gather&O=9&std=gnu17');
  await expect(weft.editor).toContainText('Three tasks');
  await expect(weft.alert).toContainText('a way to compile that this page does not know (O)');
  await expect.poll(() => fragment(weft)).toBe('#example=gather&std=gnu17');
});
