/// Makes the pieces of a recorded trace out of a run's batches.

import type { TraceBatch } from '../../runtime/trace-batch.ts';
import {
  headBytes,
  magic,
  type PieceKind,
  type RecordedEnd,
  type RecordedOutput,
  type RecordedSource,
} from './pieces.ts';

const utf8 = new TextEncoder();

export class TraceFileWriter {
  readonly #put: (bytes: Uint8Array) => void;
  /// Up to which it has been told what happened.
  #now = 0;

  /// `put` appends to the file.
  constructor(put: (bytes: Uint8Array) => void) {
    this.#put = put;
    put(utf8.encode(magic));
  }

  source({ name, text }: RecordedSource): void {
    this.#text(0, name);
    this.#piece('CODE', number(0), utf8.encode(text));
  }

  batch({ lost, tasks, slots, texts, samples, now }: TraceBatch): void {
    for (const [pointer, text] of texts) this.#text(pointer, text);
    if (tasks) {
      for (const [pointer, text] of tasks.texts) this.#text(pointer, text);
      this.#piece('TASK', new Uint8Array(tasks.records));
    }
    if (lost > 0) this.#piece('LOST', double(lost));
    if (slots.byteLength > 0) this.#piece('SLOT', new Uint8Array(slots));
    if (samples) this.#piece('SAMP', new Uint8Array(samples));
    this.#piece('TIME', double(now));
    this.#now = now;
  }

  output({ fd, task, time, bytes }: RecordedOutput): void {
    this.#piece('OUTP', number(fd), number(task), double(time), bytes);
  }

  end({ status, cause }: Omit<RecordedEnd, 'time'>): void {
    this.#piece('DONE', double(this.#now), number(status), utf8.encode(cause));
  }

  #text(pointer: number, text: string): void {
    this.#piece('TEXT', number(pointer), utf8.encode(text));
  }

  #piece(kind: PieceKind, ...parts: Uint8Array[]): void {
    const head = new Uint8Array(headBytes);
    head.set(utf8.encode(kind));
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    new DataView(head.buffer).setUint32(4, length, true);
    this.#put(head);
    for (const part of parts) this.#put(part);
  }
}

function number(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value, true);
  return bytes;
}

function double(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return bytes;
}
