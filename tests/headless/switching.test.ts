/// Native switching where no engine has it: what the toolchain makes, and what a person is told. The programs
/// themselves run in tests/browser/switching.spec.ts and, each rule of weft.h, in tests/c/wasm.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { loadedParts } from '../../web/cli/compiler.ts';
import { hasNativeSwitching, switchingOf } from '../../web/runtime/index.ts';
import { createToolchain, type Binaryen, type Toolchain } from '../../web/toolchain/index.ts';
import { main, weft } from './command.ts';
import { read, root } from './project.ts';

const source = `#include <stdio.h>
#include <weft.h>
int turns;
static void *task(void *argument) { turns++; weft_sleep(1); return argument; }
int main(void) { weft_join(weft_spawn(task, NULL), NULL); printf("%d\\n", turns); }
`;
const jumping = `#include <setjmp.h>
int main(void) { jmp_buf here; if (setjmp(here) == 0) longjmp(here, 1); return 0; }
`;

let toolchain: Toolchain;
/// How often Binaryen has been given a module.
let transformed = 0;

before(async () => {
  const parts = await loadedParts();
  toolchain = await createToolchain({
    ...parts,
    binaryen: async () => counting(await parts.binaryen()),
  });
});

function counting(binaryen: Binaryen): Binaryen {
  const { readBinary } = binaryen;
  const count: typeof readBinary = (bytes) => {
    transformed++;
    return readBinary(bytes);
  };
  return Object.assign(binaryen, { readBinary: count });
}

async function build(text: string, stackCheck: boolean): Promise<WebAssembly.Module> {
  const { wasm, text: words } = await toolchain.build(text, { switching: 'native', stackCheck });
  assert.ok(wasm, words);
  return new WebAssembly.Module(wasm);
}

test('web/runtime/continuations.gen.ts is what web/build/continuations.mjs makes', () => {
  const made = execFileSync(process.execPath, [join(root, 'web/build/continuations.mjs'), '--print'], {
    encoding: 'utf8',
  });
  assert.equal(read('web/runtime/continuations.gen.ts'), made);
});

test('a program that switches natively has nothing of Asyncify', async () => {
  const module = await build(source, true);
  assert.equal(switchingOf(module), 'native');
  const imports = WebAssembly.Module.imports(module).map((one) => one.module);
  assert.ok(!imports.includes('asyncify'));
  const asyncified = await toolchain.build(source, { switching: 'asyncify' });
  assert.equal(switchingOf(new WebAssembly.Module(asyncified.wasm!)), 'asyncify');
});

test('without the stack check it is made by clang and lld alone, unless it jumps', async () => {
  transformed = 0;
  const module = await build(source, false);
  assert.equal(transformed, 0);
  assert.ok(WebAssembly.Module.imports(module).every(({ name }) => name !== 'stack_overflow'));
  for (const section of ['name', 'weft.source', 'weft.variables'])
    assert.equal(WebAssembly.Module.customSections(module, section).length, 1, section);
  assert.equal(WebAssembly.Module.customSections(module, '.debug_info').length, 0);
  await build(jumping, false);
  assert.equal(transformed, 1);
  await build(source, true);
  assert.equal(transformed, 2);
});

test('where races are looked for, Asyncify switches', async () => {
  const { wasm } = await toolchain.build(source, { switching: 'native', races: true });
  assert.equal(switchingOf(new WebAssembly.Module(wasm!)), 'asyncify');
  const { status, stderr } = await weft(['run', '--races', '--switching', 'native', main('return 0;')]);
  assert.equal(status, 64);
  assert.equal(stderr, 'weft: --races needs Asyncify: leave --switching native out\n');
});

test('exploring has Asyncify alone', async () => {
  const file = main('return 0;');
  const { status, stderr } = await weft(['explore', '--switching', 'native', file]);
  assert.deepEqual([status, stderr], [64, 'weft: exploring needs Asyncify: leave --switching native out\n']);
  assert.equal((await weft(['explore', '--switching', 'asyncify', '--jobs', '1', file])).status, 0);
});

test('run and check switch natively where Node can, and else say what to do', async () => {
  const file = main('weft_sleep(0.001); printf("slept\\n"); return 3;\n// Output:\n// slept\n// Exit: 3');
  const can = hasNativeSwitching() || Number.parseInt(process.versions.node, 10) >= 26;
  const ran = await weft(['run', '--switching', 'native', file]);
  const checked = await weft(['check', '--switching', 'native', file]);
  if (can) {
    assert.deepEqual([ran.status, ran.stdout, checked.status], [3, 'slept\n', 0], ran.stderr);
    return;
  }
  const told =
    `weft: --switching native needs WebAssembly's stack switching, which Node ${process.versions.node} ` +
    'has not: use Node 26 or later, or leave the option out\n';
  for (const { status, stderr } of [ran, checked]) assert.deepEqual([status, stderr], [64, told]);
});

test('--switching has two values', async () => {
  const { status, stderr } = await weft(['run', '--switching', 'fast', main('return 0;')]);
  assert.equal(status, 64);
  assert.equal(stderr, "weft: --switching is asyncify or native, not 'fast'\n");
});
