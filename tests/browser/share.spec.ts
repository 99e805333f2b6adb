/// Links: they give back the program and its settings and run nothing; what was there before can be had back.

import { deflateRawSync } from 'node:zlib';

import { findings } from './axe.ts';
import { expect, program, test } from './weft.ts';

const text = program('    printf("%s\\n", "tabs\\tand ünïcödé");\n\treturn 3;');

test('a shared link gives back the text and the settings, and runs nothing', async ({ weft, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await weft.open();
  await weft.write(text);
  await weft.choose('Clock', 'Virtual');
  await weft.page.getByRole('spinbutton', { name: 'Seed' }).fill('7');
  await weft.button('Share').click();
  await expect(weft.page.getByText('Link copied')).toBeVisible();
  const link = String(await weft.page.evaluate('navigator.clipboard.readText()'));
  expect(link).toMatch(/#v1=[\w-]+[a-z0-9]&clock=virtual&seed=7$/);

  const other = await context.newPage();
  await other.goto(link);
  const theirs = new (weft.constructor as new (page: typeof other) => typeof weft)(other);
  await expect.poll(() => theirs.text()).toBe(text);
  await expect(other.getByRole('combobox', { name: 'Clock' })).toHaveValue('virtual');
  await expect(other.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('7');
  await expect(theirs.status).toContainText('Ready');
  await expect.poll(() => theirs.lines()).toEqual([]);
});

test('an unchanged example travels by its name', async ({ weft, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await weft.open();
  await weft.choose('Examples', 'gather');
  await weft.page.keyboard.press('Control+s');
  await expect(weft.page.getByText('Link copied')).toBeVisible();
  expect(String(await weft.page.evaluate('navigator.clipboard.readText()'))).toMatch(/#example=gather$/);
});

test('where the clipboard is refused, the link is shown', async ({ weft }) => {
  await weft.page.addInitScript('navigator.clipboard.writeText = () => Promise.reject(new Error("refused"))');
  await weft.open();
  await weft.write(text);
  await weft.button('Share').click();
  await expect(weft.page.getByRole('textbox', { name: 'Link' })).toHaveValue(/#v1=/);
});

const bad: [what: string, fragment: string, words: RegExp][] = [
  ['truncated', '#v1=S07OSCxSyM', /damaged/],
  ['hostile', `#v1=${deflateRawSync(Buffer.alloc(1e7)).toString('base64url')}0000000`, /damaged|too large/],
  ['too large', `#v1=${'A'.repeat(200_000)}`, /too large/],
  ['of an unknown example', '#example=nonesuch', /no example called "nonesuch"/],
  ['of an unknown lesson', '#lesson=nonesuch', /no lesson called "nonesuch"/],
  ['of a later version', '#v9=abc', /another version/],
];

for (const [what, fragment, words] of bad) {
  test(`a link that is ${what} says so and leaves the draft alone`, async ({ weft }) => {
    await weft.open();
    await weft.write(text);
    await weft.page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
    await expect(weft.alert).toContainText(words);
    await expect.poll(() => weft.text()).toBe(text);
  });
}

test('a link opened over a draft can be undone', async ({ weft }) => {
  await weft.open();
  await weft.write(text);
  await weft.page.evaluate('location.hash = "#example=gather"');
  await expect(weft.editor).toContainText('Three tasks');
  await weft.button('Undo').click();
  await expect.poll(() => weft.text()).toBe(text);
});

test('the draft and its settings survive a reload, in this tab alone', async ({ weft, context }) => {
  await weft.open('#example=gather');
  await weft.write(text);
  await weft.choose('Clock', 'Virtual');
  await weft.page.reload();
  await expect.poll(() => weft.text()).toBe(text);
  await expect(weft.page.getByRole('combobox', { name: 'Clock' })).toHaveValue('virtual');

  const other = await context.newPage();
  await other.goto(`${weft.page.url()}#example=gather`);
  await expect(other.getByRole('textbox', { name: 'C program' })).toContainText('Three tasks');
});

test('without storage the page works all the same', async ({ weft }) => {
  await weft.page.addInitScript(
    'Object.defineProperty(window, "sessionStorage", { get() { throw new Error("refused"); } })',
  );
  await weft.open('#example=gather&clock=virtual');
  await weft.run.click();
  await weft.ended('Ended with status 0');
});

test('choosing an example over an edited text loses nothing', async ({ weft }) => {
  await weft.open();
  await weft.write(text);
  await weft.choose('Examples', 'gather');
  await expect(weft.editor).toContainText('Three tasks');
  await weft.button('Undo').click();
  await expect.poll(() => weft.text()).toBe(text);
});

test('Share offers lines for another page and a text for a forum, while the program goes on', async ({
  weft,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await weft.open('#example=gather&clock=virtual');
  const dialog = weft.page.getByRole('dialog', { name: 'Share' });
  const clipboard = async () => String(await weft.page.evaluate('navigator.clipboard.readText()'));
  await weft.button('Share').click();
  await expect(weft.page.getByText('Link copied')).toBeVisible();
  const site = weft.page.url().replace(/[^/]*$/, '');
  const script = `<script type="module" src="${site}embed.js"></script>\n`;
  await dialog.getByRole('button', { name: 'Copy snippet' }).click();
  await expect
    .poll(clipboard)
    .toBe(`${script}<weft-program example="gather" clock="virtual"></weft-program>\n`);
  await dialog.getByRole('button', { name: 'Copy forum text' }).click();
  await expect.poll(clipboard).toMatch(/^\[Run “.*” in the browser.*\]\(.*#example=gather&clock=virtual\)$/);
  expect(await findings(weft.page)).toEqual([]);
  await weft.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await weft.write('int main(void) { return 1 < 2 && "x"; }\n');
  await weft.button('Share').click();
  const own = `${script}<weft-program clock="virtual">\n<pre>\nint main(void) { return 1 &lt; 2 &amp;&amp; "x"; }\n</pre>\n</weft-program>\n`;
  await expect(dialog.getByRole('textbox', { name: 'For a page of yours' })).toHaveValue(own);
  await weft.run.click();
  await weft.ended('Ended with status 1');
});
