/// A run takes one program from its instantiation to its end.

import { RealClock, VirtualClock, type Clock } from './clock.ts';
import { Endings } from './endings.ts';
import { HostRequests, type Completion } from './host-requests.ts';
import { Program } from './program.ts';
import { Steering, type RunPolicy } from './policy.ts';
import { Pump } from './pump.ts';
import { SeededBytes } from './random.ts';
import { isSeed, seedRange } from './seed.ts';
import { ringSlots, TraceReader, type TraceReaderOptions } from './trace-reader.ts';
import { wasiImports, type WasiParts } from './wasi.ts';
import type { VariableTracker } from './variables/tracker.ts';
import type { Ending } from './ending.ts';
import type { Host } from './host.ts';

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
  /// Traces the run; called with what has happened since, see TraceReader.
  trace?: Pick<
    TraceReaderOptions,
    'post' | 'ready' | 'frameMilliseconds' | 'maxBatchSlots' | 'maxWaitingSlots'
  >;
}

const stoppedStatus = 130;
/// A pump of turns that leave so many events does not overrun the ring.
const slotsOfATurn = 8;

export class Run {
  /// Rejects only with what the host's own functions threw.
  readonly ended: Promise<Ending>;
  readonly program: Program;
  readonly #clock: Clock;
  readonly #host: Host;
  readonly #requests: HostRequests;
  readonly #pump: Pump;
  readonly #steering: Steering;
  #resolve!: (ending: Ending) => void;
  #reject!: (reason: unknown) => void;
  #over = false;
  #trace: TraceReader | undefined;
  /// While it is kept what becomes of the variables.
  #tracker: VariableTracker | undefined;
  #holdWhen: (() => boolean) | undefined;
  readonly #endings: Endings;
  /// The bytes that were written, by file.
  readonly #written = { 1: 0, 2: 0 };

