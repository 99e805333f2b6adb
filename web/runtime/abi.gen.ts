/* Made by src/abi/generate.mjs from the .def files beside it. Change those. */

/// What a Weft call returns when it fails.
export const WeftError = {
  ECANCELED: -101,
  ETIMEDOUT: -102,
  ECLOSED: -103,
  EDONE: -104,
  EDEADLK: -105,
  EBUSY: -106,
  EINVAL: -107,
  EBADTASK: -108,
  ENOMEM: -109,
  EAGAIN: -110,
  EIO: -111,
  ETOOBIG: -112,
} as const;

/// The kinds of weft_fault.
export const Fault = {
  TRAP: 0,
  STACK_OVERFLOW: 1,
  OUT_OF_MEMORY: 2,
} as const;
export type Fault = (typeof Fault)[keyof typeof Fault];

/// Why Weft ends a program.
export const End = {
  DEADLOCK: 1,
  FAULT: 2,
} as const;
export type End = (typeof End)[keyof typeof End];

/// Who decides at a run's choices.
export const Policy = {
  FIFO: 0,
  RANDOM: 1,
  PCT: 2,
  REPLAY: 3,
  HOST: 4,
} as const;
export type Policy = (typeof Policy)[keyof typeof Policy];

/// What a choice is of.
export const Choice = {
  TURN: 0,
  SELECT: 1,
  VALUE: 2,
  FAULT: 3,
  TIMER: 4,
  ALLOCATION: 5,
} as const;
export type Choice = (typeof Choice)[keyof typeof Choice];

/// What is numbered by itself, so that a departure can name it.
export const Stream = {
  CHOICES: 0,
  FAULTS: 1,
  TIMERS: 2,
  ALLOCATIONS: 3,
} as const;
export type Stream = (typeof Stream)[keyof typeof Stream];

/// What a program imports from module "weft".
export interface HostImports {
  now(): number;
  steady(): number;
  turn(): void;
  block(nanoseconds: number): void;
  advance(time: number): void;
  fetch(
    request: number,
    url: number,
    method: number,
    headers: number,
    body: number,
    length: number,
    maxLength: number,
  ): void;
  read_line(request: number): void;
  next_frame(request: number): number;
  abort(request: number): void;
  end(cause: number): void;
  trap(sentence: number, file: number, line: number): void;
  report(message: number, file: number, line: number, task: number): void;
  next_departure(stream: number): number;
  next_alternative(stream: number): number;
  departed(number: number, alternative: number): void;
  choose(kind: number, count: number, seeded: number): number;
}
export const hostImports = [
  'now', 'steady', 'turn', 'block', 'advance', 'fetch', 'read_line', 'next_frame', 'abort',
  'end', 'trap', 'report', 'next_departure', 'next_alternative', 'departed', 'choose',
] as const;

/// What a program exports, besides its memory.
export interface ProgramExports {
  weft_jitter(nanoseconds: number): void;
  weft_policy(policy: number, seed: number, changes: number, turns: number): void;
  weft_ready_tasks(tasks: number, max: number): number;
  weft_start(seed: number): void;
  weft_pump(now: number, budget: number): number;
  weft_wake(now: number): number;
  weft_state_ranges(addresses: number, max: number): number;
  weft_state_counters(addresses: number, max: number): number;
  weft_account_ranges(addresses: number, max: number): number;
  weft_choices_made(stream: number): number;
  weft_turns(): number;
  weft_within_turn(): number;
  weft_keep_touches(): number;
  weft_alloc(size: number): number;
  weft_complete(request: number, status: number, data: number, length: number, extra: number): void;
  weft_frame(request: number, time: number): void;
  weft_fault(kind: number, detail: number, file: number, line: number): void;
  weft_current(): number;
  weft_generator(): number;
  weft_generator_label(): number;
  weft_task_label(task: number): number;
  weft_leaks(): number;
  weft_report_stats(): void;
  weft_trace_start(capacity: number): number;
  weft_trace_stop(): void;
  weft_trace_head(): number;
  weft_trace_time(now: number): void;
  weft_trace_output(fd: number, total: number): void;
  weft_task_table(records: number, max: number, after: number): number;
}
export const programExports = [
  'weft_jitter', 'weft_policy', 'weft_ready_tasks', 'weft_start', 'weft_pump', 'weft_wake',
  'weft_state_ranges', 'weft_state_counters', 'weft_account_ranges', 'weft_choices_made',
  'weft_turns', 'weft_within_turn', 'weft_keep_touches', 'weft_alloc', 'weft_complete',
  'weft_frame', 'weft_fault', 'weft_current', 'weft_generator', 'weft_generator_label',
  'weft_task_label', 'weft_leaks', 'weft_report_stats', 'weft_trace_start', 'weft_trace_stop',
  'weft_trace_head', 'weft_trace_time', 'weft_trace_output', 'weft_task_table',
] as const;

