/// What the compiler reads is what was in the file, byte for byte, whatever its encoding.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bytesOfText, foreignByte, textOfBytes } from '../../web/toolchain/source-bytes.ts';
import { program, weft } from './command.ts';

test('every source comes back byte for byte, valid or not', () => {
  let state = 7;
  const random = (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  /* What UTF-8 is made of, and what it forbids. */
  const pieces = [[0x41], [10], [0xc3, 0xa9], [0xe2, 0x82, 0xac], [0xf0, 0x9f, 0xa7, 0xb6], [0xe9], [0xff]];
  const bad = [
    [0xc0, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xe2, 0x82],
    [0x80],
    [0xef, 0xbb, 0xbf],
  ];
  const all = [...pieces, ...bad];
  for (let round = 0; round < 500; round++) {
    const bytes = Uint8Array.from(Array.from({ length: random(12) }, () => all[random(all.length)]!).flat());
    assert.deepEqual(bytesOfText(textOfBytes(bytes)), bytes);
  }
});

test('text that is UTF-8 is itself', () => {
  const text = 'int main(void) { return "ünï🧶"; }\n';
  assert.equal(textOfBytes(new TextEncoder().encode(text)), text);
  assert.equal(foreignByte(new TextEncoder().encode(text)), undefined);
});

test('the first byte that is no UTF-8 is named with its line', () => {
  assert.deepEqual(foreignByte(Uint8Array.of(0x61, 10, 0x62, 10, 0xe9, 0x22)), { byte: 0xe9, line: 3 });
  assert.deepEqual(foreignByte(Uint8Array.of(0x61, 0xe2, 0x82)), { byte: 0xe2, line: 1 });
});

test('a program in Latin-1 has the bytes that its file has', async () => {
  const source =
    '#include <stdio.h>\n#include <string.h>\nint main(void) { printf("%zu %d\\n", strlen("caf\xe9"), "\xe9"[0] & 255); }\n';
  const file = program(Buffer.from(source, 'latin1'), 'latin1.c');
  const { status, stdout, stderr } = await weft(['run', file]);
  assert.deepEqual([status, stdout], [0, '4 233\n'], stderr);
});
