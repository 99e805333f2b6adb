/// link.js OUTPUT LEVEL OBJECT...: links objects into a program as the toolchain does a compiled page, only that Emscripten's clang made them.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform, type Binaryen } from '../../../web/toolchain/transform.ts';
import type { OptimizationLevel } from '../../../web/toolchain/types.ts';

const packageName: string = 'binaryen';   // found from build/js, not from here
const { default: binaryen } = (await import(packageName)) as { default: Binaryen };

const [output, level, ...objects] = process.argv.slice(2) as [string, OptimizationLevel, ...string[]];
const emscripten = (name: string): string => execFileSync('em-config', [name], { encoding: 'utf8' }).trim();

const work = mkdtempSync(join(tmpdir(), 'weft-link-'));
try {
  const linked = join(work, 'linked.wasm');
  execFileSync(join(emscripten('LLVM_ROOT'), 'wasm-ld'), [
    '--no-entry', '--stack-first', '-z', `stack-size=${1 << 20}`, `--max-memory=${2 ** 31}`, '--strip-debug', '--export=__stack_pointer',
    '--wrap=abort', '--wrap=emscripten_resize_heap', '--undefined=export_start', '--no-check-features', ...objects, '-L', join(emscripten('CACHE'), 'sysroot/lib/wasm32-emscripten'),
    '-lstandalonewasm', '-lc', '-ldlmalloc', '-lcompiler_rt', '-o', linked,
  ], { stdio: 'inherit' });
  writeFileSync(output, transform(binaryen, readFileSync(linked), { optimize: level, stackCheck: true, origins: [] }));
} finally {
  rmSync(work, { recursive: true });
}
