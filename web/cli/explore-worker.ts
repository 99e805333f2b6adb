/// Does parts of an exploration on a thread of its own.

import { parentPort, workerData } from 'node:worker_threads';
import { Parts, type Budget, type Part, type PartOptions, type PartResult } from '../explore/index.ts';

export type ExploreStart = Omit<PartOptions, 'wasm'> & { wasm: Uint8Array };

export interface PartRequest {
  part: Part;
  /// `until` is in milliseconds since 1970 here, as each thread counts performance.now() from its own start.
  budget: Budget;
}

export type PartReply = { result: PartResult } | { error: string };

/* The frames of a trap say which function it was in. */
Error.stackTraceLimit = 50;

const { wasm, ...options } = workerData as ExploreStart;
let parts: Parts | undefined;

parentPort!.on('message', ({ part, budget }: PartRequest) => {
  let reply: PartReply;
  try {
    parts ??= new Parts({ ...options, wasm: new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>) });
    const until = budget.until - performance.timeOrigin;
    reply = { result: parts.do(part, { ...budget, until }) };
  } catch (error) {
    reply = { error: (error as Error).stack ?? String(error) };
  }
  parentPort!.postMessage(reply);
});
