/// Races across waits: which are found, what is said of them, and that correct programs have none.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { Races, raceTableOf, Run, type Race } from '../../web/runtime/index.ts';
import { program, weft } from './command.ts';
import { FakeHost } from './fake-host.ts';

Error.stackTraceLimit = 0; // see cli/program-worker.ts

const builder = new Builder();
after(() => builder.close());

async function racesOf(source: string): Promise<Race[]> {
  const headers = ['stdio', 'stdlib', 'string', 'stdbool', 'weft'].map((name) => `#include <${name}.h>\n`);
  const text = `${headers.join('')}#line 1\n${source}`;
  const { wasm } = await builder.build(text, 'program.c', '1', undefined, true);
  const module = new WebAssembly.Module(wasm);
  const host = new FakeHost();
  const run = new Run({ wasm: module, clock: 'virtual', host });
  host.settle();
  const { status } = await run.ended;
  assert.equal(status, 0, host.written.map(([, words]) => words).join(''));
  return new Races(run.program, raceTableOf(module)!).found();
}

const inShort = (races: Race[]): string[] => races.map(({ kind, object }) => `${kind} of ${object}`);

/// Two tasks with that body; `before`: what stands before it, `first`: what main does first.
const twice = (body: string, before = '', first = ''): string => `${before}
static void *work(void *argument) {
${body}
    return NULL;
}
int main(void) {
    ${first}
    weft_task tasks[] = {weft_spawn(work, NULL), weft_spawn(work, NULL)};
    return weft_gather(tasks, 2, NULL);
}`;

test('a lost update is told in a sentence, with the places', async () => {
  const [race, ...others] = await racesOf(`static int total;
static void *add(void *argument) {
    int before = total;
    weft_yield();
    total = before + 1;
    return NULL;
}
int main(void) {
    weft_task tasks[] = {weft_spawn(add, NULL), weft_spawn(add, NULL)};
    return weft_gather(tasks, 2, NULL);
}`);
  assert.deepEqual(others, []);
  assert.deepEqual(race, {
    object: 'total',
    kind: 'lost-update',
    first: { task: 'add#3', file: 'program.c', line: 3 },
    between: { task: 'add#2', file: 'program.c', line: 5 },
    // biome-ignore lint/suspicious/noThenProperty: the report's name for it; it is no function
    then: { task: 'add#3', file: 'program.c', line: 5 },
    because:
      'total: add#3 read it at line 3, add#2 wrote it while add#3 waited in weft_yield, add#3 wrote it at ' +
      'line 5: the change of add#2 is lost.',
  });
});

