/// What the Output shows: clang's remarks on the program, then the end of what it wrote, as lines of pieces that are tagged with
/// the task and the time they were written by.

import type { OutputBatch, OutputChunk } from '../../runtime/index.ts';
import type { Diagnostic } from '../../toolchain/index.ts';

export interface Piece {
  fd: 1 | 2;
  /// 0: written between turns.
  task: number;
  /// Program time in nanoseconds.
  time: number;
  text: string;
  /// Bytes that the program had written to the file before.
  at?: number;
}

export interface Line {
  /// Counts from 0 over all lines ever written; lines that were dropped have had theirs.
  number: number;
  /// One, unless several tasks or both streams wrote parts of the line.
  pieces: Piece[];
  /// Whether its end has been written.
  complete: boolean;
}

/// More than anybody reads, and no more than a browser lays out in a frame or two.
export const keptLines = 2000;
/// A line without end is cut into lines of this length, in UTF-16 code units.
export const longestLine = 2000;

export class Log {
  /// Called after every change; the view waits for a frame before it looks.
  changed: () => void = () => {};

  /// How often it has been cleared: line numbers begin anew with each time.
  #volume = 0;
  #lines: Line[] = [];
  #count = 0;
  #decoders = newDecoders();
  readonly #names = new Map<number, string>();
  #diagnostics: readonly Diagnostic[] = [];

  get volume(): number {
    return this.#volume;
  }

  /// The lines that are kept, the oldest first.
  get lines(): readonly Line[] {
    return this.#lines;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /// name#number, as everywhere else: many tasks may have one name.
  taskName(task: number): string {
    const name = this.#names.get(task) ?? '';
    return task === 1 && name === 'main' ? name : `${name}#${task}`;
  }

  clear(): void {
    this.#volume++;
    this.#lines = [];
    this.#count = 0;
    this.#decoders = newDecoders();
    this.#names.clear();
    this.#diagnostics = [];
    this.changed();
  }

  report(diagnostics: readonly Diagnostic[]): void {
    this.#diagnostics = diagnostics;
    this.changed();
  }

  append(
    { droppedBytes, droppedLines, chunks }: OutputBatch,
    names: readonly (readonly [task: number, name: string])[] = [],
  ): void {
    for (const [task, name] of names) this.#names.set(task, name);
    if (droppedBytes > 0) this.#skip(droppedLines);
    for (const chunk of chunks) this.#write(chunk);
    if (this.#lines.length > keptLines) this.#lines.splice(0, this.#lines.length - keptLines);
    this.changed();
  }

  /// What a person would copy: the program's own words.
  text(): string {
    return this.#lines.map((line) => `${line.pieces.map((piece) => piece.text).join('')}\n`).join('');
  }

  #write({ fd, task, time, bytes, at: before }: OutputChunk): void {
    const text = this.#decoders[fd].decode(bytes, { stream: true });
    text.split('\n').forEach((part, index) => {
      if (index > 0) this.#openLine().complete = true;
      for (let at = 0; at < part.length; at += longestLine) {
        this.#extend({
          fd,
          task,
          time,
          text: part.slice(at, at + longestLine),
          ...(before !== undefined && { at: before }),
        });
      }
    });
  }

  #openLine(): Line {
    const last = this.#lines.at(-1);
    if (last && !last.complete) return last;
    const line = { number: this.#count++, pieces: [], complete: false };
    this.#lines.push(line);
    return line;
  }

  #extend(piece: Piece): void {
    const open = this.#openLine();
    const length = open.pieces.reduce((sum, { text }) => sum + text.length, 0);
    if (length > 0 && length + piece.text.length > longestLine) open.complete = true;
    const { pieces } = this.#openLine();
    const last = pieces.at(-1);
    if (last && last.task === piece.task && last.fd === piece.fd) last.text += piece.text;
    else pieces.push(piece);
  }

  #skip(lines: number): void {
    const last = this.#lines.at(-1);
    if (last) last.complete = true;
    this.#count += lines;
  }
}

function newDecoders() {
  return { 1: new TextDecoder(), 2: new TextDecoder() };
}
