/// The runtime with real programs: what passes between a program and its host.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotAProgram, Run } from '../../web/runtime/index.ts';
import { FakeHost } from './fake-host.ts';
import { start } from './in-process.ts';

const second = 1e9;

test("a run ends with the program's status", async () => {
  const { run, host } = await start('return 7;');
  host.settle();
  assert.deepEqual(await run.ended, { status: 7, cause: 'exit' });
});

const causes: [what: string, body: string, cause: string][] = [
  ['a deadlock', 'weft_event e = {0}; weft_event_wait(&e); return 0;', 'deadlock'],
  ['a program that returns 70 by itself', 'return 70;', 'exit'],
  ['a program that calls exit(70) while tasks wait', 'exit(70);', 'exit'],
  ['misuse of a call', 'weft_shield_end(); return 0;', 'fault'],
  ['an abort', 'abort();', 'fault'],
  ['a trap', '__builtin_trap();', 'fault'],
];

for (const [what, body, cause] of causes) {
  test(`the cause of an end is told: ${what}`, async () => {
    const { run, host } = await start(body);
    host.settle();
    const ending = await run.ended;
    assert.deepEqual([ending.status, ending.cause], [70, cause]);
  });
}

test("nothing of main runs before the host's loop has its turn", async () => {
  const { host, stdout } = await start('puts("main"); return 0;');
  assert.equal(stdout(), '');
  host.settle();
  assert.equal(stdout(), 'main\n');
});

const teller =
  'static void *tell(void *arg) { weft_sleep((double)(long)arg); printf("%ld\\n", (long)arg); return NULL; }';

test('output is tagged with the task and the time it was written at', async () => {
  const { run, host } = await start(
    'puts("main"); weft_task all[] = {weft_spawn(tell, (void *)2), weft_spawn(tell, (void *)1)}; return weft_gather(all, 2, NULL);',
    { before: teller },
  );
  host.settle();
  assert.equal((await run.ended).status, 0);
  assert.deepEqual(host.written, [
    [1, 'main\n', 1, 0],
    [1, '1\n', 3, second],
    [1, '2\n', 2, 2 * second],
  ]);
});

test("a task's name can be asked for while it lives", async () => {
  const { run, host } = await start('weft_join(weft_spawn(tell, (void *)9), NULL); return 0;', {
    before: teller,
    paused: true,
  });
  run.step();
  host.settle();
  assert.equal(run.taskName(1), 'main');
  assert.equal(run.taskName(2), 'tell');
  assert.equal(run.taskName(77), undefined);
  run.stop();
});

test('paused from the start, a program goes turn by turn', async () => {
  const { run, host, stdout } = await start(
    'for (int i = 0; i < 3; i++) { printf("%d\\n", i); weft_yield(); } return 0;',
    { paused: true },
  );
  host.settle();
  assert.equal(stdout(), '');
  run.step();
  host.settle();
  assert.equal(stdout(), '0\n');
  run.step();
  host.settle();
  assert.equal(stdout(), '0\n1\n');
  run.resume();
  host.settle();
  assert.equal(stdout(), '0\n1\n2\n');
  assert.equal((await run.ended).status, 0);
});

test('stop ends a run between two turns', async () => {
  const { run, host, stdout } = await start('for (;;) { puts("again"); weft_sleep(1); }', { clock: 'real' });
  host.pass(2500);
  run.stop();
  host.pass(10_000);
  assert.deepEqual(await run.ended, { status: 130, cause: 'stopped' });
  assert.equal(stdout(), 'again\n'.repeat(3));
});

test("libc's sleep blocks the thread on the real clock and moves the virtual one", async () => {
  const body = 'sleep(3); printf("%g\\n", weft_now()); return 0;';
  for (const clock of ['real', 'virtual'] as const) {
    const { host, stdout } = await start(body, { clock });
    host.settle();
    assert.equal(stdout(), '3\n');
    assert.equal(host.time, clock === 'real' ? 3000 : 0);
  }
});

test("time() follows the program's clock", async () => {
  const { host, stdout } = await start(
    'weft_sleep(86400); time_t now = time(NULL); fputs(asctime(gmtime(&now)), stdout); return 0;',
  );
  host.settle();
  assert.equal(stdout(), 'Sun Jan  2 00:00:00 2000\n');
});

test('memory grows while views of it are in use', async () => {
  const { run, host, stdout } = await start(`
    char *big = NULL;
    for (size_t size = 1 << 20; size <= (size_t)1 << 27; size *= 2) {
      big = realloc(big, size);
      if (!big) return 1;
      memset(big + size / 2, 'x', size / 2);
      printf("%zu\\n", size >> 20);
    }
    puts(big + ((size_t)1 << 27) - 4 - (big[(1 << 27) - 1] = 0));
    return 0;`);
  host.settle();
  assert.equal((await run.ended).status, 0);
  assert.equal(stdout(), '1\n2\n4\n8\n16\n32\n64\n128\nxxx\n');
});

