/// This is the page's end of program workers. Each run has a worker to itself, so that Stop is to end the
/// worker, whatever the program does; the next one is started ahead, so that Run does not wait for it, and
/// only when the program has begun, so that they do not share the processor.

import {
  unpackedOutput,
  type OutputBatch,
  type Snapshot,
  type TapePart,
  type TraceBatch,
} from '../../runtime/index.ts';
import type { Heard } from '../variables/variables.ts';
import { HeardWorker } from './heard-worker.ts';
import { Intake } from './intake.ts';
import type { FromProgram, ProgramEnding, StartProgram, ToProgram } from '../../workers/protocol.ts';

/// What an engine does where it knows no module workers, and says nothing.
const notStarted = 'The program could not be started: this browser may be too old for module workers.';

/// So long after a program was started the next worker is.
const aheadMilliseconds = 200;

export interface RunListener {
  output(batch: OutputBatch, names: [task: number, name: string][]): void;
  trace(batch: TraceBatch): void;
  tape(part: TapePart): void;
  snapshot(snapshot: Snapshot): void;
  variables(heard: Heard): void;
  held(): void;
  inputWanted(wanted: boolean): void;
  forked(schedule: string): void;
  ended(ending: ProgramEnding): void;
  failed(message: string): void;
}

export interface RunningProgram {
  pause(): void;
  resume(): void;
  step(): void;
  setSpeed(turnsPerSecond: number): void;
  trackVariables(on: boolean): void;
  runUntil(condition: string): void;
  /// null ends the input.
  giveLine(text: string | null): void;
  /// Nothing of this run is heard of afterwards.
  stop(): void;
}

export class ProgramClient {
  readonly #createWorker: () => Worker;
  #spare: Spare | undefined;

  constructor(createWorker: () => Worker) {
    this.#createWorker = createWorker;
    this.#spare = new Spare(createWorker());
  }

  /// Replaces the worker that was started ahead, for one that knows the page as it is now.
  renew(): void {
    if (!this.#spare) return;
    this.#spare.worker.terminate();
    this.#spare = new Spare(this.#createWorker());
  }

  #takeSpare(): Spare {
    const spare = this.#spare ?? new Spare(this.#createWorker());
    this.#spare = undefined;
    setTimeout(() => (this.#spare ??= new Spare(this.#createWorker())), aheadMilliseconds);
    return spare;
  }

  start(options: Omit<StartProgram, 'kind'>, listener: RunListener): RunningProgram {
    const spare = this.#takeSpare();
    const intake = new Intake();
    const listenTo = (worker: Worker): Worker => {
      worker.onmessage = (event: MessageEvent<FromProgram>) => {
        program.heard();
        const begun = performance.now();
        hear(event.data, listener, stop);
        if (event.data.kind !== 'trace') return;
        intake.took(performance.now() - begun, () => program.send({ kind: 'taken' }));
      };
      worker.onerror = (event) => {
        stop();
        listener.failed(event.message || notStarted);
      };
      stopListening = () => {
        worker.onmessage = worker.onerror = null;
      };
      return worker;
    };
    let stopListening = () => {};
    const program = new HeardWorker<ToProgram>(listenTo(spare.worker), () => listenTo(this.#createWorker()));
    const stop = () => {
      stopListening();
      program.end();
    };
    const send = (message: ToProgram) => program.send(message);
    if (spare.here) program.heard();
    send({ kind: 'start', ...options });
    return {
      pause: () => send({ kind: 'pause' }),
      resume: () => send({ kind: 'resume' }),
      step: () => send({ kind: 'step' }),
      setSpeed: (turnsPerSecond) => send({ kind: 'speed', turnsPerSecond }),
      trackVariables: (on) => send({ kind: 'variables', on }),
      runUntil: (condition) => send({ kind: 'until', condition }),
      giveLine: (text) => send({ kind: 'line', text }),
      stop,
    };
  }
}

/// A worker that was started ahead, and whether it has been heard of.
class Spare {
  readonly worker: Worker;
  here = false;

  constructor(worker: Worker) {
    this.worker = worker;
    worker.onmessage = () => {
      this.here = true;
    };
  }
}

function hear(message: FromProgram, listener: RunListener, stop: () => void): void {
  switch (message.kind) {
    case 'here':
      return;
    case 'output':
      return listener.output(unpackedOutput(message.batch), message.names);
    case 'trace':
      return listener.trace(message.batch);
    case 'tape':
      return listener.tape(message.part);
    case 'snapshot':
      return listener.snapshot(message.snapshot);
    case 'variables':
      return listener.variables(message);
    case 'held':
      return listener.held();
    case 'input':
      return listener.inputWanted(message.wanted);
    case 'forked':
      return listener.forked(message.schedule);
    case 'ended':
      stop();
      return listener.ended(message.ending);
    case 'failed':
      stop();
      return listener.failed(message.message);
  }
}
