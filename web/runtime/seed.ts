/// A run's seed is in one range for the page, the command line and, in src/host/posix/start.c, for WEFT_SEED.
/// The same number gives the same run everywhere.

export const maxSeed = Number.MAX_SAFE_INTEGER;

/// For messages: "The seed is …".
export const seedRange = `a whole number from 0 to ${maxSeed}`;

export const isSeed = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/// The number that the text writes in digits; undefined where it is no seed.
export function parseSeed(text: string): number | undefined {
  const seed = /^\d+$/.test(text) ? Number(text) : NaN;
  return isSeed(seed) ? seed : undefined;
}
