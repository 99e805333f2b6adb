/// What Asyncify adds to a program: as little as may be, and nothing to what never waits.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadedParts } from '../../web/cli/compiler.ts';
import { createToolchain, type Toolchain } from '../../web/toolchain/index.ts';

const source = `#include <weft.h>
static void *body(void *argument) { weft_gen_yield(argument, NULL); return NULL; }
int main(void) {
    weft_gen *gen = weft_gen_new(body, NULL);
    while (weft_gen_next(gen, NULL) == 0) {}
    weft_gen_free(gen);
    return 0;
}
`;

let toolchain: Toolchain;
let parts: Awaited<ReturnType<typeof loadedParts>>;

before(async () => {
  parts = await loadedParts();
  toolchain = await createToolchain(parts);
});

for (const optimize of ['0', '2'] as const)
  test(`at -O${optimize} the area has its place, which nothing sets`, async () => {
    const { wasm, text } = await toolchain.build(source, { optimize });
    assert.ok(wasm, text);
    const names = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => name);
    assert.equal(names.includes('weft_frames_area'), false, 'who tells the place is not needed any more');
    const words = (await parts.binaryen()).readBinary(wasm).emitText();
    const changing = words.match(/\(global \S+ \(mut i32\) \(i32\.const 0\)\)/g);
    assert.equal(changing?.length, 4, "Asyncify's state, the stack's two limits, what the shared stack left");
  });

for (const optimize of ['1', '2'] as const)
  test(`at -O${optimize} a frame is one move of the area, and none where there is nothing to save`, async () => {
    const { wasm, text } = await toolchain.build(
      `#include <weft.h>
      __attribute__((noinline)) static void waits_once(void) { weft_sleep(1); }
      __attribute__((noinline)) static double waits_twice(double x, long long y) {
          if (weft_sleep(x) != 0) return -x;
          return weft_sleep((double)y) == 0 ? x * (double)y : x;
      }
      int main(void) {
          waits_once();
          return (int)waits_twice(2, 3);
      }`,
      { optimize },
    );
    assert.ok(wasm, text);
    const words = (await parts.binaryen()).readBinary(wasm).emitText();
    const body = (name: string) => words.split('\n (func ').find((one) => one.split(/\s/)[0] === `$${name}`)!;
    /// The area's end is read and written through a global that never changes, or a number.
    const uses = (name: string): { reads: number; moves: number } => {
      const area = String.raw`\((?:global\.get \$__asyncify_data|i32\.const \d{7})\)`;
      const all = (code: string) => body(name).match(new RegExp(`\\(i32\\.${code}\\s+${area}`, 'g'));
      const count = (code: string) => all(code)?.length ?? 0;
      return { reads: count('load'), moves: count('store') };
    };
    assert.deepEqual(uses('waits_twice'), { reads: 2, moves: 2 }, 'to put it back and to save it');
    assert.deepEqual(
      uses('waits_once'),
      { reads: 0, moves: 0 },
      'there is one call to go on at, and no local',
    );
  });

test('what changes stacks by what it has kept is not checked, and everything else is', async () => {
  const { wasm, text } = await toolchain.build(source, { optimize: '1' });
  assert.ok(wasm, text);
  const words = (await parts.binaryen()).readBinary(wasm).emitText();
  const handler = /\(import "weft" "stack_overflow" \(func (\S+)/.exec(words)![1]!;
  const body = (name: string) => words.split('\n (func ').find((one) => one.startsWith(`$${name} `))!;
  assert.match(body('weft_gen_send_at'), /global\.set \$__stack_pointer/);
  assert.ok(!body('weft_gen_send_at').includes(handler));
  assert.ok(body('weft__report_crash').includes(handler));
});

test('a call by a pointer that can reach nothing that waits is as it was', async () => {
  const { wasm, text } = await toolchain.build(
    `#include <weft.h>
    static int add(int x, int y) { return x + y; }
    static double rest(double x) { return weft_sleep(x) == 0 ? x : 0; }
    static int (*volatile computes)(int, int) = add;
    static double (*volatile waits)(double) = rest;
    __attribute__((noinline)) static int calls_what_computes(int x) {
        return computes(x, x) + computes(x, 1) * computes(2, x) - computes(x, 5);
    }
    __attribute__((noinline)) static double calls_what_waits(double x) { return waits(x) + waits(1); }
    int main(int argc, char **argv) {
        (void)argv;
        return calls_what_computes(argc) + (int)calls_what_waits(argc);
    }`,
    { optimize: '1' },
  );
  assert.ok(wasm, text);
  const words = (await parts.binaryen()).readBinary(wasm).emitText();
  const body = (name: string) => words.split('\n (func ').find((one) => one.startsWith(`$${name} `))!;
  assert.doesNotMatch(body('calls_what_computes'), /global\.get/);
  assert.match(body('calls_what_waits'), /global\.get/);
});
