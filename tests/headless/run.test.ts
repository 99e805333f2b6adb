/// `weft run`: what comes out of it, for programs good and bad.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interrupted, main, program, shell, weft } from './command.ts';

test("stdout, stderr and status are the program's", async () => {
  const file = main('puts("out"); fputs("err\\n", stderr); return 3;');
  assert.deepEqual(await weft(['run', file]), { status: 3, stdout: 'out\n', stderr: 'err\n' });
});

test('a negative status is what a shell makes of it', async () => {
  assert.equal((await weft(['run', main('return -1;')])).status, 255);
});

test('what follows -- is argv', async () => {
  const file = main(
    'for (int i = 1; i < argc; i++) puts(argv[i]); printf("%s\\n", strrchr(argv[0], \'/\')); return 0;',
  );
  const { stdout } = await weft(['run', file, '--', 'one', '--seed', 'zwei ü']);
  assert.equal(stdout, `one\n--seed\nzwei ü\n/${file.split('/').at(-1)}\n`);
});

test("a program that does not compile: 65, and clang's words", async () => {
  const { status, stdout, stderr } = await weft([
    'run',
    program('int main(void) { return missing; }\n', 'broken.c'),
  ]);
  assert.equal(status, 65);
  assert.equal(stdout, '');
  assert.match(stderr, /^broken\.c:1:25: error: use of undeclared identifier 'missing'/m);
});

test("warnings are told at each run, the kept result's too", async () => {
  const file = program(
    '#include <stdio.h>\nint main(void) { printf("%s\\n", 3); return 0; }\n',
    'careless.c',
  );
  for (let run = 0; run < 2; run++) {
    const { stderr } = await weft(['run', '--timeout', '60', file]);
    assert.match(stderr, /careless\.c:2:\d+: warning: /);
  }
});

test('a program without main: 65', async () => {
  const { status, stderr } = await weft(['run', program('int helper(void) { return 1; }\n')]);
  assert.equal(status, 65);
  assert.match(stderr, /main/);
});

test('no such file, a folder: 66', async () => {
  assert.deepEqual(await weft(['run', 'nowhere.c']), {
    status: 66,
    stdout: '',
    stderr: 'weft: nowhere.c: no such file\n',
  });
  assert.deepEqual(await weft(['run', '/tmp']), {
    status: 66,
    stdout: '',
    stderr: 'weft: /tmp: is a directory\n',
  });
  assert.equal((await weft(['run', main('return 0;'), '--stdin', '/nowhere'])).status, 66);
});

test('a file that may not be read: 66', {
  skip: process.getuid?.() === 0 && 'root may read everything',
}, async () => {
  const file = main('return 0;');
  const { status, stderr } = await shell(`chmod 0 ${file}; weft run ${file}`);
  assert.equal(status, 66);
  assert.match(stderr, /permission denied/);
});

const misuse: [string[], RegExp][] = [
  [[], /^usage:/],
  [['rnu'], /^weft: no such command: rnu; did you mean run\?$/m],
  [['run'], /^weft: run needs a file$/m],
  [['run', 'a.c', 'b.c'], /^weft: run takes one file, not also 'b\.c'/m],
  [['run', 'a.c', '--sede', '1'], /^weft: run has no option --sede; did you mean --seed\?$/m],
  [['run', 'a.c', '--bogus'], /^weft: run has no option --bogus; there are --clock, /m],
  [
    ['run', 'a.c', '--seed', 'many'],
    /^weft: --seed wants a whole number from 0 to 9007199254740991, not 'many'$/m,
  ],
  [
    ['run', 'a.c', '--timeout', '-1'],
    /^weft: --timeout wants seconds, above 0 and below a million, not '-1'$/m,
  ],
  [['run', 'a.c', '--timeout', '3000000'], /^weft: --timeout wants .* below a million, not '3000000'$/m],
  [['run', 'a.c', '--clock', 'sun'], /^weft: --clock is real or virtual, not 'sun'$/m],
  [['run', 'a.c', '--policy', 'lifo'], /^weft: --policy is fifo.*, not 'lifo'$/m],
  [['run', 'a.c', '--stdin'], /^weft: --stdin needs a value$/m],
  [['run', 'a.c', '--stats=yes'], /^weft: --stats takes no value$/m],
  [['run', 'a.c', '-O7'], /^weft: -O is 0, 1, 2, 3, s or z, not '7'$/m],
  [['check'], /^weft: check needs a file$/m],
  [['check', 'a.c', '--clock', 'real'], /^weft: --clock is an option of run alone; .*virtual clock$/m],
  [['check', 'a.c', '--stdin', 'x'], /^weft: --stdin is an option of run alone; check does not take it$/m],
];

