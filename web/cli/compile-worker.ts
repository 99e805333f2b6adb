/// Compiles programs on a thread of its own, with one compiler for all that it is asked for.

import { parentPort } from 'node:worker_threads';
import { startToolchain } from './compiler.ts';
import type { Toolchain } from '../toolchain/index.ts';
import type { BuildReply, BuildRequest } from './build.ts';

let toolchain: Promise<Toolchain> | undefined;

parentPort!.on('message', async ({ source, options }: BuildRequest) => {
  let reply: BuildReply;
  try {
    toolchain ??= startToolchain();
    reply = { result: await (await toolchain).build(source, options) };
  } catch (error) {
    reply = { error: (error as Error).message };
  }
  parentPort!.postMessage(reply);
});
