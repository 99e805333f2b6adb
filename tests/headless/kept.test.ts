/// What is kept of the libraries from one build to the next: no module tells that something was kept.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadedParts } from '../../web/cli/compiler.ts';
import { compile } from '../../web/toolchain/clang.ts';
import { KeptLibrary } from '../../web/toolchain/kept/library.ts';
import { link } from '../../web/toolchain/lld.ts';
import { Llvm } from '../../web/toolchain/llvm.ts';
import { unpackSysroot } from '../../web/toolchain/sysroot.ts';
import { transform } from '../../web/toolchain/transform.ts';
import { outcomeOf } from './built-program.ts';

const parts = await loadedParts();
const llvm = new Llvm(parts.llvm, unpackSysroot(parts.sysroot));
const binaryen = await parts.binaryen();

function linked(source: string) {
  const { object, text } = compile(llvm, source, 'program.c', {});
  assert.ok(object, text);
  const { wasm, origins } = link(llvm, object, source, 'program.c', { tells: false, switching: 'asyncify' });
  assert.ok(wasm);
  return { wasm, origins };
}

function made({ wasm, origins }: ReturnType<typeof linked>, library?: KeptLibrary): Uint8Array {
  const options = { optimize: '1', stackCheck: true, switching: 'asyncify', origins } as const;
  return transform(binaryen, wasm, options, library);
}

const program = (declarations: string, body: string): string => `#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>
${declarations}
static void *task(void *argument) {
    weft_sleep(0.5);
    return argument;
}
int main(void) {
    ${body}
    void *result = NULL;
    int error = weft_join(weft_spawn(task, WEFT_BOX(7)), &result);
    printf("%d %d\\n", error, (int)WEFT_UNBOX(result));
    return 0;
}
`;

const formats = 'char text[9]; snprintf(text, sizeof text, "%.2f", 0.5);';

const edits: [what: string, source: string][] = [
  ['the first', program('', '')],
  ['longer strings, which move what lies behind', program('', 'puts("a text of no particular length");')],
  ['a table before the libraries', program('static int table[999] = {1};', 'table[rand() % 9]++;')],
  [
    'one more function and type',
    program('static double twice(double x) { return 2 * x; } double (*volatile f)(double) = twice;', 'f(1);'),
  ],
  ['more of the library', program('', 'weft_chan *c = weft_chan_new(4, 1); weft_chan_free(c);')],
  [
    'a function named as one of the library is',
    program('static void dummy(void) { puts("mine"); } void (*volatile f)(void) = dummy;', 'f();'),
  ],
  ['what has two functions of one name in the libraries', program('', formats)],
  [
    'the same, and a function before them',
    program('__attribute__((noinline)) static void more(void) { __asm__(""); }', `more();\n    ${formats}`),
  ],
  ['the first again', program('', '')],
];

test('a module is the same whether something was kept or not', () => {
  const library = new KeptLibrary(binaryen);
  for (const [what, source] of edits) {
    const one = linked(source);
    const fresh = made(one, new KeptLibrary(binaryen));
    assert.ok(Buffer.compare(made(one, library), fresh) === 0, what);
  }
});

test('an edit that uses the same of the libraries leaves Binaryen little to read', () => {
  const library = new KeptLibrary(binaryen);
  const read: number[] = [];
  const { readBinary } = binaryen;
  binaryen.readBinary = (wasm) => (read.push(wasm.length), readBinary(wasm));
  try {
    for (const [, source] of edits.slice(0, 2)) made(linked(source), library);
    made(linked(edits[1]![1].replace('particular', 'very particular')), library);
  } finally {
    binaryen.readBinary = readBinary;
  }
  assert.ok(read[2]! < read[1]! / 3, read.join());
});

test('programs that were edited run as they stand', async () => {
  const expected = [
    '0 7\n',
    'a text of no particular length\n0 7\n',
    '0 7\n',
    '0 7\n',
    '0 7\n',
    'mine\n0 7\n',
    '0 7\n',
    '0 7\n',
    '0 7\n',
  ];
  for (const [index, [what, source]] of edits.entries()) {
    const end = await outcomeOf(source);
    assert.deepEqual([end.status, end.stdout], [0, expected[index]], what);
  }
});

test('what the libraries know only of some programs is there when it is there', async () => {
  const handler = 'static void heard(int number) { printf("heard %d\\n", number); }';
  const aborts = await outcomeOf(program('', 'if (rand() >= 0) abort();'));
  assert.deepEqual([aborts.status, aborts.stdout], [70, '']);
  const hears = await outcomeOf(program(handler, 'signal(SIGABRT, heard); if (rand() >= 0) abort();'));
  assert.deepEqual([hears.status, hears.stdout], [70, 'heard 6\n']);
});

test('a constant that looks like a mark is a constant', async () => {
  const numbers = [0x0220_0000, 0x0220_1000, 0x0220_3001, -0x0220_1000, 0x02ef_ffff];
  const source = program(
    `static const volatile int numbers[] = {0};\nstatic int twice(int n) { return n ? 2 * n : 0; }`,
    numbers.map((number) => `printf("%d\\n", twice(numbers[0]) + ${number});`).join('\n    '),
  );
  await outcomeOf(program('', 'printf("%d\\n", 1);'));
  assert.equal((await outcomeOf(source)).stdout, `${numbers.join('\n')}\n0 7\n`);
});
