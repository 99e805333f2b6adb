/// Native switching, in a Chromium that has WebAssembly's stack switching behind a flag: the corpus, compiled
/// and run by the page as in programs.spec.ts; how it is chosen, and what Status says of it.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

import { corpus, pages, runs } from './corpus.ts';
import { hostPage } from './host-page.ts';
import { flags } from './playwright.config.ts';
import { expect, program, test, Weft } from './weft.ts';

test.use({
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...flags, '--js-flags=--wasm-wasmfx'],
  },
});

/// A hundred thousand tasks wait at once: the engine has stacks for 12,000.
const tooMany = 'hundred-thousand.c';

for (let page = 0; page < pages; page++) {
  const share = corpus.filter(({ name }, index) => index % pages === page && name !== tooMany);
  test(`native switching, programs, ${page + 1} of ${pages}: ${share[0]!.name} and ${share.length - 1} more`, async ({
    weft,
  }) => {
    test.setTimeout(60_000 + share.length * 20_000);
    await weft.open('#clock=virtual&seed=0&switching=native');
    for (const { name, source } of share)
      await test.step(name, async () => {
        await runs(weft, name, source);
        await expect(weft.status).toContainText('native switching');
      });
  });
}

/// Rows are drawn with the next frame.
const told = (weft: Weft, words: RegExp) =>
  expect.poll(async () => (await weft.lines()).join('\n')).toMatch(words);

const sleeping = program('    weft_sleep(1);\n    puts("slept");\n    return 0;');

async function choose(weft: Weft, switching: string): Promise<void> {
  await weft.button('Settings').click();
  await weft.choose('Switching', switching);
  await weft.page.keyboard.press('Escape');
}

test('it is chosen in the page and by the link, and Status says which one runs', async ({ weft }) => {
  await weft.open('#clock=virtual');
  await weft.write(sleeping);
  await weft.runToEnd();
  await expect(weft.status).toContainText('switching by Asyncify');
  await choose(weft, 'Native, by the browser');
  await expect(weft.page).toHaveURL(/#.*switching=native/);
  expect(await weft.runToEnd()).toContain('native switching');
  await weft.wrote(['slept']);
  await weft.page.getByRole('combobox', { name: 'Examples' }).selectOption('gather');
  await expect(weft.page).toHaveURL(/example=gather.*switching=native/);
  await choose(weft, 'Asyncify');
  await expect(weft.page).not.toHaveURL(/switching/);
  expect(await weft.runToEnd()).toContain('switching by Asyncify');
});

test('exploring and races stay on Asyncify', async ({ weft }) => {
  await weft.open('#clock=virtual&switching=native');
  await weft.write(sleeping);
  await weft.button('Explore').click();
  await expect(weft.status).toContainText(/Explored/);
  await expect(weft.status).toContainText('switching by Asyncify');
  expect(await weft.runToEnd()).toContain('native switching');
});

test('Back makes the run again, natively', async ({ weft }) => {
  await weft.open('#clock=virtual&switching=native');
  await weft.write(sleeping.replace('weft_sleep(1)', 'for (int i = 0; i < 3; i++) weft_yield()'));
  for (let step = 0; step < 3; step++) await weft.button('Step').click();
  await expect(weft.status).toContainText('native switching');
  await weft.button('Back').click();
  await weft.button('Resume').click();
  await weft.ended('Ended with status 0');
  await weft.wrote(['slept']);
});

test('a task that overruns its stack, and one whose calls are nested without end, are told of', async ({
  weft,
}) => {
  await weft.open('#clock=virtual&switching=native');
  await weft.write(endless);
  expect(await weft.runToEnd()).toContain('status 70');
  await told(weft, /stack overflow in nest/);
});

const endless = `#include <weft.h>
static int nest(int depth) { volatile char room[64]; room[0] = (char)depth; return nest(depth + 1) + room[0]; }
static void *nested(void *argument) { weft_yield(); return WEFT_BOX(nest(WEFT_UNBOX(argument))); }
int main(void) { return weft_join(weft_spawn(nested, NULL), NULL); }
`;

test('twelve thousand tasks wait at once, and one more is told of', async ({ weft }) => {
  await weft.open('#clock=virtual&switching=native');
  await weft.write(many(11_999));
  expect(await weft.runToEnd()).toContain('status 0');
  await weft.write(many(12_000));
  expect(await weft.runToEnd()).toContain('status 70');
  await told(weft, /out of memory .*--switching asyncify has/);
});

const many = (count: number): string => `#include <weft.h>
static void *wait(void *argument) { weft_sleep(1); return argument; }
int main(void) {
    for (int i = 0; i < ${count}; i++) weft_detach(weft_spawn(wait, NULL));
    weft_sleep(2);
    return 0;
}
`;

test('an example that leaves the page switches natively too, and needs no compiler: Download, an embedded one', async ({
  weft,
  site,
  context,
}, testInfo) => {
  await weft.open('#example=gather&clock=virtual&switching=native');
  const [download] = await Promise.all([weft.page.waitForEvent('download'), weft.button('Download').click()]);
  const file = testInfo.outputPath('gather.html');
  await download.saveAs(file);
  const alone = new Weft(await context.newPage());
  await alone.page.goto(pathToFileURL(file).href);
  await alone.run.click();
  await alone.ended('Ended with status 0');
  await alone.wrote(['0 started', '1 started', '2 started', 'Received: 2', 'Received: 1', 'Received: 0']);
  await expect(alone.status).toContainText('native switching');

  site.shares = true;
  const body = '<weft-program example="gather" switching="native" clock="virtual"></weft-program>';
  const host = await hostPage(site.url, body);
  await weft.page.goto(host.url);
  const frame = weft.page.frameLocator('iframe');
  await frame.getByRole('button', { name: 'Run', exact: true }).click();
  const status = frame.getByRole('status', { name: 'Status' });
  await expect(status).toContainText('Ended with status 0');
  await expect(status).toContainText('compiled beforehand, native switching');
  await expect(frame.getByRole('log', { name: 'Output' })).toContainText('Received: 0');
  await expect(frame.getByRole('link', { name: 'Weft' })).toHaveAttribute('href', /switching=native/);
  await host.close();

  const page = readFileSync(file, 'utf8');
  const isNative = (name: string) => {
    const [, packed] = new RegExp(`"${name}":"([^"]+)"`).exec(page)!;
    return gunzipSync(Buffer.from(packed!, 'base64')).includes('weft_continuation');
  };
  expect(['wasm', 'native'].map(isNative)).toEqual([false, true]);
  expect(site.count(/^compiler\//)).toBe(0);
});
