/// What a program that is built for the account of races tells of its memory.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { Execution, Footprint } from '../../web/explore/index.ts';
import { Races, raceTableOf } from '../../web/runtime/index.ts';

Error.stackTraceLimit = 0; // see cli/program-worker.ts

const builder = new Builder();
after(() => builder.close());

const headers = '#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <weft.h>\n';

async function begin(source: string): Promise<{ module: WebAssembly.Module; execution: Execution }> {
  const { wasm } = await builder.build(headers + source, 'program.c', '1', undefined, true);
  const module = new WebAssembly.Module(wasm);
  return { module, execution: new Execution({ wasm: module, seed: 0, args: ['program'], lines: [] }) };
}

const inTurn = { index: 0, answers: [] };

/// The turns of a whole run that touch one of its variables, as `task r|w|rw`.
async function touches(source: string, variable: string): Promise<string[]> {
  const { module, execution } = await begin(source);
  const table = raceTableOf(module)!;
  const addresses = new Races(execution.program, table).variableAddresses();
  const address = addresses[table.variables.findIndex(({ name }) => name === variable)]!;
  const bits = 0xf << (address % 8);
  const found: string[] = [];
  while (!execution.ending) {
    const { task, footprint } = execution.takeTurn(inTurn);
    const touched = footprint.keys.get(address - (address % 8)) ?? 0;
    const how = `${touched & bits ? 'r' : ''}${(touched >> 8) & bits ? 'w' : ''}`;
    if (how !== '') found.push(`${task} ${how}`);
  }
  return found;
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
  const conflicts = (one: [number, number, number], other: [number, number, number]): boolean => {
    const [a, b] = [one, other].map(([address, read, written]) => {
      const footprint = new Footprint();
      footprint.addBytes(8, 0xff, 0);
      footprint.addBytes(address, read, written);
      return footprint;
    });
    assert.equal(a!.conflictsWith(b!), b!.conflictsWith(a!));
    return a!.conflictsWith(b!);
  };
  assert.equal(conflicts([16, 0b1, 0], [16, 0b1, 0]), false);
  assert.equal(conflicts([16, 0b1, 0], [16, 0, 0b1]), true);
  assert.equal(conflicts([16, 0, 0b1], [16, 0, 0b1]), true);
  assert.equal(conflicts([16, 0b1, 0], [16, 0, 0b10]), false);
  assert.equal(conflicts([16, 0, 0b1], [24, 0, 0b1]), false);
});

test('a turn that touches more than the log holds conflicts with every other, the next one does not', async () => {
  const { execution } = await begin(`
    static int numbers[40000];
    int main(void) {
        for (int i = 0; i < 40000; i++) numbers[i] = i;
        weft_yield();
        weft_yield();
        return numbers[0];
    }`);
  assert.equal(execution.takeTurn(inTurn).footprint.everything, true);
  assert.equal(execution.takeTurn(inTurn).footprint.everything, false);
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
