/// The programs of tests/explore: each that is wrong is found out by each strategy within so many schedules,
/// and each that is right has one outcome, of which the search has seen all.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { keyOf, Parts, replayed, type Budget, type Part, type PartResult } from '../../web/explore/index.ts';
import { Run, type Schedule } from '../../web/runtime/index.ts';
import { FakeHost } from './fake-host.ts';
import { filesBelow, root } from './project.ts';

const builder = new Builder();
after(() => builder.close());

async function moduleOf(name: string, races: boolean, folder = 'tests/explore'): Promise<WebAssembly.Module> {
  const file = join(root, `${folder}/${name}.c`);
  const { wasm } = await builder.build(readFileSync(file, 'utf8'), file, '1', undefined, races);
  return new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>);
}

const partsOf = async (name: string): Promise<Parts> =>
  new Parts({ wasm: await moduleOf(name, true), seed: 0, args: ['program'], lines: [], maxTurns: 1e6 });

function runs(parts: Parts, part: Part, budget: Partial<Budget> = {}): PartResult {
  return parts.do(part, { runs: 10_000, until: Infinity, ...budget });
}

/// The cause, and by dfs, pct and random: within how many schedules. Infinity: not in 1,000.
/// docs/exploring.md has the same table.
const wrong: [name: string, cause: string, dfs: number, pct: number, random: number][] = [
  ['aba', 'fault', 10, 100, 50],
  ['added-by-the-task-itself', 'fault', 20, 50, 20],
  ['bank-transfer', 'fault', 5, 200, 50],
  ['barrier-reused', 'deadlock', 5, 10, 10],
  ['cancelled-within-an-update', 'fault', 5, 100, 50],
  ['check-then-act', 'fault', 5, 100, 20],
  ['chosen-answer', 'fault', 10, 500, 100],
  ['closed-twice', 'fault', 5, 100, 20],
  ['deadlock-of-three', 'deadlock', 10, 50, 50],
  ['deadlock-of-two', 'deadlock', 5, 100, 20],
  ['dining-philosophers', 'deadlock', 5, 10, 20],
  ['double-init', 'fault', 5, 50, 20],
  ['first-of-two-senders', 'fault', 5, 50, 20],
  ['generator-of-two', 'fault', 5, 100, 20],
  ['if-around-cond-wait', 'fault', 50, 5000, 100],
  ['joined-twice', 'fault', 5, 500, 50],
  ['late-to-the-queue', 'fault', 5, 200, 50],
  ['leaked-task', 'exit', 10, 50, 20],
  ['load-then-store', 'fault', 5, 50, 20],
  ['lock-held-by-the-look', 'fault', 5, 200, 20],
  ['lock-held-while-sending', 'deadlock', 5, 50, 20],
  ['locked-but-not-ordered', 'fault', 5, 50, 20],
  ['lost-item', 'fault', 10, 200, 50],
  ['lost-notification', 'deadlock', 5, 50, 100],
  ['lost-update', 'fault', 5, 100, 20],
  ['one-condition-for-two', 'deadlock', 20, 50, 20],
  ['rand-of-two', 'fault', 5, 50, 20],
  ['readers-and-writer', 'fault', 10, 500, 500],
  ['reference-count', 'fault', 5, 100, 20],
  ['semaphore-off-by-one', 'fault', 50, 200, 50],
  ['send-on-closed', 'fault', 5, 20, 20],
  ['shared-text', 'fault', 5, 100, 20],
  ['sleep-as-synchronisation', 'fault', 5, 20, 10],
  ['stored-before-it-is-read', 'fault', 5, 50, 20],
  ['strtok-of-two', 'fault', 5, 200, 50],
  ['timeout-leaves-the-sender', 'deadlock', 5, 10, 20],
  ['two-variables', 'fault', 5, 50, 20],
  ['uneven-lengths', 'fault', 50, Infinity, Infinity],
  ['use-after-free', 'fault', 5, 50, 20],
  ['use-before-init', 'fault', 5, 20, 20],
];

const search: Part = { kind: 'search', all: false };
const byChance = (policy: 'pct' | 'random', from: number): Part => ({
  kind: 'chance',
  policy,
  from,
  step: 1,
});
const causes = ({ outcomes }: PartResult) => outcomes.filter((one) => one.failing).map((one) => one.cause);

test('each program of the folder is in the table', () => {
  const files = filesBelow('tests/explore/wrong', /\.c$/).map((file) => basename(file, '.c'));
  assert.deepEqual(
    wrong.map(([name]) => name),
    files.sort(),
  );
});

test('the guide has the same table', () => {
  const guide = readFileSync(join(root, 'docs/exploring.md'), 'utf8');
  for (const [name, , ...limits] of wrong) {
    const row = guide.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
    const numbers = row.split('|').slice(3, 6);
    assert.deepEqual(
      numbers.map((cell) => (cell.trim() === 'not in 1,000' ? Infinity : Number(cell.replace(',', '')))),
      limits,
      name,
    );
  }
});

