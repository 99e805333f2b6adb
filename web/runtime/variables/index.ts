/// The variables of a program: what becomes of them in a run, in words, and conditions on them.

export { readCondition, NotACondition, type Condition } from './expression.ts';
export { VariableHistory } from './history.ts';
export { VariableLayout, variableTableOf, type VariableTable } from './table.ts';
export { VariableTracker, type VariableNews } from './tracker.ts';
export { lastName, Values, type Piece } from './values.ts';
