/// The strictest of static hosts, on the loopback: files under a sub-path with plain types, and nothing else,
/// not even an index at the host's root. A test can have it refuse or hold back files, as a bad network does.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';

const dist = fileURLToPath(new URL('../../../../dist', import.meta.url));
const inflated = fileURLToPath(new URL('../../../compiler/inflated', import.meta.url));
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.gz': 'application/gzip',
  '.md': 'text/markdown',
  '.txt': 'text/plain',
};

export type Treatment = 'serve' | 'refuse' | 'hold';

export class Site {
  /// Paths below the sub-path, in the order they were asked for.
  readonly requests: string[] = [];
  treat: (path: string) => Treatment = () => 'serve';
  /// Whether pages of other origins may have its modules, as the usual hosts of static sites allow.
  shares = false;
  /// Whether it sends what is text compressed, as most hosts do.
  compresses = false;
  /// Whether the compiler's files come inflated, as from a host that does so on the way: to inflate them
  /// takes longer than to compile and run most programs.
  inflates = false;

  /// Each visit has a path of its own, so that nobody hears of what a page before it still asks for.
  #visits = 0;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /// Begins anew for a page that has nothing of those before it.
  visit(): void {
    this.#visits++;
    this.requests.length = 0;
    this.treat = () => 'serve';
    this.shares = this.compresses = this.inflates = false;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${this.#path}`;
  }

  get #path(): string {
    return `/some/sub/path-${this.#visits}/`;
  }

  /// How often files that match were asked for.
  count(pattern: RegExp): number {
    return this.requests.filter((path) => pattern.test(path)).length;
  }

  /// Finds the file behind a path below the sub-path.
  file(path: string): string {
    const shipped = this.inflates && /^compiler\/(.+)\.[gx]z$/.exec(path);
    if (shipped) return join(inflated, normalize(shipped[1]!));
    return join(dist, normalize(path === '' ? 'index.html' : path));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.startsWith(this.#path) ? pathname.slice(this.#path.length) : undefined;
    const file = path === undefined ? undefined : this.file(path);
    if (path !== undefined) this.requests.push(path);
    const treatment = path === undefined ? 'serve' : this.treat(path);
    if (treatment === 'refuse') return void request.socket.destroy();

    const isOurs = [dist, inflated].some((folder) => file?.startsWith(folder));
    const found = file && isOurs ? await stat(file).catch(() => undefined) : undefined;
    if (!file || !found?.isFile())
      return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
    const compressed = this.compresses && /^\.(html|js|css|svg|webmanifest)$/.test(extname(file));
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      ...(compressed ? { 'content-encoding': 'gzip' } : { 'content-length': found.size }),
      ...(this.shares && { 'access-control-allow-origin': '*' }),
    });
    if (treatment === 'hold')
      return void createReadStream(file, { end: 100_000 }).pipe(response, { end: false });
    const content = createReadStream(file);
    (compressed ? content.pipe(createGzip({ level: 9 })) : content).pipe(response);
  }
}
