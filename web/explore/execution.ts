/// One instance of a program that is run again and again, turn by turn, on the virtual clock. Between two
/// turns its state can be kept and put back.

import { Choice, Policy, TaskField, TaskState } from '../runtime/abi.gen.ts';
import { Endings } from '../runtime/endings.ts';
import { Program } from '../runtime/program.ts';
import { Footprint } from './footprint.ts';
import { Snapshot } from './snapshot.ts';
import { Touches } from './touches.ts';
import { decoded, World, type Chooser, type WorldOptions } from './world.ts';
import type { Ending } from '../runtime/ending.ts';
import type { Departure } from '../runtime/schedule.ts';

export interface ExecutionOptions extends WorldOptions {
  wasm: WebAssembly.Module;
}

/// A turn to be taken: of the ready task at that place, with those answers to the choices within it; beyond
/// them fifo's.
export interface Step {
  index: number;
  answers: readonly number[];
}

/// One turn, as it went.
export interface Turn {
  task: number;
  /// Within the turn: how many alternatives each choice had.
  counts: readonly number[];
  /// What each of them was of, and how it was answered.
  kinds: readonly Choice[];
  answers: readonly number[];
  footprint: Footprint;
  /// Tasks that were not ready and are now, because of it.
  woken: readonly number[];
  /// Tasks that were ready and are not any more, without a turn of their own.
  withdrawn: readonly number[];
  /// Afterwards nobody was ready: time went on, or an answer came from outside.
  barrier: boolean;
}

/// Where a task stands.
export interface TaskPlace {
  task: number;
  /// With its number, as reports have it.
  name: string;
  /// The call in which it waits; '' for none.
  waitingIn: string;
  /// Of the program; of a new task where it was spawned.
  line: number;
  isNew: boolean;
}

/// Between pumps nobody needs the pump's own stack, which begins there.
const bufferAddress = 1024;
const maxReady = 4096;
const maxAddresses = 256;
const maxTasks = 256;
/// So many turns are taken at a time where nobody looks at each.
const portionTurns = 4096;

export class Execution {
  readonly #program: Program;
  readonly #world: World;
  readonly #endings: Endings;
  readonly #touches: Touches;
  readonly #start = new Snapshot();
  #ready: readonly number[] = [];
  #next = 0;
  #ending: Ending | undefined;

