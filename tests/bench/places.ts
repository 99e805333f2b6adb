/// Where contenders run: a worker of Node, a worker of a browser, a process of their own.

import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { programs } from './build.ts';
import { Missing, type Measure, type Reply, type Request } from './engine/protocol.ts';

/// A worker with an engine; each row gets a new one.
export interface EngineHost {
  ask(request: Request): Promise<Reply>;
  close(): Promise<void>;
}

export class NodeEngine implements EngineHost {
  readonly #worker = new Worker(fileURLToPath(new URL('engine/node-worker.js', import.meta.url)), {
    workerData: { folder: programs },
    resourceLimits: { maxOldGenerationSizeMb: 4096 },
  });

  ask(request: Request): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#worker.once('error', reject);
      this.#worker.once('message', (reply: Reply) => {
        this.#worker.off('error', reject);
        resolve(reply);
      });
      this.#worker.postMessage(request);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

let lastKey = 0;

type Asked = Request & { kind: 'open' } extends infer Open
  ? Open extends { key: number }
    ? Omit<Open, 'key' | 'kind'>
    : never
  : never;

export async function openIn(engine: EngineHost, contender: Asked): Promise<Measure> {
  const key = ++lastKey;
  const check = ({ value, missing, error }: Reply): number | undefined => {
    if (missing !== undefined) throw new Missing(missing);
    if (error !== undefined) throw new Error(error);
    return value;
  };
  check(await engine.ask({ kind: 'open', key, ...contender }));
  return async (count) => check(await engine.ask({ kind: 'measure', key, count }))!;
}

/// A command that answers lines of "WORK COUNT".
export class Process {
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  constructor(command: string, args: readonly string[]) {
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#child.stdout! });
  }

  get id(): number {
    return this.#child.pid!;
  }

  measure(work: string): Measure {
    return (count) =>
      new Promise((resolve, reject) => {
        const ended = () => reject(new Error(`${this.#child.spawnfile} has ended`));
        this.#child.once('error', reject).once('exit', ended);
        this.#lines.once('line', (line) => {
          this.#child.off('error', reject).off('exit', ended);
          resolve(Number(line));
        });
        this.#child.stdin!.write(`${work} ${count}\n`);
      });
  }

  close(): void {
    this.#child.removeAllListeners();
    this.#child.kill();
  }
}
