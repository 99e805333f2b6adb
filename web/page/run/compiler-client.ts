/// This is the page's end of the compile worker, which is started when it is first needed and then lives as
/// long as the page: no run and no Stop costs its start again.

import type {
  BuildOptions,
  BuildResult,
  CompileOptions,
  Completion,
  Diagnostic,
} from '../../toolchain/index.ts';
import type { FromCompiler, ToCompiler } from '../../workers/protocol.ts';
import type { CompilerState } from '../state.ts';
import type { CompilerPort } from './compiler-port.ts';

/// The compiler is not there, and why.
export class CompilerUnavailable extends Error {}
/// The person cancelled its download.
export class CompilerCanceled extends CompilerUnavailable {}

interface Pending<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

export class CompilerClient {
  readonly #createWorker: () => CompilerPort;
  #worker: CompilerPort | undefined;
  readonly #report: (state: CompilerState) => void;
  readonly #builds = new Map<number, Pending<BuildResult>>();
  readonly #checks = new Map<number, Pending<Diagnostic[]>>();
  readonly #completions = new Map<number, Pending<Completion[]>>();
  #nextId = 1;
  #state: CompilerState = { kind: 'absent' };

  constructor(createWorker: () => CompilerPort, report: (state: CompilerState) => void) {
    this.#createWorker = createWorker;
    this.#report = report;
  }

  get state(): CompilerState {
    return this.#state;
  }

  /// Fetches and starts the compiler unless that is done or under way.
  prepare(): void {
    if (this.#state.kind !== 'absent' && this.#state.kind !== 'failed') return;
    this.#become({ kind: 'loading', loaded: 0, total: 0 });
    this.#send({ kind: 'prepare' });
  }

  /// Starts it where a visit before has left it in this browser. Nobody waits for that: only that it is ready
  /// is told.
  prepareIfKept(): void {
    if (this.#state.kind === 'absent') this.#send({ kind: 'prepare', ifKept: true });
  }

  cancel(): void {
    if (this.#state.kind === 'loading') this.#send({ kind: 'cancel' });
  }

  build(source: string, options: Omit<BuildOptions, 'fileName'>): Promise<BuildResult> {
    return this.#ask(this.#builds, (id) => ({ kind: 'build', id, source, options, ahead: false }));
  }

  /// As build, for nobody who waits. Where it is dropped before it is done, it may reject.
  buildAhead(
    source: string,
    options: Omit<BuildOptions, 'fileName'>,
    dropped: AbortSignal,
  ): Promise<BuildResult> {
    const id = this.#nextId;
    const result = this.#ask(this.#builds, () => ({ kind: 'build', id, source, options, ahead: true }));
    dropped.addEventListener('abort', () => this.#builds.has(id) && this.#send({ kind: 'drop', id }));
    return result;
  }

  check(source: string, options: CompileOptions): Promise<Diagnostic[]> {
    return this.#ask(this.#checks, (id) => ({ kind: 'check', id, source, options }));
  }

  complete(source: string, offset: number): Promise<Completion[]> {
    return this.#ask(this.#completions, (id) => ({ kind: 'complete', id, source, offset }));
  }

  #ask<T>(pending: Map<number, Pending<T>>, message: (id: number) => ToCompiler): Promise<T> {
    this.prepare();
    const id = this.#nextId++;
    this.#send(message(id));
    return new Promise((resolve, reject) => pending.set(id, { resolve, reject }));
  }

  #send(message: ToCompiler): void {
    this.#worker ??= this.#startWorker();
    this.#worker.postMessage(message);
  }

  #startWorker(): CompilerPort {
    const worker = this.#createWorker();
    worker.onmessage = (event) => this.#receive(event.data);
    worker.onerror = (event) => {
      worker.terminate();
      this.#worker = undefined;
      if (this.#state.kind === 'absent') return; // nobody has asked for it
      this.#fail(event.message || 'The compiler could not be started. Is this device online?');
    };
    return worker;
  }

  #receive(message: FromCompiler): void {
    switch (message.kind) {
      case 'progress':
        return this.#become({ kind: 'loading', loaded: message.loaded, total: message.total });
      case 'starting':
        return this.#become({ kind: 'starting' });
      case 'ready':
        return this.#become({ kind: 'ready' });
      case 'canceled':
        return this.#giveUp(
          { kind: 'absent' },
          new CompilerCanceled('The download of the compiler was canceled.'),
        );
      case 'failed':
        return this.#fail(message.message);
      case 'here':
      case 'begun':
        return;
      case 'built':
        return settle(this.#builds, message.id, ({ resolve }) => resolve(message.result));
      case 'checked':
        return settle(this.#checks, message.id, ({ resolve }) => resolve(message.diagnostics));
      case 'completed':
        return settle(this.#completions, message.id, ({ resolve }) => resolve(message.completions));
      case 'broken':
        settle(this.#builds, message.id, ({ reject }) => reject(new Error(message.message)));
        settle(this.#checks, message.id, ({ reject }) => reject(new Error(message.message)));
        settle(this.#completions, message.id, ({ reject }) => reject(new Error(message.message)));
    }
  }

  #fail(message: string): void {
    this.#giveUp({ kind: 'failed', message }, new CompilerUnavailable(message));
  }

  #giveUp(state: CompilerState, error: Error): void {
    this.#become(state);
    for (const pending of [this.#builds, this.#checks, this.#completions]) {
      for (const { reject } of pending.values()) reject(error);
      pending.clear();
    }
  }

  #become(state: CompilerState): void {
    this.#state = state;
    this.#report(state);
  }
}

function settle<T>(pending: Map<number, Pending<T>>, id: number, by: (one: Pending<T>) => void): void {
  const one = pending.get(id);
  pending.delete(id);
  if (one) by(one);
}
