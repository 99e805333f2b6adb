/// The toolchain takes a source, and gives a module and the compiler's diagnostics.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { GivenUp, type BuildResult, type Diagnostic } from '../../web/toolchain/index.ts';
import { outcomeOf, toolchain } from './built-program.ts';

const place = ({ line, column, endLine, endColumn }: Diagnostic) => [line, column, endLine, endColumn];

async function failing(source: string, fileName?: string): Promise<BuildResult> {
  const result = await toolchain.build(source, fileName === undefined ? {} : { fileName });
  assert.equal(result.wasm, undefined);
  return result;
}

describe('diagnostics', () => {
  test('an error has its place, its end and its words', async () => {
    const { diagnostics, text } = await failing('int main(void) {\n  return nowhere;\n}\n');
    assert.equal(diagnostics.length, 1);
    assert.equal(diagnostics[0]!.severity, 'error');
    assert.match(diagnostics[0]!.message, /^use of undeclared identifier 'nowhere'$/);
    assert.deepEqual(place(diagnostics[0]!), [2, 10, 2, 17]);
    assert.equal(
      text,
      "program.c:2:10: error: use of undeclared identifier 'nowhere'\n    2 |   return nowhere;\n      |          ^~~~~~~\n1 error generated.\n",
    );
  });

  test('columns count UTF-16 code units', async () => {
    const line = '  const char *s = "é😀"; return nowhere;';
    const { diagnostics } = await failing(`int main(void) {\n${line}\n}\n`);
    const error = diagnostics.find((one) => one.severity === 'error')!;
    assert.deepEqual(place(error), [2, line.indexOf('nowhere') + 1, 2, line.indexOf('nowhere') + 8]);
  });

  test('columns of a line that ends in CR and LF', async () => {
    const { diagnostics } = await failing('int main(void) {\r\n  return nowhere;\r\n}\r\n');
    assert.deepEqual(place(diagnostics[0]!), [2, 10, 2, 17]);
  });

  test('a warning names its option and does not keep the program from being built', async () => {
    const { wasm, diagnostics } = await toolchain.build('int main(void) { int unused; return 0; }\n');
    assert.ok(wasm);
    assert.deepEqual(
      diagnostics.map((one) => [one.severity, one.option]),
      [['warning', '-Wunused-variable']],
    );
  });

  test('a task that does not need its argument is no cause for a warning', async () => {
    const diagnostics = await toolchain.check(
      '#include <weft.h>\nstatic void *task(void *arg) { return NULL; }\nint main(void) { return weft_join(weft_spawn(task, NULL), NULL); }\n',
    );
    assert.deepEqual(diagnostics, []);
  });

  test('notes belong to their remark', async () => {
    const { diagnostics } = await failing('int f(int a);\nint main(void) { return f(); }\n');
    assert.equal(diagnostics.length, 1);
    assert.deepEqual(
      diagnostics[0]!.related?.map((one) => [one.severity, one.line]),
      [['note', 1]],
    );
  });

  test('a mistake in a call of weft.h stands at the call', async () => {
    const { diagnostics } = await failing(
      '#include <weft.h>\nint main(void) {\n  return weft_sleep("long");\n}\n',
    );
    assert.deepEqual([diagnostics[0]!.file, diagnostics[0]!.line], ['program.c', 3]);
    assert.ok(diagnostics[0]!.related?.some((one) => one.file === 'weft.h'));
  });

  test('weft.h in quotes, and without a remark of its own', async () => {
    const { wasm, diagnostics } = await toolchain.build(
      '#include "weft.h"\nint main(void) { return weft_yield(); }\n',
    );
    assert.ok(wasm);
    assert.deepEqual(diagnostics, []);
  });

  test('a header that is not there', async () => {
    const { diagnostics } = await failing('#include <nowhere.h>\nint main(void) { return 0; }\n');
    assert.match(diagnostics[0]!.message, /'nowhere.h' file not found/);
    assert.deepEqual(place(diagnostics[0]!).slice(0, 2), [1, 10]);
  });

  test('check gives the same without building', async () => {
    const source = 'int main(void) { int unused; return nowhere; }\n';
    assert.deepEqual(await toolchain.check(source), (await failing(source)).diagnostics);
    assert.deepEqual(await toolchain.check('int main(void) { return 0; }\n'), []);
  });
});

