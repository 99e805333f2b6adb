/// The program in the browser's own field for text: until the editor has come, and where it does not come.

import type { EditorPort } from './editor-port.ts';

/// A text that stood here, and who put the next one in its place.
export interface Step {
  text: string;
  byPerson: boolean;
}

export interface PlainOptions {
  text: string;
  changed(byPerson: boolean): void;
}

export class PlainEditor implements EditorPort {
  readonly field = document.createElement('textarea');
  readonly #changed: PlainOptions['changed'];
  /// What can be undone, the oldest first; what a person types goes together.
  readonly #steps: Step[] = [];
  #before: string;
  /// Somebody is in the middle of a word, or of a selection.
  #held = false;
  #letGo: (() => void) | undefined;

  constructor({ text, changed }: PlainOptions) {
    this.#changed = changed;
    const { field } = this;
    field.className = 'plain-editor';
    field.wrap = 'off';
    field.spellcheck = false;
    field.translate = false;
    for (const name of ['autocapitalize', 'autocorrect', 'autocomplete']) field.setAttribute(name, 'off');
    field.setAttribute('aria-label', 'C program');
    this.#put(text);
    this.#before = this.text();
    field.addEventListener('input', () => this.#note(true));
    for (const name of ['compositionstart', 'pointerdown'])
      field.addEventListener(name, () => void (this.#held = true));
    for (const name of ['compositionend', 'pointerup', 'pointercancel'])
      addEventListener(name, () => void setTimeout(() => this.#release())); // behind what the event puts in
  }

  /// Waits until it can be taken away.
  async free(): Promise<void> {
    if (this.#held) await new Promise<void>((resolve) => void (this.#letGo = resolve));
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  text(): string {
    return this.field.value;
  }

  replace(text: string): void {
    this.#put(text);
    this.#note(false);
  }

  undo(): void {
    const step = this.#steps.pop();
    if (!step) return;
    this.#put(step.text);
    this.#before = this.text();
    this.#changed(true);
  }

  showDiagnostics(): void {} // they are told in the output too

  goTo(line: number, column: number): void {
    this.#select(line, column);
    this.focus();
  }

  showLine(line: number): void {
    const { field } = this;
    const lines = this.text().split('\n').length;
    field.scrollTop = ((line - 1) / lines) * field.scrollHeight - field.clientHeight / 2;
  }

  point(line: number): void {
    this.#select(line, 1);
    this.showLine(line);
  }

  focus(): void {
    this.field.focus();
  }

  namesAtCaret(): string[] {
    return [];
  }

  #release(): void {
    this.#held = false;
    this.#letGo?.();
  }

  /// The caret stays where it was: the field by itself would put it behind the last character.
  #put(text: string): void {
    const { field } = this;
    const { selectionStart, selectionEnd } = field;
    field.defaultValue = text;
    field.value = text;
    field.setSelectionRange(selectionStart, selectionEnd);
  }

  #note(byPerson: boolean): void {
    if (!byPerson || !this.#steps.at(-1)?.byPerson) this.#steps.push({ text: this.#before, byPerson });
    this.#before = this.text();
    this.#changed(byPerson);
  }

  #select(line: number, column: number): void {
    const lines = this.text().split('\n');
    const at = Math.min(Math.max(1, line), lines.length) - 1;
    const start = lines.slice(0, at).reduce((sum, { length }) => sum + length + 1, 0);
    const offset = start + Math.min(Math.max(1, column) - 1, lines[at]!.length);
    this.field.setSelectionRange(offset, offset);
  }
}
