/// Opens contenders and measures them. Runs in a worker of Node or of a browser.

import { openBare } from './bare.ts';
import { openEmscriptenFiber } from './fiber.ts';
import { openJavaScript } from './javascript.ts';
import { openPromiseIntegration } from './jspi.ts';
import { openWeft, runToItsEnd } from './weft.ts';
import { Missing, type Measure, type Reply, type Request, type Surroundings } from './protocol.ts';

export function createEngine(surroundings: Surroundings): (request: Request) => Promise<Reply> {
  const open = new Map<number, Measure>();

  async function openOne(request: Request & { kind: 'open' }): Promise<Measure> {
    switch (request.contender) {
      case 'weft':
        return openWeft(await surroundings.load(request.program), request);
      case 'javascript':
        return openJavaScript(request.work, surroundings);
      case 'bare':
        return openBare(request.work, surroundings);
      case 'fiber':
        return openEmscriptenFiber(request.program, request.work, surroundings);
      case 'jspi':
        return openPromiseIntegration(request.work, surroundings);
    }
  }

  return async (request) => {
    try {
      if (request.kind === 'measure') return { value: await open.get(request.key)!(request.count) };
      if (request.kind === 'run') {
        await runToItsEnd(request.wasm);
        return {};
      }
      open.set(request.key, await openOne(request));
      return {};
    } catch (error) {
      if (error instanceof Missing) return { missing: error.message };
      return { error: String((error as Error).stack ?? error) };
    }
  };
}
