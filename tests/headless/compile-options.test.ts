/// What a person may choose of how a program is compiled: standard, warnings, and that undefined behaviour is
/// told. Each sanitizer's words are tried at -O0, -O1 and -O2.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BuildOptions } from '../../web/toolchain/index.ts';
import { outcomeOf, toolchain } from './built-program.ts';
import { program as fileOf, weft } from './command.ts';

/// `body` stands on the fifth line.
const program = (declarations: string, body: string): string => `#include <limits.h>
#include <stdio.h>
${declarations}
int main(void) {
  ${body}
}
`;

const undefined_: [what: string, declarations: string, body: string, sentence: RegExp][] = [
  ['a sum', 'int n = INT_MAX;', 'printf("%d", n + 1);', /2147483647 \+ 1 does not fit into 'int'/],
  ['a difference', 'int n = INT_MIN;', 'printf("%d", n - 1);', /-2147483648 - 1 does not fit into 'int'/],
  [
    'a product',
    'long long n = LLONG_MAX;',
    'printf("%lld", n * 2);',
    /9223372036854775807 \* 2 .*'long long'/,
  ],
  ['a negation', 'int n = INT_MIN;', 'printf("%d", -n);', /-\(-2147483648\) does not fit into 'int'/],
  ['a quotient', 'int n = INT_MIN, m = -1;', 'printf("%d", n / m);', /-2147483648 divided by -1/],
  ['a shift too far', 'int n = 1, by = 32;', 'printf("%d", n << by);', /'int' was shifted by 32 bits/],
  ['a shift out', 'int n = 5, by = 30;', 'printf("%d", n << by);', /5 << 30 does not fit into 'int'/],
  [
    'no bool',
    '_Bool b; char *p = (char *)&b;',
    '*p = 7; return b;',
    /7 was read, which is no value of '_Bool'/,
  ],
  [
    'a double too large',
    'double d = 1e20;',
    'printf("%d", (int)d);',
    /a number of 'double' does not fit into 'int'/,
  ],
  [
    'a pointer at an odd place',
    'char bytes[8]; int *p;',
    'p = (int *)(bytes + 1); return *p;',
    /a pointer to 'int' that is not at a multiple of 4 bytes was read through/,
  ],
  [
    'an offset from NULL',
    'char *p; int by = 3;',
    'printf("%p", (void *)(p + by));',
    /added to a NULL pointer/,
  ],
  ['zeros of 0', 'unsigned n;', 'return __builtin_clz(n);', /a builtin that counts zeros was given 0/],
  [
    'a NULL argument',
    '__attribute__((nonnull)) static int of(int *p) { return p != NULL; } int *none;',
    'return of(none);',
    /argument 1 is NULL, and must not be/,
  ],
];

for (const optimize of ['0', '1', '2'] as const)
  describe(`with sanitize at -O${optimize}`, () => {
    for (const [what, declarations, body, sentence] of undefined_)
      test(`${what} is told with function and line`, async () => {
        const end = await outcomeOf(program(declarations, body), { optimize, sanitize: true });
        assert.equal(end.status, 70, end.stderr);
        assert.match(end.stderr, sentence);
        assert.match(end.stderr, /, in `main` at program\.c:5\n$/);
      });
  });

test('without sanitize an overflow of signed numbers is let through', async () => {
  const end = await outcomeOf(program('int n = INT_MAX;', 'printf("%d", n + 1); return 0;'), {});
  assert.equal(end.stdout, '-2147483648');
});

test('warnings: none, the usual ones, what the standard forbids, and each an error', async () => {
  const unused = 'int main(void) { int unused; return 0b1 - 1; }\n';
  const kinds = async (options: BuildOptions) => {
    const { diagnostics, wasm } = await toolchain.build(unused, options);
    const checked = await toolchain.check(unused, options);
    const said = diagnostics.map(({ severity, option }) => `${severity} ${option}`);
    assert.deepEqual(
      checked.map(({ severity, option }) => `${severity} ${option}`),
      said,
    );
    return [Boolean(wasm), ...said];
  };
  assert.deepEqual(await kinds({ warnings: 'none' }), [true]);
  assert.deepEqual(await kinds({}), [true, 'warning -Wunused-variable']);
  assert.deepEqual(await kinds({ warnings: 'error' }), [false, 'error -Wunused-variable']);
  const [made, ...pedantic] = await kinds({ warnings: 'pedantic' });
  assert.ok(made);
  assert.equal(pedantic.length, 2, pedantic.join());
});

test('the standard decides what is C', async () => {
  const modern = 'int main(void) { constexpr int n = 3; bool no = false; return n - 3 + no; }\n';
  assert.ok((await toolchain.build(modern, { standard: 'gnu23' })).wasm);
  assert.equal((await toolchain.build(modern, { standard: 'gnu17' })).wasm, undefined);
});

test('the command line has them as --std, --warnings and --sanitize', async () => {
  const source = program('int n = INT_MAX;', 'int unused; printf("%d", n + 1); return 0;');
  const file = fileOf(source);
  const plain = await weft(['run', file, '--warnings', 'none']);
  assert.deepEqual([plain.status, plain.stdout, plain.stderr], [0, '-2147483648', '']);
  const strict = await weft(['run', file, '--warnings', 'error']);
  assert.equal(strict.status, 65);
  const told = await weft(['run', file, '--sanitize', 'undefined', '--std', 'gnu17', '--warnings', 'none']);
  assert.equal(told.status, 70);
  assert.match(told.stderr, /2147483647 \+ 1 does not fit into 'int', in `main` at .*:5\n$/);
  assert.equal((await weft(['run', file, '--sanitize', 'thread'])).status, 64);
});
