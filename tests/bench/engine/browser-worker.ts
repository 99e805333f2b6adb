/// The bench's engine in a worker of the browser: programs come over the network,
/// answers go back by messages.

import { createEngine } from './engine.ts';
import type { Request } from './protocol.ts';

interface WorkerScope {
  onmessage: (event: { data: Request }) => void;
  postMessage(message: unknown): void;
}
const scope = globalThis as unknown as WorkerScope;

const engine = createEngine({
  async load(name) {
    const response = await fetch(`/programs/${name}`);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  },
});

scope.onmessage = async ({ data }) => scope.postMessage(await engine(data));
