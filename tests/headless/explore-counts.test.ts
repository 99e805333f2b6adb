/// How many runs a search makes of small programs for which the number can be worked out by hand: without
/// reduction the interleavings, with it their classes.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { Parts, type PartResult } from '../../web/explore/index.ts';

const builder = new Builder();
after(() => builder.close());

/// Main spawns the tasks and gathers them: its second turn comes when all have ended, so that it adds nothing
/// to choose from.
const source = (before: string, tasks: string[]): string => `#include <stdio.h>
#include <weft.h>
${before}
${tasks.map((body, i) => `static void *task${i}(void *unused) { (void)unused; ${body} return NULL; }`).join('\n')}
int main(void) {
    weft_task tasks[] = {${tasks.map((_, i) => `weft_spawn(task${i}, NULL)`).join(', ')}};
    return weft_gather(tasks, ${tasks.length}, NULL);
}
`;

async function searched(program: string, all: boolean): Promise<PartResult> {
  const built = await builder.build(program, 'program.c', '1', undefined, true);
  const wasm = new WebAssembly.Module(built.wasm as Uint8Array<ArrayBuffer>);
  const parts = new Parts({ wasm, seed: 0, args: ['program'], lines: [], maxTurns: 1e6 });
  const result = parts.do({ kind: 'search', all }, { runs: 100_000, until: Infinity });
  assert.ok(result.complete);
  assert.equal(
    result.outcomes.reduce((sum, { count }) => sum + count, 0),
    result.runs,
  );
  return result;
}

const count = async (before: string, tasks: string[], all: boolean): Promise<number> =>
  (await searched(source(before, tasks), all)).runs;

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
/// Orders of n tasks' k turns each, where each task's own keep their order.
const interleavings = (n: number, k: number): number => factorial(n * k) / factorial(k) ** n;

const times = (n: number, body: (i: number) => string): string[] =>
  Array.from({ length: n }, (_, i) => body(i));
const turns = (k: number, body: string): string => times(k, () => body).join(' weft_yield(); ');

for (const [n, k] of [
  [2, 1],
  [2, 2],
  [2, 4],
  [3, 2],
  [3, 3],
  [4, 2],
  [5, 1],
] as const) {
  test(`${n} tasks of ${k} turns that have nothing in common: (nk)!/(k!)^n interleavings, one class`, async () => {
    const tasks = times(n, (i) => turns(k, `own[${i}]++;`));
    assert.equal(await count('static long long own[8];', tasks, true), interleavings(n, k));
    assert.equal(await count('static long long own[8];', tasks, false), 1);
  });

  test(`${n} tasks that change the same in each of ${k} turns: as many classes as interleavings`, async () => {
    const tasks = times(n, () => turns(k, 'shared++;'));
    assert.equal(await count('static int shared;', tasks, false), interleavings(n, k));
  });
}

/* Each writer comes before the reader or after it; in which order the writers come does not matter. */
for (const n of [1, 2, 3, 4])
  test(`${n} writers of their own variables and a reader of all: 2^n classes of (n+1)!`, async () => {
    const sum = times(n, (i) => `own[${i}]`).join(' + ');
    const tasks = [...times(n, (i) => `own[${i}] = 1;`), `seen = ${sum};`];
    const before = 'long long own[4], seen;';
    assert.equal(await count(before, tasks, true), factorial(n + 1));
    assert.equal(await count(before, tasks, false), 2 ** n);
  });

/* Readers have nothing to do with each other; each comes before the writer or after it. */
for (const n of [1, 2, 3, 4])
  test(`a writer and ${n} readers of the same variable: 2^n classes of (n+1)!`, async () => {
    const tasks = ['shared = 1;', ...times(n, (i) => `seen[${i}] = shared;`)];
    const before = 'long long shared, seen[4];';
    assert.equal(await count(before, tasks, true), factorial(n + 1));
    assert.equal(await count(before, tasks, false), 2 ** n);
  });

for (const [what, before, body] of [
  ['lock the same mutex', 'static weft_mutex lock;', 'weft_mutex_lock(&lock); weft_mutex_unlock(&lock);'],
  ['print a line', '', 'puts("line");'],
  ['release a semaphore', 'static weft_sem sem;', 'weft_sem_release(&sem);'],
] as const)
  test(`three tasks that ${what}: 3! classes`, async () => {
    assert.equal(
      await count(
        before,
        times(3, () => body),
        false,
      ),
      6,
    );
  });

test('two pairs of tasks, each pair with a variable of its own: 2 * 2 classes of 4!', async () => {
  const tasks = ['a++;', 'b++;', 'a++;', 'b++;'];
  assert.equal(await count('static long long a, b;', tasks, true), 24);
  assert.equal(await count('static long long a, b;', tasks, false), 4);
});

/* Of the six interleavings of two reads and two writes each gives the reads other values: 00, 01, 02, 11, 12
   or 22. */
test('a task that reads twice and one that writes twice: 6 classes', async () => {
  const tasks = [turns(2, 'seen += shared;'), turns(2, 'shared++;')];
  assert.equal(await count('static int shared, seen;', tasks, false), 6);
});

test('weft_choose(n) in k turns of one task: n^k runs', async () => {
  assert.equal(await count('', ['weft_choose(3); weft_yield(); weft_choose(3);'], false), 9);
});

/* The orders of the senders, and the receiver takes what there is: nothing else differs. */
test('two senders into a channel that has room: 2 classes', async () => {
  const send = 'weft_chan_send(chan, &(int){1});';
  const tasks = [`if (!chan) chan = weft_chan_new(sizeof(int), 2); ${send}`, `if (chan) { ${send} }`];
  assert.equal(await count('static weft_chan *chan;', tasks, false), 2);
});

const shared = `intptr_t shared, seen;
static weft_chan *chan;
static weft_task child;
static weft_gen *gen;
static void *one(void *unused) { (void)unused; return WEFT_BOX(1); }
static void *yields(void *unused) { (void)unused; weft_gen_yield(WEFT_BOX(1), NULL); return NULL; }
static void prepare(void) {
    chan = weft_chan_new(sizeof shared, 1);
    weft_chan_send(chan, &(intptr_t){1});
    child = weft_spawn(one, NULL);
    weft_yield();
    gen = weft_gen_new(yields, NULL);
}`;

/* Whoever looks comes before the library's write or after it. */
for (const [what, write] of [
  ['an item that is received', 'weft_chan_recv(chan, &shared);'],
  ['a result that is joined', 'weft_join(child, (void **)&shared);'],
  ['a value that is yielded', 'weft_gen_next(gen, (void **)&shared);'],
] as const)
  test(`${what} is written into memory that another task reads: 2 outcomes`, async () => {
    const program = source(shared, [write, 'seen = shared;'])
      .replace('int main(void) {', 'int main(void) {\n    prepare();')
      .replace('return weft_gather(tasks, 2, NULL);', 'weft_gather(tasks, 2, NULL);\n    return (int)seen;');
    const { outcomes } = await searched(program, false);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), [0, 1]);
  });
