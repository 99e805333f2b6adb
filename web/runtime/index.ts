/// Runs a linked program: its imports, its clock, and the pump that gives its tasks their turns.

export { TraceEvent } from './abi.gen.ts';
export { isSeed, maxSeed, parseSeed, seedRange } from './seed.ts';
export { NotAProgram } from './program.ts';
export { hasNativeSwitching, switchingOf, type Switching } from './continuations.ts';
export { faultStatus } from './endings.ts';
export { unlessRuined } from './unless-ruined.ts';
export { Run } from './run.ts';
export type { RunOptions } from './run-options.ts';
export { isAnswer } from './completion.ts';
export { tapeUpTo, TapeWriter, type Tape, type TapePart } from './tape.ts';
export { SnapshotShelf } from './snapshot-shelf.ts';
export type { RunState, Snapshot } from './snapshot.ts';
export type { Again } from './rerun.ts';
export { Fork, type ForkOptions } from './fork.ts';
export { answering, type KeptAnswers } from './answers.ts';
export type { Answer } from './fetch.ts';
export type { RunPolicy } from './policy.ts';
export { readSchedule, scheduleText, type Departure, type Schedule } from './schedule.ts';
export type { EndCause, Ending, Reported } from './ending.ts';
export type { BodyReader, Fetch, FetchRequest, FetchResponse, Host } from './host.ts';
export type { TaskTable, TraceBatch } from './trace-batch.ts';
export { packedOutput, unpackedOutput, type PackedOutput } from './packed-output.ts';
export { OutputBatcher, type BatcherOptions, type OutputBatch, type OutputChunk } from './output-batcher.ts';
export {
  Races,
  raceTableOf,
  type Race,
  type RaceStep,
  type RaceTable,
} from './races.ts';
/* Of the variables only the types: what shows them is fetched when there are some. */
export type { VariableNews, VariableTable } from './variables/index.ts';
