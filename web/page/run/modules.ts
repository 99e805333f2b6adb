/// Makes modules of programs: of the example that the text is, or by the compiler, whose words it shows.

import { fetchModule, type Library } from '../editor/examples.ts';
import { count, durationOf } from '../../common/format.ts';
import type { BuildResult, Diagnostic } from '../../toolchain/index.ts';
import type { EditorPort } from '../editor/editor-port.ts';
import type { Log } from '../output/log.ts';
import type { State } from '../state.ts';
import type { CompilerClient } from './compiler-client.ts';

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

interface Built {
  source: string;
  wasm: Module;
}

export class Modules {
  readonly #parts: ModulesParts;
  /// The last one of each kind.
  #plain: Built | undefined;
  #telling: Built | undefined;

  constructor(parts: ModulesParts) {
    this.#parts = parts;
  }

  /// Undefined when the program does not compile, which is told. Rejects with CompilerUnavailable where there
  /// is no compiler.
  async of({ source, races, current }: ModuleRequest): Promise<Module | undefined> {
    const kept = races ? this.#telling : this.#plain;
    const wasm = kept?.source === source ? kept.wasm : races ? undefined : await this.#ofExample(source);
    if (!wasm) return this.#compile({ source, races, current });
    if (current()) this.#parts.state.compiled.value = 'compiled beforehand';
    return wasm;
  }

  async #ofExample(source: string): Promise<Module | undefined> {
    const example = this.#parts.library.withText(source);
    const wasm = example && (await fetchModule(example));
    if (wasm) this.#plain = { source, wasm };
    return wasm;
  }

  async #compile({ source, races, current }: ModuleRequest): Promise<Module | undefined> {
    const { state, compiler, editor, log } = this.#parts;
    const result = await compiler.build(source, { races });
    const { wasm, diagnostics } = result;
    if (wasm && races) this.#telling = { source, wasm };
    else if (wasm) this.#plain = { source, wasm };
    if (editor.text() === source) editor.showDiagnostics(diagnostics);
    if (!current()) return undefined;
    log.report(diagnostics);
    state.compiled.value = wasm ? `compiled in ${durationOf(total(result))}` : '';
    if (!wasm) state.outcome.value = { mood: 'bad', text: `Does not compile: ${tally(diagnostics)}` };
    return wasm;
  }
}

function total({ milliseconds: { compile, link, transform } }: BuildResult): number {
  return compile + link + transform;
}

function tally(diagnostics: readonly Diagnostic[]): string {
  const number = (severity: string) => diagnostics.filter((one) => one.severity === severity).length;
  const warnings = number('warning');
  return (
    count(Math.max(1, number('error')), 'error') + (warnings > 0 ? `, ${count(warnings, 'warning')}` : '')
  );
}
