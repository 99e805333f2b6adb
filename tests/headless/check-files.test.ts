/// `weft check` on many programs: patterns, reporters, several at a time, what has changed, other runs.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { weft } from './command.ts';
import { root } from './project.ts';

const folder = mkdtempSync(join(tmpdir(), 'weft-check-'));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const put = (name: string, text: string) => (writeFileSync(at(name), text), at(name));
const saying = (word: string, expected = word) =>
  `#include <stdio.h>\nint main(void) { puts("${word}"); }\n// Output:\n// ${expected}\n`;

mkdirSync(at('deep/er'), { recursive: true });
put('a.c', saying('a'));
put('b.c', saying('b'));
put('deep/er/c.c', saying('c', 'x <&> "y"'));
put('notes.txt', 'no program');

test('a pattern stands for the files that match, each once, in order', async () => {
  const { status, stdout } = await weft(['check', at('**/*.c'), at('a.c')]);
  assert.equal(status, 1);
  const lines = stdout.split('\n').filter((line) => /^\S/.test(line));
  assert.deepEqual(lines, [
    `ok      ${at('a.c')}`,
    `ok      ${at('b.c')}`,
    `failed  ${at('deep/er/c.c')}`,
    '2 passed, 1 failed',
  ]);
});

test('a pattern that nothing matches: 66', async () => {
  const { status, stdout } = await weft(['check', at('a.c'), at('*.cc')]);
  assert.equal(status, 66);
  assert.match(stdout, /\*\.cc: no file matches/);
});

test('a file whose name looks like a pattern is that file', async () => {
  const file = put('[x].c', saying('x'));
  const { status, stdout } = await weft(['check', file]);
  rmSync(file);
  assert.deepEqual([status, stdout], [0, `ok      ${file}\n1 passed, 0 failed\n`]);
});

test('the reporter tap', async () => {
  const { status, stdout } = await weft(['check', '--reporter', 'tap', at('a.c'), at('deep/er/c.c')]);
  assert.equal(status, 1);
  assert.equal(
    stdout.replace(/duration_ms: \d+\.\d/g, 'duration_ms: N'),
    `TAP version 14
1..2
ok 1 - ${at('a.c')}
  ---
  duration_ms: N
  ...
not ok 2 - ${at('deep/er/c.c')}
  ---
  duration_ms: N
  message: |
    --- expected
    +++ printed
    @@ -1,1 +1,1 @@
    -x <&> "y"
    +c
  ...
`,
  );
});

