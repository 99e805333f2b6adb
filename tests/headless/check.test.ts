/// `weft check` compares programs with their own Output blocks.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { program, weft } from './command.ts';

const printing = (text: string, status: number, expected: string): string =>
  program(
    `#include <stdio.h>\n#include <weft.h>\nint main(void) { weft_sleep(3600); fputs("${text}", stdout); return ${status}; }\n\n// Output:\n${expected}`,
  );

test('programs that do as they say pass, on the virtual clock', async () => {
  const files = [printing('one\\n\\ntwo\\n', 0, '// one\n//\n// two\n'), printing('', 3, '// Exit: 3\n')];
  const { status, stdout, stderr } = await weft(['check', ...files]);
  assert.equal(stdout, `ok      ${files[0]}\nok      ${files[1]}\n2 passed, 0 failed\n`);
  assert.deepEqual([status, stderr], [0, '']);
});

test('where the output differs there is a diff, and the status is 1', async () => {
  const file = printing('one\\ntwo\\nthree\\n', 0, '// one\n// zwei\n// three\n');
  const { status, stdout } = await weft(['check', file]);
  assert.equal(status, 1);
  assert.match(stdout, /^failed {2}.*\n {4}--- expected\n {4}\+\+\+ printed\n/);
  assert.match(stdout, /^ {4}-zwei\n {4}\+two$/m);
  assert.match(stdout, /^0 passed, 1 failed$/m);
});

test('a status that differs is told, with what is on stderr', async () => {
  const { status, stdout } = await weft([
    'check',
    program('#include <stdlib.h>\nint main(void) { abort(); }\n// Output:\n'),
  ]);
  assert.equal(status, 1);
  assert.match(stdout, /exit status 70, expected 0\n {4}on stderr:\n {8}weft: abort in main#1/);
});

test('one that fails does not keep the others from being checked', async () => {
  const files = [
    program('int main(void) { return missing; }\n// Output:\n'),
    program('int main(void) { return 0; }\n'),
    '/nowhere.c',
    program('int main(void) { for (;;); }\n// Output:\n'),
    printing('fine\\n', 0, '// fine\n'),
  ];
  const { status, stdout } = await weft(['check', '--timeout', '5', ...files]);
  assert.equal(status, 1);
  assert.match(stdout, /use of undeclared identifier/);
  assert.match(stdout, /it has no \/\/ Output: block/);
  assert.match(stdout, /nowhere\.c: no such file/);
  assert.match(stdout, /stopped after 5 s/);
  assert.match(stdout, /^1 passed, 4 failed$/m);
});

test('a program that is not there: 66, unless another fails by itself', async () => {
  const good = printing('fine\\n', 0, '// fine\n');
  const missing = await weft(['check', '/nowhere.c']);
  assert.equal(missing.status, 66);
  assert.match(
    missing.stdout,
    /^failed {2}\/nowhere\.c\n {4}\/nowhere\.c: no such file\n0 passed, 1 failed\n$/,
  );
  assert.equal((await weft(['check', good, '/nowhere.c'])).status, 66);
  const bad = printing('fine\\n', 0, '// bad\n');
  assert.equal((await weft(['check', '/nowhere.c', bad])).status, 1);
});

test('a folder stands for its programs: with an expected output beside them, or a status of 0', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-corpus-'));
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const returning = (status: number) =>
    `int puts(const char *);\nint main(void) { puts("x"); return ${status}; }\n`;
  try {
    const empty = await weft(['check', folder]);
    assert.deepEqual([empty.status, empty.stdout.includes('no program (*.c) is in it')], [66, true]);
    for (const [name, status] of [
      ['a', 0],
      ['b', 1],
      ['c', 0],
      ['d', 0],
    ] as const)
      put(`${name}.c`, returning(status));
    put('c.c.expected', 'x\n');
    put('d.c.expected', 'y\n');
    put('e.txt', 'no program');
    const { status, stdout } = await weft(['check', folder]);
    const lines = stdout.split('\n').filter((line) => /^\S/.test(line));
    const told = (word: string, name: string) => `${word.padEnd(8)}${join(folder, name)}`;
    assert.deepEqual(lines, [
      told('ok', 'a.c'),
      told('failed', 'b.c'),
      told('ok', 'c.c'),
      told('failed', 'd.c'),
      '2 passed, 2 failed',
    ]);
    assert.equal(status, 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a program without an Output block: what to write', async () => {
  const { status, stdout } = await weft(['check', program('int main(void) { return 0; }\n')]);
  assert.equal(status, 1);
  assert.match(stdout, /it has no \/\/ Output: block.*\n {4}\/\/ Output:\n/);
});
