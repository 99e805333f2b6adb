/// What is held outside for a program, so that it can be held again as it was.

import { VirtualClock, type Clock } from './clock.ts';
import type { HostRequests } from './host-requests.ts';
import type { SeededBytes } from './random.ts';
import type { StateOutside } from './snapshot.ts';
import type { TapeReader, TapeWriter } from './tape.ts';

export interface OutsideParts {
  clock: Clock;
  entropy: SeededBytes;
  requests: HostRequests;
  tape: TapeWriter | undefined;
}

export class Outside {
  /// The bytes that were written, by file.
  written: Record<1 | 2, number> = { 1: 0, 2: 0 };
  /// Lines of input that were handed in.
  lines = 0;
  readonly #parts: OutsideParts;

  constructor(parts: OutsideParts) {
    this.#parts = parts;
  }

  /// Undefined where that cannot be had again.
  get state(): StateOutside | undefined {
    const { clock, entropy, requests, tape } = this.#parts;
    const { asked } = requests;
    const position = tape?.position;
    if (!asked || !position) return undefined;
    return {
      ...(clock instanceof VirtualClock && { clock: clock.state }),
      entropy: entropy.state,
      asked,
      tape: position,
      lines: this.lines,
      written: { ...this.written },
    };
  }

  goOnFrom(state: StateOutside, reader: TapeReader): void {
    const { clock, entropy, requests, tape } = this.#parts;
    if (clock instanceof VirtualClock && state.clock) clock.state = state.clock;
    entropy.state = state.entropy;
    requests.goOnWith(state.asked);
    tape?.goOnFrom(state.tape);
    reader.goTo(state.tape);
    this.written = { ...state.written };
    this.lines = state.lines;
  }
}