test('the reporter junit', async () => {
  const { status, stdout } = await weft(['check', '--reporter=junit', at('a.c'), at('deep/er/c.c')]);
  assert.equal(status, 1);
  const c = at('deep/er/c.c');
  assert.equal(
    stdout.replace(/time="\d+\.\d+"/g, 'time="N"'),
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="weft check" tests="2" failures="1" errors="0" skipped="0" time="N">
  <testsuite name="weft check" tests="2" failures="1" errors="0" skipped="0" time="N">
    <testcase classname="weft" name="${at('a.c')}" file="${at('a.c')}" time="N"/>
    <testcase classname="weft" name="${c}" file="${c}" time="N">
      <failure message="--- expected">--- expected
+++ printed
@@ -1,1 +1,1 @@
-x &lt;&amp;&gt; &quot;y&quot;
+c
</failure>
    </testcase>
  </testsuite>
</testsuites>
`,
  );
});

test('options that do not fit: 64', async () => {
  for (const [words, why] of [
    ['--reporter dots', /--reporter is spec, tap or junit, not 'dots'/],
    ['--jobs 0', /--jobs wants a whole number from 1/],
    ['--watch --reporter tap', /--watch goes on: its reporter is spec/],
  ] as const) {
    const { status, stderr } = await weft(['check', ...words.split(' '), at('a.c')]);
    assert.equal(status, 64);
    assert.match(stderr, why);
  }
});

test('however many at a time, it is told in the same order', async () => {
  const [one, three] = await Promise.all(
    ['1', '3'].map((jobs) => weft(['check', '--jobs', jobs, at('deep/er/c.c'), at('b.c'), at('a.c')])),
  );
  assert.deepEqual(one, three);
});

const racing = (expected: string) => `#include <stdio.h>
#include <weft.h>
static int total;
static void *add(void *one) { int now = total; weft_yield(); total = now + 1; return one; }
int main(void) {
  weft_task tasks[2] = {weft_spawn(add, NULL), weft_spawn(add, NULL)};
  weft_gather(tasks, 2, NULL);
  printf("%d\\n", total);
  return 0;
}
// Output:
// ${expected}
`;

test('--explore: what fifo does not show', async () => {
  const file = put('racing.c', racing('1')); // what fifo prints
  assert.equal((await weft(['check', file])).status, 0);
  const { status, stdout } = await weft(['check', '--explore', file]);
  assert.equal(status, 1);
  assert.match(stdout, /^ {4}FAILS: it ends with status 0, in \d+ of \d+ schedules$/m);
  assert.match(stdout, /^ {6}again: \.\/weft run \S+racing\.c --clock virtual --replay a/m);
  assert.match(stdout, /^ {8}-1\n {8}\+2$/m);
  assert.match(stdout, /lost update of total/);
});

test('--explore: a program that is as it says in every run passes, with its input and its status', async () => {
  const file = put(
    'reads.c',
    '#include <stdio.h>\n#include <weft.h>\nint main(void) { char line[9]; weft_read_line(line, 9); puts(line); return 3; }\n// Output:\n// so\n// Exit: 3\n',
  );
  put('reads.in', 'so\n');
  const { status, stdout } = await weft(['check', '--explore', '--schedules', '100', file]);
  assert.deepEqual([status, stdout], [0, `ok      ${file}\n1 passed, 0 failed\n`]);
});

const summed = /^\d+ passed, \d+ failed\n$/m;

/// Watches while `act` runs. `told` waits for so many waits in all, and gives what has been printed since.
async function watching(
  path: string,
  act: (
    told: (waits: number, printed: RegExp) => Promise<{ stdout: string; stderr: string }>,
  ) => Promise<void>,
): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'build/js/web/cli/main.js'), 'check', '--watch', path]);
  try {
    const heardOf = { stdout: '', stderr: '' };
    let waits = 0;
    let heard = () => {};
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        heardOf[name] += text;
        heard();
      });
    // The two streams are read in no certain order, so both say when a check is over.
    await act(async (times, printed) => {
      const waitsNow = () => waits + heardOf.stderr.split('waiting for changes').length - 1;
      await new Promise<void>((resolve) => {
        heard = () => waitsNow() >= times && printed.test(heardOf.stdout) && resolve();
        heard();
      });
      const text = { ...heardOf };
      waits = waitsNow();
      heardOf.stdout = heardOf.stderr = '';
      return text;
    });
  } finally {
    child.kill();
  }
}

test('--watch checks again what changes', async () => {
  const file = put('watched.c', saying('one'));
  // A change is whole at once: a file that was cut and is not written yet would be checked too.
  const change = (text: string) => renameSync(put('changed.txt', text), file);
  await watching(file, async (told) => {
    assert.equal((await told(1, summed)).stdout, `ok      ${file}\n1 passed, 0 failed\n`);
    change(saying('two', 'one'));
    assert.match((await told(2, summed)).stdout, /^failed {2}[^]*-one\n {4}\+two[^]*0 passed, 1 failed\n$/);
    change(saying('three'));
    assert.equal((await told(3, summed)).stdout, `ok      ${file}\n1 passed, 0 failed\n`);
    rmSync(file);
    assert.match((await told(4, summed)).stdout, /^failed {2}[^]*no such file[^]*0 passed, 1 failed\n$/);
  });
});

test('--watch of a folder tells of a program that is removed, and of one that comes', async () => {
  mkdirSync(at('folder'));
  const [one, two] = ['one.c', 'two.c'].map((name) => put(`folder/${name}`, saying(name)));
  await watching(at('folder'), async (told) => {
    assert.equal((await told(1, summed)).stdout, `ok      ${one}\nok      ${two}\n2 passed, 0 failed\n`);
    rmSync(two!);
    const gone = await told(2, /^/);
    assert.equal(gone.stdout, '');
    assert.equal(gone.stderr.split('\n')[0], `weft: ${two} is gone`);
    renameSync(put('changed.txt', saying('again')), two!);
    assert.equal((await told(3, summed)).stdout, `ok      ${two}\n1 passed, 0 failed\n`);
  });
});
