/// What is still known of tasks and generators from before the events that are kept, in columns: of a million
/// tasks it is 60 MB.

import { TraceEvent } from '../../runtime/abi.gen.ts';
import type { EventStore } from './event-store.ts';
import { TaskState, type TaskStatus } from './task-state.ts';
import type { Totals } from './totals.ts';
import type { EventIndex, Nanoseconds } from './units.ts';

export interface Past {
  /// All up to `since`.
  totals: Totals;
  since: Nanoseconds;
  status: Omit<TaskStatus, 'task' | 'event'>;
}

/// By state, to which of the times it adds.
const columnOf = [-1, 1, 1, 0, 2, 2, -1, 2];

const chunkBits = 10;
const chunkRows = 1 << chunkBits;
const timesOfRow = 4;
const numbersOfRow = 6;

class Chunk {
  /// ran, ready, waited, since
  readonly times = new Float64Array(chunkRows * timesOfRow);
  /// turns, wakes, peer, object, call, file
  readonly numbers = new Uint32Array(chunkRows * numbersOfRow);
  readonly line = new Uint16Array(chunkRows);
  readonly state = new Uint8Array(chunkRows);
}

export class LanePasts {
  readonly #events: EventStore;
  readonly #chunks: Chunk[] = [];
  readonly #free: number[] = [];
  #rows = 0;

  constructor(events: EventStore) {
    this.#events = events;
  }

  /// Returns the row of a lane that has had none.
  take(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#rows === this.#chunks.length * chunkRows) this.#chunks.push(new Chunk());
    return this.#rows++;
  }

  /// Nobody asks for that row any more.
  giveBack(row: number): void {
    this.#free.push(row);
  }

  set(row: number, { totals, since, status }: Past): void {
    const { times, numbers, line, state } = this.#chunks[row >>> chunkBits]!;
    const at = row & (chunkRows - 1);
    const time = at * timesOfRow;
    times[time] = totals.ran;
    times[time + 1] = totals.ready;
    times[time + 2] = totals.waited;
    times[time + 3] = since;
    const number = at * numbersOfRow;
    numbers[number] = totals.turns;
    numbers[number + 1] = totals.wakes;
    numbers[number + 2] = status.peer;
    numbers[number + 3] = status.object;
    numbers[number + 4] = this.#events.nameIndex(status.call);
    numbers[number + 5] = this.#events.nameIndex(status.file);
    line[at] = status.line;
    state[at] = status.state;
  }

  /// Of a task that has had no past and resumed no generators: it was spawned there.
  begin(row: number, file: string, line: number): void {
    const { times, numbers, line: lines, state } = this.#chunks[row >>> chunkBits]!;
    const at = row & (chunkRows - 1);
    times.fill(0, at * timesOfRow, (at + 1) * timesOfRow);
    numbers.fill(0, at * numbersOfRow, (at + 1) * numbersOfRow);
    numbers[at * numbersOfRow + 5] = this.#events.nameIndex(file);
    lines[at] = line;
    state[at] = TaskState.none;
  }

  /// Of such a task: that change is past as well. It is what `set` would do, without an object for each.
  add(row: number, change: EventIndex): void {
    const events = this.#events;
    const { numbers, line, state } = this.#chunks[row >>> chunkBits]!;
    const at = row & (chunkRows - 1);
    const number = at * numbersOfRow;
    this.goOnUntil(row, events.time(change));
    state[at] = events.state(change);
    if (state[at] === TaskState.running) numbers[number]!++;
    if (events.kind(change) === TraceEvent.WAKE) numbers[number + 1]!++;
    numbers[number + 2] = events.peer(change);
    numbers[number + 3] = events.object(change);
    numbers[number + 4] = events.callIndex(change);
    if (events.line(change) === 0) return;
    numbers[number + 5] = events.fileIndex(change);
    line[at] = events.line(change);
  }

  /// Its state lasts until then.
  goOnUntil(row: number, time: Nanoseconds): void {
    const { times, state } = this.#chunks[row >>> chunkBits]!;
    const at = row & (chunkRows - 1);
    const column = columnOf[state[at]!]!;
    if (column >= 0) times[at * timesOfRow + column]! += time - times[at * timesOfRow + 3]!;
    times[at * timesOfRow + 3] = time;
  }

  totals(row: number): Totals {
    const { times, numbers } = this.#chunks[row >>> chunkBits]!;
    const at = row & (chunkRows - 1);
    const [time, number] = [at * timesOfRow, at * numbersOfRow];
    return {
      ran: times[time]!,
      ready: times[time + 1]!,
      waited: times[time + 2]!,
      turns: numbers[number]!,
      wakes: numbers[number + 1]!,
    };
  }

  turns(row: number): number {
    return this.#chunks[row >>> chunkBits]!.numbers[(row & (chunkRows - 1)) * numbersOfRow]!;
  }

  since(row: number): Nanoseconds {
    return this.#chunks[row >>> chunkBits]!.times[(row & (chunkRows - 1)) * timesOfRow + 3]!;
  }

  state(row: number): TaskState {
    return this.#chunks[row >>> chunkBits]!.state[row & (chunkRows - 1)] as TaskState;
  }

  status(row: number): Past['status'] {
    const { numbers, line } = this.#chunks[row >>> chunkBits]!;
    const at = row & (chunkRows - 1);
    const number = at * numbersOfRow;
    const { names } = this.#events;
    return {
      state: this.state(row),
      peer: numbers[number + 2]!,
      object: numbers[number + 3]!,
      call: names[numbers[number + 4]!]!,
      file: names[numbers[number + 5]!]!,
      line: line[at]!,
    };
  }
}
