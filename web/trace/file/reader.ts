/// Reads a recorded trace back into the batches of a run. A file may end anywhere, since a program may: what
/// is whole of it counts.

import { slotBytes, recordBytes, type TraceBatch } from '../../runtime/trace-batch.ts';
import { headBytes, magic, type RecordedEnd, type RecordedOutput, type RecordedSource } from './pieces.ts';

export interface RecordedTrace {
  batches: TraceBatch[];
  /// The sources that are in the file, in the order in which the run came upon them.
  sources: RecordedSource[];
  /// What it wrote, where that has been recorded.
  outputs: RecordedOutput[];
  /// undefined: the file ends before the run does.
  end?: RecordedEnd;
}

/// The file is none that Weft has recorded, or is of a later version; the message says which.
export class NotATrace extends Error {}

const utf8 = new TextDecoder();
const anyVersion = magic.slice(0, -1);

export function isTraceFile(bytes: Uint8Array): boolean {
  return utf8.decode(bytes.subarray(0, anyVersion.length)) === anyVersion;
}

export function readTraceFile(bytes: Uint8Array): RecordedTrace {
  if (!isTraceFile(bytes)) throw new NotATrace('it is not a trace that Weft has recorded');
  if (utf8.decode(bytes.subarray(0, magic.length)) !== magic)
    throw new NotATrace('it was recorded by a later version of Weft, which can open it');
  const reader = new Reader();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = magic.length;
  while (at + headBytes <= bytes.length) {
    const from = at + headBytes;
    const to = from + view.getUint32(at + 4, true);
    if (to > bytes.length) break;
    reader.piece(utf8.decode(bytes.subarray(at, at + 4)), new Uint8Array(bytes.subarray(from, to)));
    at = to;
  }
  return reader.finish();
}

const emptyBatch = (): TraceBatch => ({
  lost: 0,
  slots: new ArrayBuffer(0),
  texts: [],
  now: 0,
  behind: false,
});

/// Those of the kind that are whole.
const whole = (bytes: Uint8Array<ArrayBuffer>, size: number): ArrayBuffer =>
  bytes.buffer.slice(0, bytes.length - (bytes.length % size));

class Reader {
  readonly #trace: RecordedTrace = { batches: [], sources: [], outputs: [] };
  readonly #texts = new Map<number, string>();
  #batch = emptyBatch();
  #records: ArrayBuffer | undefined;

  piece(kind: string, bytes: Uint8Array<ArrayBuffer>): void {
    const view = new DataView(bytes.buffer);
    const batch = this.#batch;
    if (kind === 'TEXT' && bytes.length >= 4)
      this.#text(view.getUint32(0, true), utf8.decode(bytes.subarray(4)));
    else if (kind === 'CODE' && bytes.length >= 4)
      this.#trace.sources.push({
        name: this.#texts.get(view.getUint32(0, true)) ?? '',
        text: utf8.decode(bytes.subarray(4)),
      });
    else if (kind === 'SLOT') this.#slots(whole(bytes, slotBytes));
    else if (kind === 'TASK') this.#records = whole(bytes, recordBytes);
    else if (kind === 'LOST' && bytes.length >= 8) this.#lose(view.getFloat64(0, true));
    else if (kind === 'SAMP') batch.samples = whole(bytes, recordBytes);
    else if (kind === 'TIME' && bytes.length >= 8) this.#close(view.getFloat64(0, true));
    else if (kind === 'OUTP' && bytes.length >= 16)
      this.#trace.outputs.push({
        fd: view.getInt32(0, true) === 2 ? 2 : 1,
        task: view.getUint32(4, true),
        time: view.getFloat64(8, true),
        bytes: bytes.subarray(16),
      });
    else if (kind === 'DONE' && bytes.length >= 12)
      this.#trace.end = {
        time: view.getFloat64(0, true),
        status: view.getInt32(8, true),
        cause: utf8.decode(bytes.subarray(12)),
      };
  }

  finish(): RecordedTrace {
    if (this.#batch.slots.byteLength > 0) this.#close(this.#trace.batches.at(-1)?.now ?? 0);
    return this.#trace;
  }

  #text(number: number, text: string): void {
    this.#texts.set(number, text);
    this.#batch.texts.push([number, text]);
  }

  /// Several pieces of slots make a batch; one of its own would do as well.
  #slots(slots: ArrayBuffer): void {
    if (this.#batch.slots.byteLength > 0) this.#close(this.#trace.batches.at(-1)?.now ?? 0);
    this.#batch.slots = slots;
  }

  #lose(lost: number): void {
    if (!(lost > 0)) return;
    this.#batch.lost = lost;
    if (this.#records) this.#batch.tasks = { records: this.#records, texts: [...this.#texts] };
    this.#records = undefined;
  }

  #close(now: number): void {
    this.#batch.now = now;
    this.#trace.batches.push(this.#batch);
    this.#batch = emptyBatch();
  }
}
