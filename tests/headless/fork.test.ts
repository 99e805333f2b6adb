/// Another turning of a run: up to there it is the same run, and its schedule replays all of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Fork, Run, type ForkOptions, type RunPolicy, type Schedule } from '../../web/runtime/index.ts';
import { FakeHost } from './fake-host.ts';
import { compile } from './in-process.ts';

const before = `
static void *say(void *number) {
    for (int i = 0; i < 2; i++) {
        printf("%d.%d ", WEFT_UNBOX(number), i + weft_choose(2));
        weft_yield();
    }
    return NULL;
}`;
const body = `
    weft_task tasks[3];
    for (int i = 0; i < 3; i++) tasks[i] = weft_spawn(say, WEFT_BOX(i));
    return weft_gather(tasks, 3, NULL);`;

type Told = Pick<ForkOptions, 'turns' | 'made'>;

function stdoutOf(wasm: WebAssembly.Module, policy: (told: Told) => RunPolicy): string {
  const host = new FakeHost();
  let run: Run | undefined;
  const turns = () => run!.program.exports.weft_turns();
  const made = (stream: number) => run!.program.exports.weft_choices_made(stream);
  run = new Run({ wasm, host, clock: 'virtual', policy: policy({ turns, made }) });
  host.settle();
  return host.written.map(([, text]) => text).join('');
}

test('each other turning of a run is replayed by its schedule, and is the same run before', async () => {
  const wasm = await compile(body, before);
  const places: { turn: number; of: number }[] = [];
  const straight = stdoutOf(wasm, ({ turns }) => ({
    kind: 'host',
    choose(kind, count) {
      if (kind === 0) places.push({ turn: turns(), of: count });
      return 0;
    },
  }));
  assert.equal(places.length > 4, true);
  const outputs = new Set<string>();
  for (const { turn, of } of places)
    for (let index = 0; index < of; index++) {
      let taken: Schedule | undefined;
      const forked = stdoutOf(wasm, (told) => {
        const fork = new Fork({ schedule: [], turn, index, of, ...told, taken: (one) => void (taken = one) });
        return { kind: 'host', choose: (kind, count) => fork.choose(kind, count) };
      });
      assert.equal(
        stdoutOf(wasm, () => ({ kind: 'replay', schedule: taken! })),
        forked,
      );
      assert.equal(taken!.length, Number(index > 0));
      if (index === 0) assert.equal(forked, straight);
      outputs.add(forked);
    }
  assert.equal(outputs.size > 4, true);
});

test('what a schedule says of later choices falls with the former future', () => {
  let made = 0;
  const options = { turn: 1, index: 1, of: 2, turns: () => 1, made: () => made };
  let taken: Schedule = [];
  const schedule = [
    { number: 0, alternative: 1 },
    { number: 2, alternative: 1 },
  ];
  const fork = new Fork({ ...options, schedule, taken: (one) => void (taken = one) });
  assert.equal(fork.choose(1, 2), 1);
  made++;
  assert.equal(fork.choose(0, 2), 1);
  made++;
  assert.equal(fork.choose(0, 2), 0);
  assert.deepEqual(taken, [
    { number: 0, alternative: 1 },
    { number: 1, alternative: 1 },
  ]);
});

test('where other tasks are ready than before, the run is refused', () => {
  const fork = new Fork({
    schedule: [],
    turn: 1,
    index: 1,
    of: 3,
    turns: () => 1,
    made: () => 0,
    taken: () => {},
  });
  assert.throws(() => fork.choose(0, 2), /other tasks were ready/);
});
