/// The rest of the page needs this of the editor.

import type { Diagnostic } from '../../toolchain/index.ts';

export interface EditorPort {
  text(): string;
  /// One step of the undo history; the caret stays near where it was.
  replace(text: string): void;
  undo(): void;
  showDiagnostics(diagnostics: readonly Diagnostic[]): void;
  /// Lines and columns from 1. Moves the focus there.
  goTo(line: number, column: number): void;
  /// Brings a line into sight; caret and focus stay.
  showLine(line: number): void;
  /// Marks the line as the one that is meant; the focus stays.
  point(line: number): void;
  focus(): void;
  /// What the person is at: the completion that is selected, the word at the caret, the calls around
  /// it, from the innermost out.
  namesAtCaret(): string[];
}
