/// The editor, which comes behind the page: until then the program stands in a plain field, and what has been
/// written there, chosen and scrolled to is carried over.

import type { Extension } from '@codemirror/state';

import type { Diagnostic } from '../../toolchain/index.ts';
import type { SourceMark } from '../../trace/text/source-marks.ts';
import type { Editor } from './editor.ts';
import type { EditorPort } from './editor-port.ts';
import { PlainEditor } from './plain-editor.ts';

export interface LateEditorOptions {
  text: string;
  /// `byPerson`: typed, pasted or undone rather than put there by the page.
  changed(byPerson: boolean): void;
  /// A task's mark beside a line was pressed.
  chose(task: number): void;
}

/// What comes within a blink needs nothing in its place.
const blinkMilliseconds = 100;

export class LateEditor implements EditorPort {
  readonly element = document.createElement('div');
  /// Until it has come, or is known not to come.
  readonly settled: Promise<unknown>;
  readonly #options: LateEditorOptions;
  readonly #plain: PlainEditor;
  /// Rejected where it could not be fetched; the plain field stays then.
  readonly #whole: Promise<Editor>;
  #editor: Editor | undefined;
  #marks: (marks: readonly SourceMark[], selected: number | undefined) => void = () => {};
  #marked: [marks: readonly SourceMark[], selected: number | undefined] = [[], undefined];
  #diagnostics: readonly Diagnostic[] = [];
  #readOnly = false;

  constructor(options: LateEditorOptions) {
    this.#options = options;
    this.#plain = new PlainEditor(options);
    this.element.className = 'late-editor';
    setTimeout(() => this.#showPlain(), blinkMilliseconds);
    this.#whole = this.#come();
    this.settled = this.#whole.catch(() => this.#showPlain());
  }

  text(): string {
    return this.#port.text();
  }

  replace(text: string): void {
    this.#diagnostics = [];
    this.#port.replace(text);
  }

  undo(): void {
    this.#port.undo();
  }

  showDiagnostics(diagnostics: readonly Diagnostic[]): void {
    this.#diagnostics = diagnostics;
    this.#editor?.showDiagnostics(diagnostics);
  }

  goTo(line: number, column: number): void {
    this.#showPlain();
    this.#port.goTo(line, column);
  }

  showLine(line: number): void {
    this.#port.showLine(line);
  }

  point(line: number): void {
    this.#showPlain();
    this.#port.point(line);
  }

  focus(): void {
    this.#showPlain();
    this.#port.focus();
  }

  namesAtCaret(): string[] {
    return this.#port.namesAtCaret();
  }

  /// Adds what has come later.
  extend(extension: Extension): void {
    this.#whole.then(
      (editor) => editor.extend(extension),
      () => {}, // nothing is there that it could be added to
    );
  }

  /// Where the tasks stand.
  showTasks(marks: readonly SourceMark[], selected: number | undefined): void {
    this.#marked = [marks, selected];
    this.#marks(marks, selected);
  }

  readOnly(on: boolean): void {
    this.#readOnly = on;
    this.#plain.field.readOnly = on;
    this.#editor?.readOnly(on);
  }

  get #port(): EditorPort {
    return this.#editor ?? this.#plain;
  }

  #showPlain(): void {
    if (!this.#editor && !this.#plain.field.isConnected) this.element.append(this.#plain.field);
  }

  async #come(): Promise<Editor> {
    const { createEditor, showTasks, taskMarks } = await import('./code.ts');
    await this.#plain.free();
    const { field, steps } = this.#plain;
    let carried = false;
    const editor = createEditor({
      text: steps[0]?.text ?? this.text(),
      changed: (byPerson) => carried && this.#options.changed(byPerson),
      extensions: taskMarks((task) => this.#options.chose(task)),
    });
    for (const { text } of [...steps.slice(1), { text: this.text() }]) editor.replace(text);
    carried = true;
    editor.select(field.selectionStart, field.selectionEnd, field.selectionDirection === 'backward');
    editor.readOnly(this.#readOnly);
    editor.showDiagnostics(this.#diagnostics);

    const focused = document.activeElement === field;
    const { scrollTop, scrollLeft } = field;
    this.#editor = editor;
    this.element.replaceChildren(editor.element);
    editor.view.scrollDOM.scrollTo(scrollLeft, scrollTop);
    if (focused) editor.focus();
    this.#marks = (marks, selected) => showTasks(editor.view, marks, selected);
    this.#marks(...this.#marked);
    return editor;
  }
}
