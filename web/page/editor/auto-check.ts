/// An edit has consequences: the compiler comes, and compiles what stands there as soon as the hands pause,
/// so that Run need not wait for it. Once they rest, the draft is kept, and the diagnostics are brought up to
/// date.

import { savesData } from '../../common/saves-data.ts';
import type { CompilerClient } from '../run/compiler-client.ts';
import { isOfClang, type Modules } from '../run/modules.ts';
import type { EditorPort } from './editor-port.ts';
import type { State } from '../state.ts';

/// Who types on leaves less time between two keys, mostly.
const pauseMilliseconds = 150;
const restMilliseconds = 400;

export interface AutoCheckParts {
  state: State;
  editor: EditorPort;
  compiler: CompilerClient;
  modules: Pick<Modules, 'ahead'>;
  sharing: { textChanged(): void; saveDraft(): void };
}

export class AutoCheck {
  readonly #parts: AutoCheckParts;
  #pause: ReturnType<typeof setTimeout> | undefined;
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
    clearTimeout(this.#pause);
    clearTimeout(this.#timer);
    this.#pause = setTimeout(() => void this.#compile(), pauseMilliseconds);
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

  /// Nothing is told of it: the text may be half a sentence.
  async #compile() {
    const { editor, compiler, modules, state } = this.#parts;
    if (compiler.state.kind !== 'ready' || state.phase.value === 'building') return undefined;
    return modules.ahead(editor.text(), state.races.value);
  }

  async #check(): Promise<void> {
    const { editor, compiler, state } = this.#parts;
    if (compiler.state.kind !== 'ready' || state.phase.value === 'building') return;
    const text = editor.text();
    const made = await this.#compile();
    if (editor.text() !== text) return;
    const diagnostics =
      made && isOfClang(made)
        ? made.diagnostics
        : await compiler.check(text, state.options.value).catch(() => undefined);
    if (diagnostics && editor.text() === text) editor.showDiagnostics(diagnostics);
  }
}
