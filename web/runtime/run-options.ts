/// What a run is made of.

import type { Host } from './host.ts';
import type { RunPolicy } from './policy.ts';
import type { Again } from './rerun.ts';
import type { SnapshotOptions } from './snapshots.ts';
import type { TapeWriter } from './tape.ts';
import type { TraceReaderOptions } from './trace-reader.ts';

export interface RunOptions {
  wasm: WebAssembly.Module;
  host: Host;
  /// The default is 'real'.
  clock?: 'real' | 'virtual';
  /// What the program's random choices follow from, see seed.ts. Default 0.
  seed?: number;
  /// Who decides at the run's choices. Default fifo.
  policy?: RunPolicy;
  /// argv, the program's name first.
  args?: readonly string[];
  environment?: Readonly<Record<string, string>>;
  /// Starts paused, before main's first turn.
  paused?: boolean;
  /// Keeps what comes from outside.
  tape?: TapeWriter;
  /// Takes snapshots, from which it can be made again, if it has a tape and Asyncify switches its stacks.
  snapshots?: SnapshotOptions;
  /// The run is made again from a tape, up to a moment, and goes on from there.
  again?: Again;
  /// Traces the run; called with what has happened since, see TraceReader.
  trace?: Pick<
    TraceReaderOptions,
    'post' | 'ready' | 'frameMilliseconds' | 'maxBatchSlots' | 'maxWaitingSlots'
  >;
}
