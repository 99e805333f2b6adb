/// What others have written for Emscripten's fibers, unchanged, on Weft's: Emscripten's own test, which comes
/// with it, and the tests of koishi and minicoro where the environment names a checkout of theirs.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { flags, folder, forNode, run, succeeds, type Result } from './emscripten-project.ts';

const { WEFT_KOISHI: koishi, WEFT_MINICORO: minicoro } = process.env;

/// What the same program says on Emscripten's fibers, and on Weft's.
async function onBoth(name: string, ...words: string[]): Promise<{ theirs: Result; ours: Result }> {
  const link = async (fibers: string, options: string[]): Promise<Result> => {
    const made = join(folder, `${name}-${fibers}.js`);
    await succeeds('emcc', '-O2', forNode, ...words, '-o', made, ...options);
    return run('node', made);
  };
  const [theirs, ours] = [
    await link('theirs', ['-sASYNCIFY']),
    await link('ours', await flags('weft-fiber')),
  ];
  const has = (fibers: string) =>
    readFileSync(join(folder, `${name}-${fibers}.wasm`)).includes('weft__fibers');
  assert.deepEqual([has('theirs'), has('ours')], [false, true]);
  return { theirs, ours };
}

const emscripten = dirname(realpathSync((await succeeds('which', 'emcc')).trim()));
const own = join(emscripten, 'tests/test_fibers.cpp');

test('Emscripten’s own test of its fibers', { skip: !existsSync(own) }, async () => {
  const { theirs, ours } = await onBoth('own', '--std=c++17', own);
  assert.match(ours.stdout, /\*leaf-0-100-1-101-1-102-2-103-3-104-5-105-8-106-13-107-21-108-34-109-\*/);
  assert.deepEqual(ours, theirs);
});

test('koishi’s own test', { skip: !koishi && 'WEFT_KOISHI names no checkout' }, async () => {
  const of = (path: string): string => join(koishi!, path);
  const settings = [
    '-DKOISHI_THREAD_LOCAL=',
    '-DKOISHI_STATIC_PAGE_SIZE=65536',
    '-DKOISHI_HAVE_ALIGNED_ALLOC',
  ];
  const headers = [`-I${of('include')}`, `-I${of('src')}`];
  const objects = ['src/emscripten/emscripten.c', 'src/stack_alloc.c'].map((source, index) => ({
    source: of(source),
    object: join(folder, `koishi-${index}.o`),
  }));
  for (const { source, object } of objects)
    await succeeds('emcc', '-O2', '-DBUILDING_KOISHI', ...settings, ...headers, '-c', source, '-o', object);
  const made = objects.map(({ object }) => object);
  const { theirs, ours } = await onBoth('koishi', ...headers, of('koishi_test.c'), ...made);
  assert.equal(theirs.status, 0, theirs.stderr);
  assert.deepEqual(ours, theirs);
});

test('minicoro’s own tests', { skip: !minicoro && 'WEFT_MINICORO names no checkout' }, async () => {
  const suite = join(minicoro!, 'tests/testsuite.c');
  const { theirs, ours } = await onBoth('minicoro', `-I${minicoro}`, suite);
  assert.match(ours.stdout, /^Test suite succeeded!$/m);
  assert.deepEqual(ours, theirs);
});