  /// Throws NotAProgram for a module that is none.
  constructor(options: ExecutionOptions) {
    const program = () => this.#program;
    this.#endings = new Endings(options.wasm, program);
    this.#world = new World(options, { program, endings: this.#endings });
    this.#program = new Program(options.wasm, this.#world.imports());
    const { exports } = this.#program;
    this.#program.prepare();
    exports.weft_policy(Policy.HOST, options.seed, 0, 0);
    this.#program.start(options.seed);
    exports.weft_jitter((options.jitter ?? 0) * 1e9);
    this.#touches = new Touches(this.#program);
    this.#look();
    this.save(this.#start);
  }

  get program(): Program {
    return this.#program;
  }

  /// Tasks that are ready, in the order in which they became so. None once the run has ended.
  get ready(): readonly number[] {
    return this.#ready;
  }

  get ending(): Ending | undefined {
    return this.#ending;
  }

  /// Since the program's start.
  get turns(): number {
    return this.#program.exports.weft_turns();
  }

  /// Choices up to now.
  get choices(): number {
    return this.#world.state.choices;
  }

  get departures(): Departure[] {
    return this.#world.departures;
  }

  get departureCount(): number {
    return this.#world.departureCount;
  }

  /// What has been written to stdout, a character for each byte.
  get stdoutBytes(): string {
    return this.#world.state.stdout;
  }

  get stdout(): string {
    return decoded(this.#world.state.stdout);
  }

  get stderr(): string {
    return decoded(this.#world.state.stderr);
  }

  /// The live tasks, the oldest first; of very many only these.
  tasks(): TaskPlace[] {
    const { exports, memory } = this.#program;
    const count = exports.weft_task_table(bufferAddress, maxTasks, 0);
    const view = memory.view();
    return Array.from({ length: count }, (_, index) => {
      const at = bufferAddress + index * TaskField.size.offset;
      const task = view.getInt32(at + TaskField.task.offset, true);
      const text = (field: 'name' | 'waitingIn') =>
        memory.text(view.getUint32(at + TaskField[field].offset, true));
      return {
        task,
        name: `${text('name')}#${task}`,
        waitingIn: text('waitingIn'),
        line: view.getInt32(at + TaskField.line.offset, true),
        isNew: view.getInt32(at + TaskField.state.offset, true) === TaskState.NEW,
      };
    });
  }

  /// Before the program's first turn.
  restart(): void {
    this.restore(this.#start);
  }

  save(snapshot: Snapshot): void {
    const { memory } = this.#program;
    const host = { world: this.#world.state, ready: this.#ready, next: this.#next };
    snapshot.take(new Uint8Array(memory.buffer), this.#program.stateRanges(), host);
  }

  restore(snapshot: Snapshot): void {
    const { host } = snapshot;
    snapshot.putBack(new Uint8Array(this.#program.memory.buffer));
    this.#program.prepare();
    this.#endings.reset();
    this.#world.state = host.world;
    this.#ready = host.ready;
    this.#next = host.next;
    this.#ending = undefined;
  }

  /// Whether the state is the one that was kept, up to what only counts.
  isAt(snapshot: Snapshot): boolean {
    const { exports, memory } = this.#program;
    const { world } = snapshot.host;
    const here = this.#world.state;
    const outside =
      here.stdout.length === world.stdout.length &&
      here.clock[0] === world.clock[0] &&
      here.lines === world.lines &&
      here.entropy === world.entropy &&
      here.requests.length === world.requests.length;
    if (!outside) return false;
    const count = exports.weft_state_counters(bufferAddress, maxReady);
    const counters = new Set(new Uint32Array(memory.buffer, bufferAddress, Math.min(count, maxReady)));
    const apart = exports.weft_account_ranges(bufferAddress, maxAddresses);
    const account = new Uint32Array(memory.buffer, bufferAddress, apart).slice();
    return snapshot.isIn(new Uint8Array(memory.buffer), this.#program.stateRanges(), { counters, account });
  }

  takeTurn({ index, answers }: Step): Turn {
    let asked = 0;
    return this.#turn(index, () => answers[asked++] ?? 0);
  }

  /// A turn in which the chooser decides, whose it is included.
  takeTurnBy(chooser: Chooser): Turn {
    const { length } = this.#ready;
    return this.#turn(length > 1 ? chooser(Choice.TURN, length, this.choices) : 0, chooser);
  }

  #turn(index: number, chooser: Chooser): Turn {
    const before = this.#ready;
    const task = before[index]!;
    const counts: number[] = [];
    const kinds: Choice[] = [];
    const answers: number[] = [];
    const footprint = (this.#world.footprint = new Footprint());
    this.#world.chooser = (kind, count, number) => {
      if (kind === Choice.TURN) return index;
      counts.push(count);
      kinds.push(kind);
      const answer = chooser(kind, count, number);
      answers.push(answer);
      return answer;
    };
    this.#guarded(() => this.#pump(1));
    this.#touches.addTo(footprint);
    if (this.#ending) footprint.everything = true;
    const after = this.#ready;
    const woken = after.filter((one) => !before.includes(one));
    const withdrawn = before.filter((one) => one !== task && !after.includes(one));
    const barrier = !this.#ending && after.length === 0;
    if (barrier) this.#guarded(() => this.#settle());
    return {
      task,
      counts,
      kinds,
      answers,
      footprint,
      woken,
      withdrawn: this.#ending ? [] : withdrawn,
      barrier,
    };
  }

  /// Runs on until the program ends, or has had `maxTurns` turns since its start. Undefined: it goes on.
  runOut(chooser: Chooser, maxTurns: number): Ending | undefined {
    this.#world.chooser = chooser;
    this.#guarded(() => {
      for (let left = maxTurns - this.turns; left > 0; left = maxTurns - this.turns) {
        if (this.#ready.length === 0) this.#settle();
        this.#pump(Math.min(portionTurns, left));
      }
    });
    this.#touches.clear();
    return this.#ending;
  }

  /// At the start of a run by a random policy that follows from `policySeed`. Under pct a priority falls
  /// `changes` times, in a run of about so many turns (0: nobody knows).
  beginByChance(policy: 'random' | 'pct', policySeed: number, pct: { changes: number; turns: number }): void {
    this.restart();
    const number = policy === 'pct' ? Policy.PCT : Policy.RANDOM;
    this.#program.exports.weft_policy(number, policySeed, pct.changes, pct.turns);
  }

  #pump(turns: number): void {
    this.#next = this.#program.exports.weft_pump(this.#world.clock.now(), turns);
    this.#look();
  }

  /// Who is ready now.
  #look(): void {
    const { exports, memory } = this.#program;
    const count = exports.weft_ready_tasks(bufferAddress, maxReady);
    this.#ready = Array.from(new Int32Array(memory.buffer, bufferAddress, Math.min(count, maxReady)));
  }

  /// Nobody is ready: what was asked for comes from outside, and time goes on, until somebody is.
  #settle(): void {
    while (this.#ready.length === 0) {
      if (this.#world.owes) this.#world.answer();
      else this.#world.clock.advanceTo(this.#next);
      if (this.#program.exports.weft_wake(this.#world.clock.now()) === 0)
        this.#next = this.#program.exports.weft_pump(this.#world.clock.now(), 1);
      this.#look();
    }
  }

  #guarded(call: () => void): void {
    try {
      call();
    } catch (thrown) {
      const ending = this.#endings.of(thrown);
      if (!ending) throw thrown;
      this.#ending = ending;
      this.#ready = [];
    }
  }
}
