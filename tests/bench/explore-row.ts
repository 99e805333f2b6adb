/// What a run costs that is one of very many: in an exploration, and with an instance of its own.

import { Builder as Compiler } from '../../web/cli/build.ts';
import { Execution, Outcomes, Search } from '../../web/explore/index.ts';
import { Run, type Host } from '../../web/runtime/index.ts';
import { median, quantile } from './measure.ts';
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

export const exploreRow: SiteRow = {
  id: 'explore',
  async measure({ quick, places }) {
    if (!places.includes('node')) return [];
    const compiler = new Compiler();
    const { wasm } = await compiler.build(program, 'five.c', '1');
    compiler.close();
    const module = new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>);
    const samples = { searched: [] as number[], fresh: [] as number[] };
    for (let round = 0; round < (quick ? 3 : 11); round++) {
      samples.searched.push(searched(module));
      samples.fresh.push(await fresh(module, runsAtOnce / 10));
    }
    const spread = (list: number[]) => (quantile(list, 0.75) - quantile(list, 0.25)) / 2 / median(list);
    const ratios = samples.searched.map((one, index) => one / samples.fresh[index]!);
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
            ratio: { median: median(ratios), low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) },
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
    ];
  },
};

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
