/// Explores a program: the runs that there could be.

import { exploreModule, linesOf, maxTurns } from '../cli/explore.ts';
import { isSeed, raceTableOf, seedRange } from '../runtime/index.ts';
import { built, moduleOf, nameOf, originOf } from './programs.ts';
import type { ExploreOptions, Program, Report } from './types.ts';

const strategies = ['auto', 'dfs', 'pct', 'random'];

export async function exploreProgram(program: Program, options: ExploreOptions): Promise<Report> {
  const { strategy = 'auto', schedules = 10_000, bound, seconds, jobs, signal, onProgress } = options;
  const { all = false, races = true, faults = false, jitter = 0, seed = 0, args = [], stdin } = options;
  if (!strategies.includes(strategy))
    throw new RangeError(`the strategy is one of ${strategies.join(', ')}, not '${String(strategy)}'`);
  if (!isSeed(seed)) throw new RangeError(`the seed is ${seedRange}, not ${String(seed)}`);
  for (const [name, value, least] of [
    ['schedules', schedules, 1],
    ['jobs', jobs, 1],
    ['bound', bound, 0],
  ] as const)
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= least))
      throw new RangeError(`${name} is a whole number from ${least}, not ${String(value)}`);
  const lines = stdin === undefined ? [] : linesOf(Buffer.from(stdin as string));
  const start = { wasm: await tellingOf(program), seed, lines, maxTurns, faults, jitter };
  const how = {
    program: nameOf(program),
    strategy,
    schedules,
    all,
    races,
    ...(bound !== undefined && { bound }),
    ...(seconds !== undefined && { seconds }),
    jobs,
  };
  const { report } = await exploreModule(
    { ...start, args: [nameOf(program), ...args] },
    how,
    (now) =>
      onProgress?.({
        schedules: now.schedules,
        failing: now.outcomes.filter(({ failing }) => failing).length,
      }),
    signal,
  );
  return report;
}

/// The program as it tells of its memory: by that runs that come to the same are known.
async function tellingOf(program: Program): Promise<Uint8Array> {
  const wasm = moduleOf(program);
  if (raceTableOf(new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>))) return wasm;
  const origin = originOf(program);
  if (!origin) throw new TypeError('explore needs a program that compile has made, here or with races: true');
  const telling = await built(origin.source, { ...origin.options, races: true });
  return moduleOf({ wasm: undefined, ...telling });
}
