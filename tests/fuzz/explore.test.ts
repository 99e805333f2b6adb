/// Random small programs: exploring with reduction finds the outcomes that there are. What there are is found
/// without anything of the search: by running the program from its start for each list of answers to its
/// choices.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import fc from 'fast-check';
import { Builder } from '../../web/cli/build.ts';
import {
  Execution,
  keyOf,
  outcomeOf,
  replayed,
  Search,
  type ExecutionOptions,
  type Outcome,
} from '../../web/explore/index.ts';
import { root } from '../headless/project.ts';
import { fuzz } from './settings.ts';

/// A program of more runs tells nothing, as they are not all made. Of fewer than so many each is made from
/// the start as well.
const maxRuns = 2000;
const fewRuns = 300;
const maxTurns = 2000;

const builder = new Builder();
after(() => builder.close());
let wasm: WebAssembly.Module;
before(async () => {
  const source = readFileSync(join(root, 'tests/fuzz/script.c'), 'utf8');
  const built = await builder.build(source, 'script.c', '1', undefined, true);
  wasm = new WebAssembly.Module(built.wasm as Uint8Array<ArrayBuffer>);
});

/// What a task may do, see script.c, by what it is done with; a `#` stands for 0 or 1, an `N` for the number
/// of a task.
const families = {
  memory: ['<#', '>#', '+#', '*#', '<#y0>#'],
  mutex: ['l#', 'u#', 'L#', 'l#+#u#', 'l#<#y0>#u#'],
  condition: ['l0', 'l0n0u0', 'N0', 'N1'],
  channel: ['s#', 'r#', 'c#'],
  tries: ['S#', 'R#', '##', 'G0'],
  select: ['g#', 's#', 'r#'],
  semaphore: ['p#', 'P#', 'v#'],
  event: ['w#', 'e#', 'E#', 'i#'],
  barrier: ['b0', 'b0', 'a0', 'd0', 'A0'],
  heap: ['m0', 'M0'],
  time: ['z#', 'z0', 't0', 'B#'],
  scope: ['(#', ')0', 'z0'],
  cancel: ['xN', 'x0', 'k0', 'q0'],
  tasks: ['!N', 'jN', 'DN', '&N', '|N', 'fN'],
  group: ['{0', '@N', '@N', '}0', '~0'],
  generator: ['$0'],
  choice: ['?#', '%0', '/0'],
  output: ['o0', 'O0'],
  ends: ['=#', 'X0', 'T0', 'q0'],
} satisfies Record<string, string[]>;

const template = (texts: readonly string[], tasks: number) =>
  fc
    .tuple(fc.constantFrom(...texts), fc.constantFrom('0', '1'), fc.integer({ min: 0, max: tasks }))
    .map(([text, object, task]) => text.replaceAll(/(?<=.)#/g, object).replaceAll('N', `${task}`));

/// The scripts of a program that has to do with a few things only, so that its tasks have to do with each
/// other.
const scripts: fc.Arbitrary<string[]> = fc
  .record({
    chosen: fc.uniqueArray(fc.constantFrom(...(Object.keys(families) as (keyof typeof families)[])), {
      minLength: 1,
      maxLength: 4,
    }),
    tasks: fc.constantFrom(2, 2, 2, 3),
    more: fc.boolean(),
  })
  .chain(({ chosen, tasks, more }) => {
    const all = more ? tasks + 1 : tasks;
    const texts = [...chosen.flatMap((name) => families[name]), 'y0', 'o0', '<0', '+0'];
    const script = (most: number) =>
      fc.array(template(texts, all), { minLength: 1, maxLength: most }).map((ops) => ops.join(''));
    const spawns = Array.from({ length: tasks }, (_, i) => `!${i + 1}`).join('');
    return fc
      .tuple(script(3), ...Array.from({ length: all }, () => script(7 - all)))
      .map(([main, ...others]) => [spawns + main!, ...others]);
  });

/// All the runs there are, each from the start.
function every(execution: Execution): { outcomes: Map<string, Outcome>; runs: number } {
  const outcomes = new Map<string, Outcome>();
  let answers: number[] = [];
  for (let runs = 1; ; runs++) {
    const counts: number[] = [];
    execution.restart();
    execution.runOut((_kind, count) => answers[counts.push(count) - 1] ?? 0, maxTurns);
    const outcome = outcomeOf(execution);
    outcomes.set(keyOf(outcome), outcome);
    answers = counts.map((_, index) => answers[index] ?? 0);
    while (answers.length > 0 && answers.at(-1)! + 1 >= counts[answers.length - 1]!) answers.pop();
    if (answers.length === 0) return { outcomes, runs };
    answers[answers.length - 1]!++;
  }
}

/// Undefined: too many.
function searched(
  execution: Execution,
  all: boolean,
): { outcomes: Map<string, Outcome>; runs: number } | undefined {
  const outcomes = new Map<string, Outcome>();
  let runs = 0;
  const ended = (): boolean => {
    const outcome = outcomeOf(execution);
    outcomes.set(keyOf(outcome), outcome);
    return ++runs <= maxRuns && outcome.cause !== 'endless';
  };
  const complete = new Search(execution, { all, maxTurns, ended }).run();
  return complete ? { outcomes, runs } : undefined;
}

const keys = (outcomes: ReadonlyMap<string, unknown>) => [...outcomes.keys()].sort();

const tally = { programs: 0, compared: 0, all: 0, reduced: 0 };
after(() => {
  if (process.env.WEFT_FUZZ_SECONDS) console.log(JSON.stringify(tally));
});

function compare(args: readonly string[], more: Pick<ExecutionOptions, 'faults' | 'jitter'>): void {
  const execution = new Execution({ wasm, seed: 0, args: ['script', ...args], lines: [], ...more });
  tally.programs++;
  const all = searched(execution, true);
  if (!all) return;
  if (all.runs <= fewRuns) {
    const expected = every(execution);
    assert.deepEqual(keys(all.outcomes), keys(expected.outcomes), 'every interleaving');
    assert.equal(all.runs, expected.runs);
  }
  const reduced = searched(execution, false);
  assert.ok(reduced && reduced.runs <= all.runs);
  assert.deepEqual(keys(reduced.outcomes), keys(all.outcomes), 'with reduction');
  for (const outcome of reduced.outcomes.values()) {
    const again = replayed(execution, outcome.schedule, maxTurns);
    assert.deepEqual([keyOf(again), again.stderr], [keyOf(outcome), outcome.stderr], 'again');
  }
  tally.compared++;
  tally.all += all.runs;
  tally.reduced += reduced.runs;
}

const rule = 'with reduction, the outcomes are those of all runs; each is replayed by its schedule';
fuzz(rule, scripts, (args) => compare(args, {}), { runs: 300, properties: 3 });
fuzz(`where calls may fail, ${rule}`, scripts, (args) => compare(args, { faults: true }), {
  runs: 60,
  properties: 3,
});
fuzz(`where timers may change places, ${rule}`, scripts, (args) => compare(args, { jitter: 0.015 }), {
  runs: 60,
  properties: 3,
});
