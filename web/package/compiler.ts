/// Starts the compiler from the package's own sysroot and the npm packages that it depends on: it stands in
/// the place of web/cli/compiler.ts.

import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { createToolchain, type Toolchain } from '../toolchain/index.ts';
import { sysrootFile } from './installed.ts';
import type { Binaryen } from '../toolchain/transform.ts';

export async function startToolchain(): Promise<Toolchain> {
  const [llvm, sysroot] = await Promise.all([moduleOf(llvmFile()), readFile(sysrootFile).then(gunzipSync)]);
  return createToolchain({ llvm, sysroot, binaryen });
}

/// clang and lld. The package exports its JavaScript alone; its WebAssembly lies beside that.
const llvmFile = (): string => fileURLToPath(new URL('llvm.core.wasm', import.meta.resolve('@yowasp/clang')));

/// Compiles while it reads.
async function moduleOf(file: string): Promise<WebAssembly.Module> {
  const body = Readable.toWeb(createReadStream(file, { highWaterMark: 1 << 20 })) as never;
  return WebAssembly.compileStreaming(
    new Response(body, { headers: { 'content-type': 'application/wasm' } }) as never,
  );
}

let instances = 0;

/// Each time a new one: the package starts its own when it is loaded, and what differs in its address is
/// loaded again.
async function binaryen(): Promise<Binaryen> {
  const again = instances++ === 0 ? '' : `?${instances}`;
  const { default: loaded } = (await import(`${import.meta.resolve('binaryen')}${again}`)) as {
    default: Binaryen;
  };
  return loaded;
}
