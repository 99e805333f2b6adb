/// The command line's cache of compiled programs: an entry is whole or none, and the
/// folder stays within its limit.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, truncateSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { Cache } from '../../web/cli/cache.ts';

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'weft-cache-'));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

const program = (size: number) => ({
  wasm: new Uint8Array(size).fill(7),
  text: 'a warning\n',
  diagnostics: [
    { severity: 'warning' as const, message: 'a warning', file: 'program.c', line: 1, column: 2 },
  ],
});

test('what was put is there again, warnings and all', (t) => {
  const cache = new Cache(join(folder(t), 'made', 'when', 'needed'));
  cache.put('one', program(1000));
  assert.deepEqual(cache.get('one'), program(1000));
  assert.equal(cache.get('two'), undefined);
});

test('an entry that was cut off is none', (t) => {
  const path = folder(t);
  const cache = new Cache(path);
  cache.put('one', program(1000));
  truncateSync(join(path, 'one'), 500);
  assert.equal(cache.get('one'), undefined);
  truncateSync(join(path, 'one'), 0);
  assert.equal(cache.get('one'), undefined);
});

test('above its limit what was used longest ago goes', (t) => {
  const path = folder(t);
  const cache = new Cache(path, 2500);
  cache.put('one', program(1000));
  cache.put('two', program(1000));
  utimesSync(join(path, 'one'), 1, 1);
  utimesSync(join(path, 'two'), 2, 2);
  cache.get('one');
  cache.put('three', program(1000));
  assert.deepEqual(readdirSync(path).sort(), ['one', 'three']);
});

test('where nothing can be written there is no cache, and no harm', () => {
  const cache = new Cache('/dev/null/cache');
  cache.put('one', program(10));
  assert.equal(cache.get('one'), undefined);
});

test('the key depends on every part', () => {
  const keys = [
    ['a', { O: 1 }, 's'],
    ['b', { O: 1 }, 's'],
    ['a', { O: 2 }, 's'],
    ['a', { O: 1 }, 't'],
  ].map(Cache.key);
  assert.equal(new Set(keys).size, 4);
});
