/// A schedule that exploring finds in WebAssembly makes the same failing run natively.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { Parts } from '../../web/explore/index.ts';
import { scheduleText } from '../../web/runtime/schedule.ts';
import { root } from '../headless/project.ts';

const folder = mkdtempSync(join(tmpdir(), 'weft-native-'));
const builder = new Builder();
after(() => {
  builder.close();
  rmSync(folder, { recursive: true });
});

function builtNatively(name: string): string {
  const program = join(folder, name);
  const source = join(root, `tests/explore/wrong/${name}.c`);
  const library = join(root, 'build/native/libweft.a');
  const { status, stderr } = spawnSync(
    'cc',
    ['-std=gnu11', '-UNDEBUG', '-I', join(root, 'src'), source, library, '-lm', '-ldl', '-o', program],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
  return program;
}

const programs: [name: string, times: number][] = [
  ['aba', 20],
  ['deadlock-of-three', 1000],
  ['generator-of-two', 20],
  ['leaked-task', 20],
  ['lost-update', 1000],
];

for (const [name, times] of programs)
  test(`${name}: by its schedule, ${times} times`, async () => {
    const source = readFileSync(join(root, `tests/explore/wrong/${name}.c`), 'utf8');
    const built = await builder.build(source, `${name}.c`, '1', undefined, true);
    const wasm = new WebAssembly.Module(built.wasm as Uint8Array<ArrayBuffer>);
    const parts = new Parts({ wasm, seed: 0, args: [name], lines: [], maxTurns: 1e6 });
    const search = parts.do({ kind: 'search', all: false }, { runs: 10_000, until: Infinity });
    const found = search.outcomes.find(({ failing }) => failing)!;
    const environment = { ...process.env, WEFT_CLOCK: 'virtual', WEFT_SEED: '0' };
    const program = builtNatively(name);
    assert.equal(spawnSync(program, { env: environment }).status, 0, 'fifo');
    for (let i = 0; i < times; i++) {
      const { status, stdout } = spawnSync(program, {
        env: { ...environment, WEFT_SCHEDULE: scheduleText(found.schedule) },
        encoding: 'utf8',
      });
      assert.deepEqual([status, stdout], [found.status, found.stdout]);
    }
  });
