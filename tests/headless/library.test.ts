/// The library of the npm package, as it is installed: compile, run, check, explore.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { tellingSwitching } from './command.ts';
import { install } from './installed-package.ts';
import { root } from './project.ts';
import type * as Library from '../../web/package/index.ts';

const installed = install();
process.env.XDG_CACHE_HOME = join(installed.folder, 'cache');
const entry = join(installed.folder, 'node_modules/weft/lib/index.js');
const { compile, run, check, explore } = (await import(pathToFileURL(entry).href)) as typeof Library;

const headers = '#include <assert.h>\n#include <stdio.h>\n#include <string.h>\n#include <weft.h>\n';
const main = (body: string, before = ''): Promise<Library.Program> =>
  compile(`${headers}${before}\nint main(int argc, char **argv) { (void)argc; (void)argv; ${body} }\n`);

const naps = `static void *nap(void *x) { weft_sleep(WEFT_UNBOX(x)); printf("%d\\n", (int)WEFT_UNBOX(x)); return NULL; }`;
const twoNaps =
  'weft_task t[2] = { weft_spawn(nap, WEFT_BOX(2)), weft_spawn(nap, WEFT_BOX(1)) }; return weft_gather(t, 2, NULL);';
const lostUpdate = `static int total;
static void *add(void *one) { int now = total; weft_yield(); total = now + 1; return one; }`;
const addTwice =
  'weft_task t[2] = { weft_spawn(add, NULL), weft_spawn(add, NULL) }; weft_gather(t, 2, NULL); printf("%d\\n", total); return 0;';

test('a program that does not compile: diagnostics, no error', async () => {
  const program = await compile('int main(void) {\n  return missing;\n}\n', { fileName: 'wrong.c' });
  assert.deepEqual(Object.keys(program).sort(), ['diagnostics', 'text', 'wasm']);
  assert.equal(program.wasm, undefined);
  const [{ severity, file, line, column } = {} as Library.Diagnostic] = program.diagnostics;
  assert.deepEqual([severity, file, line, column], ['error', 'wrong.c', 2, 10]);
  assert.match(program.text, /wrong\.c:2:10: error: use of undeclared identifier 'missing'/);
  await assert.rejects(run(program), /TypeError: the program does not compile:\nwrong\.c:2:10/);
});

test('warnings are diagnostics too, and again when the program is taken from the cache', async () => {
  const source = 'int main(void) { int x = 1; return 0; }\n';
  const first = await compile(source, { optimize: '0' });
  assert.deepEqual(
    first.diagnostics.map(({ severity, option }) => [severity, option]),
    [['warning', '-Wunused-variable']],
  );
  const again = await compile(source, { optimize: 0 });
  assert.ok(again.wasm instanceof Uint8Array);
  assert.deepEqual(again.diagnostics, first.diagnostics);
});

test('a run: status, cause, what was written, where and when', async () => {
  const pieces: Library.OutputPiece[] = [];
  const program = await main(`fputs("so\\n", stderr); ${twoNaps}`, naps);
  const result = await run(program, { clock: 'virtual', onOutput: (piece) => pieces.push(piece) });
  assert.deepEqual(
    [result.status, result.cause, result.stdout, result.stderr, result.schedule, result.trace],
    [0, 'exit', '1\n2\n', 'so\n', 'fifo', undefined],
  );
  assert.deepEqual(pieces, [
    { stream: 'stderr', text: 'so\n', task: 1, time: 0 },
    { stream: 'stdout', text: '1\n', task: 3, time: 1 },
    { stream: 'stdout', text: '2\n', task: 2, time: 2 },
  ]);
});

test('arguments and the seed reach the program', async () => {
  const program = await main(
    'for (int i = 1; i < argc; i++) puts(argv[i]); printf("%d\\n", (int)weft_random(1000000)); return argc;',
  );
  const runs = await Promise.all(
    [1, 1, 2].map((seed) => run(program, { clock: 'virtual', seed, args: ['a b', 'ü'] })),
  );
  const [first, again, other] = runs.map(({ stdout }) => stdout);
  assert.match(first!, /^a b\nü\n\d+\n$/);
  assert.equal(first, again);
  assert.notEqual(first, other);
  assert.equal(runs[0]!.status, 3);
});

