/// Finds the turns that held somebody else up. The program tells which turns were long; whether anybody was
/// ready meanwhile follows from the events around them.

import { TraceEvent } from '../../runtime/abi.gen.ts';
import { NumberList } from './number-list.ts';
import { countUpTo } from './search.ts';
import { TaskState } from './task-state.ts';
import type { Entry, EventStore } from './event-store.ts';
import type { EventIndex, Nanoseconds } from './units.ts';

/// Who is woken by the clock or the host so soon after a long turn could have gone on before its end.
const wokenSoon: Nanoseconds = 5e6;

const isReady = (state: TaskState): boolean => state === TaskState.ready || state === TaskState.new;

export class HeldTurns {
  /// The HELD events of such turns.
  readonly events = new NumberList();
  /// How many tasks are ready.
  #ready = 0;
  /// A HELD event of a turn during which nobody was ready, until the next turn begins.
  #undecided: EventIndex | undefined;

  get length(): number {
    return this.events.length;
  }

  /// Whether that HELD event tells of a turn that held somebody up.
  has(event: EventIndex): boolean {
    const at = countUpTo(this.events, event) - 1;
    return at >= 0 && this.events.at(at) === event;
  }

  /// The event of the turn that lies between two events, if it held somebody up.
  between(begin: EventIndex, end: EventIndex): EventIndex | undefined {
    const at = countUpTo(this.events, end) - 1;
    const event = at < 0 ? -1 : this.events.at(at);
    return event > begin ? event : undefined;
  }

  /// A task went from one state to another.
  changed(from: TaskState, to: TaskState): void {
    this.#ready += Number(isReady(to)) - Number(isReady(from));
  }

  /// Something happened, before the task's own state changes by it.
  note(events: EventStore, index: EventIndex, { kind, task, peer, time }: Entry): void {
    const undecided = this.#undecided;
    if (kind === TraceEvent.HELD) {
      this.#undecided = this.#ready > 0 ? undefined : index;
      if (this.#ready > 0) this.events.push(index);
    } else if (kind === TraceEvent.RUN || kind === TraceEvent.NONE) this.#undecided = undefined;
    else if (kind === TraceEvent.WAKE && undecided !== undefined && peer === 0) {
      if (task === events.task(undecided) || time - events.time(undecided) > wokenSoon) return;
      this.events.push(undecided);
      this.#undecided = undefined;
    }
  }

  dropBefore(first: EventIndex): void {
    this.events.dropFirst(countUpTo(this.events, first - 1));
    if (this.#undecided !== undefined && this.#undecided < first) this.#undecided = undefined;
  }
}
