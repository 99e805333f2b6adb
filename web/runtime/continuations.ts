/// A program may switch its stacks by Asyncify, or natively: by WebAssembly's own stack switching. For that
/// it imports a few functions of a module of instructions that C cannot spell
/// (src/context/continuations.wat). They call each other directly: no frame of JavaScript's lies between.
import { continuationsModule } from './continuations.gen.ts';

export type Switching = 'asyncify' | 'native';

const moduleName = 'continuations';

/// Whether this engine has WebAssembly's stack switching.
export const hasNativeSwitching = (): boolean => WebAssembly.validate(continuationsModule);

export const switchingOf = (program: WebAssembly.Module): Switching =>
  WebAssembly.Module.imports(program).some((one) => one.module === moduleName) ? 'native' : 'asyncify';

let compiled: WebAssembly.Module | undefined;

/// The continuations of one program.
export class Continuations {
  readonly #exports: WebAssembly.Exports;

  constructor() {
    compiled ??= new WebAssembly.Module(continuationsModule);
    this.#exports = new WebAssembly.Instance(compiled).exports;
  }

  get imports(): WebAssembly.Imports {
    return { [moduleName]: this.#exports };
  }

  /// Comes before anything of the program runs.
  serve(program: WebAssembly.Exports): void {
    (this.#exports['program'] as WebAssembly.Table).set(0, program['weft_continuation']);
  }
}
