/// `weft explore`: its exit statuses, its report as text and as JSON, and that parts of a search make the whole.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Report } from '../../web/explore/index.ts';
import { main, program, weft } from './command.ts';
import { root } from './project.ts';

const folder = mkdtempSync(join(tmpdir(), 'weft-explore-'));
after(() => rmSync(folder, { recursive: true }));

const wrong = (name: string): string => join(root, `tests/explore/wrong/${name}.c`);
const right = (name: string): string => join(root, `tests/explore/right/${name}.c`);

async function report(args: string[]): Promise<Report & { exit: number | null }> {
  const { status, stdout, stderr } = await weft(['explore', '--json', ...args]);
  assert.equal(stderr, '');
  return { ...(JSON.parse(stdout) as Report), exit: status };
}

/// What is the same however the work was shared.
const essence = ({ outcomes }: Report) =>
  outcomes
    .map(({ status, cause, stdout, failing }) => JSON.stringify([status, cause, stdout, failing]))
    .sort();

test('right: 0, and the last line says that all was seen', async () => {
  const { status, stdout, stderr } = await weft(['explore', right('lost-update')]);
  assert.equal(status, 0);
  assert.equal(stderr, '');
  assert.match(stdout, /^it ends with status 0, in \d+ of \d+ schedules?\n/);
  assert.match(stdout, /\n\d+ schedules?, complete\n$/);
});

test('wrong: 1; the failing outcome comes first, with its reason and the command that makes it again', async () => {
  const { status, stdout } = await weft(['explore', wrong('deadlock-of-two')]);
  assert.equal(status, 1);
  assert.match(stdout, /^FAILS: deadlock, in \d+ of \d+ schedules\n {2}.*nobody can go on: .*\.\n/);
  const [, again] = /^ {2}again: \.\/weft (.*)$/m.exec(stdout)!;
  const { status: ended, stderr } = await weft(again!.split(' '));
  assert.equal(ended, 70);
  assert.match(stderr, /^weft: deadlock/m);
});

test("the guide's report is what the command prints", async () => {
  const { stdout } = await weft(['explore', wrong('lost-update')]);
  const guide = readFileSync(join(root, 'docs/exploring.md'), 'utf8');
  const [, shown] = /\n\n {4}(FAILS: [^]*?)\n\n/.exec(guide)!;
  const printed = stdout.replaceAll(wrong('lost-update'), 'tests/explore/wrong/lost-update.c');
  assert.equal(printed.split('\n\n')[0], shown!.replaceAll('\n    ', '\n'));
});

test('outcomes that differ: 1, and with --any 0', async () => {
  const file = main('printf("%d\\n", weft_choose(2)); return 0;');
  const { exit, outcomes, complete } = await report([file]);
  assert.deepEqual(outcomes.map(({ stdout }) => stdout).sort(), ['0\n', '1\n']);
  assert.deepEqual([exit, complete], [1, true]);
  assert.equal((await report(['--any', file])).exit, 0);
});

test('JSON: the keys are those that are promised', async () => {
  const { exit, ...rest } = await report([wrong('lost-update')]);
  assert.equal(exit, 1);
  assert.deepEqual(Object.keys(rest).sort(), [
    ...['complete', 'outcomes', 'program', 'races', 'schedules', 'seconds', 'strategy'],
  ]);
  assert.equal(rest.program, wrong('lost-update'));
  assert.equal(rest.strategy, 'dfs');
  const [first] = rest.outcomes;
  for (const key of ['status', 'cause', 'stdout', 'stderr', 'count', 'failing', 'schedule', 'because'])
    assert.ok(key in first!, key);
  assert.deepEqual([first!.cause, first!.status, first!.failing], ['fault', 70, true]);
  assert.equal(
    rest.outcomes.reduce((sum, { count }) => sum + count, 0),
    rest.schedules,
  );
  const [race] = rest.races;
  assert.deepEqual([race!.object, race!.kind], ['total', 'lost-update']);
  for (const key of ['first', 'between', 'then', 'schedule'] as const) assert.ok(key in race!, key);
});

