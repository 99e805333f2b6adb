/// A batch of output as it goes from one thread to the other: two buffers that change hands, however many
/// writes there are in it.

import type { OutputBatch, OutputChunk } from './output-batcher.ts';

export interface PackedOutput {
  droppedBytes: number;
  droppedLines: number;
  bytes: Uint8Array<ArrayBuffer>;
  /// A row for each write: fd, task, time, where it was in its file or NaN, how many bytes.
  table: Float64Array<ArrayBuffer>;
}

const columns = 5;

export function packedOutput({ droppedBytes, droppedLines, chunks }: OutputBatch): PackedOutput {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.bytes.length, 0));
  const table = new Float64Array(chunks.length * columns);
  let end = 0;
  chunks.forEach(({ fd, task, time, at = Number.NaN, bytes: written }, index) => {
    bytes.set(written, end);
    end += written.length;
    table.set([fd, task, time, at, written.length], index * columns);
  });
  return { droppedBytes, droppedLines, bytes, table };
}

export function unpackedOutput({ droppedBytes, droppedLines, bytes, table }: PackedOutput): OutputBatch {
  const chunks: OutputChunk[] = [];
  let start = 0;
  for (let row = 0; row < table.length; row += columns) {
    const at = table[row + 3]!;
    const end = start + table[row + 4]!;
    chunks.push({
      fd: table[row] as 1 | 2,
      task: table[row + 1]!,
      time: table[row + 2]!,
      ...(!Number.isNaN(at) && { at }),
      bytes: bytes.subarray(start, end),
    });
    start = end;
  }
  return { droppedBytes, droppedLines, chunks };
}
