/// setjmp and longjmp: at every level of optimisation, what cannot be jumped is told, and a program
/// without them has nothing of them.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { checkFile } from '../../web/cli/check.ts';
import { Launcher } from '../../web/cli/launch.ts';
import { toolchain } from './built-program.ts';
import { program, weft } from './command.ts';
import { root } from './project.ts';

const builder = new Builder();
const launcher = new Launcher();
after(() => {
  builder.close();
  launcher.close();
});

for (const optimize of ['0', '1', '2', '3', 's', 'z'] as const) {
  test(`longjmp out of waits at -O${optimize}`, async () => {
    const file = join(root, 'tests/programs/longjmp-out-of-waits.c');
    assert.equal(await checkFile(file, { seed: 0, timeout: 60, optimize }, builder, launcher), undefined);
  });
}

describe('a jump that is none', () => {
  const cases: [string, string, RegExp][] = [
    [
      'to another task',
      `static void *task(void *unused) { longjmp(buffer, 1); return unused; }
       int main(void) { if (setjmp(buffer) == 0) weft_join(weft_spawn(task, NULL), NULL); puts("wrong"); }`,
      /^weft: longjmp in task#2: its setjmp was called in another task or generator/,
    ],
    [
      'out of a generator',
      `static void *body(void *unused) { longjmp(buffer, 1); return unused; }
       int main(void) { weft_gen *gen = weft_gen_new(body, NULL); if (setjmp(buffer) == 0) weft_gen_next(gen, NULL); puts("wrong"); }`,
      /^weft: longjmp in main#1 \(generator 1, body\): its setjmp was called in another task or generator/,
    ],
    [
      'with what was never filled',
      'int main(void) { longjmp(buffer, 1); }',
      /^weft: longjmp in main#1: setjmp has never filled this jmp_buf/,
    ],
    [
      'to a deeper function that has returned',
      `static void deep(int n) { volatile char big[4000]; big[n] = 1; if (setjmp(buffer)) puts("wrong"); }
       int main(void) { deep(3); longjmp(buffer, 1); }`,
      /^weft: .*the function that called setjmp has returned/,
    ],
    [
      'to a function that has returned, from one as deep',
      `static void first(int n) { volatile char small[16]; small[n] = 1; if (setjmp(buffer)) puts("wrong"); }
       static void second(int n) { volatile char big[4000]; big[n] = 1; longjmp(buffer, 1); }
       int main(void) { first(3); second(4); }`,
      /^weft: .*the function that called setjmp has returned/,
    ],
  ];
  for (const [name, body, message] of cases) {
    test(name, async () => {
      const source = `#include <setjmp.h>\n#include <stdio.h>\n#include <weft.h>\nstatic jmp_buf buffer;\n${body}\n`;
      const { status, stdout, stderr } = await weft(['run', program(source)]);
      assert.deepEqual([status, stdout], [70, '']);
      assert.match(stderr, message);
    });
  }
});

test('a program without setjmp neither throws nor catches', async () => {
  const { wasm } = await toolchain.build('#include <stdio.h>\nint main(void) { puts("hello"); return 0; }\n');
  const bytes = Buffer.from(wasm!);
  assert.equal(sections(bytes).includes(tagSection), false);
});

const tagSection = 13;

/// Lists the numbers of a module's sections.
function sections(bytes: Buffer): number[] {
  const numbers: number[] = [];
  for (let at = 8; at < bytes.length; ) {
    numbers.push(bytes[at++]!);
    let size = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) size |= ((byte = bytes[at++]!) & 0x7f) << shift;
    at += size;
  }
  return numbers;
}
