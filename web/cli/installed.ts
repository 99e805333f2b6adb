/// Finds what the build has made, in a clone. In the npm package web/package/installed.ts stands here.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure, status } from './failure.ts';

/// This file is compiled to build/js/web/cli.
export const buildFolder = fileURLToPath(new URL('../../../', import.meta.url));
export const compilerFolder = join(buildFolder, 'compiler');

export const cacheFolder = (): string => join(buildFolder, 'cache');

/// What a program becomes one file with.
export const bundledFolder = join(buildFolder, 'bundled');

/// How a person calls this command line.
export const invocation = ['./weft'];

/// Of weft.h, which is the one place that has it.
export function version(): string {
  const header = readFileSync(join(buildFolder, '../src/weft.h'), 'utf8');
  return /#define WEFT_VERSION "(.*)"/.exec(header)![1]!;
}

let identity: string | undefined;

/// Changes whenever the same source may give another program: with the compiler's files, which the manifest
/// names by their hashes, and with the code that drives it.
export function toolchainIdentity(): string {
  if (identity !== undefined) return identity;
  const hash = createHash('sha256').update(manifest());
  const folder = fileURLToPath(new URL('../toolchain/', import.meta.url));
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
    if (name.endsWith('.js')) hash.update(name).update(readFileSync(join(folder, name)));
  return (identity = hash.digest('hex'));
}

export function manifest(): string {
  try {
    return readFileSync(join(compilerFolder, 'manifest.json'), 'utf8');
  } catch {
    throw new Failure(status.runtime, `${compilerFolder}: the compiler has not been built`);
  }
}
