/// Timeouts and shields that nobody closed, in WebAssembly at every level of optimisation: each is told,
/// with call, task and place, at the end of whose it is or at the next call that waits.
/// (tests/c/open_scope_test.c is the same natively.)

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { Run } from '../../web/runtime/index.ts';
import { FakeHost } from './fake-host.ts';

/// What main does once a function has returned without closing its timeout.
const calls = [
  'weft_sleep(1)',
  'weft_yield()',
  'weft_join(task, NULL)',
  'weft_gather(&task, 1, NULL)',
  'weft_wait_any(&task, 1)',
  'weft_wait_for(nothing, NULL, 1, NULL)',
  'weft_group_close(group)',
  'weft_gen_next(gen, NULL)',
  'weft_chan_send(chan, "x")',
  'weft_chan_recv(chan, &item)',
  'weft_select(cases, 1)',
  'weft_mutex_lock(&mutex)',
  'weft_cond_wait(&cond, &held)',
  'weft_sem_acquire(&sem)',
  'weft_event_wait(&event)',
  'weft_waitgroup_wait(&work)',
  'weft_barrier_wait(&barrier)',
  'weft_fetch("/delay/0", NULL, &response)',
  'weft_read_line(line, sizeof line)',
  'weft_next_frame(NULL)',
  'weft_timeout_begin(&kept, 1)',
  'cover_the_frame()',
];

/// Ends of tasks and bodies: what runs, and what is said.
const ends: [code: string, said: RegExp][] = [
  [
    'weft_join(weft_spawn(leave_timeout, NULL), NULL)',
    /^weft: weft_timeout_begin: the task has ended without weft_timeout_end, in leave_timeout#3 at scopes\.c:\d+\n$/,
  ],
  [
    'weft_join(weft_spawn(leave_shield, NULL), NULL)',
    /^weft: weft_shield_begin: the task has ended without weft_shield_end, in leave_shield#3 at scopes\.c:\d+\n$/,
  ],
  [
    'weft_gen_next(weft_gen_new(leave_timeout, NULL), NULL)',
    /^weft: weft_timeout_begin: the generator's body has ended without weft_timeout_end, in main#1 \(generator 2, leave_timeout\) at scopes\.c:\d+\n$/,
  ],
  [
    'weft_gen_next(weft_gen_new(leave_shield, NULL), NULL)',
    /^weft: weft_shield_begin: the generator's body has ended without weft_shield_end, in main#1 \(generator 2, leave_shield\) at scopes\.c:\d+\n$/,
  ],
  [
    'weft_timeout_begin(&kept, 1)',
    /^weft: weft_timeout_begin: main has ended without weft_timeout_end, in main#1 at scopes\.c:\d+\n$/,
  ],
  [
    'weft_shield_begin()',
    /^weft: weft_shield_begin: main has ended without weft_shield_end, in main#1 at scopes\.c:\d+\n$/,
  ],
];

const returned =
  /^weft: weft_timeout_begin: its function has returned without weft_timeout_end, or the timeout was overwritten, in main#1 at scopes\.c:6\n$/;

const source = `#include <stdlib.h>
#include <weft.h>
#define NOINLINE __attribute__((noinline))
static NOINLINE int return_early(int seconds) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    int error = weft_sleep(seconds);
    if (error) return error;
    weft_timeout_end(&timeout);
    return 0;
}
static NOINLINE int cover_the_frame(void) {
    volatile unsigned char junk[800];
    for (size_t i = 0; i < sizeof junk; i++) junk[i] = 0xee;
    weft_yield();
    return junk[5];
}
static weft_timeout kept;
static weft_mutex mutex;
static weft_cond cond;
static weft_event event;
static weft_waitgroup work;
static void *nothing(void *unused) { return unused; }
static void *leave_timeout(void *unused) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    return unused;
}
static void *leave_shield(void *unused) {
    weft_shield_begin();
    return unused;
}
int main(int argc, char **argv) {
    int chosen = argc > 1 ? atoi(argv[1]) : -1;
    weft_task task = weft_spawn(nothing, NULL);
    weft_group *group = weft_group_open();
    weft_gen *gen = weft_gen_new(nothing, NULL);
    weft_chan *chan = weft_chan_new(1, 1);
    char item = 'x', line[8];
    weft_case cases[] = {WEFT_SEND(chan, &item)};
    weft_sem sem = {0};
    weft_mutex held = {0};
    weft_barrier barrier;
    weft_response response;
    weft_barrier_init(&barrier, 1);
    weft_mutex_lock(&held);
    switch (chosen) {
${ends.map(([code], index) => `    case ${100 + index}: ${code}; return 0;`).join('\n')}
    }
    return_early(5);
    switch (chosen) {
${calls.map((code, index) => `    case ${index}: ${code}; break;`).join('\n')}
    }
    return 1;
}
`;

const builder = new Builder();
after(() => builder.close());

async function outcome(wasm: WebAssembly.Module, chosen: number): Promise<[number, string]> {
  const host = new FakeHost();
  const run = new Run({ wasm, clock: 'virtual', host, args: ['scopes', String(chosen)] });
  host.settle();
  const { status } = await run.ended;
  return [status, host.written.map(([fd, text]) => (fd === 2 ? text : '')).join('')];
}

for (const level of ['0', '1', '2', '3', 's'] as const) {
  test(`scopes that nobody closed, -O${level}`, async () => {
    const { wasm } = await builder.build(source, 'scopes.c', level);
    const module = new WebAssembly.Module(wasm);
    for (const [index, call] of calls.entries()) {
      const [status, said] = await outcome(module, index);
      assert.match(said, returned, call);
      assert.equal(status, 70, call);
    }
    for (const [index, [code, words]] of ends.entries()) {
      const [status, said] = await outcome(module, 100 + index);
      assert.match(said, words, code);
      assert.equal(status, 70, code);
    }
  });
}
