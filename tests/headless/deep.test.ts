/// Calls nested so deep that the frames which a suspension saves come near to what there is room for, or go
/// beyond it: nothing else in memory is ever touched, and what does not fit is told.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { Builder } from '../../web/cli/build.ts';
import type { ProgramEnd, ProgramStart } from '../../web/cli/program-worker.ts';

const builder = new Builder();
after(() => builder.close());

/// argv: main, task or generator, and how deep. Around it lies memory whose content is known.
const source = `
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <weft.h>

typedef long long wide;
static volatile int mixed;

static wide __attribute__((noinline)) mix(wide a, wide b, wide c, wide d, wide e, wide f, wide g, wide h) {
    mixed++;
    return (a ^ b ^ c ^ d ^ e ^ f ^ g ^ h) % 1000;
}

/* All eight are needed after the call, so a frame has them all. */
static wide __attribute__((noinline)) deep(int n, wide a, wide b, wide c, wide d, wide e, wide f, wide g, wide h) {
    if (n == 0) return weft_sleep(0.1) == 0 ? a : 0;
    wide below = deep(n - 1, a + 1, b + 2, c + 3, d + 4, e + 5, f + 6, g + 7, h + 8);
    return below + mix(a, b, c, d, e, f, g, h);
}

static int depth;
static char before[1 << 16];

static void go(void) { printf("%lld\\n", deep(depth, 1, 2, 3, 4, 5, 6, 7, 8)); }

static void *task(void *unused) {
    go();
    return unused;
}

static void *body(void *unused) {
    go();
    weft_gen_yield(unused, NULL);
    return unused;
}

static void *bystander(void *unused) {
    int waits = 0;
    while (weft_sleep(0.01) == 0) waits++;
    printf("%s\\n", waits > 5 ? "the other one went on" : "the other one did not go on");
    return unused;
}

int main(int argc, char **argv) {
    size_t size = 1 << 20;
    unsigned char *behind = malloc(size), *copy = malloc(size);
    (void)argc;
    for (size_t i = 0; i < size; i++) behind[i] = copy[i] = (unsigned char)(i * 7);
    memset(before, 'b', sizeof before);
    depth = atoi(argv[2]);
    weft_spawn_options large = {.stack_size = 1 << 24};
    weft_task other = weft_spawn(bystander, NULL);
    if (argv[1][0] == 'm') go();
    if (argv[1][0] == 't') weft_join(weft_spawn_with(task, NULL, &large), NULL);
    if (argv[1][0] == 'g') {
        weft_gen *gen = weft_gen_new(body, NULL);
        weft_gen_next(gen, NULL);
        weft_gen_free(gen);
    }
    weft_cancel(other);
    weft_join(other, NULL);
    for (size_t i = 0; i < sizeof before; i++)
        if (before[i] != 'b') printf("overwritten\\n");
    if (memcmp(behind, copy, size) != 0) printf("overwritten\\n");
    return 0;
}
`;

/// What the program prints, computed without it.
function result(depth: number): string {
  let below = BigInt(1 + depth);
  for (let n = 0; n < depth; n++) {
    const values = [1, 2, 3, 4, 5, 6, 7, 8].map((step) => BigInt(step + step * n));
    below += values.reduce((sum, value) => sum ^ value, 0n) % 1000n;
  }
  return `${below}\nthe other one went on\n`;
}

/// Runs on a thread whose stack has so many MiB: what V8 itself can nest follows from that.
async function run(
  optimize: '0' | '1' | '2' | '3' | 's',
  where: string,
  depth: number,
  stackMebibytes: number,
): Promise<ProgramEnd> {
  const { wasm } = await builder.build(source, 'deep.c', optimize);
  const worker = new Worker(new URL('../../web/cli/program-worker.js', import.meta.url), {
    resourceLimits: { stackSizeMb: stackMebibytes },
  });
  try {
    return await new Promise<ProgramEnd>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (message) => message !== 'started' && resolve(message as ProgramEnd));
      worker.postMessage({
        wasm,
        clock: 'virtual',
        seed: 0,
        args: ['deep', where, String(depth)],
        stats: false,
        collect: 1 << 20,
        trace: false,
      } satisfies ProgramStart);
    });
  } finally {
    await worker.terminate();
  }
}

const places = ['main', 'task', 'generator'];

for (const optimize of ['0', '1', '2', '3', 's'] as const) {
  test(`-O${optimize}: what the engine's own stack allows can be suspended`, async () => {
    for (const where of places)
      for (const depth of [1000, 12_000, 16_000]) {
        if (optimize === '0' && (depth > 1000 || where === 'generator')) continue; // its C stack would be full
        const { stdout, stderr, status } = await run(optimize, where, depth, 16);
        assert.deepEqual({ stdout, stderr, status }, { stdout: result(depth), stderr: '', status: 0 }, where);
      }
  });
}

for (const optimize of ['1', '2', '3', 's'] as const) {
  test(`-O${optimize}: what an engine with a large stack nests too deep for the frames is told`, async () => {
    for (const where of places)
      for (const depth of [60_000, 75_000, 100_000]) {
        const { stdout, stderr, status, cause } = await run(optimize, where, depth, 200);
        assert.deepEqual({ stdout, status, cause }, { stdout: '', status: 70, cause: 'fault' }, where);
        assert.match(
          stderr,
          /^weft: stack overflow in \w+#\d.*: its calls are nested too deep to be suspended$/m,
        );
      }
  });
}
