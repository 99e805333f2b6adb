/// What the documents name is there: files, functions, and the links from one document to another.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { program, weft } from './command.ts';
import { filesBelow, read, root } from './project.ts';

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'tests/README.md',
  ...filesBelow('docs', /\.md$/),
];
const sources = [
  ...filesBelow('src', /\.(?:[chS]|def|cmake)$/),
  'tests/c/testing.h',
  'tests/fuzz/settings.ts',
  'tests/bench/build.ts',
]
  .map(read)
  .join('\n');
const scripts = [...filesBelow('web', /\.(?:tsx?|mjs)$/), ...filesBelow('tests', /\.ts$/)];

/// Folders whose files are named from the project's root, alone or as the beginning of a name.
const paths = /(?<![\w./-])(?:src|web|tests|docs|\.github)\/[\w./*{},-]+/g;
/// What stands for any name, and what a build makes.
const placeholders = /NAME|RULE|…|\*/;
const made = /^(?:build|dist)\//;

const without = (text: string): string => text.replace(/[.,:)]+$/, '');

/// `src/{a,b}.c` are two.
function expanded(path: string): string[] {
  const braces = /^(.*)\{(.*)\}(.*)$/.exec(path);
  return braces ? braces[2]!.split(',').map((one) => `${braces[1]}${one}${braces[3]}`) : [path];
}

for (const file of documents) {
  const text = read(file);

  test(`${file}: every file that it names exists`, () => {
    const named = [...text.matchAll(paths)]
      .flatMap((match) => expanded(without(match[0])))
      .filter((path) => !placeholders.test(path) && !made.test(path));
    assert.deepEqual(
      named.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  test(`${file}: every link leads somewhere`, () => {
    const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
      .map((match) => match[1]!)
      .filter((link) => !/^https?:/.test(link));
    assert.deepEqual(
      links.filter((link) => !existsSync(join(root, dirname(file), link))),
      [],
    );
  });

  test(`${file}: every name of Weft's C code exists`, () => {
    const names = [...text.matchAll(/\b(?:weft__?|WEFT_)[A-Za-z]\w*/g)].map((match) => match[0]);
    const unknown = names.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources));
    assert.deepEqual([...new Set(unknown)], []);
  });
}

test('every name of the TypeScript code that docs/ sets in backticks exists', () => {
  const code = scripts.map(read).join('\n');
  const unknown = documents
    .filter((file) => file.startsWith('docs/') && !file.startsWith('docs/from/')) // there, names of others
    .flatMap((file) => [...read(file).matchAll(/`(?!weft|WEFT)([a-z]*[A-Z]\w+|[A-Z][a-z]\w+)`/g)])
    .map((match) => match[1]!)
    .filter((name) => !new RegExp(`\\b${name}\\b`).test(code));
  assert.deepEqual(unknown, []);
});

test("the README's program does what is said of it: five seconds, not twelve", async () => {
  const [, source = ''] = /```c\n([^]*?)```/.exec(read('README.md')) ?? [];
  const timed = source.replace(
    /return (weft_gather\(.*\));/,
    'int error = $1;\n    printf("%g s\\n", weft_now());\n    return error;',
  );
  assert.notEqual(timed, source);
  assert.deepEqual(await weft(['run', '--clock', 'virtual', program(timed)]), {
    status: 0,
    stdout: '0 started\n1 started\n2 started\nReceived: 2\nReceived: 1\nReceived: 0\n5 s\n',
    stderr: '',
  });
});

test("README's first picture moves, weighs less than 400 KB, and stands still for who wants that", () => {
  const [, still, moving, words] =
    /<source media="\(prefers-reduced-motion: reduce\)" srcset="([^"]+)">\s*<img src="([^"]+)" alt="([^"]+)"/.exec(
      read('README.md'),
    )!;
  assert.ok(existsSync(join(root, still!)) && words!.length > 40);
  const picture = readFileSync(join(root, moving!));
  assert.ok(picture.length < 400e3);
  assert.equal(picture.toString('latin1', 0, 4) + picture.toString('latin1', 8, 12), 'RIFFWEBP');
  const frames = picture.toString('latin1').split('ANMF').length - 1;
  assert.ok(frames >= 10, `${frames} frames`);
});
