/// Exploring a program: the runs that there could be, what comes of them, and how each is made again.

export { Execution, type ExecutionOptions } from './execution.ts';
export { Outcomes, outcomeOf, type Outcome } from './outcomes.ts';
export { Search, type SearchOptions } from './search.ts';