const found: [name: string, races: string[], source: string][] = [
  [
    'of a static variable in a function',
    ['lost-update of count'],
    twice('static int count; int seen = count; weft_sleep(1); count = seen + 1;'),
  ],
  [
    'of an element',
    ['lost-update of counts[3]'],
    twice('int seen = counts[3]; weft_yield(); counts[3] = seen + 1;', 'int counts[10];'),
  ],
  [
    'of a member of a struct in an array of structs',
    ['lost-update of bank.accounts[1].balance'],
    twice(
      'int seen = bank.accounts[1].balance; weft_yield(); bank.accounts[1].balance = seen + 1;',
      'struct { int open; struct { int id; long balance; } accounts[2]; } bank;',
    ),
  ],
  [
    'of a block of the heap, by where it was allocated',
    ['lost-update of the block of program.c:7'],
    twice(
      'int seen = *shared; weft_yield(); *shared = seen + 1;',
      'static int *shared;',
      'shared = calloc(4, sizeof *shared);',
    ),
  ],
  [
    "of another task's local variable",
    ['lost-update of total'],
    `static void *work(void *total) { int seen = *(int *)total; weft_yield(); *(int *)total = seen + 1; return NULL; }
    int main(void) {
        int total = 0;
        weft_task tasks[] = {weft_spawn(work, &total), weft_spawn(work, &total)};
        weft_gather(tasks, 2, NULL);
        return total != 1;
    }`,
  ],
  [
    'of eight bytes and of one',
    ['lost-update of large', 'lost-update of letters[2]'],
    twice(
      'double seen = large; char letter = letters[2]; weft_yield(); large = seen + 1; letters[2] = (char)(letter + 1);',
      'static double large; static char letters[5];',
    ),
  ],
  [
    'of what one sentence reads before the call in it waits',
    ['lost-update of total'],
    twice(
      'total = total + later();',
      'static int total; static int later(void) { weft_sleep(1); return 1; }',
    ),
  ],
  [
    'through functions that get and set',
    ['lost-update of total'],
    twice(
      'int seen = get(); weft_yield(); set(seen + 1);',
      `static int total;
      __attribute__((noinline)) static int get(void) { return total; }
      __attribute__((noinline)) static void set(int value) { total = value; }`,
    ),
  ],
  [
    'of a value that is kept in memory meanwhile',
    ['lost-update of total'],
    twice(
      'struct saved *kept = malloc(sizeof *kept); kept->value = total; hold(kept); total = kept->value + 1; free(kept);',
      `static int total; struct saved { int value; };
      __attribute__((noinline)) static void hold(struct saved *kept) { if (kept) weft_yield(); }`,
    ),
  ],
  [
    'of the head of a list',
    ['lost-update of head'],
    twice(
      'struct node *first = head; weft_yield(); if (first) head = first->next;',
      'struct node { struct node *next; }; static struct node nodes[2] = {{&nodes[1]}, {NULL}}, *head = nodes;',
    ),
  ],
  [
    'where what was read decides that something is written',
    ['lost-update of owner'],
    twice('if (owner == 0) { weft_yield(); owner = weft_self(); }', 'static weft_task owner;'),
  ],
  [
    'of an atomic counter that another adds to',
    ['lost-update of number'],
    `#include <stdatomic.h>
    static _Atomic int number;
    static void *adds(void *argument) { number++; return NULL; }
    int main(void) {
        weft_task task = weft_spawn(adds, NULL);
        int seen = number;
        weft_yield();
        number = seen + 1;
        return weft_join(task, NULL);
    }`,
  ],
  [
    'where the mutex is let go between the read and the write',
    ['lost-update of total'],
    twice(
      `weft_mutex_lock(&mutex); int seen = total; weft_mutex_unlock(&mutex);
      weft_yield();
      weft_mutex_lock(&mutex); total = seen + 1; weft_mutex_unlock(&mutex);`,
      'static weft_mutex mutex; static int total;',
    ),
  ],
  [
    'where the body of a generator waits',
    ['lost-update of total'],
    twice(
      'weft_gen *gen = weft_gen_new(body, NULL); weft_gen_next(gen, NULL); weft_gen_free(gen);',
      `static int total;
      static void *body(void *argument) { int seen = total; weft_sleep(1); total = seen + 1; return NULL; }`,
    ),
  ],
  [
    'where a task joins the one that changes it',
    ['lost-update of total'],
    `static int total;
    static void *add(void *argument) { total += 5; return NULL; }
    int main(void) {
        int seen = total;
        weft_join(weft_spawn(add, NULL), NULL);
        total = seen + 1;
        return total != 1;
    }`,
  ],
  [
    'check-then-act: a balance that was enough',
    ['check-then-act of balance'],
    twice('if (balance >= 100) { weft_sleep(1); balance -= 100; }', 'static int balance = 100;'),
  ],
  [
    'check-then-act: what is looked at afterwards is no check before',
    ['check-then-act of stock'],
    twice(
      'if (stock > 0) { weft_yield(); stock--; if (stock < 0) short_by++; }',
      'static int stock = 1, short_by;',
    ),
  ],
  [
    'stale-read: a branch on what has changed',
    ['stale-read of open'],
    `static int open = 1, entered;
    static void *close_it(void *argument) { open = 0; return NULL; }
    int main(void) {
        weft_task task = weft_spawn(close_it, NULL);
        int seen = open;
        weft_yield();
        if (seen) entered += 1;
        return weft_join(task, NULL) + entered - 1;
    }`,
  ],
  [
    'stale-read: printed after it has changed',
    ['stale-read of level'],
    `static int level;
    static void *raise_it(void *argument) { level = 7; return NULL; }
    int main(void) {
        weft_task task = weft_spawn(raise_it, NULL);
        int seen = level;
        weft_join(task, NULL);
        printf("%d\\n", seen);
        return 0;
    }`,
  ],
  [
    'lost-update: by strcpy, there and back',
    ['lost-update of list[0]'],
    twice(
      `char own[40];
      strcpy(own, list);
      strcat(own, "b");
      weft_yield();
      strcpy(list, own);`,
      'static char list[40] = "a";',
    ),
  ],
  [
    'lost-update: what was changed meanwhile was changed by snprintf',
    ['lost-update of word[0]'],
    `static char word[8];
    static void *tell(void *argument) { snprintf(word, sizeof word, "%d", 7); return NULL; }
    int main(void) {
        weft_task task = weft_spawn(tell, NULL);
        char first = word[0];
        weft_yield();
        word[0] = first + 1;
        return weft_join(task, NULL);
    }`,
  ],
  [
    'lost-update: strcmp has decided about it',
    ['lost-update of owner[0]'],
    twice(
      `if (strcmp(owner, "nobody") == 0) {
          weft_yield();
          strcpy(owner, weft_task_name(weft_self()));
      }`,
      'static char owner[40] = "nobody";',
    ),
  ],
];

