/// The npm package in the oldest Node that it is for, and in those that followed: it is installed, and does
/// each of the things that it is for once. `./weft test node` fetches them (tests/run).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { install, packageOf, type Installation } from './installed-package.ts';
import { tellingSwitching } from './command.ts';
import { read, root } from './project.ts';

const versions = /^package_nodes=\((.*)\)$/m.exec(read('tests/run'))![1]!.split(' ');

const program = `#include <stdio.h>
#include <weft.h>
static void *say(void *x) { weft_sleep(1); printf("%d\\n", (int)WEFT_UNBOX(x)); return NULL; }
int main(int argc, char **argv) {
  if (argc > 1)
    for (;;) (void)argv;
  weft_task tasks[2] = {weft_spawn(say, WEFT_BOX(1)), weft_spawn(say, WEFT_BOX(2))};
  return weft_gather(tasks, 2, NULL);
}
// Output:
// 1
// 2
`;

const library = `import { readFileSync } from 'node:fs';
import { compile, explore, run } from 'weft';
const program = await compile(readFileSync('two.c', 'utf8'), { fileName: 'two.c', races: true });
const { status, stdout, trace } = await run(program, { clock: 'virtual', trace: true });
const stopped = await run(program, { args: ['for ever'], timeout: 0.1 });
const { outcomes } = await explore(program, { jobs: 1 });
console.log(JSON.stringify([process.version, status, stdout, trace.end, stopped.status, outcomes.length]));
`;

const switching = `import { readFileSync } from 'node:fs';
import { check, compile, run } from 'weft';
const how = { fileName: 'how.c', switching: 'native' };
const program = await compile(readFileSync('how.c', 'utf8'), how);
const { status, stdout, switching } = await run(program, { clock: 'virtual' });
const { ok } = await check(program);
const alone = await run({ wasm: program.wasm }, { clock: 'virtual' }).then(({ stdout }) => stdout, String);
console.log(JSON.stringify([status, stdout, switching, ok, alone]));
`;

/// What is made for native switching runs in every Node, natively in those that can.
async function triedNatively({ put, run, weft }: Installation, version: string): Promise<void> {
  const can = Number.parseInt(version, 10) >= 26;
  const words = can ? 'natively' : 'by Asyncify';
  put('how.c', `${tellingSwitching}// Output:\n// ${words}\n`);
  put('switching.mjs', switching);
  const options = ['--clock', 'virtual', '--switching', 'native'];
  assert.equal((await weft(['bundle', 'how.c', '-o', 'how.mjs', ...options])).status, 0);
  assert.deepEqual(await run(['node', 'how.mjs']), { status: 0, stdout: `${words}\n`, stderr: '' });
  const ran = await weft(['run', 'how.c', ...options]);
  assert.deepEqual([ran.status, ran.stdout], can ? [0, `${words}\n`] : [64, '']);
  if (!can) assert.match(ran.stderr, /which Node \S+ has not: use Node 26 or later/);
  const { stdout, stderr } = await run(['node', 'switching.mjs']);
  assert.equal(stderr, '');
  const refused = `TypeError: the program was built for native switching, which Node ${version} does not have`;
  const by = can ? 'native' : 'asyncify';
  assert.deepEqual(JSON.parse(stdout), [0, `${words}\n`, by, true, can ? `${words}\n` : refused]);
}

async function tried({ put, run, weft, folder }: Installation, version: string): Promise<void> {
  put('two.c', program);
  put('library.mjs', library);
  assert.deepEqual(await run(['node', '--version']), { status: 0, stdout: `v${version}\n`, stderr: '' });
  const ran = await weft(['run', 'two.c', '--clock', 'virtual']);
  assert.deepEqual(ran, { status: 0, stdout: '1\n2\n', stderr: '' });
  assert.equal((await weft(['check', 'two.c'])).status, 0);
  const explored = await weft(['explore', 'two.c', '--jobs', '1']);
  assert.deepEqual([explored.status, explored.stderr], [1, '']); // the two lines in either order
  assert.equal((await weft(['bundle', 'two.c', '-o', 'two.html'])).status, 0);
  assert.match(readFileSync(join(folder, 'two.html'), 'utf8'), /^<!doctype html>/);
  assert.equal((await weft(['bundle', 'two.c', '-o', 'two.mjs', '--clock', 'virtual'])).status, 0);
  assert.deepEqual(await run(['node', 'two.mjs']), { status: 0, stdout: '1\n2\n', stderr: '' });
  const { stdout, stderr } = await run(['node', 'library.mjs']);
  assert.equal(stderr, '');
  assert.deepEqual(JSON.parse(stdout), [`v${version}`, 0, '1\n2\n', 1, 124, 2]);
}

for (const version of versions) {
  test(`Node ${version}: run, check, explore, bundle, the library, native switching`, async () => {
    const installed = install(join(root, `build/nodes/node_modules/node-${version}/bin`));
    await tried(installed, version);
    await triedNatively(installed, version);
  });
}

test('the oldest that is tried is the oldest that the package asks for', () => {
  const { node } = packageOf(install())['engines'] as { node: string };
  assert.equal(node, `>=${versions[0]!.replace(/\.0$/, '')}`);
});
