/// The log is what the Output shows: clang's diagnostics of the program, then the end of what it wrote, as
/// lines of pieces that are tagged with the task and the time they were written by.

import { taskLabel } from '../../common/format.ts';
import { Utf8Reader } from '../../common/utf8-reader.ts';
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

/// What a terminal would show: a carriage return goes back to the beginning of the line, a backspace one
/// character back, and what is written then takes the place of what stood there. Other controls are kept as
/// they are.
export interface Line {
  /// Counts from 0 over all lines ever written; lines that were dropped have had theirs.
  number: number;
  /// One, unless several tasks or both streams wrote parts of the line.
  pieces: Piece[];
  /// Whether its end has been written.
  complete: boolean;
  /// Where the next character goes, in characters from the beginning; undefined: at the end.
  column?: number | undefined;
}

/// More than anybody reads, and no more than a browser lays out in a frame or two.
export const keptLines = 2000;
/// A line without end is cut into lines of this length.
export const maxLineCodeUnits = 2000;

export class Log {
  /// Called after every change; the view waits for a frame before it looks.
  changed: () => void = () => {};
  /// Called when nothing follows: the view looks at once.
  ended: () => void = () => {};
  /// Called with what has been written, before it is laid out in lines.
  wrote: (piece: Piece) => void = () => {};

  /// How often it has been cleared: line numbers begin anew with each time.
  #volume = 0;
  #lines: Line[] = [];
  #count = 0;
  #readers = newReaders();
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

  label(task: number): string {
    return taskLabel(task, this.#names.get(task) ?? '');
  }

  clear(): void {
    this.#volume++;
    this.#lines = [];
    this.#count = 0;
    this.#readers = newReaders();
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
    const text = this.#readers[fd].read(bytes);
    if (text !== '') this.wrote({ fd, task, time, text });
    const plain = !/[\r\b]/.test(text);
    text.split('\n').forEach((part, index) => {
      if (index > 0) this.#openLine().complete = true;
      const tag = { fd, task, time, ...(before !== undefined && { at: before }) };
      for (const run of plain ? [part] : part.split(/([\r\b])/)) {
        if (run === '\r' || run === '\b') this.#goBack(run);
        else
          for (let at = 0; at < run.length; at += maxLineCodeUnits)
            this.#extend({ ...tag, text: run.slice(at, at + maxLineCodeUnits) });
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
    if (open.column !== undefined) return overwrite(open, piece);
    const length = open.pieces.reduce((sum, { text }) => sum + text.length, 0);
    if (length > 0 && length + piece.text.length > maxLineCodeUnits) open.complete = true;
    const { pieces } = this.#openLine();
    const last = pieces.at(-1);
    if (last && last.task === piece.task && last.fd === piece.fd) last.text += piece.text;
    else pieces.push(piece);
  }

  #goBack(control: '\r' | '\b'): void {
    const line = this.#openLine();
    line.column = control === '\r' ? 0 : Math.max(0, (line.column ?? lengthOf(line)) - 1);
  }

  #skip(lines: number): void {
    const last = this.#lines.at(-1);
    if (last) last.complete = true;
    this.#count += lines;
  }
}

const lengthOf = ({ pieces }: Line): number =>
  pieces.reduce((sum, { text }) => sum + Array.from(text).length, 0);

/// Puts a piece where the line's column is, over as many characters as it has; what stood on either side
/// stays.
function overwrite(line: Line, piece: Piece): void {
  const from = line.column ?? 0;
  const to = from + Array.from(piece.text).length;
  const before: Piece[] = [];
  const after: Piece[] = [];
  let at = 0;
  for (const old of line.pieces) {
    const characters = Array.from(old.text);
    const head = characters.slice(0, Math.max(0, from - at)).join('');
    const tail = characters.slice(Math.max(0, to - at)).join('');
    if (head) before.push({ ...old, text: head });
    if (tail) after.push({ ...old, text: tail });
    at += characters.length;
  }
  line.pieces = [...before, piece, ...after].reduce<Piece[]>((joined, one) => {
    const last = joined.at(-1);
    if (last && last.task === one.task && last.fd === one.fd) last.text += one.text;
    else joined.push({ ...one });
    return joined;
  }, []);
  line.column = to >= at ? undefined : to;
}

function newReaders() {
  return { 1: new Utf8Reader(), 2: new Utf8Reader() };
}
