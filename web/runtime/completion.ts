/// What comes of a request to the host.

import type { Line } from './lines.ts';

/// What weft_complete is told.
export interface Completion {
  request: number;
  status: number;
  data?: Uint8Array;
  extra?: Uint8Array;
  /// The line of input itself, or null at the end.
  line?: Line;
  /// The time of a frame, which has nothing else to tell, on the program's clock, in nanoseconds.
  frame?: number;
}

/// Whether it is of something that was fetched.
export const isAnswer = ({ line, frame }: Completion): boolean => line === undefined && frame === undefined;
