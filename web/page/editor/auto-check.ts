/// An edit has consequences, once the hands rest: the draft is kept, the compiler comes, its diagnostics are
/// brought up to date, and a text without errors is compiled, so that Run need not wait for it.

import type { CompilerClient } from '../run/compiler-client.ts';
import type { Modules } from '../run/modules.ts';
import type { EditorPort } from './editor-port.ts';
import type { Sharing } from '../share/sharing.ts';
import type { State } from '../state.ts';

const restMilliseconds = 400;

export interface AutoCheckParts {
  state: State;
  editor: EditorPort;
  compiler: CompilerClient;
  modules: Pick<Modules, 'ahead'>;
  sharing: Pick<Sharing, 'textChanged' | 'saveDraft'>;
}

export class AutoCheck {
  readonly #parts: AutoCheckParts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #compilerCame = false;

  constructor(parts: AutoCheckParts) {
    this.#parts = parts;
    parts.state.options.subscribe(() => void this.#check());
    parts.state.compiler.subscribe(({ kind }) => kind === 'ready' && this.#rested());
  }

  changed(byPerson: boolean): void {
    this.#parts.sharing.textChanged();
    if (byPerson && !this.#parts.state.pristine.value) this.#fetchCompiler();
    /* The draft is kept at once, as the tab may be closed before the hands rest; then again when they do. */
    if (this.#timer === undefined) this.#parts.sharing.saveDraft();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rested(), restMilliseconds);
  }

  /// The compiler comes at the first edit, so that it is there when Run is pressed: but once only, as the
  /// person may have cancelled it.
  #fetchCompiler(): void {
    if (this.#compilerCame || savesData()) return;
    this.#compilerCame = true;
    this.#parts.compiler.prepare();
  }

  #rested(): void {
    this.#timer = undefined;
    this.#parts.sharing.saveDraft();
    void this.#check();
  }

  async #check(): Promise<void> {
    const { editor, compiler, modules, state } = this.#parts;
    if (compiler.state.kind !== 'ready' || state.phase.value === 'building') return;
    const text = editor.text();
    const diagnostics = await compiler.check(text, state.options.value).catch(() => undefined);
    if (!diagnostics || editor.text() !== text) return;
    editor.showDiagnostics(diagnostics);
    const broken = diagnostics.some(({ severity }) => severity === 'error');
    if (!broken && this.#timer === undefined) await modules.ahead(text, state.races.value);
  }
}

function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData ?? false;
}
