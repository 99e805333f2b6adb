/// The bench's engine in a worker of Node: programs come from a folder, answers go back by messages.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { createEngine } from './engine.ts';
import type { Request } from './protocol.ts';

Error.stackTraceLimit = 0; // Node 20 can crash while it takes the trace of a trap

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const { folder } = workerData as { folder: string };

const engine = createEngine({
  load: async (name) => new Uint8Array(await readFile(join(folder, name))),
  heap() {
    collect();
    return process.memoryUsage().heapUsed;
  },
});

parentPort!.on('message', async (request: Request) => parentPort!.postMessage(await engine(request)));
