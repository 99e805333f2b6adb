/// Random streams of events, for properties that must hold whatever happens: those of programs, with every
/// call's events in their order, and those that no program would leave.

import { TraceEvent } from '../../web/runtime/abi.gen.ts';
import { taskTable, type Slot } from './trace-slots.ts';
import type { TaskTable } from '../../web/runtime/trace-batch.ts';

/// Numbers from 0 to 1, as a test's arbitrary gives them; 0 when they are used up.
export class Chances {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /// Draws a whole number below that.
  below(limit: number): number {
    const number = this.#numbers[this.#at++ % Math.max(1, this.#numbers.length)] ?? 0;
    /* The same numbers again and again would lead in circles. */
    let bits = Math.imul(Math.floor(number * 2 ** 32) ^ Math.imul(this.#at, 0x9e3779b1), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    const turned = ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
    return Math.min(limit - 1, Math.floor(turned * limit));
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

export interface Portion {
  slots: Slot[];
  lost: number;
  tasks?: TaskTable;
}

interface Task {
  name: string;
  state: 'new' | 'ready' | 'waiting';
  call: string;
  operation: number;
  /// The generators whose bodies have begun in its turn, each resumed by the one before.
  bodies: number[];
}

const names = ['worker', 'main', '', 'x'.repeat(60), '\u202Eevil', '<b>&"', 'שלום'];
const calls = ['weft_yield', 'weft_sleep', 'weft_join', 'weft_chan_recv', 'weft_mutex_lock', 'weft_fetch'];

/// A scheduler that plays dice.
export class RandomProgram {
  readonly #chances: Chances;
  readonly #tasks = new Map<number, Task>();
  #next = 1;
  #time = 0;
  #written = 0;
  #operations = 0;
  #generators = 0;
  /// Those that have not ended and that nobody has resumed.
  readonly #idle: number[] = [];

  constructor(chances: Chances) {
    this.#chances = chances;
  }

  /// The tasks that have not ended.
  get alive(): number[] {
    return [...this.#tasks.keys()];
  }

  /// What happens in so many turns or losses.
  play(turns: number): Portion {
    const slots: Slot[] = [];
    if (this.#next === 1) this.#spawn(slots, 0);
    if (this.#chances.below(12) === 0) return this.#lose();
    for (let turn = 0; turn < turns; turn++) this.#turn(slots);
    return { slots, lost: 0 };
  }

  #spawn(slots: Slot[], parent: number): void {
    const task = this.#next++;
    const name = this.#chances.of(names);
    this.#tasks.set(task, { name, state: 'new', call: '', operation: 0, bodies: [] });
    slots.push({ kind: 'SPAWN', task, peer: parent, text: name, file: 'a.c', line: task % 50 });
  }

  #turn(slots: Slot[]): void {
    const ready = [...this.#tasks].filter(([, { state }]) => state !== 'waiting').map(([id]) => id);
    const id = ready.length > 0 ? this.#chances.of(ready) : this.#wake(slots);
    if (id === undefined) return;
    const task = this.#tasks.get(id)!;
    slots.push({ kind: 'RUN', task: id, time: this.#time });
    for (let acts = this.#chances.below(6); acts > 0; acts--) this.#act(slots, id);
    if (this.#chances.below(3) === 0) this.#time += this.#chances.of([0, 1e-9, 1e-3, 0.02, 5]);
    if (this.#chances.below(8) === 0)
      slots.push({ kind: 'HELD', task: id, time: this.#time, object: 50_000, peer: this.#chances.below(3) });
    if (id > 1 && this.#chances.below(6) === 0) {
      slots.push({ kind: 'END', task: id, time: this.#time, object: this.#chances.below(1e6) });
      this.#tasks.delete(id);
      return;
    }
    const call = this.#chances.of(calls);
    task.call = call;
    task.state = call === 'weft_yield' ? 'ready' : 'waiting';
    const object = call === 'weft_fetch' ? ++this.#operations : 4096 + this.#chances.below(4);
    if (call === 'weft_fetch')
      slots.push({ kind: 'BEGIN', task: id, object, call, text: '/delay/1', file: 'a.c', line: 7 });
    task.operation = call === 'weft_fetch' ? object : 0;
    const peer = call === 'weft_join' ? this.#chances.below(this.#next) : 0;
    slots.push({ kind: 'SUSPEND', task: id, time: this.#time, call, object, peer, file: 'a.c', line: 9 });
  }

  #act(slots: Slot[], task: number): void {
    const peer = this.#chances.below(this.#next);
    switch (this.#chances.below(13)) {
      case 0:
        if (this.#next < 70) this.#spawn(slots, task);
        return;
      case 1:
        this.#written += 1 + this.#chances.below(40);
        slots.push({ kind: 'OUTPUT', task, line: 1 + this.#chances.below(2), object: this.#written });
        return;
      case 2:
        slots.push({
          kind: 'MARK',
          task,
          text: this.#chances.of(['here', '', '\u2066a\nb', 'm'.repeat(90)]),
        });
        return;
      case 3:
        slots.push({ kind: this.#chances.of(['SEND', 'RECEIVE'] as const), task, peer, object: 5000 });
        return;
      case 4:
        slots.push({ kind: this.#chances.of(['JOIN', 'CANCEL', 'TIMEOUT'] as const), task, peer });
        return;
      case 5:
      case 6:
      case 7:
      case 8:
        return this.#switch(slots, task);
      default:
        this.#wake(slots, this.#chances.below(2) * task);
    }
  }

  /// A generator is made, resumed, yields or ends.
  #switch(slots: Slot[], task: number): void {
    const { bodies } = this.#tasks.get(task)!;
    const way = this.#chances.below(4);
    const place = { task, file: 'a.c', line: 20 + way };
    const peer = this.#chances.of([0, 1, 1024, 2047]);
    if (way === 0 || (bodies.length === 0 && this.#idle.length === 0)) {
      const object = ++this.#generators;
      slots.push({ ...place, kind: 'GENERATOR', object, text: this.#chances.of(names) });
      this.#idle.push(object);
    } else if (this.#idle.length > 0 && (way === 1 || bodies.length === 0)) {
      const [object] = this.#idle.splice(this.#chances.below(this.#idle.length), 1);
      const call = this.#chances.of(['weft_gen_next', 'weft_gen_send', 'weft_gen_close']);
      slots.push({ ...place, kind: 'NEXT', object: object!, peer, call });
      bodies.push(object!);
    } else if (bodies.length > 0) {
      const object = bodies.pop()!;
      slots.push({ ...place, kind: way === 2 ? 'YIELD' : 'DONE', object, peer });
      if (way === 2) this.#idle.push(object);
    }
  }

  #wake(slots: Slot[], by = 0): number | undefined {
    const waiting = [...this.#tasks].filter(([, { state }]) => state === 'waiting').map(([id]) => id);
    if (waiting.length === 0) return undefined;
    const id = this.#chances.of(waiting);
    const task = this.#tasks.get(id)!;
    if (by === 0) this.#time += this.#chances.of([0, 0.001, 1]);
    if (task.operation > 0)
      slots.push({
        kind: 'FINISH',
        task: id,
        time: this.#time,
        object: task.operation,
        call: task.call,
        line: this.#chances.below(2),
      });
    slots.push({ kind: 'WAKE', task: id, time: this.#time, peer: by, call: task.call });
    task.state = 'ready';
    return id;
  }

  /// Events that the ring overwrote: the same goes on meanwhile, and nobody hears of it.
  #lose(): Portion {
    const unheard: Slot[] = [];
    for (let turn = 0; turn < 5; turn++) this.#turn(unheard);
    this.#time += 0.01;
    const states = { new: 0, ready: 1, waiting: 3 };
    const tasks = taskTable(
      [...this.#tasks].map(([task, { name, state, call }]) => ({ task, name, state: states[state], call })),
    );
    return { slots: [], lost: 1 + unheard.length, ...(this.#chances.below(4) > 0 && { tasks }) };
  }
}

/// Events as no program leaves them.
export function nonsense(chances: Chances, count: number): Portion {
  const kinds = Object.keys(TraceEvent).filter((kind) => kind !== 'TEXT') as Slot['kind'][];
  const slots = Array.from({ length: count }, (): Slot => {
    return {
      kind: chances.of(kinds),
      task: chances.below(50),
      time: chances.below(1000) / 100,
      peer: chances.below(50),
      object: chances.of([0, 1, 4096, 0xffffffff]),
      call: chances.of(['', ...calls, 'weft_select']),
      file: chances.of(['', 'a.c']),
      line: chances.of([0, 1, 65_535]),
      text: chances.of(['', ...names]),
    };
  });
  return { slots, lost: chances.below(10) === 0 ? 7 : 0 };
}
