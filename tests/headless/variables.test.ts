/// The table of variables: what is told of each, at which turn, and where a condition begins to hold.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Run } from '../../web/runtime/index.ts';
import {
  NotACondition,
  readCondition,
  Values,
  VariableHistory,
  variableTableOf,
  VariableTracker,
  type VariableTable,
} from '../../web/runtime/variables/index.ts';
import { findMoment } from '../../web/page/variables/find-moment.ts';
import { rowsOf } from '../../web/page/variables/rows.ts';
import { FakeHost } from './fake-host.ts';
import { compile } from './in-process.ts';

interface Kept {
  table: VariableTable;
  values: Values;
  history: VariableHistory;
  turns: number;
}

async function kept(before: string, body: string): Promise<Kept> {
  const wasm = await compile(body, before);
  const host = new FakeHost();
  const run = new Run({ wasm, host, clock: 'virtual' });
  const table = variableTableOf(wasm)!;
  const tracker = new VariableTracker(run.program, table);
  run.track(tracker);
  host.settle();
  const history = new VariableHistory();
  history.add(tracker.take()!);
  return { table, values: new Values(tracker.layout), history, turns: run.program.exports.weft_turns() };
}

/// By the path of each variable, and of the parts of those that are opened: its type and value.
function told({ values, history }: Kept, turn: number, opened: string[] = []): Record<string, string> {
  const state = history.stateAfter(turn);
  const changed = history.changedIn(turn);
  const rows = rowsOf({ values, state, changed, opened: new Set(opened) });
  return Object.fromEntries(
    rows.map(({ path, within, type, value }) => [
      path + (within === undefined ? '' : ` in ${within}`),
      `${type}: ${value}`,
    ]),
  );
}

/// After its first turn, of which nothing is optimised away.
async function after(before: string, body: string, opened?: string[]): Promise<Record<string, string>> {
  const keep = `${body}\nweft_yield();`;
  return told(await kept(before, keep), 1, opened);
}

test('numbers, booleans, characters and enumerations are told as C has them', async () => {
  const before = `
#include <stdbool.h>
#include <stdint.h>
enum color { RED, GREEN = 5, BLUE = -1 };
int whole; unsigned u = 7; int64_t far; uint64_t huge; unsigned char byte; int8_t small; char letter, line;
bool yes; float third; double tenth, none; enum color color, other; _Bool no; long double precise;
`;
  const body = `whole = -3; far = INT64_MIN; huge = UINT64_MAX; byte = 200; small = -5; letter = 'x'; line = '\\n';
    yes = true; third = 1.0f / 3; tenth = 0.1; none = -1.0 / 0.0; color = GREEN; other = (enum color)3; no = 0;
    precise = 2.5L; u++;`;
  assert.deepEqual(await after(before, body), {
    whole: 'int: -3',
    u: 'unsigned int: 8',
    far: 'int64_t: -9223372036854775808',
    huge: 'uint64_t: 18446744073709551615',
    byte: 'unsigned char: 200',
    small: 'int8_t: -5',
    letter: "char: 120 'x'",
    line: "char: 10 '\\n'",
    yes: 'bool: true',
    third: 'float: 0.33333334',
    tenth: 'double: 0.1',
    none: 'double: -inf',
    color: 'enum color: GREEN',
    other: 'enum color: 3',
    no: 'bool: false',
    precise: 'long double: 2.5',
  });
});

test('arrays of characters and pointers to them are texts; other pointers name what they point to', async () => {
  const before = `
char buffer[16]; const char *word = "quoted \\"so\\""; char *none; char *heap; int here; int *there = &here; void *far;
const char *list[3];
`;
  const body = `snprintf(buffer, sizeof buffer, "a%db", 7); heap = strdup("from the heap"); *there = 1; far = (void *)0x10;
    list[1] = buffer; if (word[0] == 0) none = "";`;
  assert.deepEqual(await after(before, body), {
    buffer: 'char[16]: "a7b"',
    word: 'const char *: "quoted \\"so\\""',
    none: 'char *: NULL',
    heap: 'char *: "from the heap"',
    here: 'int: 1',
    there: 'int *: &here',
    far: 'void *: 0x10',
    list: 'const char *[3]: {NULL, "a7b", NULL}',
  });
});

test('structs, unions, bit fields and arrays are told in one line, and part by part', async () => {
  const before = `
struct point { int x, y; struct { char name[4]; }; };
typedef struct { struct point at; unsigned a : 3, b : 5; } pin;
pin pins[2]; union { int whole; float part; } either; int grid[2][3];
`;
  const body = `pins[1].at = (struct point){1, 2, {"ab"}}; pins[1].a = 5; pins[1].b = 17; either.part = 1; grid[1][2] = 9;`;
  const all = await after(before, body, ['pins', 'pins[1]', 'pins[1].at', 'grid']);
  assert.equal(
    all.pins,
    'pin[2]: {{at = {x = 0, y = 0, name = ""}, a = 0, b = 0}, {at = {x = 1, y = 2, name = "ab"}, a = 5, b = 17}}',
  );
  assert.equal(all['pins[1].at'], 'struct point: {x = 1, y = 2, name = "ab"}');
  assert.equal(all['pins[1].b'], 'unsigned int: 17');
  assert.equal(all.either, 'union: {whole = 1065353216, part = 1}');
  assert.equal(all['grid[1]'], 'int[3]: {0, 0, 9}');
});

