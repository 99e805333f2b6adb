/// What people are told when their program faults: what happened, in which function, at which line, in one
/// line of stderr.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeTrap, type ProgramSource } from '../../web/runtime/trap.ts';
import type { OptimizationLevel } from '../../web/toolchain/index.ts';
import { outcomeOf } from './built-program.ts';

const ending = (source: string, optimize: OptimizationLevel = '1') =>
  outcomeOf(source, { optimize, fileName: 'my prog.c' });

/// A task that runs `body`, on the fifth line, with what `declarations` say.
const inTask = (declarations: string, body: string): string => `#include <stdio.h>
#include <weft.h>
${declarations}
static void *worker(void *argument) {
  ${body}
  return argument;
}
int main(void) { return weft_join(weft_spawn(worker, NULL), NULL); }
`;

const checked: [what: string, declarations: string, body: string, sentence: RegExp][] = [
  ['a write through NULL', 'int *p;', '*p = 3;', /a NULL pointer to 'int' was written through/],
  ['a read through NULL', 'int *p;', 'printf("%d", *p);', /a NULL pointer to 'int' was read through/],
  ['a member of NULL', 'struct s { int a, b; } *p;', 'p->b = 3;', /a NULL pointer to 'struct s' was used/],
  ['an index beyond the end', 'int a[4], n = 4;', 'a[n] = 3;', /beyond its end: \[4\] of 'int\[4\]'/],
  ['an index before the start', 'int a[4], n = -1;', 'a[n] = 3;', /before its start: \[-1\] of 'int\[4\]'/],
  ['a wide index', 'int a[4]; long long n = 1LL << 40;', 'a[n] = 3;', /\[1099511627776\] of 'int\[4\]'/],
  ['a division by zero', 'int n;', 'printf("%d", 3 / n);', /an integer was divided by zero/],
  ['a remainder by zero', 'int n;', 'printf("%d", 3 % n);', /an integer was divided by zero/],
  ['what cannot be reached', 'int n;', 'if (!n) __builtin_unreachable();', /code was reached/],
  ['an array of no length', 'int n;', 'int a[n]; printf("%p", (void *)a);', /variable length/],
];