describe('found', () => {
  for (const [name, races, source] of found)
    test(name, async () => assert.deepEqual(inShort(await racesOf(source)), races));
});

const correct: [name: string, source: string][] = [
  [
    'one sentence reads and writes it',
    twice('weft_yield(); total = total + 1; weft_yield(); total++;', 'static int total;'),
  ],
  [
    'it is read again after the wait',
    twice(
      'int seen = total; weft_yield(); if (seen >= 0) seen = total; total = seen + 1;',
      'static int total;',
    ),
  ],
  [
    'a mutex is held over the wait',
    twice(
      'weft_mutex_lock(&mutex); int seen = total; weft_yield(); total = seen + 1; weft_mutex_unlock(&mutex);',
      'static weft_mutex mutex; static int total;',
    ),
  ],
  [
    'a semaphore of one is held over the wait',
    twice(
      'weft_sem_acquire(&sem); if (total >= 0) { int seen = total; weft_sleep(1); total = seen + 1; } weft_sem_release(&sem);',
      'static weft_sem sem; static int total;',
      'weft_sem_init(&sem, 1);',
    ),
  ],
  [
    'a channel hands it to one at a time',
    twice(
      `int *counter; weft_chan_recv(owner, &counter);
      int seen = *counter; weft_yield(); *counter = seen + 1;
      weft_chan_send(owner, &counter);`,
      'static weft_chan *owner; static int shared;',
      'int *first = &shared; owner = weft_chan_new(sizeof first, 1); weft_chan_send(owner, &first);',
    ),
  ],
  [
    'a condition is checked again after the wait',
    `static weft_mutex mutex; static weft_cond changed; static int stock;
    static void *take(void *argument) {
        weft_mutex_lock(&mutex);
        while (stock == 0) weft_cond_wait(&changed, &mutex);
        stock--;
        weft_mutex_unlock(&mutex);
        return NULL;
    }
    static void *give(void *argument) {
        for (int i = 0; i < 2; i++) {
            weft_mutex_lock(&mutex);
            stock++;
            weft_cond_signal(&changed);
            weft_mutex_unlock(&mutex);
            weft_yield();
        }
        return NULL;
    }
    int main(void) {
        weft_task tasks[] = {weft_spawn(take, NULL), weft_spawn(take, NULL), weft_spawn(give, NULL)};
        return weft_gather(tasks, 3, NULL);
    }`,
  ],
  [
    'the check is made anew in each turn of a loop',
    twice(
      'for (;;) { if (balance >= 10) { balance -= 10; break; } balance += 5; weft_yield(); }',
      'static int balance;',
    ),
  ],
  [
    'tasks take turns by a variable',
    `static int turn, done;
    static void *play(void *argument) {
        int me = WEFT_UNBOX(argument);
        for (int i = 0; i < 3; i++) {
            while (turn != me) weft_yield();
            done++;
            turn = 1 - me;
        }
        return NULL;
    }
    int main(void) {
        weft_task tasks[] = {weft_spawn(play, WEFT_BOX(0)), weft_spawn(play, WEFT_BOX(1))};
        return weft_gather(tasks, 2, NULL);
    }`,
  ],
  [
    "Peterson's algorithm",
    `static int wants[2], turn, inside, total;
    static void *enter(void *argument) {
        int me = WEFT_UNBOX(argument);
        for (int i = 0; i < 3; i++) {
            wants[me] = 1;
            turn = 1 - me;
            while (wants[1 - me] && turn == 1 - me) weft_yield();
            inside++;
            int seen = total;
            weft_yield();
            total = seen + 1;
            inside--;
            wants[me] = 0;
        }
        return NULL;
    }
    int main(void) {
        weft_task tasks[] = {weft_spawn(enter, WEFT_BOX(0)), weft_spawn(enter, WEFT_BOX(1))};
        weft_gather(tasks, 2, NULL);
        return total != 6;
    }`,
  ],
  [
    'a buffer that everybody uses within a turn',
    twice(
      'for (int i = 0; i < 3; i++) { text[0] = (char)(65 + i); if (text[0] == 66) found++; last = i; printf("%d", last); weft_yield(); }',
      'static char text[4]; static int found, last;',
    ),
  ],
  [
    'a number is drawn and kept',
    twice('int mine = next++; weft_yield(); printf("%d\\n", mine);', 'static int next;'),
  ],
  [
    'a flag says stop',
    `static bool stop; static int rounds;
    static void *work(void *argument) { while (!stop) { rounds++; weft_yield(); rounds++; } return NULL; }
    int main(void) {
        weft_task task = weft_spawn(work, NULL);
        weft_sleep(0.1);
        stop = true;
        return weft_join(task, NULL);
    }`,
  ],
  [
    'whose turn it was says when it is done, and is joined',
    `enum { FREE, BUSY, DONE };
    static struct { int state, value; } job;
    static void *work(void *argument) { job.value = 7; job.state = DONE; return NULL; }
    int main(void) {
        for (int i = 0; i < 3; i++)
            if (job.state == FREE) {
                job.state = BUSY;
                weft_join(weft_spawn(work, NULL), NULL);
                job.state = FREE;
            }
        return job.value != 7;
    }`,
  ],
  [
    'memory that is freed and allocated anew is another object',
    twice(
      `for (int i = 0; i < 4; i++) {
          int *mine = malloc(16);
          mine[0] = i;
          int seen = mine[0];
          weft_yield();
          free(mine);
          weft_yield();
          mine = malloc(16);
          mine[0] = seen;
          free(mine);
      }`,
    ),
  ],
  [
    'stacks are used again by others',
    `static void *work(void *number) { int mine = *(int *)number; weft_yield(); *(int *)number = mine + 1; return NULL; }
    __attribute__((noinline)) static int once(int i) {
        int number;
        number = i;
        weft_join(weft_spawn(work, &number), NULL);
        return number;
    }
    static void *many(void *argument) { for (int i = 0; i < 5; i++) once(i); return NULL; }
    int main(void) {
        for (int round = 0; round < 3; round++) {
            weft_task tasks[] = {weft_spawn(many, NULL), weft_spawn(many, NULL)};
            weft_gather(tasks, 2, NULL);
        }
        return 0;
    }`,
  ],
  [
    'each writes its own element and its own member',
    `static struct { char low, high; short other; } pair; static char letters[2];
    static void *work(void *argument) {
        int me = WEFT_UNBOX(argument);
        for (int i = 0; i < 3; i++) {
            char seen = letters[me], half = me ? pair.high : pair.low;
            weft_yield();
            letters[me] = (char)(seen + 1);
            if (me) pair.high = (char)(half + 1);
            else pair.low = (char)(half + 1);
        }
        return NULL;
    }
    int main(void) {
        weft_task tasks[] = {weft_spawn(work, WEFT_BOX(0)), weft_spawn(work, WEFT_BOX(1))};
        return weft_gather(tasks, 2, NULL);
    }`,
  ],
  [
    'a generator gives to two tasks in turn',
    `static int given;
    static void *count(void *argument) { while (weft_gen_yield(WEFT_BOX(++given), NULL) == 0) {} return NULL; }
    static void *take(void *gen) {
        for (int i = 0; i < 3; i++) { void *number; weft_gen_next(gen, &number); weft_yield(); }
        return NULL;
    }
    int main(void) {
        weft_gen *gen = weft_gen_new(count, NULL);
        weft_task tasks[] = {weft_spawn(take, gen), weft_spawn(take, gen)};
        weft_gather(tasks, 2, NULL);
        weft_gen_free(gen);
        return given != 6;
    }`,
  ],
  [
    'the version is compared before what was worked out is written',
    twice(
      `for (;;) {
          int version = current, seen = total;
          weft_yield();
          if (version != current) continue;
          current++;
          total = seen + 1;
          break;
      }`,
      'static int current, total;',
    ),
  ],
  [
    'a text is printed, and after a wait another is written over it',
    twice(
      `printf("%s\\n", text);
      weft_yield();
      snprintf(text, sizeof text, "of %d", 2);`,
      'static char text[40] = "first";',
    ),
  ],
  [
    'a text is compared again before it is changed',
    twice(
      `char own[40];
      strcpy(own, text);
      weft_yield();
      if (strcmp(own, text) == 0) strcat(text, "x");`,
      'static char text[40] = "first";',
    ),
  ],
  [
    'each fills the same buffer and prints it within a turn',
    twice(
      `for (int i = 0; i < 3; i++) {
          snprintf(buffer, sizeof buffer, "%d", i);
          strcat(buffer, "!");
          puts(buffer);
          weft_yield();
      }`,
      'static char buffer[40];',
    ),
  ],
];

describe('no false alarm', () => {
  for (const [name, source] of correct)
    test(name, async () => assert.deepEqual(inShort(await racesOf(source)), []));
});

test('./weft run --races tells on stderr, and a lost update makes the status 1', async () => {
  const file = program(
    `#include <weft.h>\n${twice('int seen = total; weft_yield(); total = seen + 1;', 'int total;')}`,
  );
  const { status, stderr, stdout } = await weft(['run', file, '--races']);
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^weft: race: total: work#3 read it at line 4, .* the change of work#2 is lost\.\n$/);
});

test('a suspicion leaves the status as it is, and so does a status of the program', async () => {
  const check = program(
    `#include <weft.h>\n${twice('if (left > 0) { weft_yield(); left--; }', 'int left = 1;')}`,
  );
  const suspected = await weft(['run', check, '--races']);
  assert.equal(suspected.status, 0);
  assert.match(suspected.stderr, /^weft: perhaps a race: left: .* without checking again/);
  const lost = twice('int seen = total; weft_yield(); total = seen + 1;', 'int total;');
  const failing = program(`#include <weft.h>\n${lost.replace('weft_gather(tasks, 2, NULL)', '$& + 9')}`);
  assert.equal((await weft(['run', failing, '--races'])).status, 9);
});
