/// Makes modules of programs: of the example that the text is, or by the compiler, whose words it shows.

import { fetchModule, type Library } from '../editor/examples.ts';
import { count, durationOf } from '../../common/format.ts';
import type { Switching } from '../../runtime/index.ts';
import type { BuildResult, Diagnostic } from '../../toolchain/index.ts';
import type { EditorPort } from '../editor/editor-port.ts';
import type { Log } from '../output/log.ts';
import type { Preparation, State } from '../state.ts';
import type { CompilerClient } from './compiler-client.ts';
import { defaults, optionsInWords, sameOptions, type Chosen } from './compile-options.ts';

export type Module = Uint8Array<ArrayBuffer>;

export interface ModulesParts {
  state: State;
  editor: EditorPort;
  log: Log;
  compiler: CompilerClient;
  library: Library;
}

export interface ModuleRequest {
  source: string;
  /// Whether the program is to tell of its memory, so that races can be found.
  races: boolean;
  /// Whether it is to run anywhere: then stacks are switched by Asyncify. So they are where races are.
  portable?: boolean;
  /// Whether the answer is still of interest.
  current(): boolean;
}

/// How stacks are switched; or by Asyncify, and the program tells of its memory.
type Kind = Switching | 'telling';

/// What the compiler was asked for, and what it makes of it.
interface Build {
  source: string;
  options: Chosen;
  kind: Kind;
  result: Promise<BuildResult>;
}

export class Modules {
  readonly #parts: ModulesParts;
  /// The last one of each kind; not of a program that does not compile.
  readonly #builds: Partial<Record<Kind, Build>> = {};
  #example: { source: string; wasm: Module } | undefined;

  constructor(parts: ModulesParts) {
    this.#parts = parts;
  }

  /// Undefined when the program does not compile, which is told. Rejects with CompilerUnavailable where there
  /// is no compiler.
  async of({ source, races, portable = false, current }: ModuleRequest): Promise<Module | undefined> {
    const kind = !races && portable ? 'asyncify' : this.#kind(races);
    const made = this.#made(source, kind);
    const wasm = made || !this.#isUsual(kind) ? undefined : await this.#ofExample(source);
    if (!wasm) return this.#compile(made ?? this.#build(source, kind), current);
    if (current()) this.#parts.state.compiled.value = { text: 'compiled beforehand', switching: 'asyncify' };
    return wasm;
  }

  #kind(races: boolean): Kind {
    return races ? 'telling' : this.#parts.state.switching.value;
  }

  /// Has the compiler make it while the hands rest, so that it is there when it is asked for. What the
  /// compiler says is told then.
  async ahead(source: string, races: boolean): Promise<void> {
    const kind = this.#kind(races);
    const isMade = this.#isUsual(kind) && this.#parts.library.withText(source)?.wasmUrl;
    if (this.#made(source, kind) || isMade) return;
    await this.#build(source, kind).result.catch(() => {});
  }

  #made(source: string, kind: Kind): Build | undefined {
    const made = this.#builds[kind];
    const isSame = made?.source === source && sameOptions(made.options, this.#parts.state.options.value);
    return isSame ? made : undefined;
  }

  /// The examples were compiled so.
  #isUsual(kind: Kind): boolean {
    return kind === 'asyncify' && sameOptions(this.#parts.state.options.value, defaults);
  }

  #build(source: string, kind: Kind): Build {
    const options = this.#parts.state.options.value;
    const how = { ...options, races: kind === 'telling', switching: switchingOf(kind) };
    const build: Build = { source, options, kind, result: this.#parts.compiler.build(source, how) };
    const forget = () => {
      if (this.#builds[kind] === build) delete this.#builds[kind];
    };
    this.#builds[kind] = build;
    build.result.then(({ wasm }) => wasm || forget(), forget);
    return build;
  }

  async #ofExample(source: string): Promise<Module | undefined> {
    if (this.#example?.source === source) return this.#example.wasm;
    const example = this.#parts.library.withText(source);
    const wasm = example && (await fetchModule(example));
    if (wasm) this.#example = { source, wasm };
    return wasm;
  }

  async #compile(build: Build, current: () => boolean): Promise<Module | undefined> {
    const { state, editor, log } = this.#parts;
    const { source, options, kind } = build;
    const result = await build.result;
    const { wasm, diagnostics } = result;
    if (editor.text() === source) editor.showDiagnostics(diagnostics);
    if (!current()) return undefined;
    log.report(diagnostics);
    const how = optionsInWords(options);
    state.compiled.value = wasm ? { ...compiledIn(result, how), switching: switchingOf(kind) } : undefined;
    if (!wasm) state.outcome.value = { mood: 'bad', text: `Does not compile: ${tally(diagnostics)}` };
    return wasm;
  }
}

const switchingOf = (kind: Kind): Switching => (kind === 'native' ? kind : 'asyncify');

function compiledIn(
  { milliseconds: { compile, link, transform } }: BuildResult,
  how: string,
): Omit<Preparation, 'switching'> {
  const text = `compiled in ${durationOf(compile + link + transform)}`;
  return {
    text: how === '' ? text : `${text} with ${how}`,
    steps: [
      ['clang', durationOf(compile)],
      ['linker', durationOf(link)],
      ['Binaryen', durationOf(transform)],
    ],
  };
}

function tally(diagnostics: readonly Diagnostic[]): string {
  const number = (severity: string) => diagnostics.filter((one) => one.severity === severity).length;
  const warnings = number('warning');
  return (
    count(Math.max(1, number('error')), 'error') + (warnings > 0 ? `, ${count(warnings, 'warning')}` : '')
  );
}
