/// How a program's run ends, from what is thrown through its frames.

import { End } from './abi.gen.ts';
import { faultOf } from './fault.ts';
import { CheckFailed, ProgramEnded, ProgramExit, type Program, StreamMissing } from './program.ts';
import { sourceOf, type ProgramSource } from './trap.ts';
import type { Ending, Reported } from './ending.ts';

export const faultStatus = 70;

export class Endings {
  readonly #program: () => Program;
  readonly #source: ProgramSource | undefined;
  /// What Weft has told of a fault.
  #reported: Reported = {};

  constructor(wasm: WebAssembly.Module, program: () => Program) {
    this.#source = sourceOf(wasm);
    this.#program = program;
  }

  /// The program's imports by which Weft ends it.
  readonly imports = {
    end: (cause: number): never => {
      throw new ProgramEnded(cause);
    },
    trap: (sentence: number, file: number, line: number): never => {
      const { memory } = this.#program();
      if (file === 0) throw new StreamMissing(memory.text(sentence));
      throw new CheckFailed(memory.text(sentence), memory.text(file), line);
    },
    report: (message: number, file: number, line: number, task: number): void => {
      const { memory } = this.#program();
      this.#reported = {
        message: memory.text(message),
        ...(file !== 0 && { file: memory.text(file), line }),
        ...(task !== 0 && { task }),
      };
    },
  };

  exit(status: number): never {
    throw new ProgramExit(status);
  }

  /// Nothing has been told yet.
  reset(): void {
    this.#reported = {};
  }

  /// A trap is told on stderr first. Undefined for what no program throws: an error of the host's.
  of(thrown: unknown): Ending | undefined {
    if (thrown instanceof ProgramExit) return { status: thrown.status & 0xff, cause: 'exit' };
    if (thrown instanceof ProgramEnded) {
      const cause = thrown.cause === End.DEADLOCK ? 'deadlock' : 'fault';
      return { status: faultStatus, cause, ...this.#reported };
    }
    const fault = faultOf(thrown, this.#source);
    if (!fault) return undefined;
    try {
      this.#program().fault(fault.kind, fault);
    } catch {
      /* The report ends by an exit or, where the program's memory is in ruins, by another trap. */
    }
    return { status: faultStatus, cause: 'fault', ...this.#reported };
  }
}
