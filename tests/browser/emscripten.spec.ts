/// A page of somebody else's, built by emcc with Weft: two hundred sprites, a task each, walk on a canvas.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test as base } from '@playwright/test';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const types: Record<string, string> = { js: 'text/javascript', wasm: 'application/wasm', html: 'text/html' };
/// It keeps of two frames how many colours there were on the canvas, and where, in short.
const html = `<!doctype html><title>Sprites</title><canvas width="640" height="360"></canvas><pre></pre>
<script>
var Module = {
  canvas: document.querySelector('canvas'),
  print: (line) => document.querySelector('pre').append(line + '\\n'),
};
const seen = {};
new MutationObserver(() => {
  if (!['20', '40'].includes(Module.canvas.dataset.frames)) return;
  const { data } = Module.canvas.getContext('2d').getImageData(0, 0, 640, 360);
  const colours = new Set();
  let places = 0;
  new Uint32Array(data.buffer).forEach((word, at) => {
    if (!word) return;
    colours.add(word);
    places = (31 * places + at) | 0;
  });
  seen[Module.canvas.dataset.frames] = { colours: colours.size, places };
}).observe(Module.canvas, { attributes: true });
</script><script src="sprites.js"></script>`;

const test = base.extend<{ sprites: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  sprites: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'weft-sprites-'));
    const installed = join(root, 'build/emscripten/installed');
    const env = {
      ...process.env,
      NODE_PATH: '/usr/share/nodejs',
      PKG_CONFIG_PATH: join(installed, 'lib/pkgconfig'),
    };
    const flags = execFileSync('pkg-config', ['--cflags', '--libs', 'weft'], { env, encoding: 'utf8' });
    const source = join(root, 'tests/emscripten/sprites.c');
    const made = join(folder, 'sprites.js');
    execFileSync('emcc', ['-O2', '-Wall', '-Werror', source, '-o', made, ...flags.trim().split(/\s+/)], {
      env,
    });
    writeFileSync(join(folder, 'index.html'), html);
    const server = createServer((request, response) => {
      const name = /^\/(index\.html|sprites\.\w+)$/.exec(request.url ?? '')?.[1];
      if (!name) return void response.writeHead(404).end();
      response.writeHead(200, { 'content-type': types[name.split('.')[1]!] });
      response.end(readFileSync(join(folder, name)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  },
});

interface Look {
  colours: number;
  places: number;
}

test('two hundred sprites walk, driven by the page’s own frames', async ({ page, sprites }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(sprites);
  await expect(page.locator('pre')).toHaveText('200 sprites have walked\n', { timeout: 60_000 });
  const [early, later] = (await page.evaluate('[seen[20], seen[40]]')) as [Look, Look];
  expect(early.colours).toBeGreaterThan(100);
  expect(later.places).not.toBe(early.places);
  expect(errors).toEqual([]);
});
