/// Links one compiled program with libweft and the C library.
import { symbolsOf } from './archive.ts';
import { objectName } from './clang.ts';
import { originsOf, type Origin } from './linkmap.ts';
import { readLinkErrors } from './link-errors.ts';
import type { Llvm } from './llvm.ts';
import { asLine, withoutPlace } from './diagnostics.ts';
import { toolFailure } from './tool-failure.ts';
import { nearest } from './nearest.ts';
import { withoutDebugInfo } from './variables/sections.ts';
import { variablesOf, type VariableTable } from './variables/variables.ts';
import type { Diagnostic, Switching } from './types.ts';

export interface Linked {
  /// Absent when something is missing.
  wasm?: Uint8Array<ArrayBuffer>;
  /// Where each of its functions comes from, in the order of the code section.
  origins: Origin[];
  /// Absent where it has none.
  variables?: VariableTable;
  diagnostics: Diagnostic[];
  text: string;
}

const stackSize = 1 << 20; // main's
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
  '--undefined=export_state_ranges', // src/host/wasm/state.c, which nobody calls
  '--wrap=abort',
  '--wrap=emscripten_resize_heap', // src/host/wasm/memory.c has its own, of this and
  '--wrap=emscripten_get_heap_size',
  '--wrap=__syscall_fcntl64', // src/host/wasm/streams.c has its own, of this and
  '--wrap=__syscall_ioctl',
];
export const libraries = ['-lstandalonewasm', '-lc', '-ldlmalloc', '-lcompiler_rt'];

/// Of a program that tells of its memory: src/host/wasm/blocks.c has its own of these calls, and the account
/// is there even if there is nothing to be told.
const telling = [
  ...['malloc', 'calloc', 'realloc', 'aligned_alloc', 'free'].map((name) => `--wrap=${name}`),
  '--undefined=weft__race_read',
];

const reports = ['-Map=map', '--why-extract=why'];
/// What clang tells of the program's variables goes through the linker, and is read and left out then.
const ownFlags = linkFlags.filter((flag) => flag !== '--strip-debug');
const path = '-L/sysroot/lib';
/// What of libweft differs where stacks are switched natively, in place of the like in libweft.a.
const native = '-lweft-continuations';
const archives = ['-lweft', '-lmore', ...libraries];

export interface LinkOptions {
  /// Whether the program tells of its memory.
  tells: boolean;
  switching: Switching;
}

export function link(
  llvm: Llvm,
  object: Uint8Array,
  source: string,
  fileName: string,
  { tells, switching }: LinkOptions,
): Linked {
  const flags = [...ownFlags, ...(tells ? telling : []), ...reports];
  const from = [path, ...(switching === 'native' ? [native] : []), ...archives];
  const run = llvm.run(['wasm-ld', objectName, ...flags, ...from, '-o', 'linked.wasm'], {
    [objectName]: object,
  });
  const words = {
    text: run.text,
    why: textOf(run.output('why')),
    nearest: (name: string) => nearest(llvm, name),
    isWefts: (name: string) => name.startsWith('weft_') && symbolsOf(llvm, 'libweft.a').includes(name),
  };
  const diagnostics = readLinkErrors(words, source, fileName);
  const made =
    run.status === 0 && !diagnostics.some((one) => one.severity === 'error')
      ? run.output('linked.wasm')
      : undefined;
  const { wasm, debug } = made ? withoutDebugInfo(made) : {};
  const variables = debug && variablesOf(debug);
  const origins = wasm ? originsOf(textOf(run.output('map'))) : [];
  if (!wasm && !diagnostics.some((one) => one.severity === 'error')) {
    const failure = toolFailure(run.text, run.status, fileName);
    diagnostics.push(failure ?? withoutPlace('error', run.text.trim() || 'the linker failed', fileName));
  }
  const text = diagnostics.map(asLine).join('');
  if (!wasm) return { origins, diagnostics, text };
  return { wasm, origins, diagnostics, text, ...(variables && { variables }) };
}

const textOf = (bytes: Uint8Array | undefined): string => (bytes ? new TextDecoder().decode(bytes) : '');
