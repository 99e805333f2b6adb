/// What a release says of itself comes from the CHANGELOG; tag, header and CHANGELOG have to agree.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { read, root } from './project.ts';

const version = /#define WEFT_VERSION "(.*)"/.exec(read('src/weft.h'))![1]!;
const folder = mkdtempSync(join(tmpdir(), 'weft-release-'));
after(() => rmSync(folder, { recursive: true }));

function notes(tag: string, changes: string) {
  const file = join(folder, 'CHANGELOG.md');
  writeFileSync(file, changes);
  const { status, stdout, stderr } = spawnSync(join(root, '.ci/release-notes'), [tag, file], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('the notes are the section of the version', () => {
  const changes = `# Changes\n\n## 99.0\n\n- Later.\n\n## ${version}, 2026-11-26\n\n- One.\n\n- Two.\n\n## 0.0.1\n\n- Before.\n`;
  assert.deepEqual(notes(`v${version}`, changes), { status: 0, stdout: '- One.\n\n- Two.\n\n', stderr: '' });
});

test('a tag of another version, a version that is not there or not released, is refused', () => {
  const refused = (tag: string, changes: string, why: RegExp) => {
    const { status, stdout, stderr } = notes(tag, changes);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, why);
  };
  refused('v99.0', `## ${version}\n`, new RegExp(`the tag is v99\\.0, and src/weft\\.h has ${version}`));
  refused(`v${version}`, `## ${version}9\n`, /says nothing of/);
  refused(`v${version}`, `## ${version}, not yet released\n\n- One.\n`, /is not yet released/);
});
