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
  /// Nobody has asked for it yet: this gives it up.
  drop?: (() => void) | undefined;
}

export class Modules {
  readonly #parts: ModulesParts;
  /// The last one of each kind; not where the compiler broke off.
  readonly #builds: Partial<Record<Kind, Build>> = {};
  #example: { source: string; switching: Switching; wasm: Module } | undefined;

  constructor(parts: ModulesParts) {
    this.#parts = parts;
  }

  /// Undefined when the program does not compile, which is told. Rejects with CompilerUnavailable where there
  /// is no compiler.
  async of({ source, races, portable = false, current }: ModuleRequest): Promise<Module | undefined> {
    const kind = !races && portable ? 'asyncify' : this.#kind(races);
    const made = this.#made(source, kind);
    const wasm = made || !this.#isUsual(kind) ? undefined : await this.#ofExample(source, switchingOf(kind));
    if (!wasm) return this.#compile(made ?? this.#build(source, kind), current);
    if (current())
      this.#parts.state.compiled.value = { text: 'compiled beforehand', switching: switchingOf(kind) };
    return wasm;
  }

  #kind(races: boolean): Kind {
    return races ? 'telling' : this.#parts.state.switching.value;
  }

  /// Has the compiler make it before it is asked for. What the compiler says is told then. Undefined for an
  /// example, which has been made, and for what has been given up for a later text.
  async ahead(source: string, races: boolean): Promise<BuildResult | undefined> {
    const kind = this.#kind(races);
    const isMade = this.#isUsual(kind) && this.#parts.library.withText(source)?.wasmUrls;
    if (isMade) return undefined;
    const build = this.#made(source, kind) ?? this.#build(source, kind, { ahead: true });
    return build.result.catch(() => undefined);
  }

  #made(source: string, kind: Kind): Build | undefined {
    const made = this.#builds[kind];
    const isSame = made?.source === source && sameOptions(made.options, this.#parts.state.options.value);
    return isSame ? made : undefined;
  }

  /// The examples were compiled so.
  #isUsual(kind: Kind): boolean {
    return kind !== 'telling' && sameOptions(this.#parts.state.options.value, defaults);
  }

  #build(source: string, kind: Kind, { ahead } = { ahead: false }): Build {
    this.#builds[kind]?.drop?.();
    const { compiler, state } = this.#parts;
    const options = state.options.value;
    const how = { ...options, races: kind === 'telling', switching: switchingOf(kind) };
    const dropped = new AbortController();
    const result = ahead ? compiler.buildAhead(source, how, dropped.signal) : compiler.build(source, how);
    const build: Build = { source, options, kind, result, ...(ahead && { drop: () => dropped.abort() }) };
    const forget = () => {
      if (this.#builds[kind] === build) delete this.#builds[kind];
    };
    this.#builds[kind] = build;
    result.then((made) => made.wasm || isOfClang(made) || forget(), forget);
    return build;
  }

  async #ofExample(source: string, switching: Switching): Promise<Module | undefined> {
    const kept = this.#example;
    if (kept?.source === source && kept.switching === switching) return kept.wasm;
    const example = this.#parts.library.withText(source);
    const wasm = example && (await fetchModule(example, switching));
    if (wasm) this.#example = { source, switching, wasm };
    return wasm;
  }

  async #compile(build: Build, current: () => boolean): Promise<Module | undefined> {
    const { state, editor, log } = this.#parts;
    const { source, options, kind } = build;
    build.drop = undefined;
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

/// Whether all that is told is told by clang, of the text.
export const isOfClang = ({ diagnostics, milliseconds: { link } }: BuildResult): boolean =>
  diagnostics.length === 0 || link === 0;

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
