/// weft-explore runs a native program under many schedules, and every schedule that it prints makes the same
/// run again.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../headless/project.ts';

const program = (name: string): string => join(root, `build/native/tests/programs/programs_${name}`);
const loses = program('an-update-that-another-order-loses');

function explore(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(join(root, 'build/native/weft-explore'), args, { encoding: 'utf8' });
}

for (const strategy of ['dfs', 'pct', 'random'])
  test(`${strategy} finds the lost update, and the schedule loses it again`, () => {
    const { status, stdout } = explore('--strategy', strategy, '--schedules', '200', loses);
    assert.equal(status, 1, stdout);
    assert.match(stdout, /^FAILS: it ends with status 1, in \d+ of \d+ schedules\n {2}stdout: 1\n/);
    assert.match(stdout, /^it ends with status 0, in \d+ of \d+ schedules\n {2}stdout: 2\n/m);
    const again = [...stdout.matchAll(/^ {2}again: WEFT_CLOCK=virtual WEFT_SCHEDULE=(\S+) /gm)];
    assert.deepEqual(
      again.map(([, schedule]) => {
        const env = { ...process.env, WEFT_CLOCK: 'virtual', WEFT_SCHEDULE: schedule };
        return spawnSync(loses, { env, encoding: 'utf8' }).stdout;
      }),
      ['1\n', '2\n'],
    );
  });

test('dfs says whether it has tried all that the bound allows, and whether that is all', () => {
  const counts = (bound: string) => explore('-p', 'dfs', '-b', bound, loses).stdout.trim().split('\n').at(-1);
  assert.equal(counts('0'), '1 schedule, not complete');
  /* The orders of the turns of two tasks, of 2 and of 4 turns, between which main may have its turn to join
     them: as the exploration in WebAssembly counts them, see `./weft explore --all`. */
  const all = /^(\d+) schedules, complete$/.exec(counts('20')!);
  const cli = spawnSync(
    process.execPath,
    [
      join(root, 'build/js/web/cli/main.js'),
      'explore',
      join(root, 'tests/programs/an-update-that-another-order-loses.c'),
      '--all',
    ],
    { encoding: 'utf8' },
  );
  assert.equal(cli.stdout.trim().split('\n').at(-1), all?.[0]);
});

test('--faults: each call of Weft and each allocation of the program fails once', () => {
  const stdouts = (name: string) => {
    const { stdout } = explore('--faults', '--any', '-p', 'dfs', '-b', '0', program(name));
    return { stdout, last: stdout.trim().split('\n').at(-1) };
  };
  const calls = stdouts('calls-that-can-fail');
  assert.equal(calls.last, '8 schedules, not complete');
  assert.match(calls.stdout, /stdout: fetch -111\n {2}again: WEFT_CLOCK=virtual WEFT_SCHEDULE=af6 /);
  const allocations = stdouts('allocations-that-can-fail');
  /* One as fifo does, the spawn, five allocations. */
  assert.equal(allocations.last, '7 schedules, complete');
  assert.match(
    allocations.stdout,
    /stdout: calloc: ENOMEM\n(?: {2}stdout: .*\n)* {2}again: .*WEFT_SCHEDULE=am1 /,
  );
});

test('a program that goes on for ever is stopped, one that is not there is told of', () => {
  const endless = explore('-n', '1', '-t', '1', '/bin/sleep', '60');
  assert.equal(endless.status, 1);
  assert.match(endless.stdout, /^FAILS: it has not ended after 1 s, in 1 of 1 schedule/);
  const missing = explore('/nowhere/program');
  assert.equal(missing.status, 66);
  assert.match(missing.stderr, /\/nowhere\/program: No such file or directory/);
  for (const wrong of [[], ['-p', 'bfs', loses], ['-n', 'many', loses], ['--colour', loses]])
    assert.equal(explore(...wrong).status, 64, wrong.join(' '));
});
