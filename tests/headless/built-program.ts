/// Programs that the toolchain builds and that run in Node on the virtual clock.

import assert from 'node:assert/strict';
import { after } from 'node:test';
import { startToolchain } from '../../web/cli/compiler.ts';
import { Launcher } from '../../web/cli/launch.ts';
import type { BuildOptions } from '../../web/toolchain/index.ts';

export const toolchain = await startToolchain();
const launcher = new Launcher();
after(() => launcher.close());

/// Builds what must be a program, and gives how its run ended, with what it wrote.
export async function outcomeOf(source: string, options: BuildOptions = {}) {
  const { wasm, text } = await toolchain.build(source, options);
  assert.ok(wasm, text);
  const end = await launcher.run({
    wasm,
    clock: 'virtual',
    seed: 0,
    args: ['program'],
    stats: false,
    collect: 1e6,
    timeout: 60,
  });
  return { ...end, stdout: String(end.stdout) };
}