test('stdin from a string, from bytes, from what comes later; without it there is none', async () => {
  const program = await main(
    'char line[80]; int n = 0; while (weft_read_line(line, sizeof line) >= 0) { n++; puts(line); } return n;',
  );
  async function* later() {
    yield 'one\ntw';
    await new Promise((resolve) => setImmediate(resolve));
    yield 'o\n';
    yield 'thrée';
  }
  for (const stdin of ['one\ntwo\nthrée', new TextEncoder().encode('one\ntwo\nthrée'), later()]) {
    const { status, stdout } = await run(program, { stdin });
    assert.deepEqual([status, stdout], [3, 'one\ntwo\nthrée\n']);
  }
  assert.deepEqual((await run(program)).status, 0);
  assert.deepEqual((await run(program, { stdin: '' })).status, 0);
});

test('what the input or the listener throws ends the run and is thrown', async () => {
  const program = await main(
    'char line[80]; while (weft_read_line(line, sizeof line) >= 0) puts(line); for (;;);',
  );
  async function* broken(): AsyncIterable<string> {
    yield 'one\n';
    throw new Error('the line is dead');
  }
  await assert.rejects(run(program, { stdin: broken() }), /the line is dead/);
  const listens = () => {
    throw new Error('not that');
  };
  await assert.rejects(run(program, { stdin: 'one\n', onOutput: listens }), /not that/);
});

test('for (;;) is stopped by its time: 124, with what it has written', async () => {
  const program = await main('puts("before"); for (;;);');
  const { status, cause, stdout } = await run(program, { timeout: 3 });
  assert.deepEqual([status, cause, stdout], [124, 'stopped', 'before\n']);
});

test('a time of months is no short one', async () => {
  const { status } = await run(await main('weft_sleep(0.05);'), { timeout: 3e6 });
  assert.equal(status, 0);
});

test('for (;;) is stopped by a signal: 130; one that has aborted before lets nothing run', async () => {
  const program = await main('puts("before"); for (;;);');
  const abort = new AbortController();
  const { status, cause, stdout } = await run(program, {
    signal: abort.signal,
    onOutput: () => abort.abort(),
  });
  assert.deepEqual([status, cause, stdout], [130, 'stopped', 'before\n']);
  const late = await run(program, { signal: abort.signal });
  assert.deepEqual([late.status, late.cause, late.stdout], [130, 'stopped', '']);
});

test('a deadlock and a failed assert, with their sentences and places', async () => {
  const stuck = await run(await main('return weft_chan_recv(weft_chan_new(4, 0), &(int){0});'));
  assert.deepEqual([stuck.status, stuck.cause], [70, 'deadlock']);
  assert.match(stuck.stderr, /^weft: deadlock/);
  const failed = await run(await main('\nassert(1 == 2);\nreturn 0;'));
  assert.deepEqual([failed.status, failed.cause, failed.line], [70, 'fault', 7]);
  assert.match(failed.message!, /1 == 2/);
});

test('a flood is ended', async () => {
  const program = await main(
    'static char line[1 << 20]; memset(line, 120, sizeof line - 1); for (;;) puts(line);',
  );
  const { status, cause, stdout, stderr } = await run(program);
  assert.deepEqual([status, cause, stderr], [70, 'fault', 'weft: it prints more than 64000000 bytes\n']);
  assert.ok(stdout.length <= 64e6);
});

test('the trace: tasks with their spans, events with their sentences', async () => {
  const { trace } = await run(await main(twoNaps, naps), { clock: 'virtual', trace: true });
  assert.deepEqual(
    trace!.tasks.map(({ id, name, parent, began, ended }) => [id, name, parent, began, ended]),
    [
      [1, 'main', 0, 0, undefined],
      [2, 'nap', 1, 0, 2],
      [3, 'nap', 1, 0, 1],
    ],
  );
  assert.deepEqual([trace!.end, trace!.lostEvents], [2, 0]);
  const sleeping = trace!.tasks[2]!.spans.filter(({ state }) => state === 'sleeping');
  assert.deepEqual(sleeping, [
    { state: 'sleeping', from: 0, to: 1, call: 'weft_sleep', file: 'program.c', line: 5 },
  ]);
  for (const { began, ended, spans } of trace!.tasks) {
    let at = began;
    for (const { from, to } of spans) {
      assert.equal(from, at);
      at = to;
    }
    assert.equal(at, ended ?? trace!.end);
  }
  const spawned = trace!.events.find(({ kind, task }) => kind === 'spawn' && task === 3)!;
  assert.deepEqual([spawned.peer, spawned.line, spawned.sentence], [1, 6, 'main spawns nap#3']);
  assert.deepEqual(
    trace!.events.filter(({ kind }) => kind === 'end').map(({ task, time }) => [task, time]),
    [
      [3, 1],
      [2, 2],
    ],
  );
});

