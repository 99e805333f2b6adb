/// Headless Chromium with a page whose worker holds the contenders.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { programs, root } from './build.ts';
import type { Reply, Request } from './engine/protocol.ts';
import type { EngineHost } from './places.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--js-flags=--wasm-wasmfx', // for native switching
];
/// Milliseconds.
const patience = 300_000;
const executable = '/usr/bin/chromium';

export const hasChromium = (): boolean => existsSync(executable);

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: executable, args: flags, timeout: patience });
}

/// A page in which what has to come may take its time: the machine may do other things.
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(patience);
  return page;
}

const page = `<!doctype html><title>bench</title><script>
const worker = new Worker('/js/tests/bench/engine/browser-worker.js', { type: 'module' });
globalThis.ask = (request) => new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = (event) => reject(new Error(event.message));
  worker.postMessage(request);
});
</script>`;

const types: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm' };
/// Isolated pages have clocks of 5 µs instead of 100.
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

export class ChromiumEngines {
  readonly #server = createServer((request, response) => {
    const path = normalize(request.url ?? '/');
    const file = path.startsWith('/js/')
      ? join(root, 'build', path)
      : join(programs, path.replace(/^\/programs\//, ''));
    const content = path === '/' ? Promise.resolve(page) : readFile(file);
    const type = path === '/' ? 'text/html' : (types[extname(path)] ?? 'application/octet-stream');
    content.then(
      (bytes) => response.writeHead(200, { 'content-type': type, ...isolation }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  #browser!: Browser;

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#browser = await launch();
  }

  get version(): string {
    return this.#browser.version();
  }

  async engine(): Promise<EngineHost> {
    const tab = await openPage(this.#browser);
    await tab.goto(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`);
    return {
      ask: (request) =>
        tab.evaluate(
          (asked: Request) => (globalThis as unknown as { ask(request: Request): Promise<Reply> }).ask(asked),
          request,
        ),
      close: () => tab.close(),
    };
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
  }
}