test('a race alone fails, even where every run ends alike; with --races off it does not', async () => {
  const file = program(`#include <weft.h>
static int total;
static void *add(void *unused) {
    (void)unused;
    int before = total;
    weft_yield();
    total = before + 1;
    return NULL;
}
int main(void) {
    weft_task tasks[] = {weft_spawn(add, NULL), weft_spawn(add, NULL)};
    return weft_gather(tasks, 2, NULL);
}
`);
  const found = await report([file]);
  assert.deepEqual([found.exit, found.outcomes.length, found.races[0]!.kind], [1, 1, 'lost-update']);
  const off = await report(['--races', 'off', file]);
  assert.deepEqual([off.exit, off.races], [0, []]);
});

test('--faults: each allocation of the program fails once, and none of libc', async () => {
  const file = program(`#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <weft.h>
int main(void) {
    void *first = malloc(8), *second = calloc(1, 8), *third = strdup("third");
    printf("%d%d%d\\n", !!first, !!second, !!third);
    return 0;
}
`);
  const { exit, complete, outcomes } = await report([file, '--faults', '--any']);
  assert.deepEqual([exit, complete], [0, true]);
  assert.deepEqual(outcomes.map(({ stdout, schedule }) => `${stdout}${schedule}`).sort(), [
    '011\nam0',
    '101\nam1',
    '111\nfifo',
  ]);
  assert.match(
    outcomes.find(({ schedule }) => schedule === 'am1')!.because,
    /^an allocation of main#1 fails; /,
  );
  const again = await weft(['run', file, '--replay', 'am1']);
  assert.equal(again.stdout, '101\n');
});

test('what a run writes through a NULL pointer is not there in the next', async () => {
  const file = program(`#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <weft.h>
static void *name(void *unused) {
    char *name = malloc(8);
    strcpy(name, "abc");
    puts(name);
    free(name);
    return unused;
}
int main(void) {
    weft_join(weft_spawn(name, NULL), NULL);
    puts("joined");
    return 0;
}
`);
  const { exit, complete, outcomes } = await report([file, '--faults']);
  assert.deepEqual([exit, complete], [1, true]);
  const [failing, good] = outcomes;
  assert.deepEqual([failing!.status, failing!.schedule, failing!.count], [70, 'am0', 1]);
  assert.match(failing!.because, /^an allocation of name#2 fails; .* memory error in name#2: .* checked\.?$/);
  assert.deepEqual([good!.status, good!.schedule, good!.stdout], [0, 'fifo', 'abc\njoined\n']);
  const again = await weft(['run', file, '--replay', 'am0']);
  assert.deepEqual([again.status, again.stdout], [70, failing!.stdout]);
});

test('what is fetched is asked for once, and every run has the same answer; --save keeps it', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    /* What is asked for first is answered last. */
    setImmediate(() => response.end(`${asked.length} of ${request.url}`));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const file = program(`#include <stdio.h>
#include <weft.h>
static void *get(void *path) {
    char url[80];
    weft_response answer;
    snprintf(url, sizeof url, "http://127.0.0.1:${port}/%s", (char *)path);
    int error = weft_fetch(url, NULL, &answer);
    printf("%s: %d %d\\n", (char *)path, error, answer.status);
    if (answer.length > 0) weft_fetch(url, &(weft_request){.max_length = 3}, &answer);
    return NULL;
}
int main(void) {
    weft_task tasks[] = {weft_spawn(get, "one"), weft_spawn(get, "other")};
    return weft_gather(tasks, 2, NULL);
}
`);
  const saved = join(folder, 'fetched');
  const { exit, complete, outcomes } = await report([file, '--any', '--save', saved]);
  server.close();
  assert.deepEqual([exit, complete], [0, true]);
  assert.deepEqual(outcomes.map(({ stdout }) => stdout).sort(), [
    'one: 0 200\nother: 0 200\n',
    'other: 0 200\none: 0 200\n',
  ]);
  assert.deepEqual(asked.sort(), ['/one', '/other']);
  for (const { schedule, stdout } of outcomes) {
    const args = ['run', file, '--clock', 'virtual', '--replay', schedule];
    const again = await weft([...args, '--answers', join(saved, 'answers.json')]);
    assert.equal(again.stdout, stdout);
  }
  const faults = await report([file, '--any', '--faults', '--answers', join(saved, 'answers.json')]);
  assert.ok(faults.outcomes.some(({ stdout, schedule }) => schedule === 'af2' && /: -111 0/.test(stdout)));
  assert.equal((await weft(['run', file, '--answers', file])).status, 66);
});

