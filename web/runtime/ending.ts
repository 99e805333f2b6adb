/// A run ends in one of these ways; the runtime, which alone knows, says so, and nobody infers it.

/// exit: main returned, or a task called exit. deadlock: nothing was left that could wake a task. fault: a
/// trap, an abort, a failed assert, misuse of a call, memory or a stack used up. stopped: from outside, by
/// Run.stop or by ending its thread.
export type EndCause = 'exit' | 'deadlock' | 'fault' | 'stopped';

/// What stderr says of a fault, for whoever wants to show it at its place.
export interface Reported {
  /// Weft's line, without `weft: `.
  message?: string;
  /// The file of the place, where it is known.
  file?: string;
  /// The line of the place.
  line?: number;
  /// The task whose turn it was.
  task?: number;
}

export interface Ending extends Reported {
  /// What a shell would see.
  status: number;
  cause: EndCause;
  /// What the program left behind at an end of its own, in one line: tasks that nobody joined, tasks that
  /// still waited in a channel.
  leaks?: string;
  /// Under a random policy: what makes the same run again.
  schedule?: string;
}
