/// What a run costs that is one of very many: in an exploration, with an instance of its own, and where
/// several workers share them.

import { Builder as Compiler } from '../../web/cli/build.ts';
import { exploreModule } from '../../web/cli/explore.ts';
import { Execution, Outcomes, Search } from '../../web/explore/index.ts';
import { Run, type Host } from '../../web/runtime/index.ts';
import { median, spread, ratio } from './measure.ts';
import type { Verdict } from './results.ts';
import type { SiteRow } from './site-rows.ts';

/// Five tasks of two turns each: enough interleavings for any search.
const program = `#include <weft.h>
static int order[16], next;
static void *work(void *number) {
    for (int i = 0; i < 2; i++) {
        order[next++ & 15] = (int)WEFT_UNBOX(number);
        weft_yield();
    }
    return NULL;
}
int main(void) {
    weft_task tasks[5];
    for (int i = 0; i < 5; i++) tasks[i] = weft_spawn(work, WEFT_BOX(i));
    return weft_gather(tasks, 5, NULL);
}
`;

const maxTurns = 1e6;
const runsAtOnce = 2000;
/// All of them, 10! / 2!⁵: fewer are over before a second worker has started.
const runsShared = 113_400;

export const exploreRow: SiteRow = {
  id: 'explore',
  async measure({ pace, places }) {
    if (!places.includes('node')) return [];
    const compiler = new Compiler();
    const { wasm } = await compiler.build(program, 'five.c', '1');
    compiler.close();
    const most = pace === 'once' ? runsAtOnce : runsShared;
    const module = new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>);
    const samples = {
      searched: [] as number[],
      fresh: [] as number[],
      one: [] as number[],
      two: [] as number[],
    };
    for (let round = 0; round < { full: 11, quick: 3, once: 1 }[pace]; round++) {
      samples.searched.push(searched(module));
      samples.fresh.push(await fresh(module, runsAtOnce / 10));
      if (round > 2) continue; // each takes seconds
      samples.one.push(await shared(wasm!, 1, most));
      samples.two.push(await shared(wasm!, 2, most));
    }
    const aim = 50;
    return [
      {
        id: 'explore',
        title: 'explore: a run of five tasks with two turns each, every interleaving',
        place: 'node',
        unit: 'µs',
        missing: [],
        lines: [
          {
            name: 'Weft, a state put back',
            value: median(samples.searched),
            spread: spread(samples.searched),
          },
          {
            name: 'Weft, an instance for each run',
            value: median(samples.fresh),
            spread: spread(samples.fresh),
            ratio: ratio(samples.searched, samples.fresh),
          },
        ],
        aims: [
          {
            words: '20,000 runs a second',
            measured: median(samples.searched) / 1000,
            atMost: aim / 1000,
            unit: 'ms',
            met: median(samples.searched) <= aim,
          },
        ],
      },
      {
        id: 'explore-jobs',
        title: 'explore: the same, shared among workers, with what it takes to start them',
        place: 'node',
        unit: 'µs',
        missing: [],
        lines: [
          { name: '--jobs 1', value: median(samples.one), spread: spread(samples.one) },
          {
            name: '--jobs 2',
            value: median(samples.two),
            spread: spread(samples.two),
            ratio: ratio(samples.one, samples.two),
          },
        ],
        aims: [twoAim(median(samples.two) / median(samples.one))],
      },
    ];
  },
};

const twoAim = (measured: number): Verdict => ({
  words: 'two workers are quicker than one',
  measured,
  atMost: 1,
  unit: '×',
  met: measured <= 1,
});

/// Microseconds a run, by the clock on the wall, where so many workers share them, their start included.
async function shared(wasm: Uint8Array, jobs: number, schedules: number): Promise<number> {
  const start = { wasm, seed: 0, args: ['five'], lines: [], maxTurns };
  const how = {
    program: 'five.c',
    strategy: 'dfs',
    all: true,
    schedules,
    jobs,
    races: false,
  } as const;
  const { report } = await exploreModule(start, how);
  return (report.seconds * 1e6) / report.schedules;
}

/// Microseconds a run.
function searched(wasm: WebAssembly.Module): number {
  const execution = new Execution({ wasm, seed: 0, args: ['five'], lines: [] });
  const outcomes = new Outcomes();
  let runs = 0;
  const ended = () => {
    outcomes.addRun(execution);
    return ++runs < runsAtOnce;
  };
  const began = performance.now();
  new Search(execution, { all: true, maxTurns, ended }).run();
  return ((performance.now() - began) * 1000) / runs;
}

async function fresh(wasm: WebAssembly.Module, runs: number): Promise<number> {
  const host: Host = {
    now: () => performance.now(),
    setTimer: (callback, milliseconds) => setTimeout(callback, milliseconds),
    clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
    immediate: (callback) => void setImmediate(callback),
    write: () => {},
  };
  const began = performance.now();
  for (let i = 0; i < runs; i++) await new Run({ wasm, host, clock: 'virtual', seed: i }).ended;
  return ((performance.now() - began) * 1000) / runs;
}
