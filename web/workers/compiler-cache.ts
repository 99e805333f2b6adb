/// The compiler's files come from the Cache API or else from the site. Browsers do not keep files of this
/// size in their HTTP cache.

import { inflatedName, type ShippedFile } from '../toolchain/index.ts';

type Content = ReadableStream<Uint8Array<ArrayBuffer>>;

const cacheName = 'weft-compiler';
const lockName = 'weft-compiler';
const unreachable =
  'The compiler could not be fetched. Is this device online? Programs that were compiled before still run.';

export class CompilerCache {
  readonly #base: URL;
  readonly #signal: AbortSignal;
  readonly #served: boolean;
  /// Undefined where the browser has no Cache API, or refuses it: then the files are fetched each time.
  readonly #cache: Promise<Cache | undefined>;
  #keeping: Cache | undefined;
  readonly #kept: Promise<void>[] = [];

  /// `served`: the service worker answers for what is kept.
  constructor(base: URL, { signal, served }: { signal: AbortSignal; served: boolean }) {
    this.#base = base;
    this.#signal = signal;
    this.#served = served;
    this.#cache = openCache().then((cache) => (this.#keeping = cache));
  }

  /// One page after the other fetches the compiler, of those that are open in this browser: the second finds
  /// what the first has kept. Where nothing is kept, or the browser has no locks, nobody waits.
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const locks = (await this.#cache) && lockManager();
    if (!locks) return work();
    let begun = false;
    const held = () => {
      begun = true;
      return work();
    };
    try {
      return await (locks.request(lockName, { signal: this.#signal }, held) as Promise<T>);
    } catch (error) {
      if (begun || this.#signal.aborted) throw error;
      return work();
    }
  }

  /// Whether all of them are kept.
  async holds(files: readonly ShippedFile[]): Promise<boolean> {
    const cache = await this.#cache;
    const kept = new Set((await cache?.keys())?.map(({ url }) => url));
    return files.every((file) => kept.has(this.#keptAs(file)));
  }

  async open(file: ShippedFile): Promise<Response | Content> {
    const cache = await this.#cache;
    const kept = await cache?.match(this.#keptAs(file));
    if (kept?.body) return (await this.#answer(file)) ?? kept;

    const response = await this.#fetch(new URL(file.file, this.#base).href);
    if (!response.body) throw new Error(unreachable);
    return response.body;
  }

  /// What is kept, as the answer to a request: then the engine keeps the code, too, that it makes of it.
  async #answer(file: ShippedFile): Promise<Response | undefined> {
    if (!this.#served) return undefined;
    const response = await fetch(this.#keptAs(file), { signal: this.#signal }).catch(() => undefined);
    return response?.ok ? response : undefined;
  }

  /// Keeps what was opened, inflated: that is done once, and the engine is given the file as it is.
  keep(file: ShippedFile, content: Content): Content {
    if (!this.#keeping) return content;
    const [used, kept] = content.tee();
    const type = file.file.includes('.wasm') ? 'application/wasm' : 'application/x-tar';
    const response = new Response(kept, { headers: { 'content-type': type } });
    this.#kept.push(this.#keeping.put(this.#keptAs(file), response).catch(() => {}));
    return used;
  }

  /// Waits, once all files have come, until they are kept, and drops those of earlier versions.
  async settle(files: readonly ShippedFile[]): Promise<void> {
    await Promise.all(this.#kept);
    const cache = await this.#cache;
    const current = new Set(files.map((file) => this.#keptAs(file)));
    for (const { url } of (await cache?.keys()) ?? []) if (!current.has(url)) await cache?.delete(url);
  }

  /// What could not be used is not kept.
  async forgetAll(): Promise<void> {
    await Promise.all(this.#kept);
    if (await this.#cache) await caches.delete(cacheName);
  }

  #keptAs({ file }: ShippedFile): string {
    return new URL(inflatedName(file), this.#base).href;
  }

  async #fetch(url: string): Promise<Response> {
    const response = await fetch(url, { signal: this.#signal, credentials: 'omit' }).catch(
      (error: unknown) => {
        throw this.#signal.aborted ? error : new Error(unreachable);
      },
    );
    if (!response.ok)
      throw new Error(
        'The compiler could not be fetched: ' +
          `the site answered ${response.status} for ${new URL(url).pathname}.`,
      );
    return response;
  }
}

/// Undefined where the browser refuses, as it may in a frame.
function lockManager(): LockManager | undefined {
  try {
    return navigator.locks;
  } catch {
    return undefined;
  }
}

/// Undefined where there is none, or the browser refuses.
async function openCache(): Promise<Cache | undefined> {
  try {
    return await caches.open(cacheName);
  } catch {
    return undefined;
  }
}