describe('linking', () => {
  for (const source of ['int helper(void) { return 1; }\n', '', '\n']) {
    test(`a program without main: ${JSON.stringify(source)}`, async () => {
      const { diagnostics, text } = await failing(source);
      assert.deepEqual(
        diagnostics.map((one) => one.severity),
        ['error'],
      );
      assert.match(diagnostics[0]!.message, /^the program has no main function/);
      assert.match(text, /^program\.c: error: the program has no main function/);
    });
  }

  test('a function that nobody defines is placed at its call', async () => {
    const { diagnostics } = await failing(
      'int missing(int); /* missing */\nint main(void) {\n  return missing(1) + missing(2);\n}\n',
    );
    assert.equal(diagnostics.length, 1);
    assert.match(diagnostics[0]!.message, /`missing` is used but defined neither/);
    assert.deepEqual(place(diagnostics[0]!), [3, 10, 3, 17]);
  });

  test('a call of Weft that the program defines itself', async () => {
    const { diagnostics } = await failing(
      '#include <weft.h>\nint weft_yield_at(const char *f, int l) { (void)f; (void)l; return 0; }\nint main(void) { return weft_yield(); }\n',
    );
    assert.match(diagnostics[0]!.message, /`weft_yield_at` is defined in the program and in its libraries/);
  });
});

describe('file names', () => {
  const error = 'int main(void) { return nowhere; }\n';
  for (const name of [
    'a b.c',
    'x.c:1:2: error: no.c',
    '-O3.c',
    '../up.c',
    'ünï😀.c',
    'quo"te\'$(x).c',
    'a=b.c',
    '<stdio.h>',
  ]) {
    test(JSON.stringify(name), async () => {
      const { diagnostics, text } = await failing(error, name);
      assert.deepEqual([diagnostics[0]!.file, diagnostics[0]!.line, diagnostics[0]!.column], [name, 1, 25]);
      assert.ok(text.startsWith(`${name}:1:25: error: `));
    });
  }
});

