/// All that a program sees of the world outside while it is explored: a virtual clock, entropy from the seed,
/// the input that was given, answers that are kept, and streams that keep what is written.

import { Choice, WeftError, type HostImports } from '../runtime/abi.gen.ts';
import { requestKey, type KeptAnswers } from '../runtime/answers.ts';
import { VirtualClock, type VirtualClockState } from '../runtime/clock.ts';
import type { Endings } from '../runtime/endings.ts';
import { requestIn, type Answer, type Request } from '../runtime/fetch.ts';
import { answerCompletion } from '../runtime/host-requests.ts';
import type { Program } from '../runtime/program.ts';
import { SeededBytes } from '../runtime/random.ts';
import { departureOf, inOrder, type Departure } from '../runtime/schedule.ts';
import { wasiImports, type WasiParts } from '../runtime/wasi.ts';
import { changed, Footprint, outputKey } from './footprint.ts';

export interface WorldOptions {
  seed: number;
  /// argv, the program's name first.
  args: readonly string[];
  environment?: Readonly<Record<string, string>>;
  /// The program's input, each line with its newline, which only the last may lack.
  lines: readonly Uint8Array[];
  /// What it fetches is answered so, and anything else ends with Unanswered. Absent: every fetch fails.
  answers?: KeptAnswers;
  /// Whether calls that can fail may do so, one in a run.
  faults?: boolean;
  /// Timers whose deadlines lie so many seconds apart may fire in either order.
  jitter?: number;
}

interface WorldParts {
  program(): Program;
  endings: Endings;
}

/// What the program has asked for, which has not come yet.
interface Asked {
  number: number;
  /// Absent: for a line.
  fetch?: Request;
}

/// Nobody has asked outside for these yet.
export class Unanswered extends Error {
  readonly requests: readonly Request[];

  constructor(requests: readonly Request[]) {
    super('what the program fetches has no answer yet');
    this.requests = requests;
  }
}

/// The latest first.
interface Departures {
  departure: Departure;
  /// How many there are.
  count: number;
  before: Departures | undefined;
}

export interface WorldState {
  clock: VirtualClockState;
  entropy: bigint;
  /// A character for each byte: texts that are joined cost nothing to keep.
  stdout: string;
  stderr: string;
  /// How many lines of input have been handed in.
  lines: number;
  requests: readonly Asked[];
  /// How many choices there were, calls that can fail, and timers that fired.
  choices: number;
  faults: number;
  timers: number;
  /// The program's own.
  allocations: number;
  /// A call has failed: no other does.
  faulted: boolean;
  departures: Departures | undefined;
}

/// Asked at a choice for one of `count` alternatives; `number` counts the run's choices from 0, calls that
/// can fail, timers and allocations by themselves.
export type Chooser = (kind: Choice, count: number, number: number) => number;

export const fifo: Chooser = () => 0;

export class World {
  readonly clock = new VirtualClock();
  readonly #options: WorldOptions;
  readonly #parts: WorldParts;
  readonly #entropy: SeededBytes;
  #stdout = '';
  #stderr = '';
  #lines = 0;
  #requests: readonly Asked[] = [];
  #choices = 0;
  #faults = 0;
  #timers = 0;
  #allocations = 0;
  #faulted = false;
  #departures: Departures | undefined;
  /// Who decides.
  chooser: Chooser = fifo;
  /// Of the turn that runs: what it touches out here is added.
  footprint = new Footprint();

  constructor(options: WorldOptions, parts: WorldParts) {
    this.#options = options;
    this.#parts = parts;
    this.#entropy = new SeededBytes(options.seed);
  }

  get state(): WorldState {
    return {
      clock: this.clock.state,
      entropy: this.#entropy.state,
      stdout: this.#stdout,
      stderr: this.#stderr,
      lines: this.#lines,
      requests: this.#requests,
      choices: this.#choices,
      faults: this.#faults,
      timers: this.#timers,
      allocations: this.#allocations,
      faulted: this.#faulted,
      departures: this.#departures,
    };
  }

  set state(state: WorldState) {
    this.clock.state = state.clock;
    this.#entropy.state = state.entropy;
    this.#stdout = state.stdout;
    this.#stderr = state.stderr;
    this.#lines = state.lines;
    this.#requests = state.requests;
    this.#choices = state.choices;
    this.#faults = state.faults;
    this.#timers = state.timers;
    this.#allocations = state.allocations;
    this.#faulted = state.faulted;
    this.#departures = state.departures;
  }

  get departureCount(): number {
    return this.#departures?.count ?? 0;
  }

