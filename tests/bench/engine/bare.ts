/// Asyncify's intrinsics alone: what there is of a switch when nothing of Weft is.

import type { Measure, Surroundings } from './protocol.ts';

const depths: Record<string, number> = {
  next: 0,
  next10: 10,
  depth0: 0,
  depth1: 1,
  depth3: 3,
  depth10: 10,
  depth100: 100,
};

export async function openBare(work: string, { load }: Surroundings): Promise<Measure> {
  const module = new WebAssembly.Module(await load('bare.wasm'));
  const { exports } = new WebAssembly.Instance(module);
  const run = exports.run as (count: number, depth: number) => number;
  return async (count) => {
    const start = performance.now();
    const last = run(count, depths[work]!);
    const taken = (performance.now() - start) * 1e6;
    if (last !== count) throw new Error(`the generator stands at ${last}`);
    return taken;
  };
}
