/// Where one cost, measured at some depths, falls below another.

export interface Point {
  calls: number;
  asyncify: number;
  native: number;
}

/// Between two depths both costs are taken to grow evenly. Undefined: the one or the other is always cheaper.
export function cheaperFrom(points: readonly Point[]): number | undefined {
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    const over = (point: Point) => point.native - point.asyncify;
    if (!from || over(from) <= 0 || over(to) > 0) continue;
    return from.calls + ((to.calls - from.calls) * over(from)) / (over(from) - over(to));
  }
  return undefined;
}