test('a run that does not end is an outcome of its own', async () => {
  const file = main('for (;;) weft_yield();');
  const { exit, outcomes } = await report([file, '--schedules', '1']);
  assert.deepEqual([exit, outcomes[0]!.cause, outcomes[0]!.failing], [1, 'endless', true]);
});

test('a failure after very many turns and departures is told of soon, by a short schedule', async () => {
  const file = program(`#include <weft.h>
static int last;
static void *count(void *number) {
    for (int i = 0; i < 10000; i++) {
        last = (int)WEFT_UNBOX(number);
        weft_yield();
    }
    return NULL;
}
int main(void) {
    weft_task tasks[3];
    for (int i = 0; i < 3; i++) tasks[i] = weft_spawn(count, WEFT_BOX(i));
    weft_gather(tasks, 3, NULL);
    return last != 2;
}
`);
  const { outcomes } = await report([file, '--strategy', 'random', '--schedules', '2', '--seed', '3']);
  const failing = outcomes.find(({ status }) => status === 1)!;
  assert.equal(failing.schedule.length < 60, true, failing.schedule);
  assert.equal((await weft(['run', file, '--replay', failing.schedule])).status, 1);
});

test('what is wrong with the call: 64; with the file: 66; with the program: 65', async () => {
  for (const args of [
    ['--strategy', 'bfs'],
    ['--shard', '3/2'],
    ['--schedules', '0'],
    ['--jobs', '0'],
    ['--races', 'maybe'],
    ['--policy', 'random'],
  ])
    assert.equal((await weft(['explore', right('lost-update'), ...args])).status, 64, args.join(' '));
  assert.equal((await weft(['explore'])).status, 64);
  assert.equal((await weft(['explore', '/nowhere.c'])).status, 66);
  assert.equal((await weft(['explore', right('lost-update'), '--stdin', '/nowhere'])).status, 66);
  assert.equal((await weft(['explore', program('int main(void) { return 0 }')])).status, 65);
});

test('no run within --seconds: 124', async () => {
  const { status, stderr } = await weft([
    ...['explore', main('for (volatile int i = 0;; i++) {}'), '--seconds', '0.5', '--jobs', '1'],
  ]);
  assert.equal(status, 124, stderr);
});

test('arguments follow --, and input comes from --stdin', async () => {
  const lines = join(folder, 'lines');
  writeFileSync(lines, 'one\ntwo\n');
  const file = main(
    'char line[9]; while (weft_read_line(line, sizeof line) >= 0) printf("%s ", line); puts(argv[1]); return 0;',
  );
  const { outcomes } = await report([file, '--stdin', lines, '--', '--all']);
  assert.deepEqual(
    outcomes.map(({ stdout }) => stdout),
    ['one two --all\n'],
  );
});

test('--save: a file for each outcome, which --replay takes', async () => {
  const saved = join(folder, 'saved');
  const { outcomes } = await report([wrong('lost-update'), '--save', saved]);
  const files = readdirSync(saved).sort();
  assert.equal(files.length, outcomes.length);
  for (const [i, { schedule, status }] of outcomes.entries()) {
    const file = join(saved, files[i]!);
    assert.equal(readFileSync(file, 'utf8'), `${schedule}\n`);
    const run = await weft(['run', wrong('lost-update'), '--clock', 'virtual', '--replay', `@${file}`]);
    assert.equal(run.status, status);
  }
  assert.equal(
    (await weft(['explore', wrong('lost-update'), '--save', join(saved, files[0]!, 'below')])).status,
    74,
  );
});

