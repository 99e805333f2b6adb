/// Links one compiled program with libweft and the C library.
import { objectName } from './clang.ts';
import { originsOf, type Origin } from './linkmap.ts';
import type { Llvm } from './llvm.ts';
import { withoutPlace } from './remarks.ts';
import type { Diagnostic } from './types.ts';

export interface Linked {
  /// Absent when something is missing.
  wasm?: Uint8Array<ArrayBuffer>;
  /// Where each of its functions comes from, in the order of the code section.
  origins: Origin[];
  diagnostics: Diagnostic[];
  text: string;
}

const stackSize = 1 << 20;   // of main
const maxMemory = 2 ** 31;

const flags = [
  '--no-entry', '--stack-first', '-z', `stack-size=${stackSize}`, `--max-memory=${maxMemory}`, '--strip-debug',
  '--export=__stack_pointer', '--undefined=export_start',   // with it comes all that src/abi/host.def has exported
  '--wrap=abort', '--wrap=emscripten_resize_heap',   // src/host/wasm.c has its own
  '-L/sysroot/lib', '-lweft', '-lstandalonewasm', '-lc', '-ldlmalloc', '-lcompiler_rt',
];

export function link(llvm: Llvm, object: Uint8Array, source: string, fileName: string): Linked {
  const run = llvm.run(['wasm-ld', objectName, ...flags, '-Map=map', '-o', 'linked.wasm'], { [objectName]: object });
  const text = run.text.replaceAll(objectName, fileName);
  const diagnostics = readErrors(run.text, source, fileName);
  const wasm = run.status === 0 ? run.output('linked.wasm') : undefined;
  const map = run.output('map');
  const origins = wasm && map ? originsOf(new TextDecoder().decode(map)) : [];
  if (!wasm && !diagnostics.some(one => one.severity === 'error')) {
    diagnostics.push(withoutPlace('error', run.text.trim() || 'the linker failed', fileName));
  }
  return wasm ? { wasm, origins, diagnostics, text } : { origins, diagnostics, text };
}

/// lld's errors as remarks on the program, placed where the missing name is first used.
function readErrors(text: string, source: string, fileName: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const match of text.matchAll(/^wasm-ld: (error|warning): (.*(?:\n>>> .*)*)/gm)) {
    const [, kind, words] = match as unknown as [string, string, string];
    const missing = /undefined symbol: (\S+)/.exec(words)?.[1];
    if (missing !== undefined && seen.has(missing)) continue;
    if (missing !== undefined) seen.add(missing);
    const message = missing === undefined ? words.replaceAll(objectName, fileName)
      : missing === 'main' ? 'the program has no main function: it starts at `int main(void)`'
      : `\`${missing}\` is used but defined neither in the program nor in its libraries`;
    diagnostics.push({ ...withoutPlace(kind, message, fileName), ...(missing === 'main' ? {} : firstUse(source, missing)) });
  }
  return diagnostics;
}

function firstUse(source: string, name: string | undefined): Partial<Diagnostic> {
  if (name === undefined || !/^\w+$/.test(name)) return {};
  const index = source.search(new RegExp(`\\b${name}\\b`));
  if (index < 0) return {};
  const line = source.slice(0, index).split('\n').length;
  const column = index - source.lastIndexOf('\n', index - 1);
  return { line, column, endLine: line, endColumn: column + name.length };
}
