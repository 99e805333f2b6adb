/// How long the properties run. Among the other tests: a fixed seed, a fixed number of runs. By `./weft test
/// fuzz SECONDS`: a new seed each time, as long as asked for. A property that fails tells the seed and the
/// smallest input that it found; WEFT_FUZZ_SEED repeats it.

import { test } from 'node:test';
import fc from 'fast-check';

const seconds = Number(process.env.WEFT_FUZZ_SECONDS ?? 0);
const seed = Number(process.env.WEFT_FUZZ_SEED ?? (seconds > 0 ? Date.now() % 2 ** 31 : 1));

/// `runs`: how many of them a short run makes; `properties`: among how many a file divides its time.
export function fuzz<T>(
  name: string,
  input: fc.Arbitrary<T>,
  property: (value: T) => void | Promise<void>,
  { runs = 200, properties = 1 } = {},
): void {
  test(`${name} (seed ${seed})`, () =>
    fc.assert(
      fc.asyncProperty(input, async (value) => property(value)),
      seconds > 0
        ? {
            seed,
            numRuns: Infinity,
            interruptAfterTimeLimit: (seconds * 1000) / properties,
            markInterruptAsFailure: false,
          }
        : { seed, numRuns: runs },
    ));
}

/// Runs of bytes overwritten, inserted, removed or repeated, and the whole cut off.
export const mutated = <Bytes extends Uint8Array>(whole: Bytes): fc.Arbitrary<Uint8Array<ArrayBuffer>> => {
  const change = fc.record({
    at: fc.nat(Math.max(0, whole.length - 1)),
    length: fc.nat(64),
    kind: fc.constantFrom('overwrite', 'insert', 'remove', 'repeat', 'cut'),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }),
  });
  return fc.array(change, { minLength: 1, maxLength: 8 }).map((changes) => {
    let bytes = [...whole];
    for (const { at, length, kind, bytes: fresh } of changes) {
      if (kind === 'overwrite') bytes.splice(at, fresh.length, ...fresh);
      else if (kind === 'insert') bytes.splice(at, 0, ...fresh);
      else if (kind === 'remove') bytes.splice(at, length);
      else if (kind === 'repeat') bytes.splice(at, 0, ...bytes.slice(at, at + length));
      else bytes = bytes.slice(0, at);
    }
    return Uint8Array.from(bytes);
  });
};
