/// Every program of the corpus and every example, compiled as the page does, on the virtual clock against its Output block.

import { basename, join } from 'node:path';
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { checkFile } from '../../web/cli/check.ts';
import { Launcher } from '../../web/cli/launch.ts';
import { filesBelow, root } from './project.ts';

const builder = new Builder();
const launcher = new Launcher();

after(() => {
  builder.close();
  launcher.close();
});

for (const folder of ['tests/programs', 'web/examples']) {
  describe(folder, () => {
    for (const file of filesBelow(folder, /\.c$/)) {
      test(basename(file), async () => {
        const complaint = await checkFile(join(root, file), { seed: 0, timeout: 60, optimize: '1' }, builder, launcher);
        assert.ok(complaint === undefined, complaint);
      });
    }
  });
}
