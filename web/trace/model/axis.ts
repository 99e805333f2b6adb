/// An axis says where an event lies along the timeline: by the program's time, or by turns, each as wide as
/// the other, for programs that do everything in microseconds. An event that is no longer kept lies where the
/// recording begins.

import type { Trace } from './trace.ts';
import type { EventIndex, Nanoseconds } from './units.ts';

export type AxisKind = 'time' | 'turns';

/// Positions are nanoseconds or turns. They never fall from one event to the next.
export interface Axis {
  readonly kind: AxisKind;
  position(event: EventIndex): number;
  /// The last event at or before a position, or the one before the oldest that is kept. It is found sooner
  /// where it lies `near` an event.
  eventAt(position: number, near?: EventIndex): EventIndex;
  /// Where the recording begins.
  readonly start: number;
  /// How far it goes.
  readonly end: number;
  /// Whether what lasts at the end lasts for ever.
  readonly endless: boolean;
  /// Less of it than this is not shown for the whole.
  readonly leastWhole: number;
  /// How far one may zoom: so much fills the width.
  readonly finest: number;
}

export function axisOf(trace: Trace, kind: AxisKind): Axis {
  return kind === 'time' ? new TimeAxis(trace) : new TurnAxis(trace);
}

class TimeAxis implements Axis {
  readonly kind = 'time';
  readonly #trace: Trace;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  position(event: EventIndex): Nanoseconds {
    return this.#trace.events.time(event);
  }

  eventAt(position: Nanoseconds, near?: EventIndex): EventIndex {
    return this.#trace.events.lastAt(position, near);
  }

  get start(): number {
    const { events } = this.#trace;
    return events.first > 0 ? events.time(events.first) : 0;
  }

  get end(): number {
    return this.#trace.now;
  }

  get endless(): boolean {
    return this.#trace.stuck;
  }

  readonly leastWhole = 1000;
  readonly finest = 20;
}

/// Turn k lies between k - 1 and k. What happens during a turn is spread over it in its order; what happens
/// between two turns lies at the edge between them.
class TurnAxis implements Axis {
  readonly kind = 'turns';
  readonly #trace: Trace;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  position(event: EventIndex): number {
    const { events } = this.#trace;
    if (event < events.first) return this.start;
    const turn = events.turn(event);
    if (turn < this.#trace.firstTurn) return turn;
    const begin = this.#trace.turnBegin(turn);
    if (event <= begin) return turn - 1;
    const end = this.#trace.turnEnd(turn);
    return event >= end ? turn : turn - 1 + (event - begin) / (end - begin);
  }

  eventAt(position: number): EventIndex {
    const { events } = this.#trace;
    const turn = Math.floor(position) + 1;
    if (turn < this.#trace.firstTurn) return events.first - 1;
    if (turn > this.#trace.turnCount) return events.length - 1;
    const begin = this.#trace.turnBegin(turn);
    const end = this.#trace.turnEnd(turn);
    return Math.min(end - 1, Math.floor(begin + (position - turn + 1) * (end - begin) + 1e-9));
  }

  get start(): number {
    return this.#trace.firstTurn - 1;
  }

  get end(): number {
    return Math.max(1, this.#trace.turnCount);
  }

  get endless(): boolean {
    return this.#trace.stuck;
  }

  /// Where generators run, much happens within a turn.
  get leastWhole(): number {
    return this.#trace.generators.length > 0 ? 1 : 8;
  }

  get finest(): number {
    return this.#trace.generators.length > 0 ? 1e-4 : 0.5;
  }
}

/// A whole run that has taken less than this is better looked at by turns.
const shortRun: Nanoseconds = 50e6;

/// What a person would choose.
export function fittingAxis(trace: Trace): AxisKind {
  return trace.now < shortRun ? 'turns' : 'time';
}
