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

const stackSize = 1 << 20; // of main
const maxMemory = 2 ** 31;

/// How every program is linked, wherever its objects and libraries come from.
export const linkFlags = [
  '--no-entry',
  '--stack-first',
  '-z',
  `stack-size=${stackSize}`,
  `--max-memory=${maxMemory}`,
  '--strip-debug',
  '--export=__stack_pointer',
  '--undefined=export_start', // with it comes all that src/abi/host.def has exported
  '--wrap=abort',
  '--wrap=emscripten_resize_heap', // src/host/wasm/wasm.c has its own
];
export const libraries = ['-lstandalonewasm', '-lc', '-ldlmalloc', '-lcompiler_rt'];

const flags = [...linkFlags, '-L/sysroot/lib', '-lweft', ...libraries];

export function link(llvm: Llvm, object: Uint8Array, source: string, fileName: string): Linked {
  const run = llvm.run(['wasm-ld', objectName, ...flags, '-Map=map', '-o', 'linked.wasm'], {
    [objectName]: object,
  });
  const diagnostics = readErrors(run.text, source, fileName);
  const wasm = run.status === 0 ? run.output('linked.wasm') : undefined;
  const map = run.output('map');
  const origins = wasm && map ? originsOf(new TextDecoder().decode(map)) : [];
  if (!wasm && !diagnostics.some((one) => one.severity === 'error')) {
    diagnostics.push(withoutPlace('error', run.text.trim() || 'the linker failed', fileName));
  }
  const text = diagnostics.map(asLine).join('');
  return wasm ? { wasm, origins, diagnostics, text } : { origins, diagnostics, text };
}

function asLine({ file, line, column, severity, message }: Diagnostic): string {
  return `${file}:${line > 0 ? `${line}:${column}:` : ''} ${severity}: ${message}\n`;
}

/// lld's words as remarks on the program, placed where the name in question is used.
function readErrors(text: string, source: string, fileName: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const [, kind, words] of text.matchAll(/^wasm-ld: (error|warning): (.*(?:\n>>> .*)*)/gm) as Iterable<
    string[] & { length: 3 }
  >) {
    const complaint = complaints.find((one) => one.pattern.test(words!));
    const name = complaint?.pattern.exec(words!)?.[1];
    const message = complaint?.say(name!) ?? words!.replaceAll(objectName, fileName);
    if (seen.has(message)) continue;
    seen.add(message);
    diagnostics.push({
      ...withoutPlace(kind!, message, fileName),
      ...(name === undefined ? {} : placeOf(source, name)),
    });
  }
  return diagnostics;
}

const complaints: { pattern: RegExp; say(name: string): string }[] = [
  {
    pattern: /undefined symbol: main$/,
    say: () => 'the program has no main function: it starts at `int main(void)`',
  },
  {
    pattern: /undefined symbol: (\S+)/,
    say: (name) => `\`${name}\` is used but defined neither in the program nor in its libraries`,
  },
  {
    pattern: /duplicate symbol: (\S+)/,
    say: (name) => `\`${name}\` is defined in the program and in its libraries`,
  },
  {
    pattern: /function signature mismatch: (\S+)/,
    say: (name) =>
      `\`${name}\` is defined with other parameters or another result than it is called with: the call traps`,
  },
];

/// A comment, a string, a brace or a word.
const token = /\/\*[\s\S]*?\*\/|\/\/.*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[{}]|[A-Za-z_]\w*/g;

/// Where a function's body first names it; failing that, where it is first named.
function placeOf(source: string, name: string): Partial<Diagnostic> {
  let depth = 0;
  let index = -1;
  for (const match of source.matchAll(token)) {
    if (match[0] === '{') depth++;
    else if (match[0] === '}') depth--;
    else if (match[0] === name && (index < 0 || depth > 0)) {
      index = match.index;
      if (depth > 0) break;
    }
  }
  if (index < 0) return {};
  const line = source.slice(0, index).split('\n').length;
  const column = index - source.lastIndexOf('\n', index - 1);
  return { line, column, endLine: line, endColumn: column + name.length };
}