  /// Throws NotAProgram for a module that is none, RangeError for a seed that is none.
  constructor(options: RunOptions) {
    const { host, seed = 0 } = options;
    if (!isSeed(seed)) throw new RangeError(`the seed is ${seedRange}, not ${String(seed)}`);
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#host = host;
    this.#endings = new Endings(options.wasm, () => this.program);
    this.#clock = options.clock === 'virtual' ? new VirtualClock() : new RealClock(host);
    this.#steering = new Steering(options.policy ?? { kind: 'fifo' });
    const parts = { memory: () => this.program.memory, clock: this.#clock, host };
    this.#requests = new HostRequests({ ...parts, arrived: () => this.#pump.arrived() });
    this.program = new Program(options.wasm, this.#imports(options));
    const calls = {
      pump: (now: number, budget: number) => this.#guarded(() => this.#pumpProgram(now, budget)),
      complete: (completion: Completion) => this.#guarded(() => this.#complete(completion)),
    };
    const maxTurns = options.trace && ringSlots / slotsOfATurn;
    this.#pump = new Pump(
      {
        ...parts,
        ...calls,
        requests: this.#requests,
        maxTurns,
        answersAtOnce: options.policy?.kind === 'replay',
      },
      options.paused ?? false,
    );
    this.#guarded(() => {
      this.program.prepare();
      if (options.trace) this.#startTrace(options.trace);
      this.#steering.begin(this.program, seed);
      this.program.start(seed);
    });
  }

  /// Program time in nanoseconds.
  get now(): number {
    return this.#clock.now();
  }

  get paused(): boolean {
    return this.#pump.paused;
  }

  pause(): void {
    this.#pump.pause();
  }

  resume(): void {
    this.#pump.resume();
  }

  /// Pauses and takes one turn; see Pump.
  step(): void {
    this.#pump.step();
  }

  /// Pauses and goes on to the next switch of stacks; see Pump.
  stepToSwitch(count = 1): void {
    this.#pump.stepToSwitch(count);
  }

  /// Turns a second; Infinity for as many as there are.
  setSpeed(turnsPerSecond: number): void {
    this.#pump.setSpeed(turnsPerSecond);
  }

  /// Ends the run between two turns. A program that never gives up its turn has to be stopped
  /// from outside, with its thread.
  stop(): void {
    this.#end({ status: stoppedStatus, cause: 'stopped' });
  }

  /// A live task's name.
  taskName(task: number): string | undefined {
    try {
      return this.program.taskName(task);
    } catch {
      return undefined;
    }
  }

  /// From now on the tracker looks at the program's variables after each turn; undefined: nobody does.
  track(tracker: VariableTracker | undefined): void {
    this.#tracker = tracker;
  }

  /// Pauses after the next turn that changes a variable which is tracked, and after which that holds.
  holdWhen(condition: (() => boolean) | undefined): void {
    this.#holdWhen = condition;
  }

  /// The name of the generator whose body runs.
  generatorName(): string | undefined {
    try {
      return this.program.generatorName();
    } catch {
      return undefined;
    }
  }

  /// Has the program print its figures on stderr, after its end.
  reportStats(): void {
    try {
      this.program.reportStats();
    } catch {
      /* After a fault its memory may be in ruins. */
    }
  }

  #pumpProgram(now: number, budget: number): number {
    const next = this.#tracker
      ? this.#pumpTurnByTurn(this.#tracker, budget)
      : this.program.exports.weft_pump(now, budget);
    this.#trace?.pumped();
    return next;
  }

  #pumpTurnByTurn(tracker: VariableTracker, budget: number): number {
    for (let left = budget; ; left--) {
      const next = this.program.exports.weft_pump(this.#clock.now(), Math.min(left, 1) || 1);
      if (tracker.look() && this.#holdWhen?.()) {
        this.#holdWhen = undefined;
        this.pause();
        return next;
      }
      if (left <= 1 || next > 0 || this.#over) return next;
    }
  }

  #startTrace(options: NonNullable<RunOptions['trace']>): void {
    const ring = this.program.exports.weft_trace_start(ringSlots);
    if (ring === 0) return;
    this.#trace = new TraceReader(ring, {
      ...options,
      program: this.program,
      now: () => this.#host.now(),
      programTime: () => this.#clock.now(),
      setTimer: (callback, milliseconds) => this.#host.setTimer(callback, milliseconds),
    });
  }

  #imports(options: RunOptions): ConstructorParameters<typeof Program>[1] {
    const entropy = new SeededBytes(options.seed ?? 0);
    const wasi: WasiParts = {
      memory: () => this.program.memory,
      clock: this.#clock,
      args: options.args ?? ['program'],
      environment: options.environment ?? {},
      random: (count) => entropy.take(count),
      write: (fd, bytes) => this.#write(fd, bytes),
      exit: (status) => this.#endings.exit(status),
    };
    const weft = {
      now: () => this.#clock.now(),
      steady: () => this.#host.now() * 1e6,
      advance: (time: number) => this.#advance(time),
      turn: () => this.#trace?.turnBegins(),
      block: (nanoseconds: number) => this.#clock.hold(nanoseconds),
      ...this.#endings.imports,
      ...this.#steering.imports,
      ...this.#requests.imports,
    };
    return { weft, wasi_snapshot_preview1: wasiImports(wasi) };
  }

  #write(fd: 1 | 2, bytes: Uint8Array): void {
    const { exports } = this.program;
    const time = this.#clock.now();
    const generator = exports.weft_generator();
    this.#host.write(fd, bytes, exports.weft_current(), time, this.#written[fd], generator);
    this.#written[fd] += bytes.length;
    if (!this.#trace) return;
    exports.weft_trace_time(time);
    exports.weft_trace_output(fd, this.#written[fd]);
    this.#trace.wrote();
  }

  /// Somebody is always ready, and so the virtual clock would never go on by itself; when it
  /// does, src/core/sched.c says.
  #advance(time: number): void {
    if (this.#clock.virtual) this.#clock.advanceTo(time);
  }

  #complete(completion: Completion): void {
    if (this.#trace) this.program.exports.weft_trace_time(this.#clock.now());
    if (!this.program.complete(completion)) this.#requests.giveBack(completion);
  }

  /// A call into the program: whatever it throws ends the run.
  #guarded<T>(call: () => T): T | undefined {
    if (this.#over) return undefined;
    try {
      const result = call();
      return this.#over ? undefined : result;
    } catch (thrown) {
      this.#threw(thrown);
      return undefined;
    }
  }

  #threw(thrown: unknown): void {
    const ending = this.#endings.of(thrown);
    if (ending) return this.#end(ending.cause === 'exit' ? { ...ending, ...this.#leaks() } : ending);
    this.#close();
    this.#reject(thrown);
  }

  /// The memory can still be read, even after a fault.
  #finishTrace(): void {
    if (!this.#trace && !this.#tracker) return;
    try {
      this.program.prepare();
      this.#tracker?.look();
      this.#trace?.finish();
    } catch {
      /* What a broken program has left in its memory may be no trace. */
    }
  }

  #leaks(): Pick<Ending, 'leaks'> {
    try {
      const leaks = this.program.leaks();
      return leaks ? { leaks } : {};
    } catch {
      return {}; // it may have ended because its memory is in ruins
    }
  }

  #end(ending: Ending): void {
    if (this.#over) return;
    this.#close();
    const { schedule } = this.#steering;
    this.#resolve(schedule === undefined ? ending : { ...ending, schedule });
  }

  #close(): void {
    this.#over = true;
    this.#finishTrace();
    this.#pump?.end();
    this.#requests.abortAll();
  }
}