test('the trace of a generator: who made and resumed it, its values, where it stood', async () => {
  const program = await main(
    'weft_gen *gen = weft_gen_new(count, NULL); void *out; weft_gen_next(gen, &out); weft_sleep(1); weft_gen_send(gen, WEFT_BOX(5), &out); weft_gen_free(gen); return 0;',
    `static void *count(void *x) {
  weft_gen_yield(WEFT_BOX(7), &x);
  puts("within");
  return WEFT_BOX(9);
}`,
  );
  const { trace } = await run(program, { clock: 'virtual', trace: true });
  assert.deepEqual(
    trace!.generators.map(({ id, name, began, ended }) => [id, name, began, ended]),
    [[1, 'count', 0, 1]],
  );
  assert.deepEqual(
    trace!.tasks.map(({ name }) => name),
    ['main'],
  );
  assert.deepEqual(
    trace!.events
      .filter(({ generator }) => generator === 1)
      .map(({ kind, task, value, time }) => [kind, task, value, time]),
    [
      ['generator', 1, undefined, 0],
      ['next', 1, 0, 0], // next sends NULL
      ['yield', 1, 7, 0],
      ['next', 1, 5, 1],
      ['output', 1, undefined, 1],
      ['done', 1, 9, 1],
    ],
  );
  const { spans } = trace!.generators[0]!;
  assert.deepEqual(
    spans.filter(({ from, to }) => to > from).map(({ state, from, to }) => [state, from, to]),
    [['standing', 0, 1]],
  );
});

test('the schedule of a random run makes it again', async () => {
  const spawns = Array.from({ length: 6 }, (_, i) => `weft_spawn(say, WEFT_BOX(${i}))`).join(', ');
  const program = await main(
    `weft_task t[6] = { ${spawns} }; return weft_gather(t, 6, NULL);`,
    'static void *say(void *x) { printf("%d", (int)WEFT_UNBOX(x)); return NULL; }',
  );
  const fifo = await run(program, { clock: 'virtual' });
  assert.equal(fifo.stdout, '012345');
  const random = await run(program, { clock: 'virtual', policy: 'random', seed: 1 });
  assert.notEqual(random.stdout, fifo.stdout);
  const again = await run(program, { clock: 'virtual', schedule: random.schedule!, seed: 1 });
  assert.deepEqual([again.stdout, again.schedule], [random.stdout, random.schedule]);
});

test('options that are none are refused by name', async () => {
  const program = await main('return 0;');
  const refused = (options: object, words: RegExp) =>
    assert.rejects(run(program, options as Library.RunOptions), words);
  await refused({ clock: 'sundial' }, /RangeError: the clock is one of real, virtual, not 'sundial'/);
  await refused({ seed: -1 }, /RangeError: the seed/);
  await refused({ timeout: 0 }, /RangeError: the timeout/);
  await refused({ schedule: '?' }, /RangeError: the schedule/);
  await refused({ args: 'word' }, /TypeError: args is an array of strings/);
  await refused({ args: [1] }, /TypeError: args is an array of strings/);
  await refused({ onOutput: 'loud' }, /TypeError: onOutput is a function/);
  await refused({ stdin: 5 }, /TypeError: stdin is text, bytes or an async iterable/);
  await assert.rejects(compile('', { optimize: '7' as '1' }), /RangeError: optimize/);
  await assert.rejects(
    compile('', { switching: 'fast' as 'native' }),
    /RangeError: switching is one of asyncify, native/,
  );
});

test('races of a program that tells of its memory', async () => {
  const source = `${headers}${lostUpdate}\nint main(void) { ${addTwice} }\n`;
  const { status, races } = await run(await compile(source, { races: true }), { clock: 'virtual' });
  assert.equal(status, 0);
  assert.deepEqual(
    races!.map(({ kind, object }) => [kind, object]),
    [['lost-update', 'total']],
  );
  assert.equal((await run(await compile(source))).races, undefined);
});

