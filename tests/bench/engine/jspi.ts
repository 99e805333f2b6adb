/// JavaScript Promise Integration: WebAssembly stacks that the engine itself suspends.

import { Missing, type Measure, type Surroundings } from './protocol.ts';

interface PromiseIntegration {
  Suspending?: new (imported: () => Promise<void>) => WebAssembly.ImportValue;
  promising?(exported: unknown): (count: number, depth: number) => Promise<void>;
}

const depths: Record<string, number> = { next: 1, next10: 10, yield: 1 };

export async function openPromiseIntegration(work: string, { load }: Surroundings): Promise<Measure> {
  const { Suspending, promising } = WebAssembly as unknown as PromiseIntegration;
  if (!Suspending || !promising) throw new Missing('this engine has no JSPI');
  const done = Promise.resolve();
  const module = new WebAssembly.Module(await load('jspi.wasm'));
  const { exports } = new WebAssembly.Instance(module, { peer: { wait: new Suspending(() => done) } });
  const run = promising(exports.run);
  return async (count) => {
    const start = performance.now();
    await run(count, depths[work]!);
    return (performance.now() - start) * 1e6;
  };
}
