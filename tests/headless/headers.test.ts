/// Every header that a program can name can be included: alone, in strict C11 and in
/// GNU C17, without a warning.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilerFolder, manifest } from '../../web/cli/installed.ts';
import { clangArguments } from '../../web/toolchain/clang.ts';
import { Directory, Llvm } from '../../web/toolchain/llvm.ts';
import { inflatedName, type Manifest } from '../../web/toolchain/index.ts';
import { unpackSysroot } from '../../web/toolchain/sysroot.ts';

const files = JSON.parse(manifest()) as Manifest;
const shipped = (name: keyof Manifest) =>
  readFileSync(join(compilerFolder, 'inflated', inflatedName(files[name].file)));

/// The C library's own parts, which it includes in a certain order.
const part = /^bits\//;

let llvm: Llvm;
let headers: string[];

/// Lists the headers of a folder by the names that a program includes them by.
function* namesIn({ contents }: Directory, under = ''): Generator<string> {
  for (const [name, entry] of contents) {
    const own = under + name;
    if (entry instanceof Directory) yield* namesIn(entry, own === 'compat' ? '' : `${own}/`);
    else if (!part.test(own)) yield own;
  }
}

before(() => {
  const system = unpackSysroot(shipped('sysroot'));
  llvm = new Llvm(new WebAssembly.Module(shipped('llvm')), system);
  const include = (top: string) => system.get(top)!.contents.get('include') as Directory;
  headers = [...new Set([...namesIn(include('sysroot')), ...namesIn(include('clang'))])];
});

for (const standard of ['c11', 'gnu17']) {
  test(`each alone, as ${standard}`, () => {
    assert.ok(headers.length > 150, `${headers.length} headers`);
    const complaints = headers.flatMap((name) => {
      const source = `#include <${name}>\nint main(void) { return 0; }\n`;
      const args = [...clangArguments, `-std=${standard}`, '-Wall', '-fsyntax-only', 'program.c'];
      const { text } = llvm.run(args, { 'program.c': source });
      return text === '' ? [] : [`${name}: ${text}`];
    });
    assert.deepEqual(complaints, []);
  });
}

test('those that are used together with others, in one program', () => {
  const names = [
    'sys/resource.h',
    'poll.h',
    'sys/poll.h',
    'sys/wait.h',
    'wait.h',
    'arpa/inet.h',
    'sys/socket.h',
    'sys/mman.h',
    'sys/ioctl.h',
  ];
  const source = `${names.map((name) => `#include <${name}>\n`).join('')}int main(void) { return POLLIN != 1; }\n`;
  const { text } = llvm.run([...clangArguments, '-fsyntax-only', 'program.c'], { 'program.c': source });
  assert.equal(text, '');
});
