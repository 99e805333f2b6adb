/// Starts the compiler from the files of the build. In the npm package web/package/compiler.ts stands in its
/// place.

import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  createToolchain,
  inflatedName,
  loadParts,
  type Manifest,
  type Toolchain,
  type ToolchainParts,
} from '../toolchain/index.ts';
import { compilerFolder, manifest } from './installed.ts';

export const startToolchain = async (): Promise<Toolchain> => createToolchain(await loadedParts());

export async function loadedParts(): Promise<ToolchainParts> {
  return loadParts({
    manifest: JSON.parse(manifest()) as Manifest,
    open: async ({ file }) =>
      Readable.toWeb(createReadStream(inflatedPath(file), { highWaterMark: 1 << 20 })) as never,
    binaryen: (await import(join(compilerFolder, 'binaryen.js'))).default,
  });
}

/// The build keeps the files in both forms; here there is nothing to be saved by
/// inflating them at each start.
function inflatedPath(file: string): string {
  return join(compilerFolder, 'inflated', inflatedName(file));
}
