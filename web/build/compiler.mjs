/// Makes build/compiler/: the compiler as the page downloads it (each file gzipped, named by its content) and
/// its manifest. Files that are there already are not compressed again. A run that is under way keeps the
/// files that it began with: those of the manifest before stay until the next time.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { splitBinaryen } from './binaryen.mjs';
import { replaceFile } from './files.mjs';
import { compilerDirectory, inflatedDirectory, nodeModules, sysrootDirectory } from './paths.mjs';

const largestFile = 25e6; // what the strictest of static hosts takes

mkdirSync(inflatedDirectory, { recursive: true });
const binaryen = await splitBinaryen();
replaceFile(join(compilerDirectory, 'binaryen.js'), binaryen.javascript);
replaceFile(join(compilerDirectory, 'binaryen.d.ts'), binaryen.types);

const manifestPath = join(compilerDirectory, 'manifest.json');
const before = existsSync(manifestPath) ? JSON.parse(readFileSync(manifestPath, 'utf8')) : {};
const manifest = {
  llvm: ship('llvm', 'wasm', readFileSync(join(nodeModules, '@yowasp/clang/gen/llvm.core.wasm'))),
  binaryen: ship('binaryen', 'wasm', binaryen.wasm),
  sysroot: ship('sysroot', 'tar', readFileSync(join(sysrootDirectory, 'sysroot.tar'))),
};
replaceFile(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);

const kept = [manifest, before]
  .flatMap((one) => Object.values(one))
  .flatMap(({ file }) => [file, inflatedName(file)]);
for (const directory of [compilerDirectory, inflatedDirectory]) {
  for (const name of readdirSync(directory)) {
    if (/-[0-9a-f]{12}\./.test(name) && !kept.includes(name)) rmSync(join(directory, name));
  }
}

function inflatedName(file) {
  return file.replace(/\.gz$/, '');
}

function ship(name, extension, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const file = `${name}-${hash}.${extension}.gz`;
  const path = join(compilerDirectory, file);
  const inflated = join(inflatedDirectory, inflatedName(file));
  if (!existsSync(path)) replaceFile(path, gzipSync(bytes, { level: 9 }));
  if (!existsSync(inflated)) replaceFile(inflated, bytes);
  const shipped = readFileSync(path).length;
  if (shipped > largestFile) throw new Error(`${file} has ${shipped} bytes, more than ${largestFile}`);
  return { file, bytes: shipped, rawBytes: bytes.length };
}
