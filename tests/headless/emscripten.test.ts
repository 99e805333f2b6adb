/// A project of somebody else's, built by emcc with what `cmake --install` has installed.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { flags, folder, forNode, installed, run, succeeds, type Result } from './emscripten-project.ts';
import { root } from './project.ts';

const programs = join(root, 'tests/emscripten');

/// Builds a program by emcc alone.
async function build(source: string, level: string, ...libraries: string[]): Promise<string> {
  const made = join(folder, `${source.replace(/\W/g, '_')}${level}.js`);
  const options = [level, '-Wall', '-Werror', forNode];
  await succeeds('emcc', ...options, join(programs, source), '-o', made, ...(await flags(...libraries)));
  return made;
}

const broken = ({ stdout }: Result): string[] =>
  stdout.split('\n').filter((line) => line.startsWith('FAILS'));

for (const level of ['-O0', '-O3', '-Os'])
  test(`<emscripten/fiber.h>, ${level}: the rules hold`, async () => {
    const result = await run('node', await build('fibers.c', level, 'weft-fiber'));
    assert.deepEqual(broken(result), []);
    assert.match(result.stdout, /^all rules hold$/m);
    assert.equal(result.status, 0);
  });

test('libco: the rules hold', async () => {
  const result = await run('node', await build('libco.c', '-O2', 'weft-libco'));
  assert.deepEqual(broken(result), []);
  assert.match(result.stdout, /^all rules hold$/m);
});

test('Weft, -O0, with the assertions of Emscripten: main is a task, and its status is the program’s', async () => {
  const result = await run('node', await build('tasks.c', '-O0', 'weft'));
  assert.deepEqual(broken(result), []);
  assert.deepEqual([result.status, result.stderr], [7, '']);
});

test('Weft, by find_package under emcmake: rules, deadlock, a stack that is too small', async () => {
  const project = join(folder, 'project');
  mkdirSync(project);
  for (const file of ['tasks.c', 'checks.h', 'CMakeLists.txt'])
    cpSync(join(programs, file), join(project, file));
  const built = join(project, 'build');
  const settings = [`-DCMAKE_FIND_ROOT_PATH=${installed}`, '-DCMAKE_BUILD_TYPE=Release'];
  await succeeds('emcmake', 'cmake', '-S', project, '-B', built, ...settings);
  await succeeds('cmake', '--build', built);
  const program = join(built, 'tasks.js');

  const result = await run('node', program);
  assert.deepEqual(broken(result), []);
  assert.equal(result.status, 7);

  const stuck = await run('node', program, 'deadlock');
  assert.equal(stuck.status, 70);
  assert.match(stuck.stderr, /^weft: deadlock: [^\n]*\nweft: {3}main#1 waits in weft_chan_recv/);

  const full = await run('node', program, 'deep');
  assert.equal(full.status, 70);
  assert.match(full.stderr, /^weft: stack overflow in deep#2 \(16384 bytes\): its frames do not fit/);

  const asleep = await run('node', program, 'asleep');
  assert.equal(asleep.status, 70);
  assert.match(asleep.stderr, /^weft: emscripten_sleep in asleep#2: a task cannot be suspended by/);
});

test('the project of docs/project is an Emscripten project as well', async () => {
  const built = join(folder, 'kitchen');
  const settings = [
    `-DCMAKE_FIND_ROOT_PATH=${installed}`,
    '-DCMAKE_BUILD_TYPE=Release',
    `-DCMAKE_EXE_LINKER_FLAGS=${forNode}`,
  ];
  await succeeds('emcmake', 'cmake', '-S', join(root, 'docs/project'), '-B', built, ...settings);
  await succeeds('cmake', '--build', built);
  /* On the real clock: what is served when depends on the machine. */
  const served = (await succeeds('node', join(built, 'kitchen.js'))).trim().split('\n');
  const dishes = served.map((line) => /^\d+ s: dish (\d)$/.exec(line)?.[1]);
  assert.deepEqual(dishes.sort(), ['1', '1', '2', '2', '3', '3']);
});
