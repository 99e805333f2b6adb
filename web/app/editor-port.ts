/// What the rest of the page needs of the editor.

import type { Diagnostic } from '../toolchain/index.ts';

export interface EditorPort {
  text(): string;
  /// One step of the undo history; the caret stays near where it was.
  replace(text: string): void;
  undo(): void;
  showDiagnostics(diagnostics: readonly Diagnostic[]): void;
  /// Lines and columns from 1. Moves the focus there.
  goTo(line: number, column: number): void;
  focus(): void;
  /// The word that the caret is in or at; of a list of completions, the one that is selected.
  wordAtCaret(): string;
}