test('--save: a folder that cannot be made is told before anything runs', async () => {
  for (const kept of ['/proc/x', '/proc/x/y', join(wrong('lost-update'), 'below')]) {
    const { status, stdout, stderr } = await weft(['explore', wrong('lost-update'), '--save', kept]);
    assert.deepEqual([status, stdout], [74, '']);
    assert.ok(stderr.startsWith(`weft: --save ${kept}: it cannot be written: `), stderr);
  }
  const deep = join(folder, 'not', 'there', 'yet');
  await report([right('lost-update'), '--save', deep]);
  assert.equal(readdirSync(deep).length, 1);
});

test('strategies: each says what it was, and what it cannot say', async () => {
  for (const strategy of ['pct', 'random']) {
    const {
      strategy: used,
      complete,
      schedules,
    } = await report([...[right('lost-update'), '--strategy', strategy, '--schedules', '50']]);
    assert.deepEqual([used, complete, schedules], [strategy, false, 50]);
  }
  const bounded = await report([right('lost-update'), '--bound', '0']);
  assert.deepEqual([bounded.strategy, bounded.complete, bounded.schedules], ['dfs', false, 1]);
  const cut = await report([
    right('dining-philosophers'),
    '--strategy',
    'dfs',
    '--schedules',
    '10',
    '--jobs',
    '1',
  ]);
  assert.deepEqual([cut.complete, cut.schedules], [false, 10]);
});

test('--all: the interleavings, with the same outcomes', async () => {
  const reduced = await report([wrong('dining-philosophers')]);
  const all = await report([wrong('dining-philosophers'), '--all', '--schedules', '100000']);
  assert.ok(reduced.complete && all.complete);
  assert.ok(all.schedules > 2 * reduced.schedules);
  assert.deepEqual(essence(all), essence(reduced));
});

test('one worker or four: the same outcomes', async () => {
  for (const name of ['load-then-store', 'if-around-cond-wait', 'dining-philosophers']) {
    const [one, four] = [
      await report([wrong(name), '--jobs', '1']),
      await report([wrong(name), '--jobs', '4']),
    ];
    assert.deepEqual(essence(four), essence(one), name);
    assert.ok(one.complete && four.complete);
  }
});

for (const flags of [[], ['--all', '--strategy', 'dfs', '--schedules', '20000']])
  test(`shards ${flags[0] ?? ''}: together they are the whole`, async () => {
    const file = wrong('load-then-store');
    const whole = await report([file, ...flags, '--jobs', '1']);
    const parts = [];
    for (const shard of ['1/3', '2/3', '3/3']) {
      const { stdout } = await weft(['explore', '--json', file, ...flags, '--shard', shard, '--jobs', '1']);
      parts.push(join(folder, `${shard[0]}${flags.length}.json`));
      writeFileSync(parts.at(-1)!, stdout);
    }
    const merged = await report(['--merge', ...parts]);
    assert.deepEqual(essence(merged), essence(whole));
    assert.deepEqual([merged.complete, merged.exit], [true, 1]);
    if (flags.length > 0) assert.equal(merged.schedules, whole.schedules);
    const text = await weft(['explore', '--merge', ...parts]);
    assert.match(text.stdout, /\n\d+ schedules, complete\n$/);
  });

test('--merge of what is no report: 66', async () => {
  const file = join(folder, 'none.json');
  writeFileSync(file, '{}');
  assert.equal((await weft(['explore', '--merge', file])).status, 66);
  assert.equal((await weft(['explore', '--merge', '/nowhere.json'])).status, 66);
});
