/// Lays two texts side by side, line by line: aligned up to where they part, and behind that wherever they
/// agree again.

import { diffArrays } from 'diff';

export interface Row {
  left?: string;
  right?: string;
  same: boolean;
}

export interface SideBySide {
  rows: Row[];
  /// The row at which they part; undefined: they are the same.
  parting: number | undefined;
}

/// More than that is compared line by line alone: lines are looked for elsewhere in short texts only.
const maxAligned = 2000;

export function sideBySide(left: readonly string[], right: readonly string[]): SideBySide {
  let common = 0;
  while (common < left.length && common < right.length && left[common] === right[common]) common++;
  const rows: Row[] = left.slice(0, common).map((line) => ({ left: line, right: line, same: true }));
  const rest = { left: left.slice(common), right: right.slice(common) };
  if (rest.left.length === 0 && rest.right.length === 0) return { rows, parting: undefined };
  if (rest.left.length + rest.right.length > maxAligned) pair(rows, rest.left, rest.right);
  else align(rows, rest.left, rest.right);
  return { rows, parting: common };
}

function align(rows: Row[], left: readonly string[], right: readonly string[]): void {
  let removed: string[] = [];
  for (const change of diffArrays([...left], [...right])) {
    if (change.removed) {
      removed = change.value;
      continue;
    }
    pair(rows, removed, change.added ? change.value : []);
    removed = [];
    if (!change.added) for (const line of change.value) rows.push({ left: line, right: line, same: true });
  }
  pair(rows, removed, []);
}

/// What stands on one side and what stands on the other instead.
function pair(rows: Row[], left: readonly string[], right: readonly string[]): void {
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [one, other] = [left[at], right[at]];
    rows.push({
      ...(one !== undefined && { left: one }),
      ...(other !== undefined && { right: other }),
      same: one === other,
    });
  }
}
