/// What a task's stack holds in WebAssembly: the frames of what may wait. What never waits runs on a stack of
/// all tasks, and each function that is spawned has the stack that it needs.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OptimizationLevel } from '../../web/toolchain/index.ts';
import { outcomeOf } from './built-program.ts';

const headers = ['setjmp', 'stdio', 'stdlib', 'string', 'unistd', 'weft']
  .map((name) => `#include <${name}.h>\n`)
  .join('');
const levels = ['0', '1', '2', '3', 's', 'z'] as const;

const run = (source: string, optimize: OptimizationLevel = '1') => outcomeOf(headers + source, { optimize });

test("a parked task like the tutorial's costs at most 1,024 bytes, all told", async () => {
  const { stdout } = await run(`
    enum { COUNT = 50000 };
    static weft_task tasks[COUNT];
    static void *minimum(void *argument) {
        int x = WEFT_UNBOX(argument);
        if (x < 2) printf("%d waits at %.1f\\n", x, weft_now());
        weft_sleep(x);
        if (x < 2) printf("%d is there at %.1f\\n", x, weft_now());
        return argument;
    }
    int main(void) {
        char *before = sbrk(0);
        for (int i = 0; i < COUNT; i++) tasks[i] = weft_spawn(minimum, WEFT_BOX(i % 100));
        weft_sleep(0.5);
        double each = (double)((char *)sbrk(0) - before) / COUNT;
        if (each > 1024) printf("%.0f bytes each\\n", each);
        return weft_gather(tasks, 3, NULL);
    }`);
  assert.match(stdout, /^0 waits at 0.0\n1 waits at 0.0\n[^]*1 is there at 1.0\n/);
  assert.doesNotMatch(stdout, /bytes each/);
});

describe('the stack that a function gets', () => {
  const sizes = `
    static void look(const char *what, void *(*function)(void *), size_t asked) {
        weft_task task = weft_spawn_with(function, NULL, &(weft_spawn_options){.stack_size = asked});
        weft_task_info info[2];
        weft_yield();
        weft_tasks(info, 2);
        printf("%s %zu\\n", what, info[1].stack_size);
        weft_join(task, NULL);
    }
    static volatile int zero;
    static void *plain(void *unused) { weft_yield(); return unused; }
    static void *prints(void *unused) { printf("%.0f ", 1.5e300 * zero); weft_yield(); return unused; }
    __attribute__((noinline)) static int fill(int size) {
        volatile char bytes[3000];
        for (int i = 0; i < size; i++) bytes[i] = 1;
        return bytes[size / 2];
    }
    static void *calls(void *unused) { fill(3000); weft_yield(); return unused; }
    static void *holds(void *unused) {
        volatile char bytes[3000];
        for (int i = 0; i < 3000; i++) bytes[i] = 1;
        weft_yield();
        return bytes[17] ? unused : NULL;
    }
    static int dive(int depth) { weft_yield(); return depth == 0 ? 0 : dive(depth - 1) + 1 + zero; }
    static void *dives(void *unused) { dive(3); return unused; }
    static void *takes(void *unused) {
        volatile char *bytes = __builtin_alloca((size_t)zero + 10);
        bytes[0] = 1;
        weft_yield();
        return unused;
    }
    static int compare(const void *one, const void *other) { return *(const int *)one - *(const int *)other; }
    static void *sorts(void *unused) {
        int numbers[3] = {3, 1, 2};
        qsort(numbers, 3, sizeof *numbers, compare);
        weft_yield();
        return numbers[0] == 1 ? unused : "";
    }
    int main(void) {
        look("plain", plain, 0);
        look("prints", prints, 0);
        look("calls", calls, 0);
        look("holds", holds, 0);
        look("recursive", dives, 0);
        look("alloca", takes, 0);
        look("sorts", sorts, 0);
        look("asked", plain, 4096);
        return 0;
    }`;
  for (const level of levels) {
    test(`at -O${level}`, async () => {
      const { stdout, stderr } = await run(sizes, level);
      assert.equal(stderr, '');
      const size = (name: string) => Number(new RegExp(`${name} (\\d+)`).exec(stdout)?.[1]);
      assert.deepEqual(['plain', 'prints', 'calls'].map(size), [512, 512, 512]);
      assert.equal(size('holds'), 4096);
      assert.deepEqual([size('recursive'), size('alloca')], [16384, 16384]);
      assert.ok(size('sorts') <= 2048, stdout); // the comparator's type has few functions
      assert.equal(size('asked'), 4096);
    });
  }
});

