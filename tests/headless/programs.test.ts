/// Every program of the corpus, of the guides and every example, compiled as the page does, on the virtual
/// clock against its Output block.

import { basename, join } from 'node:path';
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { checkFile } from '../../web/cli/check.ts';
import { Launcher } from '../../web/cli/launch.ts';
import { filesBelow, root } from './project.ts';

/// Each with a compiler of its own; two are what a small machine can use.
const lanes = [0, 1].map(() => ({ builder: new Builder(), launcher: new Launcher() }));
const idle = [...lanes];

after(() => {
  for (const { builder, launcher } of lanes) {
    builder.close();
    launcher.close();
  }
});

for (const folder of ['tests/programs', 'web/examples', 'docs/from']) {
  describe(folder, { concurrency: lanes.length }, () => {
    for (const file of filesBelow(folder, /\.c$/)) {
      test(basename(file), async () => {
        const lane = idle.pop()!;
        const complaint = await checkFile(
          join(root, file),
          { seed: 0, timeout: 60, optimize: '1' },
          lane.builder,
          lane.launcher,
        );
        idle.push(lane);
        assert.ok(complaint === undefined, complaint);
      });
    }
  });
}
