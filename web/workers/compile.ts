/// Holds the compiler. It is fetched once, when it is first asked for, and lives as long as the page. As a
/// shared worker it serves all embedded programs of a page, which know nothing of each other.

import { base, binaryen, manifest } from 'virtual:weft-compiler';

import { createToolchain, loadParts, type Toolchain, type ToolchainParts } from '../toolchain/index.ts';
import { CompilerCache } from './compiler-cache.ts';
import type { FromCompiler, ToCompiler } from './protocol.ts';

/// What one who asks is told by.
type Say = (message: FromCompiler) => void;

/// One who asks, and which builds it has dropped.
interface Asker {
  say: Say;
  dropped: Set<number>;
}

/// Bytes arrive in thousands of pieces; a person wants to know a few times a second.
const progressMilliseconds = 100;

/// Milliseconds without a request, after which the worker prepares for the next one.
const idleMilliseconds = 30;

/// Whether a service worker answers for what is kept.
let served = false;
let toolchain: Promise<Toolchain> | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;
let download: { control: AbortController; canceled: boolean } | undefined;
/// Who waits for the compiler.
const waiting = new Set<Say>();
/// Who has not asked for it, and is told when it is there.
const ahead = new Set<Say>();

if ('onconnect' in globalThis) {
  const held = holdLock();
  addEventListener('connect', (event) => {
    const [port] = (event as MessageEvent).ports;
    const say: Say = (message) => port!.postMessage(message);
    const asker: Asker = { say, dropped: new Set() };
    port!.onmessage = ({ data }: MessageEvent<ToCompiler>) => hear(asker, data);
    void held.then((lock) => say({ kind: 'here', ...lock }));
  });
} else {
  const asker: Asker = { say: (message) => postMessage(message), dropped: new Set() };
  addEventListener('message', ({ data }: MessageEvent<ToCompiler>) => hear(asker, data));
}

/// No worker says that it has died; the browser then lets go of what it holds.
async function holdLock(): Promise<{ lock?: string }> {
  try {
    const lock = `weft-compiler-${crypto.randomUUID()}`;
    await new Promise<void>((has, refused) => {
      const hold = () => (has(), new Promise<never>(() => {}));
      navigator.locks.request(lock, hold).catch(refused);
    });
    return { lock };
  } catch {
    return {};
  }
}

function hear(asker: Asker, message: ToCompiler): void {
  const { say } = asker;
  switch (message.kind) {
    case 'served':
      served = true;
      return;
    case 'prepare':
      return void (message.ifKept ? prepareIfKept(say) : prepare(say)).catch(() => {});
    case 'cancel':
      return cancel(say);
    case 'drop':
      return void asker.dropped.add(message.id);
    case 'build':
      return answer(say, message.id, (ready) => build(ready, asker, message));
    case 'check':
      return answer(say, message.id, async (ready) => ({
        kind: 'checked',
        id: message.id,
        diagnostics: await ready.check(message.source, message.options),
      }));
    case 'complete':
      return answer(say, message.id, async (ready) => ({
        kind: 'completed',
        id: message.id,
        completions: await ready.complete(message.source, message.offset),
      }));
  }
}

/// Grows with what is asked of the compiler.
let asked = 0;

/// Where there is no compiler, `prepare` has said so, and everybody who waits was told at once.
function answer(say: Say, id: number, work: (ready: Toolchain) => Promise<FromCompiler>): void {
  asked++;
  void started().then(
    (ready) => {
      say({ kind: 'begun', id });
      return work(ready)
        .then(say, (error: unknown) => say({ kind: 'broken', id, message: wordsOf(error) }))
        .then(() => rest(ready));
    },
    () => {},
  );
}

/// One that was made ahead lets in, between its steps, what is asked for meanwhile, and ends where it was
/// dropped.
async function build(
  ready: Toolchain,
  { dropped }: Asker,
  { id, source, options, ahead }: Extract<ToCompiler, { kind: 'build' }>,
): Promise<FromCompiler> {
  const goesOn = async () => {
    await turn();
    return !dropped.has(id);
  };
  try {
    const result = await ready.build(source, options, ahead ? goesOn : undefined);
    return { kind: 'built', id, result };
  } finally {
    dropped.delete(id);
  }
}

const turns = new MessageChannel();
const waitingForTurn: (() => void)[] = [];
turns.port1.onmessage = () => waitingForTurn.shift()?.();

/// Lets the messages be heard that have come.
function turn(): Promise<void> {
  return new Promise((resolve) => {
    waitingForTurn.push(resolve);
    turns.port2.postMessage(0);
  });
}

function rest(ready: Toolchain): void {
  clearTimeout(idle);
  idle = setTimeout(() => {
    const before = asked;
    ready.prepare(async () => {
      await turn();
      return asked === before;
    });
  }, idleMilliseconds);
}

async function prepare(say: Say): Promise<void> {
  ahead.delete(say);
  waiting.add(say);
  await started();
  if (waiting.delete(say)) say({ kind: 'ready' });
}

async function prepareIfKept(say: Say): Promise<void> {
  if (!toolchain && !(await cacheFor(new AbortController().signal).holds(Object.values(manifest)))) return;
  if (!waiting.has(say)) ahead.add(say);
  await started();
  if (ahead.delete(say)) say({ kind: 'ready' });
}

function started(): Promise<Toolchain> {
  toolchain ??= start().catch((error: unknown) => {
    toolchain = undefined;
    tell(download?.canceled ? { kind: 'canceled' } : { kind: 'failed', message: wordsOf(error) });
    waiting.clear();
    ahead.clear();
    throw error;
  });
  return toolchain;
}

function tell(message: FromCompiler): void {
  for (const say of waiting) say(message);
}

/// Where others wait as well, the download goes on for them.
function cancel(say: Say): void {
  if (!download) return;
  if (waiting.size > 1 && waiting.delete(say)) return say({ kind: 'canceled' });
  download.canceled = true;
  download.control.abort();
}

async function start(): Promise<Toolchain> {
  const parts = await fetchParts();
  tell({ kind: 'starting' });
  const made = await createToolchain(parts);
  rest(made);
  return made;
}

const cacheFor = (signal: AbortSignal): CompilerCache =>
  new CompilerCache(new URL(base, location.href), { signal, served });

async function fetchParts(): Promise<ToolchainParts> {
  const control = new AbortController();
  const cache = cacheFor(control.signal);
  download = { control, canceled: false };
  try {
    return await cache.inTurn(async () => {
      const parts = await loadParts({
        manifest,
        open: (file) => cache.open(file),
        keep: (file, content) => cache.keep(file, content),
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
  let due = false;
  const tellNewest = () => {
    due = false;
    if (download && !download.control.signal.aborted) tell({ kind: 'progress', ...newest });
  };
  return (loaded, total) => {
    newest = { loaded, total };
    if (!due) setTimeout(tellNewest, progressMilliseconds);
    due = true;
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