test('what the host hands in while memory grows arrives whole', async () => {
  const body = 'z'.repeat(5_000_000);
  let sent = false;
  const reader = {
    read: async () =>
      sent ? { done: true } : ((sent = true), { done: false, value: new TextEncoder().encode(body) }),
    cancel: async () => undefined,
  };
  const host = Object.assign(new FakeHost(), {
    fetch: async () => ({
      status: 200,
      headers: { get: () => 'text/plain' },
      body: { getReader: () => reader },
    }),
  });
  const { run, stdout } = await start(
    `weft_response answer;
     int rc = weft_fetch("https://example.org/", NULL, &answer);
     printf("%d %d %zu %s %d\\n", rc, answer.status, answer.length, answer.content_type, answer.body[answer.length - 1]);
     weft_response_free(&answer);
     return 0;`,
    { host },
  );
  const ended = run.ended;
  for (let round = 0; round < 20; round++) {
    host.settle();
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.equal((await ended).status, 0);
  assert.equal(stdout(), '0 200 5000000 text/plain 122\n');
});

const faults: [name: string, body: string, before: string, report: RegExp][] = [
  ['a trap', '__builtin_trap();', '', /^weft: trap in main#1: /],
  [
    'an access outside memory',
    'return *(volatile int *)0x7ffffff0;',
    '',
    /^weft: trap in main#1: .*out of bounds/,
  ],
  [
    'a call of no function',
    'void (*volatile f)(void) = (void (*)(void))12345; f(); return 0;',
    '',
    /^weft: trap in main#1: /,
  ],
  ['abort', 'abort();', '', /^weft: abort in main#1/],
  [
    'a failed assert',
    'assert(argc == 5); return 0;',
    '#include <assert.h>',
    /^weft: assertion failed.*argc == 5/,
  ],
  [
    'a write to where nothing is',
    'write(1, (void *)0x7fff0000, 100); return 0;',
    '',
    /^weft: trap in main#1: .*out of bounds/,
  ],
];

for (const [name, body, before, report] of faults) {
  test(`${name} ends the run with 70 and is told, after what was printed before`, async () => {
    const { run, host, stdout, stderr } = await start(`printf("before"); ${body}`, { before });
    host.settle();
    assert.equal((await run.ended).status, 70);
    assert.equal(stdout(), 'before');
    assert.match(stderr(), report);
  });
}

test("the engine's own stack can run out as well", async () => {
  const before =
    'static int deep(int n) { return n == 0 ? 0 : 1 + deep(n - 1) * (n & 3); }\nstatic int (*volatile again)(int) = deep;\nstatic int other(int n) { return n == 0 ? 0 : again(n - 1) + again(n / 2); }';
  const { run, host, stderr } = await start('again = other; return again(100000000);', { before });
  host.settle();
  assert.equal((await run.ended).status, 70);
  assert.match(stderr(), /^weft: stack overflow in main#1 .*: its calls are nested deeper than the engine/);
});

test("what the host throws is the host's to hear of", async () => {
  const host = new FakeHost();
  host.write = () => {
    throw new Error('the disk is full');
  };
  const { run } = await start('puts("x"); return 0;', { host });
  host.settle();
  await assert.rejects(run.ended, /the disk is full/);
});

test("the same seed and inputs give the same run, whatever the host's speed", async () => {
  const before = `static void *worker(void *arg) { for (int i = 0; i < 20; i++) { weft_sleep((rand() % 100) / 100.0); printf("%d:%d ", (int)(long)arg, i); } return NULL; }`;
  const body =
    'srand(1); weft_task all[5]; for (long i = 0; i < 5; i++) all[i] = weft_spawn(worker, (void *)i); return weft_gather(all, 5, NULL);';
  const outputs: string[] = [];
  for (const tick of [0, 3, 20]) {
    const host = new FakeHost();
    host.tick = tick;
    const { run, stdout } = await start(body, { before, host });
    host.settle(1e6);
    assert.equal((await run.ended).status, 0);
    outputs.push(stdout());
  }
  assert.equal(outputs[0], outputs[1]);
  assert.equal(outputs[0], outputs[2]);
});

test('a module that is no Weft program is refused, with what it lacks', () => {
  const empty = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  assert.throws(
    () => new Run({ wasm: empty, host: new FakeHost() }),
    (error: Error) => error instanceof NotAProgram && /it lacks memory, .*weft_start/.test(error.message),
  );
});
