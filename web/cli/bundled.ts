/// The script that a program becomes one file with, for Node alone: build/bundled.mjs bundles it, and
/// common/bundled.ts puts the program into it.

import { MessageChannel } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { readSchedule, Run } from '../runtime/index.ts';
import { Failure } from './failure.ts';
import { nodeHost } from './node-host.ts';
import { say, writeAll } from './output.ts';
import { canSwitchNatively } from './switching.ts';
import { serveStdin, Stdin } from './stdin.ts';
import type { BundledProgram } from '../common/bundled.ts';

declare const __WEFT_PROGRAM__: BundledProgram;

/* The frames of a trap say which function it was in. */
Error.stackTraceLimit = 50;

const { file, wasm, native, clock, seed, schedule } = __WEFT_PROGRAM__;
const packed = native !== undefined && canSwitchNatively() ? native : wasm;
const { port1, port2 } = new MessageChannel();
serveStdin(port1, () => process.stdin);
const stdin = new Stdin(port2);
const replayed = schedule === undefined ? undefined : readSchedule(schedule);

try {
  const run = new Run({
    wasm: new WebAssembly.Module(new Uint8Array(gunzipSync(Buffer.from(packed, 'base64')))),
    clock,
    seed,
    ...(replayed && { policy: { kind: 'replay', schedule: replayed } }),
    args: [file, ...process.argv.slice(2)],
    host: {
      ...nodeHost,
      readLine: (signal) => stdin.readLine(signal as AbortSignal),
      write: writeAll,
    },
  });
  process.exit((await run.ended).status);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  if (error.message !== '') say(error.message);
  process.exit(error.status);
}
