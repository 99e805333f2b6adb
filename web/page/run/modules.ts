/// Makes modules of programs: of the example that the text is, or by the compiler, whose words it shows.

import { fetchModule, type Library } from '../editor/examples.ts';
import { count, durationOf } from '../../common/format.ts';
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
  /// Whether the answer is still of interest.
  current(): boolean;
}

/// What the compiler was asked for, and what it makes of it.
interface Build {
  source: string;
  options: Chosen;
  races: boolean;
  result: Promise<BuildResult>;
}

export class Modules {
  readonly #parts: ModulesParts;
  /// The last one of each kind; not of a program that does not compile.
  #plain: Build | undefined;
  #telling: Build | undefined;
  #example: { source: string; wasm: Module } | undefined;

  constructor(parts: ModulesParts) {
    this.#parts = parts;
  }

  /// Undefined when the program does not compile, which is told. Rejects with CompilerUnavailable where there
  /// is no compiler.
  async of({ source, races, current }: ModuleRequest): Promise<Module | undefined> {
    const made = this.#made(source, races);
    const wasm = made || races || !this.#isUsual ? undefined : await this.#ofExample(source);
    if (!wasm) return this.#compile({ source, races, current }, made);
    if (current()) this.#parts.state.compiled.value = { text: 'compiled beforehand' };
    return wasm;
  }

  /// Has the compiler make it while the hands rest, so that it is there when it is asked for. What the
  /// compiler says is told then.
  async ahead(source: string, races: boolean): Promise<void> {
    const isMade = !races && this.#isUsual && this.#parts.library.withText(source)?.wasmUrl;
    if (this.#made(source, races) || isMade) return;
    await this.#build(source, races).catch(() => {});
  }

  #made(source: string, races: boolean): Build | undefined {
    const made = races ? this.#telling : this.#plain;
    const isSame = made?.source === source && sameOptions(made.options, this.#parts.state.options.value);
    return isSame ? made : undefined;
  }

  /// The examples were compiled so.
  get #isUsual(): boolean {
    return sameOptions(this.#parts.state.options.value, defaults);
  }

  #build(source: string, races: boolean): Promise<BuildResult> {
    const options = this.#parts.state.options.value;
    const result = this.#parts.compiler.build(source, { ...options, races });
    const build: Build = { source, options, races, result };
    const forget = () => {
      if (this.#plain === build) this.#plain = undefined;
      if (this.#telling === build) this.#telling = undefined;
    };
    if (races) this.#telling = build;
    else this.#plain = build;
    build.result.then(({ wasm }) => wasm || forget(), forget);
    return build.result;
  }

  async #ofExample(source: string): Promise<Module | undefined> {
    if (this.#example?.source === source) return this.#example.wasm;
    const example = this.#parts.library.withText(source);
    const wasm = example && (await fetchModule(example));
    if (wasm) this.#example = { source, wasm };
    return wasm;
  }

  async #compile({ source, races, current }: ModuleRequest, made?: Build): Promise<Module | undefined> {
    const { state, editor, log } = this.#parts;
    const result = await (made?.result ?? this.#build(source, races));
    const { wasm, diagnostics } = result;
    if (editor.text() === source) editor.showDiagnostics(diagnostics);
    if (!current()) return undefined;
    log.report(diagnostics);
    state.compiled.value = wasm ? compiledIn(result, optionsInWords(state.options.value)) : undefined;
    if (!wasm) state.outcome.value = { mood: 'bad', text: `Does not compile: ${tally(diagnostics)}` };
    return wasm;
  }
}

function compiledIn({ milliseconds: { compile, link, transform } }: BuildResult, how: string): Preparation {
  const text = `compiled in ${durationOf(compile + link + transform)}`;
  return {
    text: how === '' ? text : `${text} with ${how}`,
    steps: [
      `clang ${durationOf(compile)}`,
      `linker ${durationOf(link)}`,
      `Binaryen ${durationOf(transform)}`,
    ].join(' · '),
  };
}

function tally(diagnostics: readonly Diagnostic[]): string {
  const number = (severity: string) => diagnostics.filter((one) => one.severity === severity).length;
  const warnings = number('warning');
  return (
    count(Math.max(1, number('error')), 'error') + (warnings > 0 ? `, ${count(warnings, 'warning')}` : '')
  );
}
