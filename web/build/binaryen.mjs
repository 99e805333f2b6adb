/// Takes the npm package apart: its JavaScript carries its WebAssembly as a string of 15 MB, which would
/// have to be parsed and decoded at each start, could not be shipped compressed, and could not be
/// compiled while it arrives.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeModules } from './paths.mjs';

/// More than it has functions in its table.
const tableSize = 16384;

const types = `import type { BinaryenFactory } from '../../web/toolchain/index.ts';
declare const createBinaryen: BinaryenFactory;
export default createBinaryen;
`;

export async function splitBinaryen() {
  const path = join(nodeModules, 'binaryen/index.js');
  return { wasm: await embeddedModule(path), javascript: factoryOf(readFileSync(path, 'utf8')), types };
}

/// The bytes that the package hands to the engine when it starts.
async function embeddedModule(path) {
  const { instantiate } = WebAssembly;
  let wasm;
  WebAssembly.instantiate = (bytes, imports) => {
    wasm = new Uint8Array(bytes);
    return instantiate(bytes, imports);
  };
  try {
    await import(path);
  } finally {
    WebAssembly.instantiate = instantiate;
  }
  if (!wasm) throw new Error('binaryen no longer calls WebAssembly.instantiate');
  return wasm;
}

/// The package's code without the bytes, and exporting its factory, which takes instantiateWasm,
/// instead of a started instance.
function factoryOf(code) {
  const start = code.indexOf('`\\0asm');
  let end = start + 1;
  while (code[end] !== '`' && end < code.length) end += code[end] === '\\' ? 2 : 1;
  const without = `${code.slice(0, start)}""${code.slice(end + 1)}`;
  const name = /[\w$]+/.source;
  const ending = new RegExp(
    `var (${name})=await (${name})\\(\\),(${name})=\\1;export\\{\\3 as default\\};\\s*$`,
  );
  /* What it has taken out of its table of functions, by their numbers there: some hundred thousand look-ups a
     program. Of an array that begins empty, an engine makes a dictionary when its thousands are set. */
  const taken = new RegExp(
    `(${name})=\\[\\](,${name}=(${name})=>\\{var (${name})=\\1\\[\\3\\];return \\4\\|\\|)`,
  );
  if (start < 0 || !ending.test(without) || !taken.test(without))
    throw new Error('binaryen is built in another way than this version expects');
  return without
    .replace(taken, `$1=Array(${tableSize}).fill(void 0)$2`)
    .replace(ending, 'export{$2 as default};\n');
}
