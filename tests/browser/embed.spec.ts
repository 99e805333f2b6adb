/// <weft-program> in somebody else's page, which has another origin and allows no more than it must.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { CDPSession, FrameLocator, Page } from '@playwright/test';

import { findings } from './axe.ts';
import { hostPage, type HostPage } from './host-page.ts';
import type { Site } from './site.ts';
import { expect, program, test as base } from './weft.ts';

const hello = program('    weft_sleep(3600);\n    printf("<b>hello</b>\\n");');
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const pre = (text: string): string => `<pre>\n${escaped(text)}</pre>`;
const far = '<svg width="1" height="3000" role="img" aria-label="far"></svg>';

/// What the element has told, in its order.
interface Told {
  name: string;
  id: string;
  detail: unknown;
}

class Embedder {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  frame(id: string): FrameLocator {
    return this.page.frameLocator(`#${id} iframe`);
  }

  button(id: string, name: string) {
    return this.frame(id).getByRole('button', { name, exact: true });
  }

  /// What stands in the editor of a program that fits on its screen.
  async text(id: string): Promise<string> {
    const lines = this.frame(id).getByRole('textbox', { name: 'C program' }).locator('.cm-line');
    return (await lines.allTextContents()).join('\n');
  }

  lines(id: string): Promise<string[]> {
    return this.frame(id).getByRole('log', { name: 'Output' }).locator('.line .text').allTextContents();
  }

  told(): Promise<Told[]> {
    return this.page.evaluate('told') as Promise<Told[]>;
  }

  /// What has been told by that name.
  async details(name: string, id: string): Promise<unknown[]> {
    return (await this.told())
      .filter((one) => one.name === name && one.id === id)
      .map(({ detail }) => detail);
  }

  async ready(id: string): Promise<void> {
    await expect.poll(() => this.details('weft-ready', id)).toHaveLength(1);
  }

  /// Evaluates code about the element of that id, which is called `it`.
  tell(id: string, code: string): Promise<unknown> {
    return this.page.evaluate(`{ const it = document.getElementById('${id}'); ${code} }`);
  }
}

const listen = `globalThis.told = [];
for (const name of ['weft-ready', 'weft-output', 'weft-end'])
  addEventListener(name, ({ target, detail }) => told.push({ name, id: target.id, detail }));`;

/// What the browser says of what a page like this does not have.
const ofNoConsequence = /Failed to load resource|net::ERR|favicon/;

interface Fixtures {
  /// Opens a page with that in its body.
  embed(body: string): Promise<Embedder>;
}

const test = base.extend<Fixtures>({
  embed: async ({ page, site, baseURL }, use) => {
    expect(baseURL).toBe(site.url);
    site.shares = true;
    const hosts: HostPage[] = [];
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !ofNoConsequence.test(message.text()))
        complaints.push(message.text());
    });
    await page.addInitScript(listen);
    await use(async (body) => {
      const host = await hostPage(site.url, body);
      hosts.push(host);
      await page.goto(host.url);
      return new Embedder(page);
    });
    for (const host of hosts) await host.close();
    expect(complaints, 'errors in the console, and whatever a policy refused').toEqual([]);
  },
});

const three = `<weft-program id="own" example="gather" clock="virtual"></weft-program>
<p>Text between them.</p>
<weft-program id="theirs" clock="virtual" view="output timeline" height="300">${pre(hello)}</weft-program>
<p>Text between them.</p>
<weft-program id="read" lesson="gather" readonly view="editor output"></weft-program>`;

/// The shared workers that compile for the site's frames.
async function sharedCompilers(session: CDPSession, site: Site): Promise<string[]> {
  const { targetInfos } = await session.send('Target.getTargets');
  return targetInfos
    .filter(({ type, url }) => type === 'shared_worker' && url.startsWith(`${site.url}assets/compile-`))
    .map(({ targetId }) => targetId);
}

/// What was asked for of the site beside embed.js.
const beyond = (site: Site): string[] => site.requests.filter((path) => path !== 'embed.js');