for (const optimize of ['0', '1'] as const)
  describe(`checked at -O${optimize}, told with function and line`, () => {
    for (const [what, declarations, body, sentence] of checked)
      test(what, async () => {
        const end = await ending(inTask(declarations, body), optimize);
        assert.equal(end.status, 70);
        assert.match(end.stderr, /^weft: trap in worker#2: .*, in `worker` at my prog\.c:5\n$/);
        assert.match(end.stderr, sentence);
        const { cause, file, line, task, message } = end;
        assert.deepEqual([cause, file, line, task], ['fault', 'my prog.c', 5, 2]);
        assert.equal(`weft: ${message}\n`, end.stderr);
      });
  });

describe('not checked, found by the frames', () => {
  test('a stream that is none', async () => {
    const source = inTask(
      'static int first(FILE *f) { return fgetc(f); }',
      'return WEFT_BOX(first(fopen("no", "r")));',
    );
    const { stderr } = await ending(source);
    assert.match(
      stderr,
      /^weft: trap in worker#2: `fgetc` was given a NULL FILE.*, in `first` at my prog\.c:3\n$/,
    );
  });

  const ofStreams = [
    ...['fputs("x", f)', 'fputs("xy", f)', "fputc('x', f)", 'fseek(f, 0, SEEK_END)', 'ftell(f)', 'fclose(f)'],
    ...['fprintf(f, "%d", 1)', 'fprintf(f, "%g", 1.5)', 'fprintf(f, "x")', 'fprintf(f, "xy\\n")'],
    ...['fscanf(f, " ")', 'feof(f)', 'ferror(f)', 'fileno(f)', "ungetc('x', f)"],
    ...['setvbuf(f, NULL, _IONBF, 0)', '(rewind(f), 0)', '(clearerr(f), 0)', '(setbuf(f, NULL), 0)'],
  ];
  for (const call of ofStreams)
    for (const optimize of ['1', '2'] as const)
      test(`a stream that is none, by the name that the person called: ${call} at -O${optimize}`, async () => {
        const source = inTask(
          `static int first(FILE *f) { return ${call}; }`,
          'return WEFT_BOX(first(fopen("no", "r")));',
        );
        const { stderr } = await ending(source, optimize);
        const name = /\w+/.exec(call)![0];
        const told = `trap in worker#2: \`${name}\` was given a NULL FILE, or one that is none`;
        assert.equal(stderr, `weft: ${told} (did fopen fail?), in \`first\` at my prog.c:3\n`);
      });

  for (const optimize of ['0', '1', '2', '3', 's', 'z'] as const)
    test(`a call through NULL at -O${optimize}`, async () => {
      const { stderr, status } = await ending(inTask('int (*volatile call)(int);', 'call(3);'), optimize);
      assert.equal(status, 70);
      assert.match(
        stderr,
        /^weft: trap in worker#2: a call went through a NULL .*, in `worker` at my prog\.c:5\n$/,
      );
    });

  test('a trap of its own', async () => {
    const { stderr } = await ending(inTask('', 'if (weft_now() < 9) __builtin_trap();'));
    assert.match(stderr, /^weft: trap in worker#2: .*, in `worker`, which begins at my prog\.c:4\n$/);
  });

  test('a failed assert', async () => {
    const { stderr, file, line } = await ending(inTask('#include <assert.h>', 'assert(argument != NULL);'));
    assert.match(stderr, /^weft: assertion failed in worker#2: argument != NULL, .* at my prog\.c:5\n$/);
    assert.deepEqual([file, line], ['my prog.c', 5]);
  });

  test('misuse', async () => {
    const { stderr, file, line, task } = await ending(inTask('', 'weft_gen_yield(NULL, NULL);'));
    assert.match(stderr, /^weft: weft_gen_yield: .*, in worker#2 at my prog\.c:5\n$/);
    assert.deepEqual([file, line, task], ['my prog.c', 5, 2]);
  });
});

test('an offset computed through a null pointer is no fault', async () => {
  const offset = '#define offset(T, f) ((size_t)&((T *)0)->f)\nstruct s { int a, b; };';
  const { stdout, status } = await ending(inTask(offset, 'printf("%zu\\n", offset(struct s, b));'));
  assert.deepEqual([stdout, status], ['4\n', 0]);
});

test('what is undefined but harmless goes on', async () => {
  const body = `int big = 2147483647; volatile int *b = &big; *b += 1;
    char bytes[8] = {0}; int *odd = (int *)(void *)(bytes + 1); *odd = 7; printf("%d %d\\n", big, bytes[1]);`;
  assert.equal((await ending(inTask('', body))).stdout, '-2147483648 7\n');
});

describe("every engine's traps", () => {
  const source: ProgramSource = { file: 'a.c', functions: [{ name: 'f', line: 3, calls: { '*': [4] } }] };
  const v8 = 'RuntimeError: x\n    at linked.wasm.f (wasm://wasm/linked.wasm-1:wasm-function[16]:0x760)';
  const spiderMonkey = 'f@http://127.0.0.1/program.js line 8 > WebAssembly.Module:wasm-function[16]:0x760\n';
  const javaScriptCore = 'linked.wasm.wasm-function[f]@[wasm code]\n';
  for (const [said, stack, sentence] of [
    ['null function or function signature mismatch', v8, /a call went through a NULL or wrongly typed/],
    ['null function', v8, /a call went through a NULL function pointer/],
    ['function signature mismatch', v8, /another type of function/],
    ['indirect call to null', spiderMonkey, /a call went through a NULL function pointer/],
    [
      'call_indirect to a null table entry (evaluating f)',
      javaScriptCore,
      /a call went through a NULL function/,
    ],
    ['indirect call signature mismatch', spiderMonkey, /another type of function/],
    ['call_indirect to a signature that does not match', javaScriptCore, /another type of function/],
    ['table index is out of bounds', v8, /points to no function/],
    ['Out of bounds call_indirect (evaluating f)', javaScriptCore, /points to no function/],
    ['memory access out of bounds', v8, /memory access out of bounds/],
    ['index out of bounds', spiderMonkey, /memory access out of bounds/],
    ['Out of bounds memory access (evaluating f)', javaScriptCore, /memory access out of bounds/],
    ['divide by zero', v8, /divided by zero/],
    ['integer divide by zero', spiderMonkey, /divided by zero/],
    ['Division by zero (evaluating f)', javaScriptCore, /divided by zero/],
    ['unreachable', v8, /code was reached/],
    ['unreachable executed', spiderMonkey, /code was reached/],
    ['Unreachable code should not be executed', javaScriptCore, /code was reached/],
    ['divide result unrepresentable', v8, /does not fit/],
    ['integer overflow', spiderMonkey, /does not fit/],
  ] as const)
    test(said, () => {
      const trap = describeTrap(said, stack, source);
      assert.match(trap.sentence, sentence);
      assert.match(trap.sentence, /, in `f`/);
      assert.equal(trap.file, 'a.c');
    });
});
