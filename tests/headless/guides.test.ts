/// The guides in docs/from for who comes from elsewhere: each Weft program in them is, letter by letter, the
/// file that its link names. programs.test.ts and the suite `native` run these files.

import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { expectationOf } from '../../web/cli/expectation.ts';
import { filesBelow, read } from './project.ts';

const folder = 'docs/from';
const guides = filesBelow(folder, /\.md$/).filter((file) => basename(file) !== 'README.md');
const programs = filesBelow(folder, /\.c$/);

/// A block of C and the file that the line above it links. ```c libdill is other people's code, and no block
/// of these.
const block = /(?:^\[[^\]\n]*\]\(([^)\n]+\.c)\).*\n\n)?^```c\n([^]*?)^```$/gm;

interface Shown {
  file: string | undefined;
  program: string;
}

const shownIn = (guide: string): Shown[] =>
  [...read(guide).matchAll(block)].map(([, file, program]) => ({
    file: file && `${folder}/${file}`,
    program: program!,
  }));

for (const guide of guides) {
  const idioms = read(guide).match(/^## .*/gm) ?? [];
  const shown = shownIn(guide);

  test(`${guide}: ten idioms, each with a program and with what to mind`, () => {
    assert.deepEqual(
      idioms.map((title) => Number.parseInt(title.slice(3), 10)),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    assert.equal(shown.length, 10);
    assert.equal((read(guide).match(/^Mind: /gm) ?? []).length, 10);
  });

  test(`${guide}: each program is the file that the line above it links`, () => {
    for (const { file, program } of shown) {
      assert.ok(file, `no link above the program that begins: ${program.split('\n', 1)[0]}`);
      assert.equal(program, read(file), `${guide} shows ${file} otherwise than it is`);
    }
  });
}

test('each program is shown once, and says what it prints', () => {
  assert.deepEqual(guides.flatMap((guide) => shownIn(guide).map(({ file }) => file)).sort(), programs);
  for (const program of programs) assert.ok(expectationOf(read(program)), program);
});

test('each guide is in the list of guides', () => {
  const list = read(`${folder}/README.md`);
  assert.deepEqual(
    guides.filter((guide) => !list.includes(`](${basename(guide)})`)),
    [],
  );
});