/// A slot of the trace's ring.
export const SlotField = {
  kind: { type: 'uint8', offset: 0 },
  textSlots: { type: 'uint8', offset: 1 },
  line: { type: 'uint16', offset: 2 },
  task: { type: 'uint32', offset: 4 },
  time: { type: 'double', offset: 8 },
  peer: { type: 'uint32', offset: 16 },
  object: { type: 'uint32', offset: 20 },
  call: { type: 'pointer', offset: 24 },
  file: { type: 'pointer', offset: 28 },
} as const;

/// What can happen, by the number in a slot.
export const TraceEvent = {
  NONE: 0,
  TEXT: 1,
  SPAWN: 2,
  READY: 3,
  RUN: 4,
  SUSPEND: 5,
  WAKE: 6,
  YIELD: 7,
  NEXT: 8,
  SEND: 9,
  RECEIVE: 10,
  CANCEL: 11,
  TIMEOUT: 12,
  END: 13,
  MARK: 14,
  OUTPUT: 15,
  BEGIN: 16,
  FINISH: 17,
  JOIN: 18,
  HELD: 19,
  GENERATOR: 20,
  DONE: 21,
  CYCLE: 22,
} as const;
export type TraceEvent = (typeof TraceEvent)[keyof typeof TraceEvent];

/// A record of weft_task_table.
export const TaskField = {
  task: { type: 'int64', offset: 0 },
  name: { type: 'pointer', offset: 8 },
  state: { type: 'int32', offset: 12 },
  waitingIn: { type: 'pointer', offset: 16 },
  waitingFor: { type: 'int64', offset: 24 },
  file: { type: 'pointer', offset: 32 },
  line: { type: 'int32', offset: 36 },
  switches: { type: 'uint64', offset: 40 },
  cpuSeconds: { type: 'double', offset: 48 },
  stackSize: { type: 'uint32', offset: 56 },
  stackUsed: { type: 'uint32', offset: 60 },
  frameBytes: { type: 'uint32', offset: 64 },
  waitingNumber: { type: 'uint32', offset: 68 },
  size: { type: 'void', offset: 72 },
} as const;

export const TaskState = {
  NEW: 0,
  READY: 1,
  RUNNING: 2,
  WAITING: 3,
  ENDED: 4,
} as const;
export type TaskState = (typeof TaskState)[keyof typeof TaskState];

/// What a program that tells of its memory exports as well.
export interface RacesExports {
  weft_accesses(): number;
  weft_race_variables(): number;
  weft_races(): number;
}
export const racesExports = ['weft_accesses', 'weft_race_variables', 'weft_races'] as const;

/// The log of accesses.
export const AccessLogField = {
  entries: { type: 'pointer', offset: 0 },
  count: { type: 'uint32', offset: 4 },
  full: { type: 'uint32', offset: 8 },
} as const;

/// An entry of it.
export const AccessField = {
  address: { type: 'uint32', offset: 0 },
  read: { type: 'uint8', offset: 4 },
  written: { type: 'uint8', offset: 5 },
  task: { type: 'uint32', offset: 8 },
  size: { type: 'void', offset: 12 },
} as const;

/// Where a variable is.
export const VariableField = {
  address: { type: 'pointer', offset: 0 },
  bytes: { type: 'uint32', offset: 4 },
  size: { type: 'void', offset: 8 },
} as const;

/// The account of races.
export const RacesField = {
  races: { type: 'pointer', offset: 0 },
  count: { type: 'uint32', offset: 4 },
} as const;

/// A race.
export const RaceField = {
  kind: { type: 'uint32', offset: 0 },
  address: { type: 'uint32', offset: 4 },
  task: { type: 'uint32', offset: 8 },
  name: { type: 'pointer', offset: 12 },
  other: { type: 'uint32', offset: 16 },
  otherName: { type: 'pointer', offset: 20 },
  first: { type: 'uint32', offset: 24 },
  between: { type: 'uint32', offset: 28 },
  then: { type: 'uint32', offset: 32 },
  waitLine: { type: 'uint32', offset: 36 },
  block: { type: 'uint32', offset: 40 },
  blockSite: { type: 'uint32', offset: 44 },
  again: { type: 'uint32', offset: 48 },
  claimed: { type: 'uint32', offset: 52 },
  size: { type: 'void', offset: 56 },
} as const;

export const RaceKind = {
  LOST_UPDATE: 0,
  CHECK_THEN_ACT: 1,
  STALE_READ: 2,
} as const;
export type RaceKind = (typeof RaceKind)[keyof typeof RaceKind];
