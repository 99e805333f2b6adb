/// Where the editor offers to complete something, and where it keeps quiet.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompletionContext } from '@codemirror/autocomplete';
import { cpp } from '@codemirror/lang-cpp';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { placeOf } from '../../web/page/editor/assist/place.ts';

/// The text's `|` is the caret.
function at(text: string, explicit = false) {
  const pos = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', ''), extensions: [cpp()] });
  ensureSyntaxTree(state, state.doc.length, Infinity); // read once, it is read, however slow this machine is
  return placeOf(new CompletionContext(state, pos, explicit));
}

test('a word, from its second letter on', () => {
  assert.deepEqual(at('int main(void) { weft_jo| }'), { from: 17, word: 'weft_jo', member: false });
  assert.deepEqual(at('int main(void) { re| }'), { from: 17, word: 're', member: false });
  assert.equal(at('int x|'), undefined);
  assert.equal(at('int main(void) { | }'), undefined);
});

test('anything, when it is asked for', () => {
  assert.deepEqual(at('int main(void) { x| }', true), { from: 17, word: 'x', member: false });
  assert.deepEqual(at('int main(void) { | }', true), { from: 17, word: '', member: false });
});

test('a member, behind a dot or an arrow, at once', () => {
  for (const before of [
    'page.',
    'page->',
    'cases[0].',
    'of(x).',
    'of(x)->',
    'point p = { .',
    'point p = { .x = 1, .',
  ]) {
    assert.equal(at(`int main(void) { ${before}| }`)?.member, true, before);
    assert.equal(at(`int main(void) { ${before}bo| }`)?.member, true, before);
  }
  assert.equal(at('int main(void) { a > bo| }')?.member, false);
});

test('nothing in comments, texts and numbers', () => {
  for (const text of [
    '// weft_jo|',
    '/* weft_jo| */',
    'char *s = "weft_jo|";',
    'double d = 1.|;',
    'double d = 0x1f|;',
    '#include <std|>',
    "char c = 'ab|';",
  ]) {
    assert.equal(at(text), undefined, text);
    assert.equal(at(text, true), undefined, text);
  }
});
