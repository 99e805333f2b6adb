/// What a run is between two of its turns: the program's memory, and what is held outside for it.

import type { VirtualClockState } from './clock.ts';
import type { Asked } from './host-requests.ts';
import type { MemoryPages } from './memory-pages.ts';
import type { TapePosition } from './tape.ts';

export interface StateOutside {
  /// Undefined: what the real clock shows is on the tape.
  clock?: VirtualClockState;
  entropy: bigint;
  asked: readonly Asked[];
  tape: TapePosition;
  /// Lines of input that have been handed in.
  lines: number;
  /// Bytes that have been written to stdout and to stderr.
  written: Record<1 | 2, number>;
}

export interface RunState extends StateOutside {
  /// It is the end of that turn.
  turns: number;
  /// When the next pump is due, see weft_pump.
  next: number;
  /// How long the program had computed by then, in milliseconds.
  spent: number;
  /// How the variables stood that are tracked.
  variables?: Uint8Array<ArrayBuffer>;
}

export interface Snapshot {
  state: RunState;
  /// What has changed since the snapshot before; of the first: all that makes up the program's state.
  pages: MemoryPages;
  /// Slots of the trace by then.
  slots: number;
}
