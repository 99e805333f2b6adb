/// A folder for what emcc builds, and what `cmake --install` has installed for it.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { root } from './project.ts';

export const installed = join(root, 'build/emscripten/installed');
export const folder = mkdtempSync(join(tmpdir(), 'weft-emscripten-'));
after(() => rmSync(folder, { recursive: true }));

export interface Result {
  status: number;
  stdout: string;
  stderr: string;
}

const env = {
  ...process.env,
  NODE_PATH: '/usr/share/nodejs', // Debian's emcc finds its JavaScript parser there
  PKG_CONFIG_PATH: join(installed, 'lib/pkgconfig'),
};

export function run(command: string, ...args: string[]): Promise<Result> {
  return new Promise((resolve) =>
    execFile(command, args, { cwd: folder, env, maxBuffer: 1 << 24 }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    ),
  );
}

export async function succeeds(command: string, ...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await run(command, ...args);
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stderr}`);
  return stdout;
}

/// What pkg-config says of these libraries.
export async function flags(...libraries: string[]): Promise<string[]> {
  return (await succeeds('pkg-config', '--cflags', '--libs', ...libraries)).trim().split(/\s+/);
}

/// Debian's glue loads its module in Node only if it is not asynchronous.
export const forNode = '-sWASM_ASYNC_COMPILATION=0';
