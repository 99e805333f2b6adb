/// link.js OUTPUT LEVEL SWITCHING OBJECT...: links objects into a program as the toolchain does a compiled
/// page, only that Emscripten's clang made them.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { libraries, linkFlags } from '../../../web/toolchain/lld.ts';
import { originsOf } from '../../../web/toolchain/linkmap.ts';
import { transform, type Binaryen } from '../../../web/toolchain/transform.ts';
import type { OptimizationLevel, Switching } from '../../../web/toolchain/types.ts';

const packageName: string = 'binaryen'; // found from build/js, not from here
const { default: binaryen } = (await import(packageName)) as { default: Binaryen };

const [output, level, switching, ...objects] = process.argv.slice(2) as [
  string,
  OptimizationLevel,
  Switching,
  ...string[],
];
const emscripten = (name: string): string => execFileSync('em-config', [name], { encoding: 'utf8' }).trim();
const linker =
  [join(emscripten('LLVM_ROOT'), 'wasm-ld'), '/usr/lib/llvm-14/bin/wasm-ld'].find(existsSync) ?? 'wasm-ld';

const work = mkdtempSync(join(tmpdir(), 'weft-link-'));
try {
  const linked = join(work, 'linked.wasm');
  const map = join(work, 'map');
  const libraryFolder = join(emscripten('CACHE'), 'sysroot/lib/wasm32-emscripten');
  execFileSync(
    linker,
    [
      ...linkFlags,
      '--no-check-features',
      ...objects,
      '-L',
      libraryFolder,
      ...libraries,
      `-Map=${map}`,
      '-o',
      linked,
    ],
    { stdio: 'inherit' },
  );
  const origins = originsOf(readFileSync(map, 'utf8'));
  writeFileSync(
    output,
    transform(binaryen, readFileSync(linked), { optimize: level, stackCheck: true, switching, origins }),
  );
} finally {
  rmSync(work, { recursive: true });
}
