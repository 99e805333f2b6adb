/// Compiles one C program.
import type { Llvm } from './llvm.ts';
import {
  asLine,
  readDiagnostics,
  sourceName,
  withNearest,
  withoutPlace,
  type Diagnosed,
} from './diagnostics.ts';
import { nearest } from './nearest.ts';
import { instrument, type RaceTable } from './races/instrument.ts';
import { toolFailure } from './tool-failure.ts';
import type { CompileOptions, Warnings } from './types.ts';

export const objectName = 'program.o';

export interface Compiled extends Diagnosed {
  /// Absent when the program does not compile.
  object?: Uint8Array<ArrayBuffer>;
  /// Of a program that tells of its memory.
  races?: RaceTable;
}

/// The WebAssembly features that programs use: those of every browser since 2021. transform.ts names the same
/// ones.
const features = ['mutable-globals', 'sign-ext', 'nontrapping-fptoint', 'bulk-memory', 'bulk-memory-opt'];

/// setjmp, see jumps.ts; a program without it is compiled as if it were not there.
const jumping = ['-mllvm', '-enable-emscripten-sjlj'];

const machine = [
  '--target=wasm32-unknown-emscripten',
  '-mcpu=mvp',
  ...features.map((feature) => `-m${feature}`),
];

const target = [
  ...machine,
  '--sysroot=/sysroot',
  '-resource-dir',
  '/clang',
  '-iwithsysroot/include/compat',
  ...jumping,
];

/// A task's function has a parameter whether it needs one or not.
const language = ['-std=gnu11', '-Wall', '-Wextra', '-Wno-unused-parameter'];

/// How every run of clang over a program begins.
export const clangArguments: readonly string[] = ['clang', ...target, ...language];

const wording = ['-fdiagnostics-print-source-range-info', '-fno-color-diagnostics', '-ferror-limit=50'];

/// What is checked as the program runs. Each check that fails names its place (src/host/wasm/undefined.c).
/// What is left out is what programs do that run well elsewhere: overflow of signed numbers, unaligned
/// pointers.
const checks = ['null', 'array-bounds', 'integer-divide-by-zero', 'unreachable', 'vla-bound'];
/// An offset computed through a null pointer, as offsetof was once written: no memory is touched.
const offsetThroughNull = /&\s*\(?\s*\(\s*\([^()]*\*\s*\)\s*\(?\s*(?:0|NULL)\s*\)?\s*\)\s*->/;

/// All that UBSan knows of C, for a person who asks for it. Not `function`: in WebAssembly a call by the
/// wrong type traps anyway.
const allChecks = [
  ...[
    'null',
    'array-bounds',
    'integer-divide-by-zero',
    'unreachable',
    'vla-bound',
    'alignment',
    'bool',
    'enum',
  ],
  ...[
    'signed-integer-overflow',
    'shift',
    'pointer-overflow',
    'nonnull-attribute',
    'returns-nonnull-attribute',
  ],
  ...['float-cast-overflow', 'builtin', 'object-size'],
];

function checksOf(source: string, { optimize = '1', sanitize }: CompileOptions): string[] {
  if (sanitize) return [`-fsanitize=${allChecks.join(',')}`, '-fno-sanitize-recover=all'];
  if (optimize !== '0' && optimize !== '1') return [];
  const wanted = offsetThroughNull.test(source) ? checks.filter((one) => one !== 'null') : checks;
  return [`-fsanitize=${wanted.join(',')}`, '-fno-sanitize-recover=all'];
}

const warningFlags: Record<Warnings, string[]> = {
  none: ['-w'],
  all: [],
  pedantic: ['-Wpedantic'],
  error: ['-Werror'],
};

/// What a person has chosen of the language.
const chosen = ({ standard, warnings = 'all' }: CompileOptions): string[] => [
  ...(standard ? [`-std=${standard}`] : []),
  ...warningFlags[warnings],
];

/// What is told of variables and their types (variables/variables.ts).
const debugInfo = ['-g', '-gdwarf-4'];

/// So that a variable is in memory whole, whatever could be worked out of it beforehand.
const keptVariables = ({ optimize = '1' }: CompileOptions): string[] =>
  optimize === '0' || optimize === '1' ? ['-fkeep-persistent-storage-variables'] : [];

export function compile(llvm: Llvm, source: string, fileName: string, options: CompileOptions): Compiled {
  const checks = [...checksOf(source, options), ...keptVariables(options)];
  const level = `-O${options.optimize ?? '1'}`;
  const output = [...chosen(options), '-c', ...debugInfo, '-o', objectName, level, ...checks];
  const run = clang(llvm, source, fileName, output);
  const object = run.status === 0 ? run.output(objectName) : undefined;
  return object ? { ...run, object } : { diagnostics: run.diagnostics, text: run.text };
}

/// What clang tells of loads and stores, and where; with it, what it makes is text.
const telling = [
  ...['-S', '-emit-llvm', ...debugInfo, '-fsanitize-coverage=func,trace-loads,trace-stores'],
  ...['-fno-builtin-malloc', '-fno-builtin-calloc'], // or a block becomes a variable of no name
];
const textName = 'program.ll';

/// As compile, of a program that tells libweft of what it reads and writes. Level 0 is taken for 1: there,
/// a value that is kept cannot be told from the variable that it is kept in.
export function compileTelling(
  llvm: Llvm,
  source: string,
  fileName: string,
  options: CompileOptions,
): Compiled {
  const { optimize = '1' } = options;
  const level = optimize === '0' ? '1' : optimize;
  const checks = checksOf(source, { ...options, optimize: level });
  const output = [...chosen(options), ...telling, '-o', textName, `-O${level}`, ...checks];
  const { status, output: file, diagnostics, text } = clang(llvm, source, fileName, output);
  const made = status === 0 ? file(textName) : undefined;
  if (!made) return { diagnostics, text };
  const told = instrument(new TextDecoder().decode(made), sourceName, fileName);
  const back = ['-c', '-o', objectName, `-O${level}`, '-Xclang', '-disable-llvm-passes', '-w', textName];
  const run = llvm.run(['clang', ...machine, ...jumping, ...back], { [textName]: told.text });
  const object = run.status === 0 ? run.output(objectName) : undefined;
  if (object) return { diagnostics, text, object, races: told.table };
  const broken = withoutPlace('error', `what tells of its memory does not compile: ${run.text}`, fileName);
  return { diagnostics: [...diagnostics, broken], text: text + asLine(broken) };
}

export function check(llvm: Llvm, source: string, fileName: string, options: CompileOptions): Diagnosed {
  return clang(llvm, source, fileName, ['-fsyntax-only', ...chosen(options)]);
}

function clang(llvm: Llvm, source: string, fileName: string, action: readonly string[]) {
  const named = `-fmacro-prefix-map=${sourceName}=${fileName}`; // __FILE__
  const run = llvm.run([...clangArguments, ...wording, named, ...action, sourceName], {
    [sourceName]: source,
  });
  const failure = toolFailure(run.text, run.status, fileName);
  if (failure) return { diagnostics: [failure], text: asLine(failure), status: -1, output: () => undefined };
  const found = readDiagnostics(run.text, source, fileName);
  const { diagnostics, text } = withNearest(found, (name) => nearest(llvm, name));
  if (run.status !== 0 && !diagnostics.some((one) => one.severity === 'error')) {
    diagnostics.push(withoutPlace('error', run.text.trim() || 'the compiler failed', fileName));
  }
  return { diagnostics, text, status: run.status, output: run.output };
}
