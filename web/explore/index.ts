/// Exploring a program: the runs that there could be, what comes of them, and how each is made again.

export { Execution, type ExecutionOptions } from './execution.ts';
export { Footprint } from './footprint.ts';
export { explore, withAnswers, type ExploreOptions, type Progress, type Worker } from './explore.ts';
export { keyOf, Outcomes, outcomeOf, type Outcome } from './outcomes.ts';
export {
  Parts,
  type Budget,
  type Part,
  type PartNews,
  type PartOptions,
  type PartResult,
} from './part.ts';
export {
  isGood,
  mergeReports,
  reportedOutcome,
  reportedRace,
  type Report,
  type ReportedOutcome,
  type ReportedRace,
} from './report.ts';
export { Search, type SearchOptions } from './search.ts';
export { replayed } from './shorten.ts';
