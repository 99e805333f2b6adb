/// `weft bundle`: what it makes for Node behaves as `weft run` does; tests/browser/bundle.spec.ts opens the page.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { hasNativeSwitching } from '../../web/runtime/index.ts';
import { main, program, tellingSwitching, weft, type Outcome } from './command.ts';
import { bundledPage, bundledScript } from '../../web/common/bundled.ts';

async function bundled(file: string, ...options: string[]): Promise<string> {
  const script = file.replace(/\.c$/, '.mjs');
  const made = await weft(['bundle', file, '-o', script, ...options]);
  assert.deepEqual(made, { status: 0, stdout: '', stderr: '' });
  return script;
}

function node(script: string, args: string[] = [], input = ''): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const reading = `char line[40];
for (int i = 1; i < argc; i++) puts(argv[i]);
while (weft_read_line(line, sizeof line) >= 0) printf("%.2f %s\\n", weft_now(), line);
weft_sleep(3600);
fprintf(stderr, "%.2f\\n", weft_now());
return 7;`;

test('it runs alone: arguments, stdin, stdout, stderr, status, the clock that was given', async () => {
  const file = main(reading);
  const script = await bundled(file, '--clock', 'virtual');
  const alone = node(script, ['a b', '--clock', 'real'], 'one\ntwo');
  assert.deepEqual(alone, {
    status: 7,
    stdout: 'a b\n--clock\nreal\n0.00 one\n0.00 two\n',
    stderr: '3600.00\n',
  });
  assert.deepEqual(
    alone,
    await weft(['run', file, '--clock', 'virtual', '--', 'a b', '--clock', 'real'], 'one\ntwo'),
  );
});

const ends: Record<string, string> = {
  'a deadlock': 'return weft_chan_recv(weft_chan_new(4, 0), &(int){0});',
  'a fault': 'volatile int *p = NULL; return *p;',
  'an abort': 'puts("before"); abort();',
  'a sleep on the real clock': 'double then = weft_now(); weft_sleep(0.05); return weft_now() - then < 0.05;',
  'input that is at its end': 'char line[9]; return weft_read_line(line, 9) == WEFT_EDONE ? 4 : 5;',
};

for (const [what, body] of Object.entries(ends)) {
  test(`as weft run does: ${what}`, async () => {
    const file = main(body);
    assert.deepEqual(node(await bundled(file)), await weft(['run', file]));
  });
}

test('the seed and the schedule that were given', async () => {
  const file = main('printf("%d\\n", (int)weft_random(1000000)); return 0;');
  assert.deepEqual(node(await bundled(file, '--seed', '5')), await weft(['run', file, '--seed', '5']));
  const order = program(`#include <stdio.h>
#include <weft.h>
static void *say(void *x) { printf("%d\\n", (int)WEFT_UNBOX(x)); return NULL; }
int main(void) {
  weft_task tasks[2] = {weft_spawn(say, WEFT_BOX(1)), weft_spawn(say, WEFT_BOX(2))};
  return weft_gather(tasks, 2, NULL);
}
`);
  assert.equal(node(await bundled(order)).stdout, '1\n2\n');
  assert.equal(node(await bundled(order, '--schedule', 'a0')).stdout, '2\n1\n');
});

test('what is bundled for native switching switches by Asyncify where the engine has no other way', async () => {
  const file = program(tellingSwitching);
  const script = await bundled(file, '--clock', 'virtual', '--switching', 'native');
  assert.equal(node(script).stderr, '');
  if (!hasNativeSwitching() && Number.parseInt(process.versions.node, 10) < 26)
    assert.equal(node(script).stdout, 'by Asyncify\n');
  const both = statSync(script).size;
  assert.ok(both > statSync(await bundled(file, '--switching', 'asyncify')).size + 10_000);
});

test('a page is one file that names no other', async () => {
  const file = main('puts("</script>"); return 0;');
  const page = file.replace(/\.c$/, '.html');
  assert.deepEqual(await weft(['bundle', file, '-o', page]), { status: 0, stdout: '', stderr: '' });
  const text = readFileSync(page, 'utf8');
  assert.match(text, /^<!doctype html>/);
  assert.doesNotMatch(text.replace(/<script[^]*?<\/script>/g, ''), /\b(?:src|href)="(?!data:)/);
  assert.equal(text.match(/<\/script>/g)!.length, 2);
  assert.ok(statSync(page).size < 1e6);
});

test('what it cannot make: usage 64, no such file 66, does not compile 65, cannot be written 74', async () => {
  const good = main('return 0;');
  const cases: [args: string[], status: number, words: RegExp][] = [
    [[good], 64, /bundle needs -o FILE\.html or -o FILE\.mjs/],
    [[good, '-o', 'x.exe'], 64, /-o wants a name that ends in \.html or \.mjs, not 'x\.exe'/],
    [[good, '-o', 'x.html', '--stdin', 'x'], 64, /bundle has no option --stdin/],
    [[good, '-o', 'x.html', '--schedule', '?'], 64, /--schedule wants a schedule/],
    [[good, '-o', 'x.html', '--switching', 'fast'], 64, /--switching is asyncify or native, not 'fast'/],
    [['nowhere.c', '-o', 'x.html'], 66, /nowhere\.c: no such file/],
    [[program('int main(void) { return x; }\n'), '-o', 'x.html'], 65, /undeclared identifier/],
    [[good, '-o', '/nowhere/x.html'], 74, /-o \/nowhere\/x\.html: no such file/],
  ];
  for (const [args, status, words] of cases) {
    const outcome = await weft(['bundle', ...args]);
    assert.deepEqual([outcome.status, outcome.stdout], [status, ''], args.join(' '));
    assert.match(outcome.stderr, words);
  }
});

test('what a program contains is not taken for a place of the template', () => {
  const source = 'int x; /* $& __WEFT_TITLE__ __WEFT_PROGRAM__ </script><!-- */\n';
  const one = { file: '<x>.c', source, wasm: '', clock: 'real', seed: 0 } as const;
  const page = bundledPage('<title>__WEFT_TITLE__</title><script>"__WEFT_PROGRAM__"</script>', one);
  const [, title, data] = /^<title>(.*)<\/title><script>(.*)<\/script>$/.exec(page)!;
  assert.equal(title, '&lt;x&gt;.c');
  assert.deepEqual(JSON.parse(data!), one);
  assert.deepEqual(JSON.parse(bundledScript('__WEFT_PROGRAM__', one)), { ...one, source: '' });
});
