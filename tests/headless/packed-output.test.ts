/// Output goes from thread to thread in two buffers, and is read in pieces with any boundaries.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Utf8Reader } from '../../web/common/utf8-reader.ts';
import { packedOutput, unpackedOutput, type OutputChunk } from '../../web/runtime/index.ts';

test('a batch that was packed is the same batch again', () => {
  const chunks: OutputChunk[] = [
    { fd: 1, task: 3, time: 5.5e9, bytes: Uint8Array.of(1, 2, 3), at: 0 },
    { fd: 2, task: 2 ** 31 + 4, time: 0, bytes: Uint8Array.of() },
    { fd: 2, task: 0, time: 2 ** 52, bytes: Uint8Array.of(255), at: 2 ** 40 },
  ];
  const batch = { droppedBytes: 70_000, droppedLines: 12, chunks };
  assert.deepEqual(unpackedOutput(packedOutput(batch)), batch);
  const nothing = { droppedBytes: 1, droppedLines: 0, chunks: [] };
  assert.deepEqual(unpackedOutput(packedOutput(nothing)), nothing);
});

test('characters are whole, wherever the pieces end', () => {
  const text = '\ufeffplain, größer, 本, 🧵, plain again\n';
  const bytes = new TextEncoder().encode(text.repeat(3));
  const whole = new TextDecoder().decode(bytes);
  for (let size = 1; size <= 9; size++) {
    const reader = new Utf8Reader();
    let read = '';
    for (let at = 0; at < bytes.length; at += size) read += reader.read(bytes.subarray(at, at + size));
    assert.equal(read, whole, `pieces of ${size}`);
  }
});

test('what is no UTF-8 is told where it is found out, and what follows is read', () => {
  const reader = new Utf8Reader();
  assert.equal(reader.read(Uint8Array.of(0x61, 0xc3)), 'a');
  assert.equal(reader.read(Uint8Array.of(0x62)), '\ufffdb');
  assert.equal(reader.read(Uint8Array.of(0x63)), 'c');
});
