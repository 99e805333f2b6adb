/// A recorded trace is a file of pieces (docs/trace.md): four letters, the number of the bytes that follow,
/// and these. Numbers are little-endian. src/host/posix/trace.c writes them too.

export const magic = 'weft-tr1';
export const headBytes = 8;

/// TEXT: a number and a text that slots and records name by it. CODE: the number of a file's name, and the
/// source. SLOT: slots. TASK: records of all tasks, after a loss. LOST: so many slots. SAMP: records that
/// were measured. TIME: what came since the last TIME had happened by then. OUTP: a piece of output, with the
/// file's descriptor, the task and the time. DONE: the time, the status, the cause.
export type PieceKind = 'TEXT' | 'CODE' | 'SLOT' | 'TASK' | 'LOST' | 'SAMP' | 'TIME' | 'OUTP' | 'DONE';

export interface RecordedSource {
  name: string;
  text: string;
}

export interface RecordedOutput {
  fd: 1 | 2;
  /// 0 between turns.
  task: number;
  /// Program time in nanoseconds.
  time: number;
  bytes: Uint8Array;
}

export interface RecordedEnd {
  /// Program time in nanoseconds.
  time: number;
  /// Below 0: not known.
  status: number;
  cause: string;
}
