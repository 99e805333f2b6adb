/// Keeps compiled programs between runs. An entry is one file, written whole under another name first, so
/// that runs beside each other never see half of one.

import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './folder.ts';
import type { Diagnostic } from '../toolchain/index.ts';

export interface CacheEntry {
  wasm: Uint8Array;
  /// The compiler's warnings.
  text: string;
  /// The same, taken apart.
  diagnostics: Diagnostic[];
}

interface Header extends Omit<CacheEntry, 'wasm'> {
  size: number;
}

const newline = 10;

export class Cache {
  readonly #folder: string;
  readonly #limitBytes: number;

  /// Keeps at most so many bytes: what was used last stays.
  constructor(folder: string, limitBytes = 64e6) {
    this.#folder = folder;
    this.#limitBytes = limitBytes;
  }

  static key(parts: readonly unknown[]): string {
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  }

  get(key: string): CacheEntry | undefined {
    const path = join(this.#folder, key);
    try {
      const file = readFileSync(path);
      const split = file.indexOf(newline);
      const { size, ...words } = JSON.parse(file.subarray(0, split).toString()) as Header;
      const wasm = new Uint8Array(file.subarray(split + 1));
      if (wasm.length !== size || !words.diagnostics) return undefined;
      const now = new Date();
      utimesSync(path, now, now);
      return { wasm, ...words };
    } catch {
      return undefined;
    }
  }

  /// A cache that cannot be written to is none: no run fails for it.
  put(key: string, { wasm, ...words }: CacheEntry): void {
    const header: Header = { ...words, size: wasm.length };
    try {
      makeFolder(this.#folder);
      this.#write(key, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), wasm]));
      this.#trim();
    } catch {
      /* No space, or no right to write there. */
    }
  }

  #write(name: string, bytes: Uint8Array): void {
    const temporary = join(this.#folder, `${randomUUID()}.new`);
    try {
      writeFileSync(temporary, bytes);
      renameSync(temporary, join(this.#folder, name));
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }

  #trim(): void {
    const files = readdirSync(this.#folder).flatMap((name) => {
      const path = join(this.#folder, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat ? [{ path, size: stat.size, used: stat.mtimeMs }] : [];
    });
    let kept = 0;
    for (const { path, size } of files.sort((a, b) => b.used - a.used)) {
      kept += size;
      if (kept > this.#limitBytes) rmSync(path, { force: true });
    }
  }
}