  /// The run's departures from fifo up to now.
  get departures(): Departure[] {
    const list: Departure[] = [];
    for (let one = this.#departures; one; one = one.before) list.push(one.departure);
    list.reverse();
    return inOrder(list);
  }

  /// Whether the program has asked for something that has not come.
  get owes(): boolean {
    return this.#requests.length > 0;
  }

  /// Hands in what the program has asked for.
  answer(): void {
    const requests = this.#requests;
    this.#requests = [];
    const unanswered = requests.flatMap(({ fetch }) => (fetch && !this.#answerTo(fetch) ? [fetch] : []));
    if (unanswered.length > 0) throw new Unanswered(unanswered);
    for (const { number, fetch } of requests) {
      if (!fetch) this.#answerLine(number);
      else this.#parts.program().complete(answerCompletion(number, this.#answerTo(fetch)!));
    }
  }

  #answerTo(request: Request): Answer | undefined {
    const { answers } = this.#options;
    return answers ? answers.get(requestKey(request)) : { status: WeftError.EIO };
  }

  #answerLine(request: number): void {
    const line = this.#options.lines[this.#lines];
    if (line) this.#lines++;
    const completion = line ? { status: line.length, data: line } : { status: WeftError.EDONE };
    this.#parts.program().complete({ request, ...completion });
  }

  imports(): ConstructorParameters<typeof Program>[1] {
    const { endings, program } = this.#parts;
    const wasi: WasiParts = {
      memory: () => program().memory,
      clock: this.clock,
      args: this.#options.args,
      environment: this.#options.environment ?? {},
      random: (count) => this.#entropy.take(count),
      write: (fd, bytes) => this.#write(fd, bytes),
      exit: (status) => endings.exit(status),
    };
    const weft: HostImports & WebAssembly.Imports[string] = {
      now: () => this.clock.now(),
      steady: () => this.clock.now(),
      advance: (time) => this.clock.advanceTo(time),
      block: (nanoseconds) => this.clock.hold(nanoseconds),
      turn() {},
      fetch: (number, ...asked) => this.#ask({ number, fetch: requestIn(program().memory, ...asked) }),
      read_line: (number) => this.#ask({ number }),
      next_frame: () => 0,
      abort: (number) => void (this.#requests = this.#requests.filter((one) => one.number !== number)),
      next_departure: () => -1,
      next_alternative: () => 0,
      departed: (number, alternative) => this.#depart({ number, alternative }),
      choose: (kind, count) => this.#choose(kind as Choice, count),
      ...endings.imports,
    };
    return { weft, wasi_snapshot_preview1: wasiImports(wasi) };
  }

  #ask(request: Asked): void {
    this.#requests = [...this.#requests, request];
  }

  #choose(kind: Choice, count: number): number {
    if (kind === Choice.FAULT) return this.#chooseFault(kind, this.#faults++);
    if (kind === Choice.ALLOCATION) return this.#chooseFault(kind, this.#allocations++);
    if (kind === Choice.TIMER) return this.#chooseTimer(count);
    const alternative = this.chooser(kind, count, this.#choices);
    if (alternative > 0) this.#depart({ number: this.#choices, alternative });
    this.#choices++;
    return alternative;
  }

  #chooseFault(kind: Choice, number: number): number {
    if (!this.#options.faults || this.#faulted) return 0;
    const alternative = this.chooser(kind, 2, number);
    this.#faulted = alternative > 0;
    if (this.#faulted) this.#depart({ number, alternative, of: departureOf(kind) });
    return alternative;
  }

  #chooseTimer(count: number): number {
    const number = this.#timers++;
    if (!this.#options.jitter || count === 1) return 0;
    const alternative = this.chooser(Choice.TIMER, count, number);
    if (alternative > 0) this.#depart({ number, alternative, of: 'timer' });
    return alternative;
  }

  #depart(departure: Departure): void {
    this.#departures = { departure, count: this.departureCount + 1, before: this.#departures };
  }

  #write(fd: 1 | 2, bytes: Uint8Array): void {
    let text = '';
    for (let at = 0; at < bytes.length; at += 1024)
      text += String.fromCharCode(...bytes.subarray(at, at + 1024));
    if (fd === 2) this.#stderr += text;
    else {
      this.#stdout += text;
      this.footprint.add(outputKey, changed);
    }
  }
}

/// The text of a stream of which there is a character for each byte.
export function decoded(written: string): string {
  const bytes = new Uint8Array(written.length);
  for (let at = 0; at < written.length; at++) bytes[at] = written.charCodeAt(at);
  return new TextDecoder().decode(bytes);
}
