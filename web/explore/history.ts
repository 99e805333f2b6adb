/// The turns of the run that a search is at, and which of them had to come before which: vector clocks. A
/// turn comes before another of the same task, before the first of a task that it made ready, and before
/// those that conflict with it and came later; and nothing passes a moment at which nobody was ready.

import { conflict, hides, type Footprint, type Touched } from './footprint.ts';
import type { Turn } from './execution.ts';

/// By task: the last of its turns that comes before.
type Clock = number[];

/// Flanagan, Godefroid: "Dynamic partial-order reduction for model checking software", POPL 2005.
interface Event {
  task: number;
  footprint: Footprint;
  clock: Clock;
  /// The first turn that nothing before can be exchanged with.
  barrier: number;
  /// For the turns that follow.
  woken: readonly number[];
  barrierAfter: boolean;
}

/// A turn of the past that the latest one could have come before, had another task been picked there.
export interface Reversal {
  /// Its place in the run.
  at: number;
  /// Whom to pick there: tasks that have to wait for none of the others that come between.
  initials: number[];
}

interface Touch {
  at: number;
  touched: Touched;
}

export class History {
  readonly #events: Event[] = [];
  readonly #touches = new Map<number, Touch[]>();
  /// Those that matter to every other.
  readonly #everything: number[] = [];
  /// By task: its turns, and by task: the turns that made it ready.
  readonly #turnsOf = new Map<number, number[]>();
  readonly #wakersOf = new Map<number, number[]>();

  get length(): number {
    return this.#events.length;
  }

  /// What the latest turn could have come before.
  add(turn: Turn): Reversal[] {
    const at = this.#events.length;
    const last = this.#events[at - 1];
    const barrier = last?.barrierAfter ? at : (last?.barrier ?? 0);
    const clock = this.#programOrder(turn.task);
    const conflicting: number[] = [];
    for (const earlier of this.#conflicts(turn, barrier)) {
      if ((clock[this.#events[earlier]!.task] ?? -1) >= earlier) continue;
      conflicting.push(earlier);
      this.#join(clock, earlier);
    }
    const { task, footprint, woken } = turn;
    this.#push({ task, footprint, clock, barrier, woken, barrierAfter: turn.barrier });
    return conflicting.map((earlier) => ({ at: earlier, initials: this.#initials(earlier, at) }));
  }

  /// Forgets the turns from that place on.
  truncate(length: number): void {
    while (this.#events.length > length) {
      const { task, footprint, woken } = this.#events.pop()!;
      this.#turnsOf.get(task)!.pop();
      for (const one of woken) this.#wakersOf.get(one)!.pop();
      for (const key of footprint.keys.keys()) this.#touches.get(key)!.pop();
      if (footprint.everything) this.#everything.pop();
    }
  }

  #push(event: Event): void {
    const at = this.#events.length;
    this.#events.push(event);
    push(this.#turnsOf, event.task, at);
    for (const one of event.woken) push(this.#wakersOf, one, at);
    for (const [key, touched] of event.footprint.keys) push(this.#touches, key, { at, touched });
    if (event.footprint.everything) this.#everything.push(at);
  }

  /// What comes before a turn of that task, whatever it touches.
  #programOrder(task: number): Clock {
    const clock: Clock = [];
    const own = this.#turnsOf.get(task)?.at(-1);
    const waker = this.#wakersOf.get(task)?.at(-1);
    if (own !== undefined) this.#join(clock, own);
    if (waker !== undefined) this.#join(clock, waker);
    return clock;
  }

  #join(clock: Clock, at: number): void {
    const { task, clock: other } = this.#events[at]!;
    other.forEach((last, one) => {
      if (last > (clock[one] ?? -1)) clock[one] = last;
    });
    if (at > (clock[task] ?? -1)) clock[task] = at;
  }

  /// Turns of other tasks that conflict with this one, the latest first; those behind one that changed the
  /// same come before that one.
  #conflicts({ task, footprint }: Turn, barrier: number): number[] {
    const found = new Set<number>();
    const add = (at: number) => {
      if (at >= barrier && this.#events[at]!.task !== task) found.add(at);
    };
    if (footprint.everything) for (let at = this.#events.length - 1; at >= barrier; at--) add(at);
    const everything = this.#everything.at(-1);
    if (everything !== undefined) add(everything);
    for (const [key, touched] of footprint.keys) {
      const touches = this.#touches.get(key) ?? [];
      for (let i = touches.length - 1; i >= 0 && touches[i]!.at >= barrier; i--) {
        const touch = touches[i]!;
        if (conflict(touched, touch.touched)) add(touch.at);
        if (hides(touch.touched, touched)) break;
      }
    }
    return [...found].sort((a, b) => b - a);
  }

  #isBefore(earlier: number, clock: Clock, barrier: number): boolean {
    return earlier < barrier || (clock[this.#events[earlier]!.task] ?? -1) >= earlier;
  }

  /// Of the turns after `from` that need not come after it, up to `to`: the tasks whose first one has to wait
  /// for no other. Abdulla, Aronis, Jonsson, Sagonas: "Optimal dynamic partial order reduction", POPL 2014.
  #initials(from: number, to: number): number[] {
    const initials: number[] = [];
    const firsts: number[] = [];
    const seen = new Set<number>();
    for (let at = from + 1; at <= to; at++) {
      const { task, clock, barrier } = this.#events[at]!;
      if (at < to && this.#isBefore(from, clock, barrier)) continue;
      if (seen.has(task)) continue;
      seen.add(task);
      if (!firsts.some((first) => this.#isBefore(first, clock, barrier))) initials.push(task);
      firsts.push(at);
    }
    return initials;
  }
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