test('static variables are told, those within a function with its name, and constants are not', async () => {
  const before = `
static int total, ready; static struct { int low; long long high; } pair; const int limit = 3;
static void count(void) { static int calls; calls++; total += calls; ready = 1; pair.high = total; pair.low++; }
`;
  const body = 'count(); count(); weft_yield(); printf("%d %d %lld %d", ready, total, pair.high, pair.low);';
  assert.deepEqual(await after(before, body), {
    total: 'int: 3',
    ready: 'int: 1',
    pair: 'struct: {low = 2, high = 3}',
    'calls in count': 'int: 2',
  });
});

test("Weft's own structs are told in words", async () => {
  const before = 'weft_mutex lock, open; weft_sem permits; weft_event bell; weft_task who;';
  const body =
    'weft_sem_init(&permits, 4); weft_mutex_lock(&lock); weft_event_set(&bell); who = weft_self(); weft_mutex_try_lock(&open); weft_mutex_unlock(&open);';
  assert.deepEqual(await after(before, body), {
    lock: 'weft_mutex: held by task 1',
    open: 'weft_mutex: free',
    permits: 'weft_sem: {count = 4}',
    bell: 'weft_event: {set = true}',
    who: 'weft_task: 1',
  });
});

const counting = `
static int total; static char name[8]; const char *where;
static void *add(void *number) {
    int before = total;
    weft_yield();
    total = before + 1;
    snprintf(name, sizeof name, "t%d", total);
    where = name;
    return number;
}`;
const gathered = `
    weft_task tasks[] = {weft_spawn(add, NULL), weft_spawn(add, NULL), weft_spawn(add, NULL)};
    weft_gather(tasks, 3, NULL);
    for (int i = 0; i < 3; i++) { weft_yield(); total += 2; }
    weft_yield();
    return total;`;

test('each moment has the values of its time, and tells what its turn changed', async () => {
  const run = await kept(counting, gathered);
  const totals = Array.from({ length: run.turns + 1 }, (_, turn) => told(run, turn).total!.slice(5));
  assert.deepEqual(totals.map(Number), [0, 0, 0, 0, 0, 1, 1, 1, 1, 3, 5, 7, 7].slice(0, totals.length));
  const lit = (turn: number) =>
    rowsOf({
      values: run.values,
      state: run.history.stateAfter(turn),
      changed: run.history.changedIn(turn),
      opened: new Set(),
    })
      .filter(({ changed }) => changed)
      .map(({ path }) => path);
  assert.deepEqual(lit(4), []);
  assert.deepEqual(new Set(lit(5)), new Set(['total', 'name', 'where']));
  assert.deepEqual(lit(6), []);
});

test('a watch finds the next and the previous moment at which a variable changes or a condition begins to hold', async () => {
  const run = await kept(counting, gathered);
  const { values, history } = run;
  const moments = (text: string, from: number, by: 1 | -1): number[] => {
    const condition = readCondition(text, values);
    const found: number[] = [];
    for (let at = findMoment({ condition, values, history, from, by }); at !== undefined; ) {
      found.push(at);
      at = findMoment({ condition, values, history, from: at, by });
    }
    return found;
  };
  assert.deepEqual(moments('total', 0, 1), [5, 9, 10, 11]);
  assert.deepEqual(moments('total', 100, -1), [11, 10, 9, 5]);
  assert.deepEqual(moments('total > 2', 0, 1), [9]);
  assert.deepEqual(moments('total > 2', 100, -1), [9]);
  assert.deepEqual(moments('total == 1 || total == 5', 0, 1), [5, 10]);
  assert.deepEqual(moments('name', 0, 1), [5]);
  assert.deepEqual(moments('where == "t1" && total % 2 == 1', 0, 1), [5]);
  assert.deepEqual(moments('where != NULL', 0, 1), [5]);
  assert.deepEqual(moments('total > 100', 0, 1), []);
});

test('a condition that is not understood says why', async () => {
  const { values } = await kept(counting, gathered);
  const why = (text: string) => {
    try {
      readCondition(text, values);
    } catch (error) {
      assert.equal(error instanceof NotACondition, true);
      return (error as Error).message;
    }
    return '';
  };
  assert.equal(why('totl > 2'), 'There is no global or static variable “totl”.');
  assert.equal(why('total >'), 'A variable or a number is missing before the end.');
  assert.equal(why('(total'), 'A “)” is missing before the end.');
  assert.equal(why('total 2'), '“2” is not expected there.');
  assert.equal(why('total.x'), 'total has no member “x”.');
  assert.equal(why('name[9]'), 'name has no such element.');
  assert.equal(why('total @ 2'), '“@ 2” is not understood.');
  assert.equal(why('!(total - -1 == 0x10)'), '');
});

test('a run is held where the condition holds', async () => {
  const wasm = await compile(gathered, counting);
  const host = new FakeHost();
  const run = new Run({ wasm, host, clock: 'virtual' });
  const tracker = new VariableTracker(run.program, variableTableOf(wasm)!);
  run.track(tracker);
  const { state, layout } = tracker;
  const { holds } = readCondition('total >= 3', new Values(layout));
  run.holdWhen(() => holds(state));
  host.settle();
  assert.equal(run.paused, true);
  assert.equal(run.program.exports.weft_turns(), 9);
  run.step();
  host.settle();
  assert.equal(run.program.exports.weft_turns(), 10);
  run.resume();
  host.settle();
  assert.equal((await run.ended).status, 7);
});
