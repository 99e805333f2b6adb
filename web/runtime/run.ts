/// A run takes one program from its instantiation to its end.

import { RealClock, VirtualClock, type Clock } from './clock.ts';
import { Endings } from './endings.ts';
import type { Completion } from './completion.ts';
import { HostRequests } from './host-requests.ts';
import { Program } from './program.ts';
import { Steering } from './policy.ts';
import { Pump } from './pump.ts';
import { SeededBytes } from './random.ts';
import { Readings } from './readings.ts';
import { Rerun, type Again } from './rerun.ts';
import { runImports } from './run-imports.ts';
import { isSeed, seedRange } from './seed.ts';
import { Outside } from './outside.ts';
import { Snapshots } from './snapshots.ts';
import { switchingOf } from './continuations.ts';
import { TapeReader, type TapeWriter } from './tape.ts';
import { ringSlots, TraceReader } from './trace-reader.ts';
import { TurnByTurn } from './turn-by-turn.ts';
import { unlessRuined } from './unless-ruined.ts';
import type { VariableTracker } from './variables/tracker.ts';
import type { Ending } from './ending.ts';
import type { Host } from './host.ts';
import type { RunOptions } from './run-options.ts';

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
  readonly #readings: Readings;
  readonly #tape: TapeWriter | undefined;
  #rerun: Rerun | undefined;
  readonly #steering: Steering;
  #resolve!: (ending: Ending) => void;
  #reject!: (reason: unknown) => void;
  #over = false;
  #trace: TraceReader | undefined;
  #snapshots: Snapshots | undefined;
  readonly #outside: Outside;
  readonly #entropy: SeededBytes;
  readonly #turnByTurn = new TurnByTurn({
    pump: (budget) => this.#pumpOnce(this.#clock.now(), budget),
    between: (next) => this.#snapshots?.between(next),
    isOver: () => this.#over,
    pause: () => this.pause(),
  });
  readonly #endings: Endings;
  /// What the program does before it is put back where it stood has been done before.
  #isSilent: boolean;

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
    const { again, tape } = options;
    const reader = again && new TapeReader(again.tape);
    this.#tape = tape;
    this.#entropy = new SeededBytes(seed);
    this.#isSilent = again?.from !== undefined;
    const clock = this.#clock;
    this.#readings = new Readings({ clock, steady: () => host.now() * 1e6, writer: tape, reader });
    const parts = { memory: () => this.program.memory, clock, host };
    this.#requests = new HostRequests({ ...parts, arrived: () => this.#pump.arrived(), again: !!again });
    this.#outside = new Outside({ clock, entropy: this.#entropy, requests: this.#requests, tape });
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
      again !== undefined || (options.paused ?? false),
    );
    this.#guarded(() => {
      this.program.prepare();
      if (options.trace) this.#startTrace(options.trace);
      this.#steering.begin(this.program, seed, options.snapshots !== undefined);
      this.program.start(seed);
      if (options.snapshots && switchingOf(options.wasm) === 'asyncify')
        this.#snapshots = new Snapshots(options.snapshots, {
          program: this.program,
          now: () => host.now(),
          ring: this.#trace?.range ?? [0, 0],
          outside: () => this.#outside.state,
          variables: () => this.#turnByTurn.state,
        });
      if (again?.from) this.#goOnFrom(again.from, reader!, seed);
    });
    if (again && reader) this.#rerun = this.#makeAgain(again, reader, options.paused ?? false);
  }

  #makeAgain(again: Again, reader: TapeReader, paused: boolean): Rerun {
    const { exports } = this.program;
    return new Rerun({
      again,
      reader,
      host: this.#host,
      turns: () => exports.weft_turns(),
      withinTurn: () => exports.weft_within_turn() !== 0,
      isOver: () => this.#over,
      pump: (budget, alone) => this.#guarded(() => this.#pumpAgain(budget, alone)) ?? 0,
      complete: (completion) => this.#guarded(() => this.#complete(completion)),
      goLive: (next) => {
        this.#readings.goLive();
        this.#requests.goLive(reader.rest, this.#clock.now());
        this.#turnByTurn.catchUp();
        this.#pump.goOnFrom(next);
        if (!paused) this.#pump.resume();
      },
    });
  }

  #goOnFrom({ state, pages }: NonNullable<Again['from']>, reader: TapeReader, seed: number): void {
    this.program.memory.putBack(pages);
    this.program.prepare();
    this.#outside.goOnFrom(state, reader);
    this.#steering.goOn(this.program, seed);
    this.#trace?.goOnFrom();
    this.#snapshots?.goOnFrom(state.spent);
    this.#isSilent = false;
  }

  #pumpAgain(budget: number, alone: boolean): number {
    const next = this.#pumpOnce(0, budget);
    this.#turnByTurn.pumped(alone);
    this.#snapshots?.between(next);
    this.#trace?.pumped();
    return next;
  }

  #steer(call: () => void): void {
    if (this.#rerun) this.#rerun.afterwards(call);
    else call();
  }

  /// Program time in nanoseconds.
  get now(): number {
    return this.#readings.shown;
  }

  get paused(): boolean {
    return this.#pump.paused;
  }

  pause(): void {
    this.#steer(() => this.#pump.pause());
  }

  resume(): void {
    this.#steer(() => this.#pump.resume());
  }

  /// Pauses and takes one turn; see Pump.
  step(): void {
    this.#steer(() => this.#pump.step());
  }

  /// Pauses and goes on to the next switch of stacks; see Pump.
  stepToSwitch(count = 1): void {
    this.#steer(() => this.#pump.stepToSwitch(count));
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
    return unlessRuined(() => this.program.taskName(task));
  }

  /// From now on the tracker looks at the program's variables after each turn; undefined: nobody does.
  track(tracker: VariableTracker | undefined): void {
    this.#turnByTurn.tracker = tracker;
  }

  /// Pauses after the next turn that changes a variable which is tracked, and after which that holds.
  holdWhen(condition: (() => boolean) | undefined): void {
    this.#turnByTurn.holdWhen(condition);
  }

  /// The name of the generator whose body runs.
  generatorName(): string | undefined {
    return unlessRuined(() => this.program.generatorName());
  }

  /// Has the program print its figures on stderr, after its end.
  reportStats(): void {
    unlessRuined(() => this.program.reportStats());
  }

  #pumpProgram(now: number, budget: number): number {
    const { tracker } = this.#turnByTurn;
    const next = tracker ? this.#turnByTurn.pump(tracker, budget) : this.#pumpOnce(now, budget);
    if (!tracker) this.#snapshots?.between(next);
    this.#trace?.pumped();
    return next;
  }

  #pumpOnce(now: number, budget: number): number {
    const { exports } = this.program;
    this.#tape?.pump(budget, exports.weft_turns() - exports.weft_within_turn());
    const pump = () => exports.weft_pump(this.#readings.tell(now), budget);
    return this.#snapshots ? this.#snapshots.measured(pump) : pump();
  }

  #startTrace(options: NonNullable<RunOptions['trace']>): void {
    const ring = this.program.exports.weft_trace_start(ringSlots);
    if (ring === 0) return;
    this.#trace = new TraceReader(ring, {
      ...options,
      program: this.program,
      now: () => this.#host.now(),
      programTime: () => this.#readings.shown,
      aside: (call) => this.#readings.aside(call),
      setTimer: (callback, milliseconds) => this.#host.setTimer(callback, milliseconds),
    });
  }

  #imports({ args = ['program'], environment = {} }: RunOptions): ConstructorParameters<typeof Program>[1] {
    return runImports({
      args,
      environment,
      memory: () => this.program.memory,
      turn: () => this.#trace?.turnBegins(),
      write: (fd, bytes) => this.#write(fd, bytes),
      clock: this.#clock,
      entropy: this.#entropy,
      readings: this.#readings,
      endings: this.#endings,
      steering: this.#steering,
      requests: this.#requests,
    });
  }

  #write(fd: 1 | 2, bytes: Uint8Array): void {
    if (this.#isSilent) return;
    const { exports } = this.program;
    const time = this.#readings.now();
    const generator = exports.weft_generator();
    this.#host.write(fd, bytes, exports.weft_current(), time, this.#outside.written[fd], generator);
    this.#outside.written[fd] += bytes.length;
    if (!this.#trace) return;
    exports.weft_trace_time(time);
    exports.weft_trace_output(fd, this.#outside.written[fd]);
    this.#trace.wrote();
  }

  #complete(completion: Completion): void {
    this.#requests.came(completion.request);
    if (completion.line !== undefined && completion.line !== null) this.#outside.lines++;
    this.#tape?.complete(completion, this.#readings.shown);
    if (this.#trace) this.program.exports.weft_trace_time(this.#readings.now());
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
    const leaks = ending?.cause === 'exit' && unlessRuined(() => this.program.leaks());
    if (ending) return this.#end(leaks ? { ...ending, leaks } : ending);
    this.#close();
    this.#reject(thrown);
  }

  /// The memory can still be read, even after a fault, though there may be no trace in it.
  #finishTrace(): void {
    unlessRuined(() => {
      this.program.prepare();
      this.#turnByTurn.tracker?.look();
      this.#trace?.finish();
    });
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
