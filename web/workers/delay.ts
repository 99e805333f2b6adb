/// The page's service worker follows this rule for "/delay/N". To a program Weft answers itself, by the same
/// rule (src/calls/delay.c): N is a number of seconds written in digits, with a point and more digits where
/// it has a fraction, and is at most a million.

/// N as it is written; undefined for any other path.
export function delayOf(path: string): string | undefined {
  const written = /^\/delay\/(\d+(?:\.\d+)?)$/.exec(path)?.[1];
  return written !== undefined && nanoseconds(written) <= 1_000_000_000_000_000n ? written : undefined;
}

/// What is smaller counts as nothing.
function nanoseconds(written: string): bigint {
  const [whole, fraction = ''] = written.split('.') as [string, string?];
  return BigInt(whole + fraction.slice(0, 9).padEnd(9, '0'));
}

export const delayAnswer = (written: string): string => `waited ${written} s\n`;
