/// Every ordered list of the page is searched by this binary search.

/// The first index from `low` on, below `high`, for which `holds` is false, or `high`. It must hold
/// up to there and not after.
export function firstWithout(low: number, high: number, holds: (index: number) => boolean): number {
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/// The same where it is likely near `guess`: the further away, the longer it takes.
export function firstWithoutNear(
  low: number,
  high: number,
  guess: number,
  holds: (index: number) => boolean,
): number {
  let from = Math.min(Math.max(low, Math.floor(guess)), high);
  let to = from;
  for (let step = 1; from > low && !holds(from - 1); step *= 2) {
    to = from - 1;
    from = Math.max(low, from - step);
  }
  for (let step = 1; to < high && holds(to); step *= 2) {
    from = to + 1;
    to = Math.min(high, to + step);
  }
  return firstWithout(from, to, holds);
}

export interface Sorted {
  readonly length: number;
  at(index: number): number | undefined;
}

/// How many items of an ascending list are at most `limit`.
export const countUpTo = (list: Sorted, limit: number): number =>
  firstWithout(0, list.length, (index) => list.at(index)! <= limit);

/// The same, for a limit that is likely not far beyond the item at `from`, which is at most the limit.
export function countUpToFrom(list: Sorted, limit: number, from: number): number {
  let step = 1;
  let low = from;
  while (low + step < list.length && list.at(low + step)! <= limit) {
    low += step;
    step *= 2;
  }
  return firstWithout(low, Math.min(list.length, low + step), (index) => list.at(index)! <= limit);
}
