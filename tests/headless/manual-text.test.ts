/// The parts that make the manual: comments, declarations, search.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeaderError, manualOf } from '../../web/manual/header/index.ts';
import { countEntries, cut, search, spansOf, wordsOf } from '../../web/manual/index.ts';

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

/* Does nothing. */
int weft_nothing(void);

enum {
    WEFT_EBIG = -1, /* too big for
                       an int */
    WEFT_BARE = 2 /* two */
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

test('a constant with a comment over two lines', () => {
  const big = numbers.entries.find(({ name }) => name === 'WEFT_EBIG');
  assert.equal(big?.summary, 'Too big for an int.');
  assert.equal(big?.line, 33);
});

test('what is declared and not documented is an error that names it, all of it at once', () => {
  const wordless = small
    .replace('/* Does nothing. */\n', '')
    .replace(' /* two */', '')
    .replace(
      '#endif\n',
      `/* A pair. */
typedef struct {
    int first; /* the one */
    int second;
} weft_pair;

#define WEFT_TWICE(x) ((x) * 2)
typedef struct weft_unheard_of weft_unheard_of;
weft_undeclared(;
`,
    );
  assert.throws(
    () => manualOf(wordless, 'small.h'),
    (error) => {
      assert.ok(error instanceof HeaderError);
      assert.deepEqual(
        error.message.split('\n').map((line) => /^small\.h:\d+: \S+(?: \S+ \S+ weft_pair)?/.exec(line)?.[0]),
        [
          'small.h:29: weft_nothing',
          'small.h:34: WEFT_BARE',
          'small.h:40: `int second` of weft_pair',
          'small.h:43: WEFT_TWICE',
          'small.h:44: weft_unheard_of',
          'small.h:45: this',
        ],
      );
      return true;
    },
  );
});

test("fields that are Weft's need no words", () => {
  const struct = (words: string, field: string) =>
    manualOf(`/* ---- A ---- */\n\n/* A pair. ${words} */\ntypedef struct {\n    ${field}\n} weft_pair;\n`);
  assert.deepEqual(struct("The fields are Weft's.", 'int second;').sections[0]!.entries[0]!.fields, []);
  assert.deepEqual(struct('', 'void *weft__state[4];').sections[0]!.entries[0]!.fields, []);
  assert.deepEqual(struct('', 'int64_t opaque[4];').sections[0]!.entries[0]!.fields, []);
  assert.throws(() => struct('', 'void *state[4];'), /`void \*state\[4\]` of weft_pair is not documented/);
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