for (const [args, message] of misuse) {
  test(`misuse: weft ${args.join(' ')}`, async () => {
    const { status, stdout, stderr } = await weft(args);
    assert.equal(status, 64);
    assert.equal(stdout, '');
    assert.match(stderr, message);
  });
}

test('--help is no misuse', async () => {
  const { status, stdout, stderr } = await weft(['run', '--help']);
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^usage:/);
});

test('a program that never gives up its turn: --timeout ends it with 124, and what it printed is there', async () => {
  const { status, stdout, stderr } = await weft(['run', '--timeout', '5', main('puts("before"); for (;;);')]);
  assert.deepEqual(
    { status, stdout, stderr },
    { status: 124, stdout: 'before\n', stderr: 'weft: stopped after 5 s\n' },
  );
});

test('a program that blocks the thread: --timeout ends it too', async () => {
  const file = program('#include <unistd.h>\nint main(void) { sleep(1000); return 0; }\n');
  assert.equal((await weft(['run', '--timeout', '0.3', file])).status, 124);
});

test('a program that waits for ever: --timeout ends it', async () => {
  assert.equal((await weft(['run', '--timeout', '0.3', main('weft_sleep(1e6); return 0;')])).status, 124);
});

test('a program that prints without end: the reader decides', async () => {
  const { status, stdout, stderr } = await shell(
    `weft run --timeout 60 ${main('for (;;) puts("again");')} | head -n 3`,
  );
  assert.deepEqual({ status, stdout, stderr }, { status: 141, stdout: 'again\nagain\nagain\n', stderr: '' });
});

test('a program that prints without end to a reader that does not read: --timeout ends it', async () => {
  /* The reader holds the pipe open until the program has ended. */
  const { stdout } = await shell(
    `exec 3>&1; over=$(mktemp -u); mkfifo "$over"
     (weft run --timeout 0.5 ${main('for (;;) puts("again");')}; echo $? >&3; : >"$over") | cat "$over"
     rm "$over"`,
  );
  assert.equal(stdout, '124\n');
});

test('a large output arrives whole and unchanged', async () => {
  const file = main('for (int i = 0; i < 300000; i++) printf("%d\\n", i); return 0;');
  const { status, stdout } = await weft(['run', file]);
  assert.equal(status, 0);
  assert.equal(stdout, Array.from({ length: 300_000 }, (_, index) => `${index}\n`).join(''));
});

test('bytes that are no text arrive unchanged', async () => {
  const { stdout } = await shell(
    `weft run ${main('for (int i = 0; i < 256; i++) putchar(i); return 0;')} | od -An -v -tu1`,
  );
  assert.deepEqual(
    stdout.trim().split(/\s+/).map(Number),
    Array.from({ length: 256 }, (_, index) => index),
  );
});

test('where output cannot be written the run ends with 74', async () => {
  const { status, stderr } = await shell(`weft run ${main('puts("lost"); return 0;')} > /dev/full`);
  assert.equal(status, 74);
  assert.equal(stderr, 'weft: stdout cannot be written: no space left on device\n');
});

test('a program that takes memory until there is none: 70, and it is said', async () => {
  const file = main('for (;;) { char *volatile all = malloc(1 << 24); if (all) *all = 1; }');
  const { status, stderr } = await weft(['run', '--timeout', '60', file]);
  assert.equal(status, 70);
  assert.match(stderr, /^weft: out of memory/);
});

