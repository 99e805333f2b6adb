/// Text of others is shown as it is, and turns nothing around it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visible } from '../../web/common/visible-text.ts';

test('controls are shown and not obeyed', () => {
  assert.equal(visible('a\x1b[31m\0\x7f\x85\ttab'), 'a\u241b[31m\u2400\u2421\\u0085\ttab');
});

test('nothing that turns the direction of writing is left', () => {
  const marks = [0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x200b, 0xad, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e];
  for (const code of [...marks, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff]) {
    const name = `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
    assert.equal(visible(`a${String.fromCharCode(code)}b`), `a${name}b`);
  }
});

test('letters of every script stay as they are', () => {
  for (const text of ['שלום', 'مرحبا', 'ünïcödé', '🧶 family 👩‍👩‍👧', '中文'])
    assert.equal(visible(text), text);
});
