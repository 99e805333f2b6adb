/// What the page shows as its manual is src/weft.h, whole: a name without documentation fails here.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { format } from '@wasm-fmt/clang-format';
import { manualOf } from '../../web/manual/header/index.ts';
import type { Block, Entry } from '../../web/manual/index.ts';
import { filesBelow, read } from './project.ts';

const header = read('src/weft.h');
const manual = manualOf(header);
const entries = manual.sections.flatMap((section) => section.entries);
const named = new Map(entries.map((entry) => [entry.name, entry]));
const code = header.replace(/\/\*[^]*?\*\//g, '');

const entry = (name: string): Entry => named.get(name) ?? assert.fail(`${name} has no entry`);
const textsOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => (block.kind === 'list' ? block.items : block.text));

test('every public name of weft.h has an entry, once', () => {
  const names = new Set(
    code.match(/\b(?:weft|WEFT)_(?!_)\w+/g)?.filter((name) => name !== 'WEFT_H' && !name.endsWith('_at')),
  );
  assert.deepEqual([...named.keys()].sort(), [...names].sort());
  assert.equal(named.size, entries.length);
});

test('every entry says in a sentence of its own what it is', () => {
  const wordless = entries.filter(({ summary }) => !/^[A-Z`].*[.!?]$/.test(summary));
  assert.deepEqual(
    wordless.map(({ name }) => name),
    [],
  );
});

test('every function that can fail says what it returns', () => {
  const fails = /^(?:int|weft_task|weft_gen \*|weft_chan \*|weft_group \*) ?\*?weft_/;
  const silent = entries.filter(
    ({ kind, signature, text, name }) =>
      kind === 'function' &&
      fails.test(signature) &&
      name !== 'weft_self' &&
      !textsOf(text).some((words) => words.startsWith('Returns ')),
  );
  assert.deepEqual(
    silent.map(({ name }) => name),
    [],
  );
});

test('the fields of the structs that programs look into, and of no others', () => {
  const open = entries.filter(({ fields }) => fields.length > 0).map(({ name }) => name);
  assert.deepEqual(open, [
    'weft_spawn_options',
    'weft_case',
    'weft_response',
    'weft_request',
    'weft_task_info',
    'weft_stats_info',
  ]);
  for (const name of open) {
    const body = new RegExp(`typedef struct \\{([^}]*)\\} ${name};`).exec(code)?.[1] ?? assert.fail(name);
    assert.equal(entry(name).fields.length, body.split(';').length - 1, name);
  }
});

/// Without the lines, which are where the header's lines are.
const withoutLines = (from: string): unknown =>
  JSON.parse(JSON.stringify(manualOf(from), (key, value) => (key === 'line' ? 0 : value))) as unknown;

/// Comments are left alone at the widths at which clang-format would take the examples in them for prose.
for (const [width, reflow] of [
  [60, false],
  [80, false],
  [110, false],
  [110, true],
  [140, true],
] as const) {
  const what = reflow ? 'lines and comments' : 'lines';
  test(`the manual stays the same when clang-format breaks ${what} at ${width}`, () => {
    const style = `{ BasedOnStyle: LLVM, IndentWidth: 4, ColumnLimit: ${width}, ReflowComments: ${reflow} }`;
    const laidOut = format(header, 'weft.h', style);
    assert.notEqual(laidOut, header);
    assert.deepEqual(withoutLines(laidOut), withoutLines(header));
  });
}

test('each function behind a macro is there for a macro, and for no entry of its own', () => {
  const behind = new Set(code.match(/\bweft_\w+_at(?=\()/g));
  const defines = code.replaceAll('\\\n', ' ');
  const used = new Set([...defines.matchAll(/^#define .*?\b(weft_\w+_at)\(/gm)].map((match) => match[1]));
  assert.deepEqual([...behind].sort(), [...used].sort());
});

test('signatures are what one writes, with the types of the function behind the macro', () => {
  const expected = [
    'weft_task weft_spawn(void *(*fn)(void *), void *arg)',
    'weft_task weft_spawn_with(void *(*fn)(void *), void *arg, const weft_spawn_options *options)',
    'int weft_gather(const weft_task *tasks, size_t count, void **results)',
    'int weft_yield(void)',
    'int weft_gen_next(weft_gen *gen, void **out)',
    'int weft_gen_send(weft_gen *gen, void *in, void **out)',
    'weft_task weft_group_spawn(weft_group *group, int (*fn)(void *), void *arg)',
    'int weft_wait_for(void *(*fn)(void *), void *arg, double seconds, void **result)',
    'const char *weft_strerror(int error)',
    'void weft_mark(const char *format, ...)',
    'WEFT_BOX(integer)',
    'WEFT_ECANCELED = -101',
    'typedef int64_t weft_task',
    'typedef struct weft_gen weft_gen',
    'typedef struct { … } weft_case',
  ];
  const signatures = new Set(entries.map(({ signature }) => signature));
  assert.deepEqual(
    expected.filter((one) => !signatures.has(one)),
    [],
  );
});

test('no parameter has lost its type', () => {
  const broken = entries.filter(
    ({ kind, signature }) =>
      kind === 'function' &&
      /\(,|, ,|, \)|\w+\(\w+(?:, |\))/.test(signature.replace('(void)', '()').replaceAll('(void *)', '')),
  );
  assert.deepEqual(
    broken.map(({ signature }) => signature),
    [],
  );
});

test('whether it waits, its errors and its line', () => {
  assert.equal(entry('weft_join').waits, 'always');
  assert.equal(entry('weft_gen_next').waits, 'body');
  assert.equal(entry('weft_cancel').waits, 'never');
  assert.deepEqual(entry('weft_join').errors, [
    'WEFT_ECANCELED',
    'WEFT_EBADTASK',
    'WEFT_EDEADLK',
    'WEFT_EBUSY',
  ]);
  assert.deepEqual(entry('weft_chan_len').errors, []);
  for (const { name, line } of entries)
    assert.match(
      header.split('\n')[line - 1]!,
      name.startsWith('WEFT_') ? new RegExp(`\\b${name}\\b`) : /\S/,
      name,
    );
});

/// Lists, for each function of the C code, what its body calls.
function callsByFunction(): Map<string, Set<string>> {
  const calls = new Map<string, Set<string>>();
  for (const text of filesBelow('src', /\.c$/).map(read)) {
    const functions = /^\w[^;{}\n]*?\b(\w+)\([^;{}]*\) \{(?:([^\n]*) \}$|([^]*?)^\}$)/gm;
    for (const [, name, ofOneLine, ofMany] of text.matchAll(functions)) {
      const found = calls.get(name!) ?? new Set<string>();
      const body = ofOneLine ?? ofMany;
      for (const [, called] of body!.matchAll(/\b(\w+)\(/g)) found.add(called!);
      calls.set(name!, found);
    }
  }
  return calls;
}

test('exactly the calls that the C code can suspend say "Waits"', () => {
  const calls = callsByFunction();
  const reaches = new Set(['weft__wait_begin', 'weft__context_leave']); // with these every wait begins
  for (let before = 0; before < reaches.size; ) {
    before = reaches.size;
    for (const [name, called] of calls) if ([...called].some((one) => reaches.has(one))) reaches.add(name);
  }
  const suspending = [...reaches]
    .filter((name) => /^weft_[a-z]/.test(name))
    .map((name) => name.replace(/_at$/, ''));
  const said = entries.filter(({ waits }) => waits === 'always').map(({ name }) => name);
  assert.deepEqual(said.sort(), [...new Set(suspending)].sort());
});

/// What a native program takes from its environment.
const settings = new Set(['WEFT_CLOCK', 'WEFT_SEED', 'WEFT_SCHEDULE']);

test('every name that a text mentions has an entry', () => {
  const texts = [
    manual.introduction,
    ...manual.sections.map(({ text }) => text),
    ...entries.map(({ text }) => text),
  ].flatMap(textsOf);
  const fields = entries.flatMap((one) => one.fields.map(({ text }) => text));
  const mentioned = [...texts, ...fields].flatMap(
    (text) => text.match(/\b(?:weft|WEFT)_[A-Za-z_]{2,}/g) ?? [],
  );
  assert.deepEqual(
    mentioned.filter((name) => !named.has(name) && name !== 'WEFT_OK' && !settings.has(name)),
    [],
  );
  assert.ok(mentioned.length > 100);
});

test("the header's list of contents is the list of its sections", () => {
  const [, list = ''] = /\* Contents: ([^]*?)\n \*\//.exec(header) ?? [];
  assert.deepEqual(
    list
      .replace(/\n \* /g, ' ')
      .split(' · ')
      .map((title) => title.trim()),
    manual.sections.map(({ title }) => title),
  );
});

test('the examples compile, without a warning', () => {
  const examples = [
    manual.introduction,
    ...manual.sections.map(({ text }) => text),
    ...entries.map(({ text }) => text),
  ]
    .flat()
    .filter(({ kind }) => kind === 'code');
  assert.ok(examples.length >= 9);
  const program = [
    '#include <stdio.h>',
    '#include <weft.h>',
    ...examples.map((block) => textsOf([block]).join()),
  ].join('\n');
  execFileSync(
    'cc',
    [
      '-std=c11',
      '-Wall',
      '-Wextra',
      '-Werror',
      '-Wno-unused-function',
      '-fsyntax-only',
      '-I',
      'src',
      '-x',
      'c',
      '-',
    ],
    {
      input: program,
      cwd: new URL('../../../../', import.meta.url),
      stdio: ['pipe', 'ignore', 'inherit'],
    },
  );
});
