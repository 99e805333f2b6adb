/// A program is one instance of a linked module: its exports as calls, with everything that passes through
/// its memory.

import {
  hostImports,
  programExports,
  WeftError,
  type HostImports,
  type ProgramExports,
  type Fault,
} from './abi.gen.ts';
import { Continuations, hasNativeSwitching, switchingOf } from './continuations.ts';
import { ProgramMemory } from './memory.ts';
import type { Completion } from './completion.ts';
import type { Trap } from './trap.ts';

/// Thrown through the program's frames when it exits.
export class ProgramExit {
  readonly status: number;

  constructor(status: number) {
    this.status = status;
  }
}

/// Thrown through the program's frames when Weft ends it.
export class ProgramEnded {
  readonly cause: number;

  constructor(cause: number) {
    this.cause = cause;
  }
}

/// Thrown through the program's frames by a check of clang's that has failed.
export class CheckFailed {
  readonly sentence: string;
  readonly file: string;
  readonly line: number;

  constructor(sentence: string, file: string, line: number) {
    this.sentence = sentence;
    this.file = file;
    this.line = line;
  }
}

/// Thrown through the program's frames by a call that takes a FILE and was given NULL.
export class StreamMissing {
  readonly call: string;
  /// The engine's account of the frames.
  readonly stack = new Error().stack ?? '';

  constructor(call: string) {
    this.call = call;
  }
}

/// Thrown through the program's frames by the check that a stack is used up.
export class StackOverflow {}

/// The module is not a program that this runtime can run.
export class NotAProgram extends Error {}

type Exports = ProgramExports & {
  memory: WebAssembly.Memory;
  __stack_pointer?: WebAssembly.Global;
  __set_stack_limits?(base: number, limit: number): void;
};

/// Main's stack begins at the bottom of memory; so much of it is kept as a guard for
/// accesses through null pointers.
const lowestStackAddress = 1024;
/// Between pumps nobody needs the pump's own stack, which begins there: so many fit.
const maxAddresses = 256;

export class Program {
  readonly memory: ProgramMemory;
  readonly #exports: Exports;
  readonly #stackBase: number | undefined;

  constructor(module: WebAssembly.Module, imports: { weft: HostImports } & WebAssembly.Imports) {
    const continuations = switchingOf(module) === 'native' ? newContinuations() : undefined;
    const all = { ...imports, ...continuations?.imports };
    checkModule(module, all);
    const weft = {
      ...imports.weft,
      stack_overflow() {
        throw new StackOverflow();
      },
    };
    this.#exports = new WebAssembly.Instance(module, { ...all, weft }).exports as unknown as Exports;
    continuations?.serve(this.#exports as unknown as WebAssembly.Exports);
    this.memory = new ProgramMemory(this.#exports.memory);
    this.#stackBase = this.#exports.__stack_pointer?.value;
  }

  get exports(): ProgramExports {
    return this.#exports;
  }

  /// Comes before any other call, and before those that come after the program's end.
  prepare(): void {
    this.#resetStack();
  }

  start(seed: number): void {
    this.#exports.weft_start(seed);
  }

  /// False: the program has no memory for the answer, and is told so in its place.
  complete({ request, status, data, extra, frame }: Completion): boolean {
    if (frame !== undefined) {
      this.#exports.weft_frame(request, frame);
      return true;
    }
    const dataPointer = this.#give(data);
    const extraPointer = this.#give(extra);
    const noMemory = Boolean((data && !dataPointer) || (extra && !extraPointer));
    this.#exports.weft_complete(
      request,
      noMemory ? WeftError.ENOMEM : status,
      dataPointer,
      data?.length ?? 0,
      extraPointer,
    );
    return !noMemory;
  }

  /// Has the program report the fault on stderr. Nothing else can be called afterwards.
  fault(kind: Fault, { sentence, file, line = 0 }: Trap): void {
    this.#resetStack();
    let pointer = 0;
    let filePointer = 0;
    try {
      pointer = this.#giveText(sentence);
      filePointer = this.#giveText(file);
    } catch {
      /* The heap is unusable: the report does without the rest. */
    }
    this.#resetStack();
    this.#exports.weft_fault(kind, pointer, filePointer, line);
  }

  /// Prints the run's figures on stderr. Only for a program that has ended.
  reportStats(): void {
    this.#resetStack();
    this.#exports.weft_report_stats();
  }

  /// What the program left behind, such as tasks that nobody joined, in one line; '' for nothing. Only
  /// for a program that has ended.
  leaks(): string {
    this.#resetStack();
    return this.memory.text(this.#exports.weft_leaks());
  }

  /// Between pumps: the ranges of memory, from and to, that make up the program's state.
  stateRanges(): Uint32Array {
    const count = this.#exports.weft_state_ranges(lowestStackAddress, maxAddresses);
    return new Uint32Array(this.memory.buffer, lowestStackAddress, count).slice();
  }

  /// Of the generator whose body runs.
  generatorName(): string | undefined {
    const label = this.#exports.weft_generator_label();
    return label === 0 ? undefined : this.memory.text(label);
  }

  /// A live task's name.
  taskName(task: number): string | undefined {
    const label = this.#exports.weft_task_label(task);
    return label === 0 ? undefined : this.memory.text(label);
  }

  #giveText(text: string | undefined): number {
    return text ? this.#give(new TextEncoder().encode(text)) : 0;
  }

  /// A NUL-ended copy in the program's memory; 0 when there is none left, or nothing to copy.
  #give(bytes: Uint8Array | undefined): number {
    if (!bytes) return 0;
    const pointer = this.#exports.weft_alloc(bytes.length + 1);
    if (pointer === 0) return 0;
    this.memory.put(pointer, bytes);
    this.memory.put(pointer + bytes.length, new Uint8Array(1));
    return pointer;
  }

  /// Before the first C frame, and after the end, the stack is the module's own, with the limits that
  /// Binaryen's stack check knows.
  #resetStack(): void {
    const { __stack_pointer: stackPointer, __set_stack_limits: setLimits } = this.#exports;
    if (!stackPointer || this.#stackBase === undefined) return;
    stackPointer.value = this.#stackBase;
    setLimits?.(this.#stackBase, lowestStackAddress);
  }
}

function newContinuations(): Continuations {
  if (hasNativeSwitching()) return new Continuations();
  throw new NotAProgram('the program was built for native switching, and WebAssembly here has none');
}

function checkModule(module: WebAssembly.Module, imports: WebAssembly.Imports): void {
  const provided = new Set<string>([...hostImports, 'stack_overflow'].map((name) => `weft.${name}`));
  for (const [from, functions] of Object.entries(imports))
    for (const name of Object.keys(functions)) provided.add(`${from}.${name}`);
  const missing = WebAssembly.Module.imports(module)
    .map((one) => `${one.module}.${one.name}`)
    .filter((name) => !provided.has(name));
  if (missing.length > 0)
    throw new NotAProgram(`the program needs ${missing.join(', ')}, which it cannot have here`);
  const exported = new Set(WebAssembly.Module.exports(module).map((one) => one.name));
  const absent = ['memory', ...programExports].filter((name) => !exported.has(name));
  if (absent.length > 0) throw new NotAProgram(`not a Weft program: it lacks ${absent.join(', ')}`);
}