describe("a task that waits stays on the engine's stack", () => {
  const program = `
    static volatile int zero;
    static void *plain(void *unused) { weft_sleep(1); return unused; }
    static int dive(int depth) { weft_sleep(1); return depth == 0 ? 0 : dive(depth - 1) + 1 + zero; }
    static void *dives(void *unused) { dive(3); return unused; }
    static int body_left;
    static void *body(void *unused) { weft_sleep(1); body_left = 1; return unused; }
    static void *drives(void *unused) {
        weft_gen *gen = weft_gen_new(body, NULL);
        weft_gen_next(gen, NULL);
        weft_gen_close(gen, NULL);
        weft_gen_free(gen);
        return unused;
    }
    static void *look(void *unused) {
        weft_task_info all[8];
        size_t count = weft_tasks(all, 8);
        for (size_t i = 0; i < count; i++)
            if (all[i].task != 1) printf("%s %s\\n", all[i].name, all[i].frame_bytes > 0 ? "left" : "has not");
        return unused;
    }
    int main(void) {
        weft_task tasks[] = {weft_spawn(plain, NULL), weft_spawn(dives, NULL), weft_spawn(drives, NULL),
                             weft_spawn(look, NULL)};
        weft_gather(tasks, 4, NULL);
        return 0;
    }`;
  for (const level of levels) {
    test(`but not where its calls may nest deep, or in a generator's body: at -O${level}`, async () => {
      const { stdout, stderr } = await run(program, level);
      assert.equal(stderr, '');
      assert.equal(stdout, 'plain has not\ndives left\ndrives left\nlook has not\n');
    });
  }
});

