/// The types of a trace, as they are shipped.

/** The states of a task or a generator. `standing`: a generator at its yield. */
export type TaskState = 'new' | 'ready' | 'running' | 'sleeping' | 'waiting' | 'standing' | 'ended';

/** What happened in a run. All times are the program's, in seconds since its start. */
export interface Trace {
  /** The time up to which it tells. */
  end: number;
  /** The tasks, in the order in which they began. */
  tasks: TracedTask[];
  /** The generators, in the order in which they were made. */
  generators: TracedGenerator[];
  /** The events, in the order in which they happened. */
  events: TraceEvent[];
  /** How many events are missing: more happened than could be recorded. */
  lostEvents: number;
}

/** A task of a trace. */
export interface TracedTask {
  /** Its number; main's is 1. */
  id: number;
  /** The name of its function. */
  name: string;
  /** The task that spawned it; 0: nobody, or it is not known. */
  parent: number;
  /** Where it was spawned. */
  file: string;
  line: number;
  began: number;
  /** Undefined: it was there to the end, as main is. */
  ended: number | undefined;
  /** How it went, without gaps, from its beginning to its end or to that of the trace. */
  spans: TaskSpan[];
}

/** A generator of a trace. */
export interface TracedGenerator {
  /** Its number: generators are counted by themselves, from 1. */
  id: number;
  /** The name of its body. */
  name: string;
  /** Where it was made. */
  file: string;
  line: number;
  began: number;
  /** Undefined: its body has not returned. */
  ended: number | undefined;
  /** How it went; its body runs within the turns of tasks. */
  spans: TaskSpan[];
}

/** A time during which the state of a task or generator was the same. */
export interface TaskSpan {
  state: Exclude<TaskState, 'ended'>;
  from: number;
  to: number;
  /** The call that it waits in, such as `weft_chan_recv`. */
  call?: string;
  /** What it waits at, such as `channel 2`. */
  object?: string;
  /** The place of that call. */
  file?: string;
  line?: number;
}

/** The kinds of events. `lost`: there is a gap here; `cycle`: it waits for `peer` in a deadlock. */
export type TraceEventKind =
  | 'spawn'
  | 'ready'
  | 'run'
  | 'suspend'
  | 'wake'
  | 'yield'
  | 'next'
  | 'send'
  | 'receive'
  | 'cancel'
  | 'timeout'
  | 'end'
  | 'mark'
  | 'output'
  | 'begin'
  | 'finish'
  | 'join'
  | 'held'
  | 'generator'
  | 'done'
  | 'cycle'
  | 'lost';

/** An event of a trace. */
export interface TraceEvent {
  kind: TraceEventKind;
  time: number;
  /** In which turn, counted from 1; 0: before the first. */
  turn: number;
  /** Whom it happens to, or in whose turn it is that a generator's body does it; 0: nobody. */
  task: number;
  /** The generator that is made, resumed, yields or is done, or whose body does it. */
  generator?: number;
  /** What a generator is sent or gives, where that is a small number. */
  value?: number;
  /** The other task: who spawned, woke, cancelled, sent. */
  peer?: number;
  /** The function of weft.h. */
  call?: string;
  /** What it is about, such as `channel 2`. */
  object?: string;
  file?: string;
  line?: number;
  /** Of a mark its label, of a request to the host what it asks for. */
  text?: string;
  /** All that in a sentence. */
  sentence: string;
}
