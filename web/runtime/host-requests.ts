/// The requests of one run to its host are begun by the program, and finished by the world outside, or
/// aborted.

import { WeftError } from './abi.gen.ts';
import { encodeText, type ProgramMemory } from './memory.ts';
import { LineQueue, type Line } from './lines.ts';
import { ask, requestIn, type Answer, type FetchArguments, type Request } from './fetch.ts';
import type { Clock } from './clock.ts';
import { isAnswer, type Completion } from './completion.ts';
import type { Host } from './host.ts';
import type { TapeReader } from './tape.ts';

/// What a program waits for.
export interface Asked {
  request: number;
  what: Request | 'line' | 'frame';
}

export interface HostRequestParts {
  memory(): ProgramMemory;
  clock: Clock;
  host: Host;
  /// A request has been finished; `take` has it.
  arrived(): void;
  /// Until `goLive` nothing is asked for outside: what came is on a tape.
  again?: boolean;
}

export class HostRequests {
  readonly #parts: HostRequestParts;
  readonly #lines: LineQueue;
  /// How to abort each request that has not been finished.
  readonly #open = new Map<number, () => void>();
  /// Those of them that fetch.
  readonly #fetches = new Set<number>();
  #finished: Completion[] = [];
  #lastBegun = -Infinity;
  /// What the program has asked for and has not been handed, in that order.
  readonly #asked = new Map<number, Asked['what']>();
  /// In a run that is made again: nobody outside is asked.
  #isAgain: boolean;

  constructor(parts: HostRequestParts) {
    this.#parts = parts;
    this.#isAgain = parts.again ?? false;
    const { host } = parts;
    const readLine = host.readLine && ((signal: AbortSignal) => host.readLine!(signal));
    this.#lines = new LineQueue(readLine, (request, line) => this.#finish(lineCompletion(request, line)));
  }

  /// Whether the world outside owes an answer.
  get outstanding(): boolean {
    return this.#open.size > 0;
  }

  /// Whether it owes one to a fetch.
  get owesFetches(): boolean {
    return this.#fetches.size > 0;
  }

  /// The host's time in milliseconds at which the last request began.
  get lastBegun(): number {
    return this.#lastBegun;
  }

  get hasFinished(): boolean {
    return this.#finished.length > 0;
  }

  /// The requests that have been finished since the last call, in that order.
  take(): Completion[] {
    return this.#finished.splice(0);
  }

  /// The program has not taken it. A line is the next reader's.
  giveBack({ line }: Completion): void {
    if (line !== undefined && line !== null) this.#lines.giveBack(line);
  }

  /// The program's imports.
  readonly imports = {
    fetch: (request: number, ...asked: FetchArguments): void =>
      this.#ask(request, requestIn(this.#parts.memory(), ...asked)),
    read_line: (request: number): void => this.#ask(request, 'line'),
    next_frame: (request: number): number => this.#nextFrame(request),
    abort: (request: number): void => this.abort(request),
  };

  #ask(request: number, what: Asked['what']): void {
    this.#asked.set(request, what);
    if (!this.#isAgain) this.#askOutside(request, what);
  }

  #askOutside(request: number, what: Asked['what']): void {
    if (what === 'frame') return this.#askFrame(request);
    if (what !== 'line') return this.#fetch(request, what);
    this.#begin(request, () => this.#lines.giveUp(request));
    this.#lines.ask(request);
  }

  /// The program is handed it.
  came(request: number): void {
    this.#asked.delete(request);
  }

  /// What the program waits for; undefined: that is not all, as a line has come that nobody wants yet.
  get asked(): Asked[] | undefined {
    if (this.#lines.hasUnread) return undefined;
    return Array.from(this.#asked, ([request, what]) => ({ request, what }));
  }

  /// In a run that is made again: this has been asked for by now, and nothing else.
  goOnWith(asked: readonly Asked[]): void {
    this.#asked.clear();
    for (const { request, what } of asked) this.#asked.set(request, what);
  }

  /// From now on, when the program's clock shows `now`, it is asked outside. What is fetched, and came later
  /// in the run before, comes then.
  goLive(rest: TapeReader['rest'], now: number): void {
    this.#isAgain = false;
    for (const [request, what] of this.#asked) {
      const kept = rest.get(request);
      if (kept && isAnswer(kept.completion)) this.#finishLater(kept.completion, (kept.time - now) / 1e6);
      else this.#askOutside(request, what);
    }
  }

  #finishLater(completion: Completion, milliseconds: number): void {
    const { host } = this.#parts;
    const timer = host.setTimer(() => this.#finish(completion), Math.max(0, milliseconds));
    this.#begin(completion.request, () => host.clearTimer(timer));
    this.#fetches.add(completion.request);
  }

  /// The program no longer waits for it: it ends now and is never completed.
  abort(request: number): void {
    this.#asked.delete(request);
    const finished = this.#finished.find((one) => one.request === request);
    if (finished) {
      this.#finished = this.#finished.filter((one) => one !== finished);
      this.giveBack(finished);
    }
    const abort = this.#open.get(request);
    this.#open.delete(request);
    this.#fetches.delete(request);
    abort?.();
  }

  abortAll(): void {
    for (const request of [...this.#open.keys()]) this.abort(request);
  }

  #fetch(request: number, asked: Request): void {
    const { host } = this.#parts;
    if (!host.fetch) {
      this.#begin(request, () => {});
      this.#finish({ request, status: WeftError.EIO });
      return;
    }
    const controller = new AbortController();
    this.#begin(request, () => controller.abort());
    this.#fetches.add(request);
    void ask(host.fetch.bind(host), asked, controller.signal).then((answer) =>
      this.#finish(answerCompletion(request, answer)),
    );
  }

  /// 0 where there is no display, or the clock is not its own: the program counts frames by itself then.
  #nextFrame(request: number): number {
    const { host, clock } = this.#parts;
    if (!host.frame || clock.virtual) return 0;
    this.#ask(request, 'frame');
    return 1;
  }

  #askFrame(request: number): void {
    const { host, clock } = this.#parts;
    const cancel = host.frame!((time) => {
      const frame = Math.max(0, clock.now() - (host.now() - time) * 1e6);
      this.#finish({ request, status: 0, frame });
    });
    this.#begin(request, cancel);
  }

  #begin(request: number, abort: () => void): void {
    this.#open.set(request, abort);
    this.#lastBegun = this.#parts.host.now();
  }

  #finish(completion: Completion): void {
    if (!this.#open.delete(completion.request)) return;
    this.#fetches.delete(completion.request);
    this.#finished.push(completion);
    this.#parts.arrived();
  }
}

function lineCompletion(request: number, line: Line): Completion {
  if (line === null) return { request, status: WeftError.EDONE, line };
  const data = typeof line === 'string' ? encodeText(line) : line;
  return { request, status: data.length, data, line };
}

export function answerCompletion(request: number, answer: Answer): Completion {
  const { status, body, contentType } = answer;
  return {
    request,
    status,
    ...(body && { data: body }),
    ...(contentType !== undefined && { extra: encodeText(contentType) }),
  };
}
