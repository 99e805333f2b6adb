/// Debian's WebKit: MiniBrowser, driven over WebDriver, on a display of its own.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

import type { Browser, Driven, Key } from './driven.ts';

const longest = Number(process.env['WEFT_LONGEST'] ?? 240_000); // milliseconds, of what never comes

/// What a key is called by WebDriver.
const codes: Record<string, string> = {
  Control: '\uE009',
  Enter: '\uE007',
  Escape: '\uE00C',
  Home: '\uE011',
  End: '\uE010',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
};

export async function webkit(): Promise<Browser> {
  const display = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1100x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = String((await once(display.stdio[3] as Readable, 'data'))[0]).trim();
  const home = mkdtempSync(join(tmpdir(), 'weft-webkit-'));
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: `:${number}`, HOME: home, XDG_RUNTIME_DIR: home, GDK_BACKEND: 'x11' },
  });
  await listening(port, driver);
  return {
    page: () => session(`http://127.0.0.1:${port}`),
    async close() {
      for (const child of [driver, display]) {
        const gone = once(child, 'exit');
        if (child.kill()) await gone;
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/// The driver does not tell when it listens: it is asked until it answers.
async function listening(port: number, driver: ChildProcess): Promise<void> {
  while (driver.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const answered = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('WebKitWebDriver has ended');
}

/// Debian has it in a folder of its own for each machine and version.
function miniBrowser(): string {
  const folders = readdirSync('/usr/lib').flatMap((machine) =>
    ['4.1', '4.0'].map((version) => `/usr/lib/${machine}/webkit2gtk-${version}/MiniBrowser`),
  );
  const found = folders.find((path) => existsSync(path));
  if (!found) throw new Error('there is no MiniBrowser: it comes with webkit2gtk-driver');
  return found;
}

type Send = (method: string, path: string, body?: object) => Promise<unknown>;

async function session(server: string): Promise<Driven> {
  const send: Send = async (method, path, body) => {
    const answer = await fetch(server + path, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = (await answer.json()) as { value: { error?: string; message?: string } };
    if (!answer.ok) throw new Error(`${value.error}: ${value.message} (${method} ${path})`);
    return value;
  };
  const wanted = {
    'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
    timeouts: { script: longest, pageLoad: longest },
  };
  const { sessionId } = (await send('POST', '/session', { capabilities: { alwaysMatch: wanted } })) as {
    sessionId: string;
  };
  const within: Send = (method, path, body) => send(method, `/session/${sessionId}${path}`, body);
  await within('POST', '/window/rect', { x: 0, y: 0, width: 1280, height: 1050 }); // room for the lanes
  return driven(within);
}

function driven(send: Send): Driven {
  const find = async (expression: string): Promise<object> => {
    const element = await send('POST', '/execute/sync', { script: `return ${expression}`, args: [] });
    if (!element) throw new Error(`there is no ${expression}`);
    return element;
  };
  const click = async (expression: string): Promise<void> => {
    const [id] = Object.values(await find(expression));
    await send('POST', `/element/${id}/click`, {});
  };
  return {
    open: async (url) => void (await send('POST', '/url', { url })),
    reload: async () => void (await send('POST', '/refresh', {})),
    async evaluate(expression) {
      const text = `const done = arguments[0];
        Promise.resolve(${expression}).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const told = await send('POST', '/execute/async', { script: text, args: [] });
      const { value, error } = told as { value?: unknown; error?: string };
      if (error !== undefined) throw new Error(error);
      return value;
    },
    click,
    async clickWithin(frame, expression) {
      await send('POST', '/frame', { id: await find(frame) });
      await click(expression);
      await send('POST', '/frame', { id: null });
    },
    async press(...keys: Key[]) {
      const values = keys.map((key) => codes[key] ?? key);
      const down = values.map((value) => ({ type: 'keyDown', value }));
      const up = [...values].reverse().map((value) => ({ type: 'keyUp', value }));
      await send('POST', '/actions', {
        actions: [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }],
      });
    },
    close: async () => void (await send('DELETE', '')),
  };
}
