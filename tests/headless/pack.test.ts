/// The npm package, installed in an empty folder: its command line is the clone's.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { weft as clone } from './command.ts';
import { archive, install, packageOf, version } from './installed-package.ts';
import { read } from './project.ts';

const installed = install();
const { put, run, weft } = installed;

put(
  'three.c',
  `#include <stdio.h>
#include <stdlib.h>
#include <weft.h>
int main(int argc, char **argv) {
  char line[80];
  while (weft_read_line(line, sizeof line) >= 0) printf("%s, %s\\n", line, argc > 1 ? argv[1] : "none");
  weft_sleep(0.01);
  fprintf(stderr, "at %.2f s\\n", weft_now());
  return 3;
}
`,
);
put('wrong.c', 'int main(void) { return missing; }\n');
put('greets.c', '#include <stdio.h>\nint main(void) { puts("hello"); }\n// Output:\n// hello\n');
put('differs.c', '#include <stdio.h>\nint main(void) { puts("hello"); }\n// Output:\n// good-bye\n');
put(
  'stuck.c',
  '#include <weft.h>\nint main(void) { return weft_chan_recv(weft_chan_new(4, 0), &(int){0}); }\n',
);
put(
  'races.c',
  `#include <weft.h>
static int total;
static void *add(void *one) { int now = total; weft_yield(); total = now + 1; return one; }
int main(void) {
  weft_task tasks[2] = {weft_spawn(add, NULL), weft_spawn(add, NULL)};
  weft_gather(tasks, 2, NULL);
  return total != 2;
}
`,
);

test('npx weft runs a program: its output, its status', async () => {
  const { status, stdout, stderr } = await run(
    ['npx', 'weft', 'run', 'three.c', '--clock', 'virtual', '--', 'x'],
    'a\nb\n',
  );
  assert.deepEqual([status, stdout, stderr], [3, 'a, x\nb, x\n', 'at 0.01 s\n']);
});

test('--version is that of weft.h, in the package and in the clone', async () => {
  for (const weftOf of [weft, clone])
    assert.deepEqual(await weftOf(['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
  assert.match(archive, new RegExp(`weft-${version}\\.tgz$`));
});

const lines: [words: string, status: number][] = [
  ['run wrong.c', 65],
  ['run stuck.c', 70],
  ['run races.c --races', 1],
  ['run three.c --policy random --seed 1 --clock virtual', 3],
  ['run three.c --clock sideways', 64],
  ['run nowhere.c', 66],
  ['run', 64],
  ['rum three.c', 64],
  ['check greets.c', 0],
  ['check greets.c differs.c', 1],
  ['check nowhere.c', 66],
  ['explore races.c --jobs 1', 1],
  ['explore greets.c --jobs 1', 0],
  ['explore nowhere.c', 66],
  ['bundle greets.c', 64],
  ['--help', 0],
];

for (const [words, status] of lines) {
  test(`the same as in the clone: weft ${words}`, async () => {
    const args = words.split(' ');
    const inClone = args.map((word) => (word.endsWith('.c') ? join(installed.folder, word) : word));
    const theirs = await clone(inClone);
    const named = (text: string) =>
      text.replaceAll(`${installed.folder}/`, '').replaceAll('./weft', 'npx weft');
    assert.deepEqual(await weft(args), {
      status,
      stdout: named(theirs.stdout),
      stderr: named(theirs.stderr),
    });
  });
}

test('bundle makes the same files as in the clone', async () => {
  for (const name of ['greets.html', 'greets.mjs']) {
    const theirs = join(installed.folder, `clone-${name}`);
    assert.equal((await weft(['bundle', 'greets.c', '-o', name])).status, 0);
    assert.equal((await clone(['bundle', join(installed.folder, 'greets.c'), '-o', theirs])).status, 0);
    const own = readFileSync(join(installed.folder, name), 'utf8');
    assert.ok(own === readFileSync(theirs, 'utf8'), name);
  }
  assert.equal((await run(['node', 'greets.mjs'])).stdout, 'hello\n');
});

test('the command that exploring shows makes the run again', async () => {
  const { stdout } = await weft(['explore', 'races.c', '--jobs', '1']);
  const [, again] = /again: (npx weft run races\.c .*)$/m.exec(stdout)!;
  assert.equal((await run(again!.split(' '))).status, 1);
});

test('it installs what it needs by exact versions, and runs nothing at that', () => {
  const own = packageOf(installed);
  const wanted = (JSON.parse(read('web/package.json')) as { dependencies: Record<string, string> })
    .dependencies;
  assert.deepEqual(own['dependencies'], {
    '@yowasp/clang': wanted['@yowasp/clang'],
    binaryen: wanted['binaryen'],
  });
  for (const one of Object.values(own['dependencies'] as object)) assert.match(one as string, /^\d/);
  assert.deepEqual(
    [own['scripts'], own['gypfile'], own['optionalDependencies']],
    [undefined, undefined, undefined],
  );
});

test('it takes up less than 3 MB, with header, examples, licences', () => {
  const folder = join(installed.folder, 'node_modules/weft');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const sizes = files.map((one) => statSync(join(one.parentPath, one.name)).size);
  assert.ok(sizes.reduce((sum, size) => sum + size, 0) < 3e6);
  assert.equal(readFileSync(join(folder, 'include/weft.h'), 'utf8'), read('src/weft.h'));
  const names = files.map((one) => one.name);
  for (const name of ['gather.c', 'LICENSE', 'NOTICE.md', 'licences.md', 'README.md'])
    assert.ok(names.includes(name), name);
});
