/// Programs that were compiled here: by one compiler, in a thread of its own, which does not keep the process
/// from ending.

import { basename } from 'node:path';
import { Builder, type Attempt } from '../cli/build.ts';
import { canSwitchNatively } from '../cli/switching.ts';
import { switchingOf } from '../runtime/index.ts';
import type { CompileOptions, Program } from './types.ts';

interface Origin {
  source: string;
  options: CompileOptions;
}

const builder = new Builder();
const origins = new WeakMap<Program, Origin>();
const levels = ['0', '1', '2', '3', 's', 'z'] as const;
const standards = ['gnu89', 'gnu99', 'gnu11', 'gnu17', 'gnu23'] as const;
const switchings = ['asyncify', 'native'] as const;
const warningSets = ['none', 'all', 'pedantic', 'error'] as const;

export async function compileProgram(source: string, options: CompileOptions): Promise<Program> {
  const { wasm, diagnostics, text } = await built(source, options);
  const program: Program = { wasm, diagnostics, text };
  origins.set(program, { source, options });
  return program;
}

export async function built(source: string, options: CompileOptions): Promise<Attempt> {
  if (typeof source !== 'string') throw new TypeError('the source is a string');
  const {
    fileName = defaultName,
    optimize = '1',
    races = false,
    standard,
    warnings,
    sanitize = false,
    switching = 'asyncify',
  } = options;
  const level = levels.find((one) => one === String(optimize));
  if (level === undefined)
    throw new RangeError(`optimize is one of ${levels.join(', ')}, not '${String(optimize)}'`);
  if (standard !== undefined && !standards.includes(standard))
    throw new RangeError(`standard is one of ${standards.join(', ')}, not '${String(standard)}'`);
  if (warnings !== undefined && !warningSets.includes(warnings))
    throw new RangeError(`warnings is one of ${warningSets.join(', ')}, not '${String(warnings)}'`);
  if (!switchings.includes(switching))
    throw new RangeError(`switching is one of ${switchings.join(', ')}, not '${String(switching)}'`);
  /* In the order that the command line has: what it has made is found in the cache then. */
  return builder.attempt(source, {
    optimize: level,
    ...(standard && { standard }),
    ...(warnings && { warnings }),
    ...(sanitize && { sanitize }),
    ...(switching === 'native' && !races && { switching }),
    fileName: basename(fileName),
    ...(races && { races }),
  });
}

const defaultName = 'program.c';

export const nameOf = (program: Program): string => origins.get(program)?.options.fileName ?? defaultName;

/// Where the program came from; undefined for one that was not compiled here.
export const originOf = (program: Program): Origin | undefined => origins.get(program);

/// The program's module. Throws a TypeError for a program that has none.
export function moduleOf(program: Program): Uint8Array {
  if (program?.wasm instanceof Uint8Array) return program.wasm;
  throw new TypeError(`the program does not compile${program?.text ? `:\n${program.text.trimEnd()}` : ''}`);
}

/// The same, by Asyncify where this Node cannot switch natively.
export const asItRunsHere = (options: CompileOptions): CompileOptions =>
  options.switching === 'native' && !canSwitchNatively() ? { ...options, switching: 'asyncify' } : options;

/// The program as this Node can run it. Throws a TypeError where there is none.
export async function moduleToRun(
  program: Program,
): Promise<{ wasm: Uint8Array; module: WebAssembly.Module }> {
  const wasm = moduleOf(program);
  const module = new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>);
  if (switchingOf(module) === 'asyncify' || canSwitchNatively()) return { wasm, module };
  const origin = originOf(program);
  if (!origin)
    throw new TypeError(
      `the program was built for native switching, which Node ${process.versions.node} does not have`,
    );
  return moduleToRun({ wasm: undefined, ...(await built(origin.source, asItRunsHere(origin.options))) });
}
