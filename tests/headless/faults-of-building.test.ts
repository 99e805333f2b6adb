/// What people are told when their C does not compile or link: the person's own call,
/// in a sentence, at its line.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toolchain } from './built-program.ts';

/// Tells severity, line and words of each diagnostic.
async function told(source: string): Promise<[string, number, string][]> {
  const { diagnostics } = await toolchain.build(source);
  return diagnostics.map(({ severity, line, message }) => [severity, line, message]);
}

async function onlyError(source: string): Promise<{ line: number; message: string }> {
  const errors = (await told(source)).filter(([severity]) => severity === 'error');
  assert.equal(errors.length, 1, JSON.stringify(errors));
  return { line: errors[0]![1], message: errors[0]![2] };
}

describe('link errors', () => {
  test('a function that nobody defines: who uses it, and the line', async () => {
    const { line, message } = await onlyError(`int missing(int);
static int twice(int n) {
  return 2 * missing(n); // not missing(0)
}
int main(void) { return twice(1); }
`);
    assert.equal(line, 3);
    assert.match(message, /^`missing` is used but defined neither .*, in `twice`$/);
  });

  test('a name near to one of the C library or of Weft', async () => {
    const libc = await onlyError('int prinft(const char *, ...);\nint main(void) { return prinft("x"); }\n');
    assert.match(libc.message, /did you mean `printf`\?$/);
    const weft = await onlyError(
      'int weft_detatch(long long);\nint main(void) { return weft_detatch(2); }\n',
    );
    assert.match(weft.message, /did you mean `weft_detach`\?$/);
  });

  for (const name of ['_undefined', 'Xundefined', '_', 'Z9'])
    test(`no name begins as ${name} does`, async () => {
      const { line, message } = await onlyError(`int ${name}(void);\nint main(void) { return ${name}(); }\n`);
      assert.equal(line, 2);
      assert.equal(
        message,
        `\`${name}\` is used but defined neither in the program nor in its libraries, in \`main\``,
      );
    });

  test("a program's own _start would never be called, and one that is called is not there", async () => {
    const defined = await onlyError('int main(void) { return 0; }\nvoid _start(void) { main(); }\n');
    assert.deepEqual(defined, {
      line: 2,
      message: '`_start` is never called: the program starts at `int main(void)`',
    });
    const called = await onlyError('void _start(void);\nint main(void) {\n  _start();\n}\n');
    assert.deepEqual(called, {
      line: 3,
      message: '`_start` cannot be called, in `main`: the program starts at `int main(void)`',
    });
  });

  test("what the host calls of a program is named as what is Weft's", async () => {
    const { message } = await onlyError('void export_start(double x) {}\nint main(void) { return 0; }\n');
    assert.match(message, /the name is Weft's/);
  });

  test('what the operating system would do is told by the name that the person called', async () => {
    const source = `int socket(int domain, int type, int protocol);
static int talk(void) { return socket(1, 2, 0); }
int main(void) {
  return talk();
}
`;
    const { line, message } = await onlyError(source);
    assert.equal(line, 2);
    assert.match(message, /^`socket` cannot be called in WebAssembly, in `talk`: .*weft_fetch/);
    assert.doesNotMatch(message, /__/);
  });

  test("a function named like one of the library's stands at its definition", async () => {
    const { line, message } = await onlyError(`#include <weft.h>
int main(void) { return weft_detach(1); }
int weft_detach(weft_task task) { return task > 0; }
`);
    assert.equal(line, 3);
    assert.match(
      message,
      /^`weft_detach` is defined in the program and in its libraries: the name is Weft's/,
    );
  });

  for (const [source, words] of [
    ['double main(void) { return 0; }', /^`main` must be `int main\(void\)` or/],
    ['void main(void) { }', /^`main` must be/],
    ['int main(int argc, char **argv, char **all) { return argc; }', /^`main` must be/],
    ['int main = 3;', /^`main` must be/],
    ['static int main(void) { return 1; }', /has no main function.*must not be static/],
    ['int Main(void) { return 1; }', /has no main function.*is `Main` meant/],
  ] as const)
    test(source, async () => {
      const { line, message } = await onlyError(`\n${source}\n`);
      assert.match(message, words);
      assert.equal(line, 2);
    });
});

describe('what WebAssembly cannot have is told at its call, before the program runs', () => {
  for (const [header, call, hint] of [
    ['pthread.h', 'pthread_create(0, 0, 0, 0)', /^pthread_create cannot work .*weft_spawn/],
    ['threads.h', 'thrd_create(0, 0, 0)', /^thrd_create cannot work .*weft_spawn/],
    ['unistd.h', 'fork()', /^fork cannot work .*processes/],
    ['unistd.h', 'execvp("ls", 0)', /^execvp cannot work .*processes/],
    ['stdlib.h', 'system("ls")', /^system cannot work .*processes/],
  ] as const)
    test(call, async () => {
      const source = `#include <${header}>\nint main(void) {\n  return (int)${call};\n}\n`;
      const found = await toolchain.check(source);
      assert.deepEqual(
        found.map(({ severity, line }) => [severity, line]),
        [['warning', 3]],
      );
      assert.match(found[0]!.message, hint);
      assert.equal(found[0]!.related, undefined);
    });

  test('a lock that nobody else takes is no mistake', async () => {
    const source = `#include <pthread.h>
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
int main(void) { return pthread_mutex_lock(&lock) + pthread_mutex_unlock(&lock); }
`;
    assert.deepEqual(await told(source), []);
  });
});

describe('what newcomers get wrong is told without being asked for', () => {
  for (const [body, option] of [
    ['int twice(int n) { if (n) return 1; }', '-Wreturn-type'],
    ['int twice(int n) { return printf("%s", n); }', '-Wformat'],
    ['int twice(int n) { int sum; return sum + n; }', '-Wuninitialized'],
    ['int twice(int n) { if (n = 2) return 1; return 0; }', '-Wparentheses'],
  ] as const)
    test(option, async () => {
      const found = await toolchain.check(`#include <stdio.h>\n${body}\n`);
      assert.ok(
        found.some((one) => one.option === option && one.line === 2),
        JSON.stringify(found),
      );
    });

  test('a call of Weft that is misspelt, macros among them', async () => {
    const found = await toolchain.check('#include <weft.h>\nint main(void) { return weft_slep(1); }\n');
    assert.match(found[0]!.message, /'weft_slep'; did you mean 'weft_sleep'\?$/);
    assert.equal(found[0]!.related, undefined);
  });
});

test('the compiler itself fails: one sentence with the function and its line, and the next build works', async () => {
  const { diagnostics, text } = await toolchain.build(`static void *one, *two;
static int i = 1;
static inline void mark(void **place, int sure) { if (sure) { here: *place = &&here; } }
__attribute__((noinline)) static void first(int sure) { mark(&one, sure); }
__attribute__((noinline)) static void second(int sure) { mark(&two, sure); }
int main(void) { first(i); second(i); return one == two; }
`);
  assert.equal(diagnostics.length, 1);
  assert.match(diagnostics[0]!.message, /^the compiler itself failed on the function `mark`.*-O0.*noinline/);
  assert.equal(diagnostics[0]!.line, 3);
  assert.doesNotMatch(text, /CrashRecovery|UNREACHABLE|BlockAddress/);
  assert.equal(text.trim().split('\n').length, 1);
  assert.ok((await toolchain.build('int main(void) { return 0; }\n')).wasm);
});
