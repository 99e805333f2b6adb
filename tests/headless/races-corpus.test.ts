/// The corpus and the examples are correct programs: no race is found in any, and each prints what it prints
/// without the account.

import { existsSync, createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { comparable, expectationOf } from '../../web/cli/expectation.ts';
import { Launcher } from '../../web/cli/launch.ts';
import { filesBelow, read, root } from './project.ts';

const lanes = [0, 1].map(() => ({ builder: new Builder(), launcher: new Launcher() }));
const idle = [...lanes];

after(() => {
  for (const { builder, launcher } of lanes) {
    builder.close();
    launcher.close();
  }
});

async function check(file: string, { builder, launcher }: (typeof lanes)[0]): Promise<void> {
  const { wasm } = await builder.build(read(file), file, '1', undefined, true);
  const input = join(root, file.replace(/\.c$/, '.in'));
  const options = { wasm, clock: 'virtual', seed: 0, stats: false, races: true, timeout: 60 } as const;
  const stdin = existsSync(input) && { stdin: () => createReadStream(input) };
  const end = await launcher.run({ ...options, args: [join(root, file)], collect: 64e6, ...stdin });
  assert.deepEqual(
    end.races?.map(({ because }) => because),
    [],
  );
  const expected = expectationOf(read(file));
  if (expected) assert.deepEqual({ output: comparable(end.stdout), status: end.status }, expected);
}

for (const folder of ['tests/programs', 'web/examples']) {
  describe(folder, { concurrency: lanes.length }, () => {
    for (const file of filesBelow(folder, /\.c$/).filter((one) => !one.endsWith('/million.c')))
      test(basename(file), async () => {
        const lane = idle.pop()!;
        try {
          await check(file, lane);
        } finally {
          idle.push(lane);
        }
      });
  });
}