describe('what is wrong is found', () => {
  for (const [name, cause, dfs, pct, random] of wrong) {
    test(name, async () => {
      const parts = await partsOf(`wrong/${name}`);
      assert.deepEqual(causes(runs(parts, search, { runs: dfs })), [cause], 'dfs');
      for (const from of [0, 10_000]) {
        for (const [policy, limit] of [
          ['pct', pct],
          ['random', random],
        ] as const) {
          const found = limit === Infinity ? [] : [cause];
          const result = runs(parts, byChance(policy, from), { runs: limit === Infinity ? 1000 : limit });
          assert.deepEqual(causes(result), found, policy);
        }
      }
      assert.ok(runs(parts, search).complete, 'the search comes to its end');
    });
  }
});

/// By the ordinary runtime, of the program as it is built to be run.
async function again(wasm: WebAssembly.Module, schedule: Schedule) {
  const host = new FakeHost();
  const run = new Run({
    wasm,
    clock: 'virtual',
    args: ['program'],
    policy: { kind: 'replay', schedule },
    host,
  });
  host.settle();
  const { status, cause } = await run.ended;
  return { status, cause, stdout: host.written.map(([fd, text]) => (fd === 1 ? text : '')).join('') };
}

describe('what is found is the same again, by its schedule', () => {
  for (const [name, cause] of wrong) {
    test(name, async () => {
      const parts = await partsOf(`wrong/${name}`);
      const found = runs(parts, search).outcomes.find((one) => one.failing)!;
      const [outcome] = runs(parts, { kind: 'finish', outcome: found, shorten: true }).outcomes;
      const { schedule, status, stdout, because } = outcome!;
      assert.ok(schedule.length <= found.schedule.length);
      assert.match(because!, /\.$/);
      const wasm = await moduleOf(`wrong/${name}`, false);
      for (let i = 0; i < 30; i++) assert.deepEqual(await again(wasm, schedule), { status, cause, stdout });
      for (let i = 0; i < 1000; i++)
        assert.deepEqual(keyOf(replayed(parts.execution, schedule, 1e6)), keyOf(outcome!));
    });
  }
});

for (const name of ['chosen-answer', 'deadlock-of-three', 'lost-update'])
  test(`${name}: 1,000 of 1,000 runs by its schedule are the same`, async () => {
    const wasm = await moduleOf(`wrong/${name}`, false);
    const { outcomes } = runs(await partsOf(`wrong/${name}`), search);
    const { schedule, status, cause, stdout } = outcomes.find((one) => one.failing)!;
    for (let i = 0; i < 1000; i++) assert.deepEqual(await again(wasm, schedule), { status, cause, stdout });
  });

describe('what is right has one outcome, and all of it has been seen', () => {
  for (const file of filesBelow('tests/explore/right', /\.c$/)) {
    const name = basename(file, '.c');
    test(name, async () => {
      const { outcomes, complete, races } = runs(await partsOf(`right/${name}`), search);
      assert.deepEqual(
        outcomes.map(({ status, cause }) => [status, cause]),
        [[0, 'exit']],
      );
      assert.ok(complete);
      assert.deepEqual(
        races.filter(({ kind }) => kind === 'lost-update'),
        [],
      );
    });
  }
});

/// The page's examples for Explore: as the tasks take their turns in order each does well; the search finds
/// what is wrong, and where it has been mended nothing.
const examples: [wrong: string, cause: string, mended: string][] = [
  ['lost-update', 'fault', 'lost-update-mended'],
  ['check-then-act', 'fault', 'check-then-act-mended'],
  ['deadlock-in-some-order', 'deadlock', 'deadlock-mended'],
  ['lost-notification', 'deadlock', 'lost-notification-mended'],
  ['sleep-as-synchronisation', 'fault', 'sleep-mended'],
];

describe("the page's examples for Explore", () => {
  const explored = async (name: string): Promise<PartResult> => {
    const wasm = await moduleOf(name, true, 'web/examples');
    return runs(new Parts({ wasm, seed: 0, args: ['program'], lines: [], maxTurns: 1e6 }), search);
  };
  for (const [name, cause, mended] of examples)
    test(name, async () => {
      const wrongOne = await explored(name);
      assert.ok(wrongOne.complete);
      assert.deepEqual([...new Set(causes(wrongOne))], [cause]);
      assert.deepEqual(wrongOne.outcomes.find((one) => !one.failing)?.schedule, []);
      const { complete, outcomes, races } = await explored(mended);
      assert.ok(complete);
      assert.deepEqual(
        outcomes.map(({ status }) => status),
        [0],
      );
      assert.deepEqual(races, []);
    });
});
