/// `weft bundle`: a program becomes one file, a page or a script for Node.

import { readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundledPage, bundledScript, type BundledProgram } from '../common/bundled.ts';
import { scheduleText } from '../runtime/index.ts';
import { Failure, reason, status } from './failure.ts';
import { bundledFolder } from './installed.ts';
import { writeAll } from './output.ts';
import { readSource } from './source.ts';
import type { Builder } from './build.ts';
import { compileOptionsOf } from './compile-options.ts';
import type { CommandLine } from './options.ts';
import type { Switching } from '../toolchain/index.ts';

const kinds = {
  '.html': { template: 'page.txt', fill: bundledPage },
  '.mjs': { template: 'script.txt', fill: bundledScript },
} as const;

const packed = (wasm: Uint8Array): string => gzipSync(wasm, { level: 9 }).toString('base64');

export async function bundleFile(
  { files, settings, output }: CommandLine,
  builder: Builder,
): Promise<number> {
  const file = files[0]!;
  if (output === undefined)
    throw new Failure(status.usage, 'bundle needs -o FILE.html or -o FILE.mjs: what it is to make');
  const kind = kinds[extname(output) as keyof typeof kinds];
  if (!kind) throw new Failure(status.usage, `-o wants a name that ends in .html or .mjs, not '${output}'`);
  const { clock, seed, policy, switching } = settings;
  const source = readSource(file);
  const made = (how: Switching) =>
    builder.buildWith(source, file, compileOptionsOf({ ...settings, switching: how }));
  const { wasm, text } = await made('asyncify');
  writeAll(2, text);
  const native = switching === 'native' ? packed((await made('native')).wasm) : undefined;
  const program: BundledProgram = {
    file: basename(file),
    source,
    wasm: packed(wasm),
    ...(native !== undefined && { native }),
    clock,
    seed,
    ...(policy.kind === 'replay' && { schedule: scheduleText(policy.schedule) }),
  };
  const template = readFileSync(join(bundledFolder, kind.template), 'utf8');
  try {
    writeFileSync(output, kind.fill(template, program));
  } catch (error) {
    throw new Failure(status.output, `-o ${output}: ${reason(error)}`);
  }
  return 0;
}