test('explore: the outcomes, each with a schedule that run takes; as --json prints it', async () => {
  const program = await main(addTwice.replace('return 0', 'return total != 2'), lostUpdate);
  const report = await explore(program, { jobs: 1 });
  assert.equal(report.complete, true);
  const failing = report.outcomes.find((one) => one.failing)!;
  assert.deepEqual([failing.status, failing.cause, failing.stdout], [1, 'exit', '1\n']);
  const again = await run(program, { clock: 'virtual', schedule: failing.schedule });
  assert.deepEqual([again.status, again.stdout], [1, '1\n']);
  assert.equal(report.races[0]!.kind, 'lost-update');

  const source = `${headers}${lostUpdate}\nint main(int argc, char **argv) { (void)argc; (void)argv; ${addTwice.replace('return 0', 'return total != 2')} }\n`;
  const { stdout } = await installed.weft([
    'explore',
    '--json',
    '--jobs',
    '1',
    installed.put('program.c', source),
  ]);
  const printed = JSON.parse(stdout) as Library.Report;
  assert.deepEqual({ ...report, seconds: 0 }, { ...printed, seconds: 0 });
});

test('explore switches by Asyncify, whatever the program was compiled for', async () => {
  const program = await compile(tellingSwitching, { switching: 'native' });
  const { outcomes } = await explore(program, { jobs: 1 });
  assert.equal(outcomes.find(({ schedule }) => schedule === 'fifo')!.stdout, 'by Asyncify\n');
});

test('an exploration ends when its signal aborts', async () => {
  const program = await main('for (;;) weft_yield();');
  const signal = AbortSignal.abort(new Error('enough'));
  await assert.rejects(explore(program, { signal }), /enough/);
  const abort = new AbortController();
  const endless = explore(program, { jobs: 1, signal: abort.signal });
  setImmediate(() => abort.abort(new Error('enough')));
  await assert.rejects(endless, /enough/);
});

test('check: what differs, as the command prints it', async () => {
  const source = '#include <stdio.h>\nint main(void) { puts("one"); return 2; }\n';
  const good = await check(`${source}// Output:\n// one\n// Exit: 2\n`);
  assert.deepEqual([good.ok, good.text, good.status, good.stdout], [true, '', 2, 'one\n']);
  const bad = await check(await compile(`${source}// Output:\n// two\n`));
  assert.deepEqual([bad.ok, bad.expected], [false, { status: 0, stdout: 'two\n' }]);
  assert.equal(
    bad.text,
    '--- expected\n+++ printed\n@@ -1,1 +1,1 @@\n-two\n+one\nexit status 2, expected 0\n',
  );
  assert.match((await check(source)).text, /no \/\/ Output: block/);
  const wrong = await check('int main(void) { return x; }\n// Output:\n', { fileName: 'x.c' });
  assert.match(wrong.text, /x\.c:1:25: error/);
  const endless = await check('int main(void) { for (;;); }\n// Output:\n', { timeout: 0.2 });
  assert.deepEqual([endless.ok, endless.text], [false, 'stopped after 0.2 s\n']);
});

const user = `import { compile, run, check, explore, type RunResult, type TraceEvent } from 'weft';
const program = await compile('#include <weft.h>\\nint main(void) { return 7; }\\n', { fileName: 'seven.c' });
const result: RunResult = await run(program, { clock: 'virtual', timeout: 5, trace: true, onOutput: ({ text }) => text.length });
const kinds: TraceEvent['kind'][] = result.trace?.events.map(({ kind }) => kind) ?? [];
const { outcomes } = await explore(program, { jobs: 1 });
const { ok } = await check(program);
console.log(result.status, kinds.length > 0, outcomes[0]?.cause, ok);
`;

test('a script imports it by its name, and ends by itself', async () => {
  const script = user
    .replace(/, type \w+/g, '')
    .replace(': RunResult', '')
    .replace(": TraceEvent['kind'][]", '');
  const { status, stdout, stderr } = await installed.run(['node', installed.put('script.js', script)]);
  assert.deepEqual([status, stdout, stderr], [0, '7 true exit false\n', '']);
});

test('its types hold in a strict project', async () => {
  const file = installed.put('user.ts', user);
  const flags =
    '--noEmit --strict --exactOptionalPropertyTypes --target es2022 --module nodenext --lib es2023,dom';
  const tsc = join(root, 'web/node_modules/.bin/tsc');
  const { status, stdout } = await installed.run([tsc, ...flags.split(' '), '--types', '', file]);
  assert.deepEqual([status, stdout], [0, '']);
});

test('everything that is exported is documented', () => {
  for (const name of ['index', 'types', 'trace-types']) {
    const text = readFileSync(join(installed.folder, `node_modules/weft/lib/${name}.d.ts`), 'utf8');
    for (const [, before] of text.matchAll(/^(.*)\nexport (?:declare|interface|type (?!\*))/gm))
      assert.equal(before!.trim().endsWith('*/'), true, before);
  }
});
