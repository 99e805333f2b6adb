/// Holds the compiler. It is fetched once, when it is first asked for, and lives as long as the page.

import { base, binaryen, manifest } from 'virtual:weft-compiler';

import { createToolchain, loadParts, type Toolchain, type ToolchainParts } from '../toolchain/index.ts';
import { CompilerCache } from './compiler-cache.ts';
import type { FromCompiler, ToCompiler } from './protocol.ts';

const say = (message: FromCompiler) => postMessage(message);
/// Bytes arrive in thousands of pieces; a person wants to know a few times a second.
const progressMilliseconds = 100;

/// Milliseconds without a request, after which the worker prepares for the next one.
const idleMilliseconds = 100;

let toolchain: Promise<Toolchain> | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;
let download: { control: AbortController; canceled: boolean } | undefined;

addEventListener('message', (event: MessageEvent<ToCompiler>) => {
  const message = event.data;
  switch (message.kind) {
    case 'prepare':
      return void prepare().catch(() => {});
    case 'cancel':
      return cancel();
    case 'build':
      return answer(message.id, async (ready) => ({
        kind: 'built',
        id: message.id,
        result: await ready.build(message.source, message.options),
      }));
    case 'check':
      return answer(message.id, async (ready) => ({
        kind: 'checked',
        id: message.id,
        diagnostics: await ready.check(message.source, message.options),
      }));
    case 'complete':
      return answer(message.id, async (ready) => ({
        kind: 'completed',
        id: message.id,
        completions: await ready.complete(message.source, message.offset),
      }));
  }
});

/// Where there is no compiler, `prepare` has said so, and everybody who waits was told at once.
function answer(id: number, work: (ready: Toolchain) => Promise<FromCompiler>): void {
  void prepare().then(
    (ready) =>
      work(ready)
        .then(say, (error: unknown) => say({ kind: 'broken', id, message: wordsOf(error) }))
        .then(() => rest(ready)),
    () => {},
  );
}

function rest(ready: Toolchain): void {
  clearTimeout(idle);
  idle = setTimeout(() => ready.prepare(), idleMilliseconds);
}

function prepare(): Promise<Toolchain> {
  toolchain ??= start().catch((error: unknown) => {
    toolchain = undefined;
    say(download?.canceled ? { kind: 'canceled' } : { kind: 'failed', message: wordsOf(error) });
    throw error;
  });
  return toolchain;
}

function cancel(): void {
  if (!download) return;
  download.canceled = true;
  download.control.abort();
}

async function start(): Promise<Toolchain> {
  const parts = await fetchParts();
  say({ kind: 'starting' });
  const made = await createToolchain(parts);
  say({ kind: 'ready' });
  rest(made);
  return made;
}

async function fetchParts(): Promise<ToolchainParts> {
  const control = new AbortController();
  const cache = new CompilerCache(new URL(base, location.href), control.signal);
  download = { control, canceled: false };
  try {
    return await cache.inTurn(async () => {
      const parts = await loadParts({
        manifest,
        open: (file) => cache.open(file),
        binaryen,
        progress: progressTeller(),
        signal: control.signal,
      });
      await cache.settle(Object.values(manifest));
      return parts;
    });
  } catch (error) {
    control.abort();
    if (!download.canceled) await cache.forgetAll(); // some of it may be damaged
    throw error;
  } finally {
    if (!control.signal.aborted) download = undefined;
  }
}

/// Tells the newest count when the interval is over.
function progressTeller(): (loaded: number, total: number) => void {
  let newest = { loaded: 0, total: 0 };
  let waiting = false;
  const tell = () => {
    waiting = false;
    if (download && !download.control.signal.aborted) say({ kind: 'progress', ...newest });
  };
  return (loaded, total) => {
    newest = { loaded, total };
    if (!waiting) setTimeout(tell, progressMilliseconds);
    waiting = true;
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
