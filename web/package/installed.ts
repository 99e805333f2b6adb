/// Finds what the npm package has inside: it stands in the place of web/cli/installed.ts, and is bundled into
/// the package's folder lib/.

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as ofClone from '../cli/installed.ts';

const packageFolder = fileURLToPath(new URL('../', import.meta.url));

/// What the package was made of; web/build/pack.mjs writes it.
interface Made {
  version: string;
  identity: string;
}

const made = (): Made => JSON.parse(readFileSync(join(packageFolder, 'made.json'), 'utf8')) as Made;

export const invocation = ['npx', 'weft'];

export const version = (): string => made().version;

export const toolchainIdentity = (): string => made().identity;

/// Where a system keeps what can be made again. The package's own folder may be another user's.
export function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'weft');
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'weft', 'cache');
  return join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'weft');
}

export const bundledFolder = join(packageFolder, 'bundled');

/// Emscripten's headers and libraries, weft.h and libweft.a, in one archive.
export const sysrootFile = join(packageFolder, 'sysroot.tar.gz');

/* What the clone's offers to the command line. */
void ({ invocation, version, toolchainIdentity, cacheFolder, bundledFolder } satisfies Partial<
  typeof ofClone
>);
