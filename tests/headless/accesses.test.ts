/// What a program that is built for the account of races tells of its memory.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { conflict, Races, raceTableOf, Run, type TurnAccesses } from '../../web/runtime/index.ts';
import { FakeHost } from './fake-host.ts';

Error.stackTraceLimit = 0; // see cli/program-worker.ts

const builder = new Builder();
after(() => builder.close());

const headers = '#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <weft.h>\n';

async function begin(source: string) {
  const { wasm } = await builder.build(headers + source, 'program.c', '1', undefined, true);
  const module = new WebAssembly.Module(wasm);
  const table = raceTableOf(module)!;
  const host = new FakeHost();
  const run = new Run({ wasm: module, clock: 'virtual', host });
  return { run, host, table, races: new Races(run.program, table) };
}

/// The turns of a whole run that touch one of its variables, as `task r|w|rw`.
async function touches(source: string, variable: string): Promise<string[]> {
  const { host, table, races } = await begin(source);
  const address = races.variableAddresses()[table.variables.findIndex(({ name }) => name === variable)]!;
  const bits = 0xf << (address % 8);
  races.log();
  host.settle();
  return races.takeAccesses()!.flatMap((turn) => {
    const at = turn.addresses.indexOf(address - (address % 8));
    const read = at >= 0 && turn.read[at]! & bits ? 'r' : '';
    const written = at >= 0 && turn.written[at]! & bits ? 'w' : '';
    return read + written === '' ? [] : [`${turn.task} ${read}${written}`];
  });
}

const addTwice = `
static int total;
static void *add(void *argument) {
    int before = total;
    weft_yield();
    total = before + 1;
    return NULL;
}
int main(void) {
    weft_task tasks[] = {weft_spawn(add, NULL), weft_spawn(add, NULL)};
    weft_gather(tasks, 2, NULL);
    return total;
}
`;

test('each turn tells what it read and what it wrote', async () => {
  assert.deepEqual(await touches(addTwice, 'total'), ['2 r', '3 r', '2 w', '3 w', '1 r']);
});

test('copies, atomic changes and single bytes are told', async () => {
  const source = `
    #include <stdatomic.h>
    struct pair { int a, b; };
    static struct pair one, other;
    static _Atomic int number;
    char letter[4];
    static void *copies(void *argument) { one = other; weft_yield(); memset(&other, 1, sizeof other); return NULL; }
    int main(void) {
        weft_join(weft_spawn(copies, NULL), NULL);
        number++;
        weft_yield();
        letter[1] = 'x';
        return one.a - other.a - letter[2];
    }`;
  assert.deepEqual(await touches(source, 'one'), ['2 w', '1 r']);
  assert.deepEqual(await touches(source, 'other'), ['2 r', '2 w', '1 r']);
  assert.deepEqual(await touches(source, 'number'), ['1 rw']);
  assert.deepEqual(await touches(source, 'letter'), ['1 rw']);
});

test('turns conflict where one writes what the other touches, to the byte', () => {
  const turn = (address: number, read: number, written: number): TurnAccesses => ({
    task: 1,
    addresses: Uint32Array.of(8, address),
    read: Uint8Array.of(0xff, read),
    written: Uint8Array.of(0, written),
  });
  assert.equal(conflict(turn(16, 0b1, 0), turn(16, 0b1, 0)), false);
  assert.equal(conflict(turn(16, 0b1, 0), turn(16, 0, 0b1)), true);
  assert.equal(conflict(turn(16, 0, 0b1), turn(16, 0, 0b1)), true);
  assert.equal(conflict(turn(16, 0b1, 0), turn(16, 0, 0b10)), false);
  assert.equal(conflict(turn(16, 0, 0b1), turn(24, 0, 0b1)), false);
});

test('a log that was not emptied in time says so, and begins anew', async () => {
  const { host, races } = await begin(
    `
    static int numbers[40000];
    int main(void) {
        for (int i = 0; i < 40000; i++) numbers[i] = i;
        return numbers[argc_of()];
    }`.replace('argc_of()', '0'),
  );
  races.log();
  host.settle();
  assert.equal(races.takeAccesses(), undefined);
  assert.deepEqual(races.takeAccesses(), []);
});

test('without the option nothing of it is in a program', async () => {
  const { wasm } = await builder.build(headers + addTwice, 'program.c', '1');
  const module = new WebAssembly.Module(wasm);
  assert.equal(raceTableOf(module), undefined);
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  assert.deepEqual(
    names.filter((name) => /_races?$|_race_|access/.test(name)),
    [],
  );
});
