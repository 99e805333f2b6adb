/// The host operations of one run: begun by the program, ended by the world outside or by the program's own clock.

import { WeftError } from './abi.gen.ts';
import { encodeText, type ProgramMemory } from './memory.ts';
import { LineQueue, type Line } from './lines.ts';
import { ask, delayAnswer, delaySeconds, type Answer, type Request } from './request.ts';
import type { Agenda } from './agenda.ts';
import type { Clock } from './clock.ts';
import type { Host } from './host.ts';

/// What weft_complete is told.
export interface Completion {
  operation: number;
  status: number;
  data?: Uint8Array;
  extra?: Uint8Array;
  /// Of a frame, which has nothing else to tell: its own time on the program's clock, in nanoseconds.
  frame?: number;
}

export interface OperationParts {
  memory(): ProgramMemory;
  clock: Clock;
  agenda: Agenda;
  host: Host;
  /// An operation has ended; `take` has it.
  arrived(): void;
}

const frame = 1e9 / 60;

export class Operations {
  readonly #parts: OperationParts;
  readonly #lines: LineQueue;
  /// How to abort each operation that has not ended.
  readonly #open = new Map<number, () => void>();
  /// Those of them that end by themselves, whatever the program's clock says.
  readonly #outside = new Set<number>();
  #ended: { completion: Completion; outside: boolean }[] = [];

  constructor(parts: OperationParts) {
    this.#parts = parts;
    const { host } = parts;
    const readLine = host.readLine && ((signal: AbortSignal) => host.readLine!(signal));
    this.#lines = new LineQueue(readLine, (operation, line) => this.#end(lineCompletion(operation, line)));
  }

  /// Whether the world outside still owes an answer.
  get outstanding(): boolean {
    return this.#outside.size > 0;
  }

  get hasEnded(): boolean {
    return this.#ended.length > 0;
  }

  /// The operations that have ended since the last call, in the order of their ends. `outside`: also those that the world outside ended.
  take(outside = true): Completion[] {
    const taken = this.#ended.filter((one) => outside || !one.outside);
    this.#ended = outside ? [] : this.#ended.filter((one) => one.outside);
    return taken.map(({ completion }) => completion);
  }

  /// The program's imports.
  readonly imports = {
    fetch: (
      operation: number,
      url: number,
      method: number,
      headers: number,
      body: number,
      length: number,
      maxLength: number,
    ): void => {
      const memory = this.#parts.memory();
      this.#fetch(operation, {
        url: memory.text(url),
        method: memory.text(method),
        headers: memory.texts(headers),
        body: body === 0 ? undefined : memory.copy(body, length),
        maxLength,
      });
    },
    read_line: (operation: number): void => {
      this.#begin(operation, () => this.#lines.giveUp(operation));
      this.#outside.add(operation);
      this.#lines.ask(operation);
    },
    next_frame: (operation: number): void => this.#nextFrame(operation),
    abort: (operation: number): void => this.abort(operation),
  };

  /// The program no longer waits for it: it ends now and is never completed.
  abort(operation: number): void {
    this.#ended = this.#ended.filter(({ completion }) => completion.operation !== operation);
    const abort = this.#open.get(operation);
    this.#forget(operation);
    abort?.();
  }

  abortAll(): void {
    for (const operation of [...this.#open.keys()]) this.abort(operation);
  }

  #fetch(operation: number, request: Request): void {
    const { host, clock, agenda } = this.#parts;
    const seconds = delaySeconds(request.url);
    if (seconds !== undefined && (clock.virtual || !host.answersDelay)) {
      const end = () => this.#end(answerCompletion(operation, delayAnswer(seconds, request.maxLength)));
      this.#begin(operation, agenda.add(clock.now() + seconds * 1e9, end));
    } else if (host.fetch) {
      const controller = new AbortController();
      this.#begin(operation, () => controller.abort());
      this.#outside.add(operation);
      const fetch = host.fetch.bind(host);
      void ask(fetch, request, controller.signal).then((answer) =>
        this.#end(answerCompletion(operation, answer)),
      );
    } else {
      this.#begin(operation, () => {});
      this.#end({ operation, status: WeftError.EIO });
    }
  }

  #nextFrame(operation: number): void {
    const { host, clock, agenda } = this.#parts;
    const end = (time: number) => this.#end({ operation, status: 0, frame: Math.max(0, time) });
    if (host.frame && !clock.virtual) {
      this.#begin(
        operation,
        host.frame((time) => end(clock.now() - (host.now() - time) * 1e6)),
      );
      this.#outside.add(operation);
    } else {
      const next = Math.round((Math.floor((clock.now() + 1) / frame) + 1) * frame);
      this.#begin(
        operation,
        agenda.add(next, () => end(next)),
      );
    }
  }

  #begin(operation: number, abort: () => void): void {
    this.#open.set(operation, abort);
  }

  #forget(operation: number): void {
    this.#open.delete(operation);
    this.#outside.delete(operation);
  }

  #end(completion: Completion): void {
    if (!this.#open.has(completion.operation)) return;
    const outside = this.#outside.has(completion.operation);
    this.#forget(completion.operation);
    this.#ended.push({ completion, outside });
    this.#parts.arrived();
  }
}

function lineCompletion(operation: number, line: Line): Completion {
  if (line === null) return { operation, status: WeftError.EDONE };
  const data = typeof line === 'string' ? encodeText(line) : line;
  return { operation, status: data.length, data };
}

function answerCompletion(operation: number, answer: Answer): Completion {
  const { status, body, contentType } = answer;
  return {
    operation,
    status,
    ...(body && { data: body }),
    ...(contentType !== undefined && { extra: encodeText(contentType) }),
  };
}
