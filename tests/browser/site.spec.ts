/// The site as files on a static host: below any path, without a network once it has been fetched, and with a
/// download that fails, is canceled or is taken up again.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { shellFiles } from './shell.ts';
import { expect, program, test } from './weft.ts';

test.beforeEach(({ site, baseURL }) => {
  expect(baseURL).toBe(site.url);
  site.inflates = false; // here it comes as it is shipped
});

test('the page works from the shelf of a static host, below a sub-path, and then without a network', async ({
  weft,
  site,
}) => {
  await weft.open('#example=gather&clock=virtual');
  await weft.page.evaluate('navigator.serviceWorker.ready');
  await expect.poll(() => weft.page.evaluate('Boolean(navigator.serviceWorker.controller)')).toBe(true);
  site.treat = () => 'refuse';
  await weft.page.reload();
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await expect.poll(() => weft.lines()).toHaveLength(6);
});

test('/delay/N is answered by the service worker, to programs too', async ({ weft, site }) => {
  await weft.open();
  await expect.poll(() => weft.page.evaluate('Boolean(navigator.serviceWorker.controller)')).toBe(true);
  expect(await weft.page.evaluate('fetch("/delay/0.05").then(answer => answer.text())')).toBe(
    'waited 0.05 s\n',
  );

  await weft.write(
    program(
      '    weft_response answer;\n    int rc = weft_fetch("/delay/0.1", NULL, &answer);\n    printf("%d %d %s", rc, answer.status, answer.body);',
    ),
  );
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await weft.wrote(['0 200 waited 0.1 s']);
  expect(site.count(/^delay\//)).toBe(0);
});

test('the compiler once fetched is there without a network', async ({ weft, site }) => {
  await weft.open();
  await weft.write(program('    printf("one\\n");'));
  await weft.run.click();
  await weft.ended('Ended with status 0');
  const kept = (await weft.page.evaluate(
    `caches.open('weft-compiler').then((cache) => cache.keys()).then((keys) => keys.map(({ url }) => url))`,
  )) as string[];
  expect(kept.map((url) => /([a-z]+)-[^/]+?\.(.+)$/.exec(url)!.slice(1).join('.')).sort()).toEqual([
    'binaryen.wasm',
    'llvm.wasm',
    'sysroot.tar',
  ]);
  site.treat = (path) => (path.startsWith('compiler/') ? 'refuse' : 'serve');
  await expect.poll(() => weft.page.evaluate('Boolean(navigator.serviceWorker.controller)')).toBe(true);
  const answer = weft.page.waitForEvent('response', (one) => /llvm-[^/]+\.wasm$/.test(one.url()));
  await weft.page.reload();
  await expect(weft.status, 'before anybody asks for it').toContainText('Compiler ready');
  await weft.write(program('    printf("two\\n");'));
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await weft.wrote(['two']);
  expect((await answer).fromServiceWorker(), 'so that the engine may keep the code that it makes').toBe(true);
});

test('no network at the first load of the compiler: a message, Retry, and nothing lost', async ({
  weft,
  site,
}) => {
  site.treat = (path) => (path.startsWith('compiler/') ? 'refuse' : 'serve');
  await weft.open();
  const text = program('    printf("at last\\n");');
  await weft.write(text);
  await weft.run.click();
  await expect(weft.alert).toContainText('The compiler could not be fetched');
  await expect(weft.status).toHaveText(/^Did not run\s*No compiler$/);
  await expect.poll(() => weft.text()).toBe(text);
  site.treat = () => 'serve';
  await weft.button('Retry').click();
  await weft.ended('Ended with status 0');
  await weft.wrote(['at last']);
});

test('the download of the compiler can be canceled, and taken up again', async ({ weft, site }) => {
  site.treat = (path) => (path.startsWith('compiler/') ? 'hold' : 'serve');
  await weft.open();
  await weft.write(program('    printf("at last\\n");'));
  await weft.run.click();
  await expect(weft.status).toContainText(/Fetching the compiler: 0\.[1-9]\d* of/);
  await weft.button('Cancel').click();
  await expect(weft.status).toContainText('canceled');
  site.treat = () => 'serve';
  await weft.run.click();
  await weft.ended('Ended with status 0');
});

test('a browser without WebAssembly is told what it cannot do', async ({ weft }) => {
  await weft.page.addInitScript('delete globalThis.WebAssembly');
  await weft.open();
  await expect(weft.alert).toContainText('no WebAssembly');
  await weft.run.click();
  await expect(weft.status).toContainText('no WebAssembly');
});

for (const [feature, removal, words] of [
  [
    'DecompressionStream',
    'delete globalThis.DecompressionStream',
    /no DecompressionStream: examples can be run/,
  ],
  ['CompressionStream', 'delete globalThis.CompressionStream', /no CompressionStream: programs can be run/],
  ['bulk memory', 'WebAssembly.validate = () => false', /without bulk memory: programs can be read/],
] as const) {
  test(`a browser without ${feature} is told in a sentence what that means`, async ({ weft }) => {
    await weft.page.addInitScript(removal);
    await weft.open('#example=gather&clock=virtual');
    await expect(weft.alert).toContainText(words);
    expect((await weft.alert.innerText()).match(/\.(\s|$)/g), 'one sentence').toHaveLength(1);
  });
}

test('an engine that is too old for the page is told so, and one that could not fetch it too', async ({
  page,
  site,
}) => {
  await page.route(/assets\/index-.*\.js$/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'class Old { static { syntax of tomorrow } }' }),
  );
  await page.goto('./');
  await expect(page.getByRole('alert')).toHaveText(/^This browser is too old for Weft: Chrome \d+/);
  await page.unroute(/assets\/index-.*\.js$/);
  site.treat = (path) => (/^assets\/index-.*js$/.test(path) ? 'refuse' : 'serve');
  await page.goto('./#again');
  await page.reload();
  await expect(page.getByRole('alert')).toHaveText(/^The page could not be fetched whole/);
});

