/// The parts that make the manual: comments, declarations, search.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countEntries, cut, manualOf, search, spansOf, wordsOf } from '../../web/manual/index.ts';

const small = `/* small.h: a header.
 *
 * With an introduction:
 *
 * - one thing,
 *   and more of it
 * - another
 */
#ifndef SMALL_H
#define SMALL_H

/* ---- Numbers (arithmetic's) ---- */

/* What numbers are for:

       int six = weft_add(2, 4);

       int more;

   And so on. */

/* Adds two numbers. Never fails. Waits.
   It is fast.
   Returns the sum, or
   - WEFT_EBIG: too big,
     or too small */
#define weft_add(a, /* b */...) weft_add_at((a), __VA_ARGS__, __FILE__, __LINE__)
int weft_naked(void);

enum {
    WEFT_EBIG = -1, /* too big for
                       an int */
    WEFT_BARE = 2
};
int weft_add_at(int (*first)(void *), const char *second, const char *file, int line);
#endif
`;

const numbers = manualOf(small).sections[0]!;

test('the introduction: paragraphs and lists', () => {
  assert.deepEqual(manualOf(small).introduction, [
    { kind: 'paragraph', text: 'small.h: a header.' },
    { kind: 'paragraph', text: 'With an introduction:' },
    { kind: 'list', items: ['one thing, and more of it', 'another'] },
  ]);
});

test('a section: its title, what it is like, its text with an example', () => {
  assert.equal(numbers.id, 'numbers');
  assert.equal(numbers.title, 'Numbers');
  assert.equal(numbers.aside, "arithmetic's");
  assert.deepEqual(numbers.text, [
    { kind: 'paragraph', text: 'What numbers are for:' },
    { kind: 'code', text: 'int six = weft_add(2, 4);\n\nint more;' },
    { kind: 'paragraph', text: 'And so on.' },
  ]);
});

test('a macro as the function that it stands for', () => {
  assert.deepEqual(numbers.entries[0], {
    name: 'weft_add',
    kind: 'function',
    signature: 'int weft_add(int (*a)(void *), const char *b)',
    summary: 'Adds two numbers.',
    text: [
      { kind: 'paragraph', text: 'Adds two numbers. Never fails. It is fast.' },
      { kind: 'paragraph', text: 'Returns the sum, or' },
      { kind: 'list', items: ['WEFT_EBIG: too big, or too small'] },
    ],
    waits: 'always',
    errors: ['WEFT_EBIG'],
    fields: [],
    line: 27,
  });
});

test('what has no comment of its own is an entry without words', () => {
  const wordless = numbers.entries.filter(({ summary }) => summary === '').map(({ name }) => name);
  assert.deepEqual(wordless, ['weft_naked', 'WEFT_BARE']);
});

test('a constant with a comment over two lines', () => {
  const big = numbers.entries.find(({ name }) => name === 'WEFT_EBIG');
  assert.equal(big?.summary, 'Too big for an int.');
  assert.equal(big?.line, 31);
});

test('spans: code, names that have an entry, and those that have none', () => {
  const spans = spansOf(
    'Call weft_add with `a`, not weft_other; `weft_add` too.',
    (name) => name === 'weft_add',
  );
  assert.deepEqual(spans, [
    { kind: 'words', text: 'Call ' },
    { kind: 'reference', text: 'weft_add' },
    { kind: 'words', text: ' with ' },
    { kind: 'code', text: 'a' },
    { kind: 'words', text: ', not weft_other; ' },
    { kind: 'reference', text: 'weft_add' },
    { kind: 'words', text: ' too.' },
  ]);
});

test('search takes every word, in names, signatures and texts, in upper or lower case', () => {
  const found = (query: string) =>
    search(manualOf(small), wordsOf(query)).sections.flatMap(({ entries }) =>
      entries.map(({ name }) => name),
    );
  assert.deepEqual(found('ADD'), ['weft_add']);
  assert.deepEqual(found('fast numbers'), ['weft_add']);
  assert.deepEqual(found('char'), ['weft_add']);
  assert.deepEqual(found('too small'), ['weft_add']);
  assert.deepEqual(found('slow numbers'), []);
  assert.deepEqual(found('a.d'), []);
  assert.equal(countEntries(search(manualOf(small), [])), 4);
});

test('search keeps the text of a section that holds the words, and drops what does not', () => {
  const found = search(manualOf(small), ['so', 'on']);
  assert.equal(found.introduction.length, 0);
  assert.deepEqual(
    found.sections.map(({ text, entries }) => [text.length, entries.length]),
    [[3, 0]],
  );
  assert.deepEqual(search(manualOf(small), ['nowhere']).sections, []);
});

test('hits are cut out, whatever signs they hold', () => {
  assert.deepEqual(cut('Waits. It waits', ['wait', 's.']), [
    { text: 'Wait', found: true },
    { text: 's.', found: true },
    { text: ' It ', found: false },
    { text: 'wait', found: true },
    { text: 's', found: false },
  ]);
  assert.deepEqual(cut('a (b', ['(']), [
    { text: 'a ', found: false },
    { text: '(', found: true },
    { text: 'b', found: false },
  ]);
  assert.deepEqual(cut('all', []), [{ text: 'all', found: false }]);
});
