/// A schedule makes the same run natively, through WEFT_SCHEDULE, as in WebAssembly: in what order tasks have
/// their turns, which call fails, which timer fires first.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { Launcher } from '../../web/cli/launch.ts';
import { readSchedule } from '../../web/runtime/index.ts';
import { root } from '../headless/project.ts';

const builder = new Builder();
const launcher = new Launcher();
after(() => {
  builder.close();
  launcher.close();
});

interface Ended {
  stdout: string;
  status: number | null;
}

async function inWebAssembly(name: string, schedule: string): Promise<Ended> {
  const file = join(root, 'tests/programs', `${name}.c`);
  const { wasm } = await builder.build(readFileSync(file, 'utf8'), file, '1');
  const { stdout, status } = await launcher.run({
    wasm,
    clock: 'virtual',
    seed: 0,
    args: [file],
    stats: false,
    collect: 1 << 20,
    timeout: 60,
    policy: { kind: 'replay', schedule: readSchedule(schedule)! },
  });
  return { stdout, status };
}

function natively(name: string, schedule: string): Ended {
  const { stdout, status } = spawnSync(join(root, `build/native/tests/programs/programs_${name}`), {
    env: { ...process.env, WEFT_CLOCK: 'virtual', WEFT_SEED: '0', WEFT_SCHEDULE: schedule },
    encoding: 'utf8',
  });
  return { stdout, status };
}

/// Which lines the schedule changes, by their beginnings.
const cases: [program: string, schedule: string, lines: string[], status: number][] = [
  ['calls-that-can-fail', 'af0', ['channel 0, generator 1, group 1'], 0],
  ['calls-that-can-fail', 'af1', ['channel 1, generator 0, group 1'], 0],
  ['calls-that-can-fail', 'af2', ['channel 1, generator 1, group 0'], 0],
  ['calls-that-can-fail', 'af3', ['child 0', 'close 0'], 0],
  ['calls-that-can-fail', 'af4', ['join -109', 'join 0'], 0],
  ['calls-that-can-fail', 'af5', ['join 0', 'join -109'], 0],
  ['calls-that-can-fail', 'af6', ['fetch -111'], 0],
  ['calls-that-can-fail', 'af7', [], 70],
  ['allocations-that-can-fail', 'am0', ['malloc: ENOMEM', 'calloc: memory', 'realloc: memory'], 0],
  ['allocations-that-can-fail', 'am1', ['malloc: memory', 'calloc: ENOMEM', 'realloc: memory'], 0],
  ['allocations-that-can-fail', 'am2', ['realloc: ENOMEM', 'the text: abc', 'aligned_alloc: memory'], 0],
  ['allocations-that-can-fail', 'am3', ['realloc: memory', 'the text: abc', 'aligned_alloc: ENOMEM'], 0],
  ['allocations-that-can-fail', 'am4', ['malloc in a task: ENOMEM', 'strdup: memory'], 0],
  ['allocations-that-can-fail', 'am0-m2', ['malloc: ENOMEM', 'realloc: memory', 'aligned_alloc: ENOMEM'], 0],
  ['allocations-that-can-fail', 'am5', [], 70],
  ['timers-close-together', 'fifo', ['100 ms: 0.100', '101 ms: 0.101', '102 ms: 0.102'], 0],
  ['timers-close-together', 'at0', ['101 ms: 0.101', '100 ms: 0.101', '102 ms: 0.102'], 0],
  ['timers-close-together', 'at0.2', ['102 ms: 0.102', '100 ms: 0.102', '101 ms: 0.102'], 0],
  ['timers-close-together', 'at1', ['100 ms: 0.100', '102 ms: 0.102', '101 ms: 0.102'], 0],
  ['timers-close-together', 'at9', [], 70],
];

for (const [name, schedule, lines, status] of cases)
  test(`${name} by ${schedule}`, async () => {
    const wasm = await inWebAssembly(name, schedule);
    assert.deepEqual(natively(name, schedule), wasm);
    assert.equal(wasm.status, status);
    const printed = wasm.stdout.split('\n');
    let at = -1;
    for (const line of lines) {
      at = printed.indexOf(line, at + 1);
      assert.notEqual(at, -1, `${line}, after those before it, in:\n${wasm.stdout}`);
    }
  });