test('nothing is asked of any other host', async ({ weft, site }) => {
  const hosts = new Set<string>();
  weft.page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  await weft.open('#example=gather&clock=virtual');
  await weft.run.click();
  await weft.ended();
  expect([...hosts]).toEqual([new URL(site.url).origin]);
});

test('it can be installed as an app, which opens programs, and says its version', async ({
  page,
  site,
  weft,
}) => {
  await weft.open();
  const manifest = JSON.parse(readFileSync(site.file('manifest.webmanifest'), 'utf8')) as {
    file_handlers: unknown;
  };
  expect(manifest.file_handlers).toEqual([{ action: './', accept: { 'text/x-c': ['.c', '.h'] } }]);
  const browser = await page.context().newCDPSession(page);
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  await weft.button('View').click();
  await expect(page.getByRole('dialog')).toContainText(/Weft \d+\.\d+\.\d+/);
});

test('the compiler is below 17 MB', ({ site }) => {
  const folder = site.file('compiler');
  const bytes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
  expect(bytes.reduce((sum, length) => sum + length)).toBeLessThan(17_000_000);
});

test('what the page needs to be read, edited and run is below 110 KB, compressed', ({ site }) => {
  const files = shellFiles(site.file('.'));
  expect(files.filter((name) => /\.(js|css)$/.test(name)).length).toBeGreaterThanOrEqual(3);
  const bytes = files.map((path) => gzipSync(readFileSync(site.file(path))).length);
  expect(
    bytes.reduce((sum, length) => sum + length),
    files.join(' '),
  ).toBeLessThan(110_000);
});

test('what the page begins with is named before the first script, which holds up what is behind it', ({
  site,
}) => {
  const page = readFileSync(site.file(''), 'utf8');
  const before = page.slice(0, page.indexOf('<script'));
  for (const path of shellFiles(site.file('.')).filter((name) => /^assets\/(index|base)-/.test(name)))
    expect(before).toContain(path);
});
