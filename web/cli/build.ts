/// Makes a module of a source, by way of the cache. The compiler is loaded, in a worker of its own, at the
/// first miss.

import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { answerOf } from './answer.ts';
import { Cache, type CacheEntry } from './cache.ts';
import { Failure, status } from './failure.ts';
import { cacheFolder, toolchainIdentity } from './installed.ts';
import type { BuildOptions, BuildResult } from '../toolchain/index.ts';

export interface BuildRequest {
  source: string;
  options: BuildOptions;
}

export type BuildReply = { result: BuildResult } | { error: string };

export class Builder {
  readonly #cache = new Cache(cacheFolder());
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /// Throws a Failure, with the compiler's words, for a program that does not compile.
  async build(
    source: string,
    file: string,
    optimize: NonNullable<BuildOptions['optimize']>,
    standard?: BuildOptions['standard'],
    races = false,
  ): Promise<CacheEntry> {
    const options: BuildOptions = {
      optimize,
      fileName: basename(file),
      ...(standard && { standard }),
      ...(races && { races }),
    };
    const key = Cache.key([toolchainIdentity(), options, source]);
    const kept = this.#cache.get(key);
    if (kept) return kept;
    const { wasm, text } = await this.#compile({ source, options });
    if (!wasm) throw new Failure(status.doesNotCompile, text.trimEnd());
    this.#cache.put(key, { wasm, text });
    return { wasm, text };
  }

  close(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }

  /// One after another: the worker answers in order, but not by name.
  #compile(request: BuildRequest): Promise<BuildResult> {
    const result = this.#last.then(() => this.#ask(request));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #ask(request: BuildRequest): Promise<BuildResult> {
    const worker = (this.#worker ??= new Worker(new URL('compile-worker.js', import.meta.url)));
    try {
      worker.postMessage(request);
      const reply = await answerOf<BuildReply>(worker);
      if ('error' in reply) throw new Error(reply.error);
      return reply.result;
    } catch (error) {
      this.close();
      throw new Failure(status.runtime, `the compiler failed: ${(error as Error).message}`);
    }
  }
}
