/// Does parts of an exploration, on an instance of the program of its own.

import { Parts } from '../explore/index.ts';
import type { FromExplorer, StartExploring, ToExplorer } from './protocol.ts';

/* The frames of a trap say which function it was in. */
(Error as { stackTraceLimit?: number }).stackTraceLimit = 50;

const say = (message: FromExplorer) => postMessage(message);

let parts: Promise<Parts> | undefined;

addEventListener('message', (event: MessageEvent<ToExplorer>) => {
  const message = event.data;
  if (message.kind === 'start') {
    parts = begin(message);
    parts.catch(() => {}); // who asks for a part is told
    return;
  }
  const { part, budget } = message;
  void parts!
    .then((ready) => ready.do(part, { ...budget, until: budget.until - performance.timeOrigin }))
    .then((result) => say({ kind: 'done', result }))
    .catch((error: unknown) =>
      say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
});

async function begin({ wasm, lines, kind: _, ...options }: StartExploring): Promise<Parts> {
  const module = await WebAssembly.compile(wasm);
  const encoder = new TextEncoder();
  const input = lines.map((line) => encoder.encode(`${line}\n`));
  const made = new Parts({ ...options, wasm: module, lines: input });
  made.news = (news) => say({ kind: 'news', news });
  return made;
}