test('before a program is in view, embed.js alone is loaded: 15 KB at most', async ({ embed, site }) => {
  const { page } = await embed(`${far}${three}`);
  await expect(page.locator('#theirs pre')).toHaveText(hello);
  await page.evaluate('customElements.whenDefined("weft-program").then(() => undefined)');
  await page.evaluate('new Promise((done) => requestIdleCallback(() => done()))');
  expect(site.requests).toEqual(['embed.js']);
  const bytes = readFileSync(site.file('embed.js'));
  expect(bytes.length).toBeLessThan(15_000);
  expect(bytes.toString()).not.toMatch(/\bimport\s*[("'`{]/);
  expect(gzipSync(bytes).length).toBeLessThan(4000);

  await page.locator('#read').scrollIntoViewIfNeeded();
  await expect.poll(() => beyond(site)).toContain('embed.html');
});

test('three programs in one page: run at a click, output and end are told, one at a time or all', async ({
  embed,
}) => {
  const embedder = await embed(three);
  for (const id of ['own', 'theirs', 'read']) {
    await embedder.page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await embedder.ready(id);
  }
  expect(await embedder.told().then((told) => told.filter(({ name }) => name !== 'weft-ready'))).toEqual([]);

  await embedder.button('own', 'Run').click();
  await expect.poll(() => embedder.details('weft-end', 'own')).toEqual([{ status: 0, cause: 'exit' }]);
  expect(await embedder.details('weft-output', 'own')).toContainEqual({
    text: 'Received: 2\n',
    task: 4,
    time: 3,
    stream: 'stdout',
  });

  await embedder.button('theirs', 'Run').click();
  await expect.poll(() => embedder.details('weft-end', 'theirs')).toEqual([{ status: 0, cause: 'exit' }]);
  const written = { text: '<b>hello</b>\n', task: 1, time: 3600, stream: 'stdout' };
  expect(await embedder.details('weft-output', 'theirs')).toEqual([written]);
  await expect.poll(() => embedder.lines('theirs')).toEqual(['<b>hello</b>']);

  await embedder.tell('read', 'it.run()');
  await expect.poll(() => embedder.details('weft-end', 'read')).toEqual([{ status: 0, cause: 'exit' }]);
});

test('a view has the panels that it names, and skips those that there are not', async ({ embed }) => {
  const { page, ready, frame } = await bound(
    embed,
    '<weft-program id="it" example="gather" view="timeline output loop nonsense"></weft-program>',
  );
  await ready();
  await expect(frame.getByRole('log', { name: 'Output' })).toBeVisible();
  await expect(frame.getByRole('region', { name: 'Timeline' })).toBeVisible();
  await expect(frame.getByRole('textbox', { name: 'C program' })).toHaveCount(0);
  await expect(frame.getByRole('table', { name: 'Tasks' })).toHaveCount(0);
  await frame.getByRole('button', { name: 'Run' }).click();
  await expect(frame.getByRole('region', { name: 'Loop' })).toBeVisible();
  await page.locator('#it').evaluate((it) => it.setAttribute('view', 'editor tasks'));
  await expect(frame.getByRole('textbox', { name: 'C program' })).toBeVisible();
  await expect(frame.getByRole('table', { name: 'Tasks' })).toBeVisible();
  await expect(frame.getByRole('log', { name: 'Output' })).toHaveCount(0);
});

test('run() starts an example; of any other program it asks, and a click in the frame starts it', async ({
  embed,
}) => {
  const { embedder, ready, frame } = await bound(
    embed,
    `<weft-program id="it" clock="virtual">${pre(hello)}</weft-program>`,
  );
  await ready();
  await embedder.tell('it', 'it.run()');
  const asked = frame.getByText('The page around asks to run this program');
  await expect(asked).toBeVisible();
  await expect(frame.getByRole('status', { name: 'Status' })).toContainText('Ready');
  await frame.getByRole('button', { name: 'Run it' }).click();
  const end = { status: 0, cause: 'exit' };
  await expect.poll(() => embedder.details('weft-end', 'it')).toEqual([end]);

  await embedder.tell('it', 'it.run()');
  await expect.poll(() => embedder.details('weft-end', 'it')).toEqual([end, end]);

  await embedder.tell('it', `it.source = ${JSON.stringify(hello.replace('hello', 'another'))}; it.run()`);
  await expect(asked).toBeVisible();
  await embedder.tell('it', 'it.setAttribute("example", "gather"); it.run()');
  await expect.poll(() => embedder.details('weft-end', 'it')).toEqual([end, end, end]);
  expect(await embedder.details('weft-output', 'it')).toHaveLength(8);
});

test('autorun starts what comes into view, if it is an example', async ({ embed }) => {
  const embedder = await embed(`
<weft-program id="theirs" clock="virtual" autorun="visible" height="150">${pre(hello)}</weft-program>
<weft-program id="never" example="gather" clock="virtual" height="150"></weft-program>
<weft-program id="own" example="gather" clock="virtual" autorun="visible" height="150"></weft-program>`);
  await expect.poll(() => embedder.details('weft-end', 'own')).toEqual([{ status: 0, cause: 'exit' }]);
  await embedder.ready('theirs');
  await embedder.ready('never');
  expect(await embedder.details('weft-output', 'theirs')).toEqual([]);
  expect(await embedder.details('weft-output', 'never')).toEqual([]);
  await expect(embedder.frame('theirs').getByRole('status', { name: 'Status' })).toContainText('Ready');
});

test('stop() ends a run that never gives up its turn, and says so; what does not compile does too', async ({
  embed,
}) => {
  const endless = program('    printf("begun\\n");\n    for (volatile int turn = 0;; turn++) { }');
  const { embedder, ready, frame } = await bound(
    embed,
    `<weft-program id="it">${pre(endless)}</weft-program>`,
  );
  await ready();
  await frame.getByRole('button', { name: 'Run' }).click();
  await expect.poll(() => embedder.details('weft-output', 'it')).toHaveLength(1);
  await embedder.tell('it', 'it.stop()');
  await expect.poll(() => embedder.details('weft-end', 'it')).toEqual([{ status: 130, cause: 'stopped' }]);

  await embedder.tell('it', 'it.source = "int main(void) { return nonsense; }"');
  await frame.getByRole('button', { name: 'Run' }).click();
  await expect
    .poll(() => embedder.details('weft-end', 'it').then((told) => told.at(-1)))
    .toEqual({ status: 65, cause: 'compile' });
});

test('source is what stands in the editor, before it is loaded, after, and when a person types', async ({
  embed,
}) => {
  const { embedder, ready, frame } = await bound(
    embed,
    `${far}<weft-program id="it">${pre(hello)}</weft-program>`,
  );
  await embedder.page.evaluate('customElements.whenDefined("weft-program").then(() => undefined)');
  const source = () => embedder.page.evaluate('document.getElementById("it").source');
  expect(await source()).toBe(hello);
  await embedder.page.locator('#it').scrollIntoViewIfNeeded();
  await ready();
  await expect.poll(() => embedder.text('it')).toBe(hello);

  await embedder.tell('it', 'it.source = "int main(void) {}\\n"');
  await expect.poll(source).toBe('int main(void) {}\n');
  await expect.poll(() => embedder.text('it')).toBe('int main(void) {}\n');

  await frame.getByRole('textbox', { name: 'C program' }).focus();
  await embedder.page.keyboard.press('ControlOrMeta+Home');
  await embedder.page.keyboard.type('// mine ');
  await expect.poll(source).toBe('// mine int main(void) {}\n');
  expect(await embedder.page.evaluate('localStorage.length')).toBe(0);
});

test('a read-only program can be read and run, and not changed until it may be', async ({ embed }) => {
  const { embedder, ready, frame } = await bound(
    embed,
    '<weft-program id="it" readonly clock="virtual"><pre>int main(void) {}</pre></weft-program>',
  );
  await ready();
  const editor = frame.getByRole('textbox', { name: 'C program' });
  await editor.focus();
  await embedder.page.keyboard.type('x');
  await expect.poll(() => embedder.text('it')).toBe('int main(void) {}');
  await embedder.tell('it', 'it.removeAttribute("readonly")');
  await expect(editor).not.toHaveAttribute('aria-readonly', 'true');
  await embedder.page.keyboard.type('x');
  await expect.poll(() => embedder.text('it')).toBe('xint main(void) {}');
});

test('a link brings its program, its clock and its seed, and says what the browser has not; a damaged one says so', async ({
  embed,
  weft,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await weft.open();
  await weft.write(hello);
  await weft.choose('Clock', 'Virtual');
  await weft.button('Share').click();
  await expect(weft.page.getByText('Link copied')).toBeVisible();
  const link = String(await weft.page.evaluate('navigator.clipboard.readText()'));
  const { embedder, ready, frame } = await bound(
    embed,
    `<weft-program id="it" link="${escaped(`${link}&switching=native`)}"></weft-program>`,
  );
  await ready();
  await expect.poll(() => embedder.text('it')).toBe(hello);
  await expect(frame.getByRole('alert')).toContainText('This browser has no native stack switching');
  await frame.getByRole('button', { name: 'Run' }).click();
  await expect(frame.getByRole('status', { name: 'Status' })).toContainText('ran 3600');

  await embedder.tell('it', 'it.setAttribute("link", "#v1=abcdefghijk")');
  await expect(frame.getByRole('alert')).toContainText('damaged');
});

test('the programs of a page share one compiler', async ({ embed, site, browser }) => {
  const embedder = await embed(three.replace('view="output timeline"', ''));
  const changed = ['own', 'theirs'];
  for (const id of changed) {
    await embedder.page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await embedder.ready(id);
    await embedder.tell(id, `it.source = ${JSON.stringify(hello)} + '// of ${id}\\n'`);
  }
  for (const id of changed) await embedder.button(id, 'Run').click();
  for (const id of changed)
    await expect.poll(() => embedder.details('weft-end', id)).toEqual([{ status: 0, cause: 'exit' }]);
  expect(site.count(/^compiler\/llvm-/)).toBe(1);
  expect(await sharedCompilers(await browser.newBrowserCDPSession(), site)).toHaveLength(1);
});

test('where the shared compiler dies, who waits for it has one of its own', async ({
  embed,
  site,
  browser,
}) => {
  const { embedder, ready, frame } = await bound(
    embed,
    `<weft-program id="it" clock="virtual">${pre(hello)}</weft-program>`,
  );
  await ready();
  site.treat = (path) => (path.startsWith('compiler/') ? 'hold' : 'serve');
  await frame.getByRole('button', { name: 'Run' }).click();
  await expect.poll(() => site.count(/^compiler\//)).toBeGreaterThan(0);
  const session = await browser.newBrowserCDPSession();
  const [targetId] = await sharedCompilers(session, site);
  site.treat = () => 'serve';
  await session.send('Target.closeTarget', { targetId: targetId! });
  await expect.poll(() => embedder.details('weft-end', 'it')).toEqual([{ status: 0, cause: 'exit' }]);
});

test('the theme that is asked for holds against the system’s, and can change', async ({ embed }) => {
  const { embedder, ready, frame } = await bound(
    embed,
    '<weft-program id="it" example="gather" theme="dark"></weft-program>',
  );
  await ready();
  const ground = () =>
    frame.locator('body').evaluate((body) => {
      const { getComputedStyle } = globalThis as unknown as StyledPage;
      return getComputedStyle(body).backgroundColor;
    });
  await expect.poll(ground).toBe('rgb(28, 31, 37)');
  await embedder.tell('it', 'it.setAttribute("theme", "light")');
  await expect.poll(ground).toBe('rgb(244, 243, 239)');
  await embedder.page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ground).toBe('rgb(244, 243, 239)');
  await embedder.tell('it', 'it.removeAttribute("theme")');
  await expect.poll(ground).toBe('rgb(28, 31, 37)');
});

test('the height is the one that is asked for, the same before and after', async ({ embed }) => {
  const { embedder, ready } = await bound(
    embed,
    '<weft-program id="it" example="gather" height="333"></weft-program>',
  );
  const height = () => embedder.page.evaluate('document.getElementById("it").offsetHeight');
  await expect.poll(height).toBe(333);
  await ready();
  expect(await height()).toBe(333);
});

test('the frame hears its embedder alone, and believes nothing that it cannot read', async ({ embed }) => {
  const { embedder, ready, frame } = await bound(
    embed,
    '<weft-program id="it"><pre>int main(void) {}</pre></weft-program>',
  );
  await ready();
  /* Another port, and messages that are no messages. */
  await embedder.tell(
    'it',
    `const frame = it.shadowRoot.querySelector('iframe').contentWindow;
    const { port2 } = new MessageChannel();
    frame.postMessage({ kind: 'weft-connect', source: 'taken over' }, '*', [port2]);
    frame.postMessage({ kind: 'set', source: 'taken over' }, '*');
    frame.postMessage(null, '*');
    it.setAttribute('seed', 'nonsense');
    it.setAttribute('clock', 'nonsense');
    it.setAttribute('view', 'nonsense');
    it.source = 'int main(void) { return 0; }';`,
  );
  await expect.poll(() => embedder.text('it')).toBe('int main(void) { return 0; }');
  await expect(frame.getByRole('button', { name: 'Run' })).toBeVisible();
});

test('the element hears its own frame alone', async ({ embed }) => {
  const { embedder, ready } = await bound(
    embed,
    '<weft-program id="it"><pre>int main(void) {}</pre></weft-program>',
  );
  await ready();
  await embedder.page.evaluate(`postMessage('weft-here', '*'); new Promise((done) => setTimeout(done))`);
  await embedder.tell('it', 'it.source = "still there"');
  await expect.poll(() => embedder.text('it')).toBe('still there');
  expect(await embedder.details('weft-ready', 'it')).toHaveLength(1);
});

test('where a third party may store nothing, programs run and compile all the same', async ({ embed }) => {
  const { page } = await embed('');
  await page.addInitScript(`
    if (self !== top) {
      const refuse = { get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } };
      for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB'])
        Object.defineProperty(self, name, refuse);
      Object.defineProperty(navigator, 'serviceWorker', refuse);
      Object.defineProperty(navigator, 'locks', refuse);
      self.SharedWorker = class { constructor() { throw new DOMException('Denied.', 'SecurityError'); } };
    }`);
  const { embedder, ready, frame } = await bound(
    embed,
    `<weft-program id="it" clock="virtual">${pre(hello)}</weft-program>`,
  );
  await ready();
  await frame.getByRole('button', { name: 'Run' }).click();
  await expect.poll(() => embedder.details('weft-end', 'it')).toEqual([{ status: 0, cause: 'exit' }]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the program can be read where it stands', async ({ page, site }) => {
    const host = await hostPage(site.url, three);
    await page.goto(host.url);
    await expect(page.locator('#theirs pre')).toBeVisible();
    await expect(page.locator('#theirs pre')).toHaveText(hello);
    await host.close();
  });
});

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 375],
] as const) {
  test(`axe finds nothing in it: ${colorScheme}, ${width} pixels`, async ({ embed, page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const embedder = await embed(three.replaceAll('view="', 'view="tasks '));
    expect(await trouble(page)).toEqual([]);
    for (const id of ['own', 'theirs', 'read']) {
      await page.locator(`#${id}`).scrollIntoViewIfNeeded();
      await embedder.ready(id);
    }
    await embedder.button('own', 'Run').click();
    await expect.poll(() => embedder.details('weft-end', 'own')).toHaveLength(1);
    expect(await trouble(page)).toEqual([]);
  });
}

for (const [colorScheme, width] of [
  ['dark', 1280],
  ['light', 375],
] as const) {
  test(`the site’s page about it is live: ${colorScheme}, ${width} pixels`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(listen);
    await page.goto(`${site.url}embedding/index.html`);
    await expect(page.getByRole('heading', { name: 'Programs in a page of yours' })).toBeVisible();
    const samples = page.locator('weft-program');
    await expect(samples).toHaveCount(3);
    for (const sample of await samples.all()) {
      await sample.scrollIntoViewIfNeeded();
      await expect(
        sample.locator('iframe').contentFrame().getByRole('button', { name: 'Run' }),
      ).toBeVisible();
    }
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    expect(await trouble(page)).toEqual([]);
  });
}

test('a frame without the element shows what its address says', async ({ page, site }) => {
  const host = await hostPage(site.url, '');
  await page.goto(host.url);
  await page.evaluate(`{
    const frame = document.createElement('iframe');
    frame.src = ${JSON.stringify(site.url)} + 'embed.html?view=output&clock=virtual#example=gather';
    document.body.append(frame);
  }`);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('button', { name: 'Run' }).click();
  await expect(frame.getByRole('status', { name: 'Status' })).toContainText('ran 5.000 s');
  await expect(frame.getByRole('textbox', { name: 'C program' })).toHaveCount(0);
  await host.close();
});

/// Each frame has landmarks of the same names; the frames themselves have names that tell them apart.
async function trouble(page: Page): Promise<string[]> {
  return (await findings(page)).filter((finding) => !finding.startsWith('landmark-unique'));
}

/// A page with one program, whose id is `it`.
async function bound(embed: Fixtures['embed'], body: string) {
  const embedder = await embed(body);
  return {
    embedder,
    page: embedder.page,
    frame: embedder.frame('it'),
    ready: () => embedder.ready('it'),
  };
}

/// What is used of the frame's own world.
interface StyledPage {
  getComputedStyle(element: unknown): { backgroundColor: string };
}
