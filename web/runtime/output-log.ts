/// The text that a program has written, as lines of pieces tagged with the task and time they were written by: the end of it, when
/// there is too much to show.

import type { OutputBatch } from './output-batcher.ts';

export interface Piece {
  fd: 1 | 2;
  task: number;
  /// Program time in nanoseconds.
  time: number;
  text: string;
}

export interface Line {
  /// Counts from 0 over all lines ever written; lines that were dropped have had theirs.
  number: number;
  /// One, unless several tasks or both streams wrote parts of the line.
  pieces: Piece[];
  /// Whether its newline has been written.
  complete: boolean;
}

export class OutputLog {
  readonly #limit: number;
  readonly #decoders = { 1: new TextDecoder(), 2: new TextDecoder() };
  #lines: Line[] = [];
  #count = 0;
  #droppedLines = 0;

  /// Keeps so many lines at most.
  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  /// The lines that are kept, the oldest first.
  get lines(): readonly Line[] {
    return this.#lines;
  }

  /// How many lines are missing before or between those that are kept.
  get droppedLines(): number {
    return this.#droppedLines;
  }

  append(batch: OutputBatch): void {
    if (batch.droppedBytes > 0) this.#skip(batch.droppedLines);
    for (const { fd, task, time, bytes } of batch.chunks) {
      const text = this.#decoders[fd].decode(bytes, { stream: true });
      text.split('\n').forEach((part, index) => {
        if (index > 0) this.#endLine();
        if (part !== '') this.#addPiece({ fd, task, time, text: part });
      });
    }
    this.#trim();
  }

  clear(): void {
    this.#lines = [];
    this.#count = this.#droppedLines = 0;
    this.#decoders[1] = new TextDecoder();
    this.#decoders[2] = new TextDecoder();
  }

  #openLine(): Line {
    const last = this.#lines.at(-1);
    if (last && !last.complete) return last;
    const line = { number: this.#count++, pieces: [], complete: false };
    this.#lines.push(line);
    return line;
  }

  #endLine(): void {
    this.#openLine().complete = true;
  }

  #addPiece(piece: Piece): void {
    const { pieces } = this.#openLine();
    const last = pieces.at(-1);
    if (last && last.task === piece.task && last.fd === piece.fd) last.text += piece.text;
    else pieces.push(piece);
  }

  #skip(lines: number): void {
    const last = this.#lines.at(-1);
    if (last) last.complete = true;
    this.#count += lines;
    this.#droppedLines += lines;
  }

  #trim(): void {
    const excess = this.#lines.length - this.#limit;
    if (excess <= 0) return;
    this.#lines.splice(0, excess);
    this.#droppedLines += excess;
  }
}
