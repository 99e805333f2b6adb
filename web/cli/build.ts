/// Makes a module of a source, by way of the cache. The compiler is loaded, in a worker of its own, at the
/// first miss.

import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { answerOf } from './answer.ts';
import { Cache, type CacheEntry } from './cache.ts';
import { Failure, status } from './failure.ts';
import { cacheFolder, toolchainIdentity } from './installed.ts';
import type { BuildOptions, BuildResult, CompileOptions } from '../toolchain/index.ts';

export interface BuildRequest {
  source: string;
  options: BuildOptions;
}

export type BuildReply = { result: BuildResult } | { error: string };

export type Attempt = Omit<CacheEntry, 'wasm'> & Partial<Pick<CacheEntry, 'wasm'>>;

export class Builder {
  readonly #cache = new Cache(cacheFolder());
  readonly #most: number;
  readonly #workers: Worker[] = [];
  readonly #idle: Worker[] = [];
  readonly #waiting: ((worker: Worker) => void)[] = [];

  /// With so many compilers at most; each is started when the others are busy.
  constructor(most = 1) {
    this.#most = most;
  }

  /// Throws a Failure, with the compiler's words, for a program that does not compile.
  build(
    source: string,
    file: string,
    optimize: NonNullable<BuildOptions['optimize']>,
    standard?: BuildOptions['standard'],
    races = false,
  ): Promise<CacheEntry> {
    return this.buildWith(source, file, { optimize, ...(standard && { standard }) }, races);
  }

  /// As build, by all that a person may choose.
  async buildWith(
    source: string,
    file: string,
    options: CompileOptions & Pick<BuildOptions, 'switching'>,
    races = false,
  ): Promise<CacheEntry> {
    const fileName = basename(file);
    const { wasm, ...words } = await this.attempt(source, { ...options, fileName, ...(races && { races }) });
    if (!wasm) throw new Failure(status.doesNotCompile, words.text.trimEnd());
    return { wasm, ...words };
  }

  /// Without a module where the program does not compile.
  async attempt(source: string, options: BuildOptions): Promise<Attempt> {
    const key = Cache.key([toolchainIdentity(), options, source]);
    const kept = this.#cache.get(key);
    if (kept) return kept;
    const { wasm, text, diagnostics } = await this.#compile({ source, options });
    if (!wasm) return { text, diagnostics };
    this.#cache.put(key, { wasm, text, diagnostics });
    return { wasm, text, diagnostics };
  }

  close(): void {
    for (const worker of this.#workers.splice(0)) void worker.terminate();
    this.#idle.length = 0;
  }

  /// A worker is asked for one program at a time: it answers in order, but not by name.
  async #compile(request: BuildRequest): Promise<BuildResult> {
    const worker = await this.#take();
    try {
      worker.ref();
      worker.postMessage(request);
      const reply = await answerOf<BuildReply>(worker);
      if ('error' in reply) throw new Error(reply.error);
      this.#giveBack(worker);
      return reply.result;
    } catch (error) {
      this.#drop(worker);
      throw new Failure(status.runtime, `the compiler failed: ${(error as Error).message}`);
    }
  }

  async #take(): Promise<Worker> {
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#workers.length >= this.#most) return new Promise((resolve) => this.#waiting.push(resolve));
    const worker = new Worker(new URL('compile-worker.js', import.meta.url));
    this.#workers.push(worker);
    return worker;
  }

  #giveBack(worker: Worker): void {
    worker.unref(); // while nothing is asked of it, the process may end
    const next = this.#waiting.shift();
    if (next) next(worker);
    else if (this.#workers.includes(worker)) this.#idle.push(worker);
  }

  /// Its memory may be in an unknown state.
  #drop(worker: Worker): void {
    const at = this.#workers.indexOf(worker);
    if (at >= 0) this.#workers.splice(at, 1);
    void worker.terminate();
    const next = this.#waiting.shift();
    if (next) void this.#take().then(next);
  }
}
