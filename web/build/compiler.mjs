/// Makes build/compiler/: the compiler as the page downloads it (each file compressed and named by its
/// content) and its manifest. Files that are there already are not compressed again. A run that is under way
/// keeps the files that it began with: those of the manifest before stay until the next time.
import { execFileSync } from 'node:child_process';
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
  llvm: ship('llvm', 'wasm.xz', readFileSync(join(nodeModules, '@yowasp/clang/gen/llvm.core.wasm'))),
  binaryen: ship('binaryen', 'wasm.xz', binaryen.wasm),
  sysroot: ship('sysroot', 'tar.gz', readFileSync(join(sysrootDirectory, 'sysroot.tar'))),
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
  return file.replace(/\.(gz|xz)$/, '');
}

function ship(name, extension, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const file = `${name}-${hash}.${extension}`;
  const path = join(compilerDirectory, file);
  const inflated = join(inflatedDirectory, inflatedName(file));
  if (!existsSync(inflated)) replaceFile(inflated, bytes);
  if (!existsSync(path))
    replaceFile(path, extension.endsWith('xz') ? xz(inflated) : gzipSync(bytes, { level: 9 }));
  const shipped = readFileSync(path).length;
  if (shipped > largestFile) throw new Error(`${file} has ${shipped} bytes, more than ${largestFile}`);
  return { file, bytes: shipped, rawBytes: bytes.length };
}

/// WebAssembly's bytes are aligned to nothing, and what stands before one tells most of it: hence lc and pb.
/// The dictionary is room that whoever inflates has to have.
function xz(path) {
  const filter = '--lzma2=preset=9e,lc=4,lp=0,pb=0,dict=16MiB';
  return execFileSync('xz', ['--stdout', '--check=crc32', filter, path], { maxBuffer: 2 * largestFile });
}