test('a program that calls itself for ever: 70, and it is said', async () => {
  const file = program(
    '#include <stdio.h>\nint f(volatile int *n) { volatile int m = *n + 1; return f(&m) + m; }\nint main(void) { int n = 0; return f(&n); }\n',
  );
  const { status, stderr } = await weft(['run', '-O', '0', file]);
  assert.equal(status, 70);
  assert.match(stderr, /^weft: stack overflow in main#1/m);
});

test('a trap: 70, with the task', async () => {
  const file = main('volatile int zero = 0; printf("%d\\n", 7 / zero); return 0;');
  const { status, stderr } = await weft(['run', file]);
  assert.equal(status, 70);
  assert.match(stderr, /^weft: trap in main#1: .*divide/);
});

test('a deadlock: 70', async () => {
  const { status, stderr } = await weft([
    'run',
    main('weft_chan *c = weft_chan_new(0, 0); weft_chan_recv(c, NULL); return 0;'),
  ]);
  assert.equal(status, 70);
  assert.match(stderr, /^weft: deadlock/);
});

test('libc reads stdin, to its end', async () => {
  const file = main('int sum = 0, n; while (scanf("%d", &n) == 1) sum += n; printf("%d\\n", sum); return 0;');
  const numbers = Array.from({ length: 20_000 }, (_, index) => index);
  assert.equal(
    (await weft(['run', file], numbers.join('\n'))).stdout,
    `${numbers.reduce((a, b) => a + b)}\n`,
  );
});

const echo =
  'char line[100]; int n; while ((n = weft_read_line(line, sizeof line)) >= 0) printf("%d:%s\\n", n, line); return 0;';

test('weft_read_line reads stdin, line by line', async () => {
  assert.equal(
    (await weft(['run', main(echo)], 'one\n\nlast without newline')).stdout,
    '3:one\n0:\n20:last without newline\n',
  );
});

test('weft_read_line waits while others run', async () => {
  const file = program(`#include <stdio.h>
#include <weft.h>
static void *other(void *unused) { puts("other runs"); return unused; }
int main(void) { weft_detach(weft_spawn(other, NULL)); ${echo} }
`);
  const { stdout } = await shell(`(sleep 0.5; echo late) | weft run ${file}`);
  assert.equal(stdout, 'other runs\n4:late\n');
});

test('--stdin FILE takes its place', async () => {
  const input = program('from a file\n', 'input.txt');
  assert.equal((await weft(['run', '--stdin', input, main(echo)], 'not this')).stdout, '11:from a file\n');
});

test('a program that does not read leaves stdin to the next command', async () => {
  const { stdout } = await shell(`printf 'for cat\\n' | (weft run ${main('return 0;')}; cat)`);
  assert.equal(stdout, 'for cat\n');
});

test('the real clock is real, the virtual one takes no time', async () => {
  const short = main('weft_sleep(0.3); printf("%d\\n", weft_now() >= 0.3); return 0;');
  const start = performance.now();
  assert.equal((await weft(['run', short])).stdout, '1\n');
  assert.ok(performance.now() - start >= 300);
  const long = main('weft_sleep(3600); printf("%.1f\\n", weft_now()); return 0;');
  assert.equal((await weft(['run', '--clock', 'virtual', long])).stdout, '3600.0\n');
});

test('the same seed gives the same run', async () => {
  const file = program(
    '#define _GNU_SOURCE\n#include <stdio.h>\n#include <unistd.h>\nint main(void) { unsigned char b[8]; getentropy(b, 8); for (int i = 0; i < 8; i++) printf("%d ", b[i]); return 0; }\n',
  );
  const [one, same, other] = await Promise.all(
    ['1', '1', '2'].map((seed) => weft(['run', '--seed', seed, file])),
  );
  assert.equal(one!.status, 0);
  assert.equal(one!.stdout, same!.stdout);
  assert.notEqual(one!.stdout, other!.stdout);
});

test('--stats tells the run in numbers, on stderr', async () => {
  const { status, stdout, stderr } = await weft(['run', '--stats', main('weft_yield(); return 0;')]);
  assert.deepEqual([status, stdout], [0, '']);
  assert.match(stderr, /^weft: .*\d+ /m);
});

test('Ctrl-C ends a program that never gives up its turn', async () => {
  assert.equal(await interrupted(['run', main('puts("running"); for (;;);')], 'SIGINT'), 'SIGINT');
});
