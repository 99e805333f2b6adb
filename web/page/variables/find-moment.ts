/// Where, in what has been kept of a run, a variable changes or a condition begins to hold.

import type { Condition, Values, VariableHistory } from '../../runtime/variables/index.ts';

interface Search {
  condition: Condition;
  values: Values;
  history: VariableHistory;
  /// The turn after which it is looked from, and which way.
  from: number;
  by: 1 | -1;
}

/// The turn; undefined: there is none.
export function findMoment({ condition, values, history, from, by }: Search): number | undefined {
  const { piece } = condition;
  if (piece) return history.find(from, by, (_, changed) => values.isAmong(piece, changed));
  return history.find(from, by, (state, _, turn) => {
    if (!condition.holds(state)) return false;
    const before = history.stateAfter(turn - 1);
    return !before || !condition.holds(before);
  });
}
