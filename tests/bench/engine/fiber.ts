/// Emscripten's fibers, with the JavaScript that Emscripten makes for them.

import { Missing, type Measure, type Surroundings } from './protocol.ts';

interface Fibers {
  _pairs(count: number, depth: number): void;
  _pairs_passed(): number;
}
type Factory = (options: { wasmBinary: Uint8Array }) => Promise<Fibers>;

const depths: Record<string, number> = { next: 1, next10: 10, yield: 1 };

/// name: of the files.
export async function openEmscriptenFiber(
  name: string,
  work: string,
  { load }: Surroundings,
): Promise<Measure> {
  const [glue, wasmBinary] = await Promise.all([load(`${name}.js`), load(`${name}.wasm`)]).catch(() => {
    throw new Missing('emcc did not build it');
  });
  pretendToBeAWorker();
  const factory = new Function(`${new TextDecoder().decode(glue)}\nreturn createFiber;`)() as Factory;
  const fibers = await factory({ wasmBinary });
  return async (count) => {
    const start = performance.now();
    fibers._pairs(count, depths[work]!);
    const taken = performance.now() - start;
    if (fibers._pairs_passed() !== count) throw new Error('fibers were swapped another number of times');
    return taken * 1e6;
  };
}

/// The glue is made for a browser's worker; in Node it finds what it looks at there.
function pretendToBeAWorker(): void {
  const world = globalThis as { self?: unknown; location?: unknown };
  world.self ??= globalThis;
  world.location ??= { href: 'http://localhost/' };
}