describe('on the shared stack', () => {
  test('printf of a double runs from a task with the smallest stack', async () => {
    const { stdout, stderr } = await run(`
      static void *task(void *unused) { printf("%.3f\\n", 2.5); weft_sleep(1); weft_mark("%f", 1.0); return unused; }
      int main(void) { return weft_join(weft_spawn_with(task, NULL, &(weft_spawn_options){.stack_size = 512}), NULL); }`);
    assert.deepEqual([stdout, stderr], ['2.500\n', '']);
  });

  const endless = `
    __attribute__((noinline)) static int dive(volatile char *up, int depth) {
        volatile char here[100];
        here[depth % 100] = up[0];
        return dive(here, depth + 1) + here[0];
    }
    static void *diver(void *unused) { volatile char start[1] = {0}; weft_sleep(1); return WEFT_BOX(dive(start, 0)); }
    static void *other(void *unused) { weft_sleep(9); return unused; }`;
  for (const [what, spawn] of [
    ['with the stack that it needs', 'weft_spawn(diver, NULL)'],
    ['with a small stack', 'weft_spawn_with(diver, NULL, &(weft_spawn_options){.stack_size = 1024})'],
  ] as const)
    test(`recursion without end is told, in a task ${what}`, async () => {
      const { stderr, status } = await run(
        `${endless} int main(void) { weft_spawn(other, NULL); return weft_join(${spawn}, NULL); }`,
      );
      assert.match(stderr, /^weft: stack overflow in diver#3 \(16384 bytes\)/);
      assert.equal(status, 70);
    });

  test('a large stack that was asked for is there for recursion', async () => {
    const { stdout, stderr } = await run(`
      __attribute__((noinline)) static int dive(volatile char *up, int depth) {
          volatile char here[1000];
          here[0] = up[0];
          return depth == 0 ? 0 : dive(here, depth - 1) + here[0];
      }
      static void *diver(void *unused) { volatile char start[1] = {1}; weft_yield(); printf("%d\\n", dive(start, 200) > 0); return unused; }
      int main(void) { return weft_join(weft_spawn_with(diver, NULL, &(weft_spawn_options){.stack_size = 1 << 18}), NULL); }`);
    assert.deepEqual([stdout, stderr], ['1\n', '']);
  });

  test('a longjmp leaves it, and what comes then is on the own stack, with its limits', async () => {
    const { stdout, stderr, status } = await run(`
      static jmp_buf back;
      static volatile int deep;
      __attribute__((noinline)) static int leave(int size) {
          volatile char bytes[2000];
          for (int i = 0; i < size; i++) bytes[i] = 1;
          if (bytes[size / 2]) longjmp(back, 7);
          return bytes[3];
      }
      __attribute__((noinline)) static int between(int size) { weft_yield(); return leave(size) + 1; }
      __attribute__((noinline)) static int dive(volatile char *up, int depth) {
          volatile char here[300];
          here[0] = up[0];
          if (deep == depth) return 0;
          if (depth % 2 == 5) weft_yield();
          return dive(here, depth + 1) + here[0];
      }
      static void *jumper(void *unused) {
          volatile char start[1] = {0};
          for (int i = 0; i < 3; i++) {
              int value = setjmp(back);
              if (value == 0) between(2000);
              printf("%d at %.1f\\n", value, weft_now());
              weft_sleep(0.5);
          }
          deep = -1;
          return WEFT_BOX(dive(start, 0));
      }
      int main(void) { return weft_join(weft_spawn(jumper, NULL), NULL); }`);
    assert.equal(stdout, '7 at 0.0\n7 at 0.5\n7 at 1.0\n');
    assert.match(stderr, /^weft: stack overflow in jumper#2 \(16384 bytes\)/);
    assert.equal(status, 70);
  });

  test('a timeout that a function there leaves open is told', async () => {
    const { stderr, status } = await run(`
      __attribute__((noinline)) static int begins(int size) {
          weft_timeout timeout;
          volatile char bytes[2000];
          for (int i = 0; i < size; i++) bytes[i] = 1;
          weft_timeout_begin(&timeout, 5);
          return bytes[size / 2];
      }
      static void *task(void *unused) { begins(2000); weft_sleep(1); return unused; }
      int main(void) { return weft_join(weft_spawn(task, NULL), NULL); }`);
    assert.match(stderr, /^weft: weft_timeout_begin: its function has returned without weft_timeout_end/);
    assert.equal(status, 70);
  });

  test('a timeout that is begun outside may be ended there', async () => {
    const { stdout, stderr } = await run(`
      __attribute__((noinline)) static bool ends(weft_timeout *timeout, int size) {
          volatile char bytes[2000];
          for (int i = 0; i < size; i++) bytes[i] = 1;
          return weft_timeout_end(timeout) && bytes[size / 2];
      }
      static void *task(void *unused) {
          weft_timeout timeout;
          weft_timeout_begin(&timeout, 1);
          weft_sleep(5);
          printf("%d\\n", ends(&timeout, 2000));
          return unused;
      }
      int main(void) { return weft_join(weft_spawn(task, NULL), NULL); }`);
    assert.deepEqual([stdout, stderr], ['1\n', '']);
  });

  test('a task there is told how much of its own stack is used', async () => {
    const { stdout } = await run(`
      __attribute__((noinline)) static size_t used(int size) {
          volatile char bytes[2000];
          for (int i = 0; i < size; i++) bytes[i] = 1;
          weft_task_info info[2];
          weft_tasks(info, 2);
          return info[1].stack_used <= info[1].stack_size && bytes[9] ? info[1].stack_used : 0;
      }
      static void *task(void *unused) {
          volatile char bytes[100] = {0};
          size_t now = used(2000);
          weft_yield();
          printf("%d\\n", now >= 100 && now <= 512);
          return bytes[3] ? unused : NULL;
      }
      int main(void) { return weft_join(weft_spawn(task, NULL), NULL); }`);
    assert.equal(stdout, '1\n');
  });
});