describe('programs', () => {
  /* What waits here is a comparator that qsort calls, a recursive generator, and a callee two calls deep. */
  const waiting = `
    #include <stdio.h>
    #include <stdlib.h>
    #include <weft.h>
    static int compare(const void *a, const void *b) { weft_yield(); return *(const int *)a - *(const int *)b; }
    static void *sorter(void *values) { qsort(values, 5, sizeof(int), compare); return NULL; }
    static void count(int n) { if (n == 0) return; count(n - 1); weft_gen_yield(WEFT_BOX(n), NULL); }
    static void *counter(void *n) { count(WEFT_UNBOX(n)); return NULL; }
    static double nap(double seconds) { double before = weft_now(); weft_sleep(seconds); return weft_now() - before; }
    static void *napper(void *unused) { (void)unused; printf("%.1f\\n", nap(0.5) + nap(1)); return NULL; }
    int main(void) {
      int values[] = {4, 1, 5, 2, 3};
      weft_task tasks[] = {weft_spawn(sorter, values), weft_spawn(napper, NULL)};
      weft_gen *gen = weft_gen_new(counter, WEFT_BOX(4));
      for (void *n; weft_gen_next(gen, &n) == 0;) printf("%d ", WEFT_UNBOX(n));
      weft_gen_free(gen);
      weft_gather(tasks, 2, NULL);
      for (int i = 0; i < 5; i++) printf("%d", values[i]);
      puts("");
      return 3;
    }`;
  for (const optimize of ['0', '1', '2', '3', 's', 'z'] as const) {
    test(`what waits comes back at -O${optimize}`, async () => {
      const { stdout, status } = await outcomeOf(waiting, { optimize });
      assert.deepEqual([stdout, status], ['1 2 3 4 1.5\n12345\n', 3]);
    });
  }

  test('what waits comes back without the stack check', async () => {
    assert.equal((await outcomeOf(waiting, { stackCheck: false })).stdout, '1 2 3 4 1.5\n12345\n');
  });

  const deep = `
    #include <weft.h>
    static int sink(volatile char *p, int n) { volatile char more[1000]; more[0] = p[0]; return n == 0 ? more[0] : sink(more, n - 1) + more[0]; }
    static void *diver(void *unused) { volatile char start[1] = {0}; (void)unused; return WEFT_BOX(sink(start, 100)); }
    int main(void) { return weft_join(weft_spawn(diver, NULL), NULL); }`;
  for (const optimize of ['0', '1', '2', '3', 's', 'z'] as const) {
    test(`an overrun of the stack is caught at -O${optimize}`, async () => {
      const { status, stderr } = await outcomeOf(deep, { optimize });
      assert.equal(status, 70);
      assert.match(stderr, /^weft: stack overflow in diver#2 \(16384 bytes\)/);
    });
  }

  test('__FILE__ is the name that was given', async () => {
    const source = '#include <stdio.h>\nint main(void) { puts(__FILE__); return 0; }\n';
    assert.equal((await outcomeOf(source, { fileName: 'my prog.c' })).stdout, 'my prog.c\n');
  });

  test("a program's own static functions may be called as the C library's are", async () => {
    /* pad and out are names of static functions of printf's, which are not made to suspend. */
    const source = `
      #include <stdio.h>
      #include <weft.h>
      __attribute__((noinline)) static int pad(int n) { weft_sleep(1); return n + 1; }
      __attribute__((noinline)) static int out(int n) { return pad(n) + 1; }
      int main(void) { printf("%d %5.2f\\n", out(1), weft_now()); return 0; }`;
    assert.equal((await outcomeOf(source)).stdout, '3  1.00\n');
  });

  test("the C library's usual calls link", async () => {
    const source = `
      #include <ctype.h>
      #include <math.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      #include <time.h>
      int main(void) {
        char text[64];
        snprintf(text, sizeof text, "%.3f %Lg %s", sin(1.0) + pow(2, 0.5), 2.5L, strstr("haystack", "st"));
        time_t now = time(NULL);
        char *copy = strdup(text);
        text[0] = (char)toupper(text[0]);
        int scanned = 0;
        sscanf("12", "%d", &scanned);
        printf("%s %d %d\\n", copy, scanned, localtime(&now) != NULL && getenv("HOME") == NULL && fopen("none", "r") == NULL);
        free(copy);
        return abs(-rand()) < 0;
      }`;
    assert.equal((await outcomeOf(source)).stdout, '2.256 2.5 stack 12 1\n');
  });

  test('a large program', async () => {
    const functions = Array.from(
      { length: 3000 },
      (_, i) =>
        `static int f${i}(int x) { return x * ${i} + (x > ${i} ? f${Math.max(0, i - 1)}(x - 1) : ${i}); }`,
    );
    const source = `#include <stdio.h>\nstatic int f0(int x);\n${functions.join('\n')}\nint main(void) { printf("%d\\n", f2999(1)); return 0; }\n`;
    assert.equal((await outcomeOf(source)).stdout, '5998\n');
  });

  test('the same source gives the same module', async () => {
    const [first, second] = [await toolchain.build(waiting), await toolchain.build(waiting)];
    assert.deepEqual(first.wasm, second.wasm);
  });

  test('nothing but Weft and WASI is imported', async () => {
    const { wasm } = await toolchain.build(waiting);
    const modules = new Set(
      WebAssembly.Module.imports(new WebAssembly.Module(wasm!)).map((one) => one.module),
    );
    assert.deepEqual([...modules].sort(), ['wasi_snapshot_preview1', 'weft']);
  });
});

test('a build ends between two steps where it is told not to go on, and the next one works', async () => {
  const answers = [true, false];
  const source = 'int main(void) { return 0; }\n';
  await assert.rejects(
    toolchain.build(source, {}, async () => answers.shift()!),
    GivenUp,
  );
  assert.deepEqual(answers, []);
  assert.ok((await toolchain.build(source, {}, async () => true)).wasm);
});

test('nesting beyond what the compiler can bear is an error, and the next build works', async () => {
  const { diagnostics } = await failing(
    `int main(void) { return ${'('.repeat(200_000)}0${')'.repeat(200_000)}; }\n`,
  );
  assert.equal(diagnostics[0]!.severity, 'error');
  assert.ok((await toolchain.build('int main(void) { return 0; }\n')).wasm);
});
