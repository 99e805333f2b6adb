/// Embedded programs share a compiler, and none of them can keep another from compiling.

import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import {
  longestMilliseconds,
  patienceMilliseconds,
  SharedCompiler,
  type SharedPort,
} from '../../web/page/embedded/shared-compiler.ts';
import type { CompilerPort } from '../../web/page/run/compiler-port.ts';
import type { FromCompiler, ToCompiler } from '../../web/workers/protocol.ts';

const build = (id: number): ToCompiler => ({ kind: 'build', id, source: '', options: {}, ahead: false });
const built = (id: number): FromCompiler => ({
  kind: 'built',
  id,
  result: { diagnostics: [], text: '', milliseconds: { compile: 0, link: 0, transform: 0 } },
});

/// One end of a compiler that the test speaks for.
function worker() {
  const heard: ToCompiler[] = [];
  const port: CompilerPort & SharedPort['port'] & { ended: boolean } = {
    onmessage: null,
    onerror: null,
    ended: false,
    postMessage: (message) => void heard.push(message),
    terminate: () => void (port.ended = true),
    close: () => void (port.ended = true),
  };
  return { heard, port, say: (data: FromCompiler) => port.onmessage?.({ data }) };
}

function setUp({ mock }: TestContext, refuses = false) {
  mock.timers.enable({ apis: ['setTimeout'] });
  const [theirs, own] = [worker(), worker()];
  const shared: SharedPort = { port: theirs.port, onerror: null };
  let owns = 0;
  const dies = new Map<string, (value?: unknown) => void>();
  const compiler = new SharedCompiler({
    shared: () => {
      if (refuses) throw new Error('Access to shared workers is denied.');
      return shared;
    },
    own: () => {
      owns++;
      return own.port;
    },
    gone: (name, signal) =>
      new Promise((gone, rejects) => {
        dies.set(name, gone);
        signal.addEventListener('abort', () => {
          dies.delete(name);
          rejects(new DOMException('', 'AbortError'));
        });
      }),
  });
  const told: FromCompiler[] = [];
  compiler.onmessage = ({ data }) => void told.push(data);
  return {
    compiler,
    shared,
    theirs,
    own,
    told,
    owns: () => owns,
    /// What is waited for to be free, and has become free.
    free: async (name: string) => {
      const die = dies.get(name);
      assert.ok(die, `nobody waits for ${name}`);
      die();
      await Promise.resolve();
    },
    waitedFor: () => [...dies.keys()],
    pass: (ms: number) => mock.timers.tick(ms),
  };
}

test('the shared compiler is asked, and its answers are told', (context) => {
  const { compiler, theirs, told, owns, pass } = setUp(context);
  compiler.postMessage({ kind: 'prepare' });
  compiler.postMessage(build(1));
  theirs.say({ kind: 'here', lock: 'alive' });
  told.length = 0;
  for (const answer of [{ kind: 'ready' }, { kind: 'begun', id: 1 }, built(1)] as const) theirs.say(answer);
  pass(10 * patienceMilliseconds);
  assert.deepEqual(theirs.heard, [{ kind: 'prepare' }, build(1)]);
  assert.deepEqual(told, [{ kind: 'ready' }, { kind: 'begun', id: 1 }, built(1)]);
  assert.equal(owns(), 0);
});

test('where a frame may have no shared worker it has its own', (context) => {
  const { compiler, own, told } = setUp(context, true);
  compiler.postMessage({ kind: 'prepare' });
  compiler.postMessage(build(1));
  own.say(built(1));
  assert.deepEqual(own.heard, [{ kind: 'prepare' }, build(1)]);
  assert.deepEqual(told, [built(1)]);
});

test('a shared worker that cannot be started is given up, and what was asked for is asked for again', (context) => {
  const { compiler, shared, theirs, own, told } = setUp(context);
  compiler.postMessage({ kind: 'prepare' });
  compiler.postMessage(build(1));
  shared.onerror?.({ message: '' });
  assert.deepEqual(own.heard, [{ kind: 'prepare' }, build(1)]);
  theirs.say(built(1));
  assert.deepEqual(told, []);
});

test('a shared worker that is never heard of is given up too', (context) => {
  const { compiler, own, pass } = setUp(context);
  compiler.postMessage({ kind: 'prepare' });
  compiler.postMessage(build(1));
  pass(patienceMilliseconds - 1);
  assert.deepEqual(own.heard, []);
  pass(1);
  assert.deepEqual(own.heard, [{ kind: 'prepare' }, build(1)]);
});

test('who waits too long behind the others has a compiler of its own; who waits for the download does not', (context) => {
  const { compiler, theirs, own, told, pass } = setUp(context);
  theirs.say({ kind: 'here', lock: 'alive' });
  compiler.postMessage({ kind: 'prepare' });
  compiler.postMessage(build(1));
  pass(10 * patienceMilliseconds);
  theirs.say({ kind: 'ready' });
  theirs.say({ kind: 'begun', id: 1 });
  pass(10 * patienceMilliseconds); // a long build of its own
  theirs.say(built(1));
  assert.deepEqual(own.heard, []);

  compiler.postMessage(build(2));
  compiler.postMessage(build(3));
  pass(patienceMilliseconds - 1);
  theirs.say({ kind: 'begun', id: 2 });
  theirs.say(built(2));
  pass(patienceMilliseconds - 1);
  assert.deepEqual(own.heard, []);
  pass(1);
  assert.deepEqual(own.heard, [{ kind: 'prepare' }, build(3)]);
  theirs.say(built(3));
  own.say(built(3));
  assert.deepEqual(
    told.filter(({ kind }) => kind === 'built'),
    [built(1), built(2), built(3)],
  );
  assert.ok(theirs.port.ended);
  compiler.postMessage(build(4));
  assert.deepEqual(own.heard.at(-1), build(4));
});

test('a shared worker that dies in the middle of a build is given up, and it is built by another', async (context) => {
  const { compiler, theirs, own, told, free, waitedFor } = setUp(context);
  compiler.postMessage({ kind: 'prepare' });
  theirs.say({ kind: 'here', lock: 'alive 1' });
  theirs.say({ kind: 'ready' });
  assert.deepEqual(waitedFor(), [], 'who asks for nothing holds nothing');
  compiler.postMessage(build(1));
  assert.deepEqual(waitedFor(), ['alive 1']);
  theirs.say({ kind: 'begun', id: 1 });
  theirs.say(built(1));
  assert.deepEqual(waitedFor(), []);

  compiler.postMessage(build(2));
  theirs.say({ kind: 'begun', id: 2 });
  await free('alive 1');
  assert.deepEqual(own.heard, [{ kind: 'prepare' }, build(2)]);
  own.say(built(2));
  assert.deepEqual(told.at(-1), built(2));
  assert.ok(theirs.port.ended);
});

test('one that dies while it downloads, or while nothing is asked of it, is found out as well', async (context) => {
  const { compiler, theirs, own, free } = setUp(context);
  compiler.postMessage({ kind: 'prepare' });
  theirs.say({ kind: 'here', lock: 'alive' });
  await free('alive');
  assert.deepEqual(own.heard, [{ kind: 'prepare' }]);
});

test('where there are no locks a build has its time, and then it is built by another', (context) => {
  const { compiler, theirs, own, pass } = setUp(context);
  compiler.postMessage({ kind: 'prepare' });
  theirs.say({ kind: 'here' });
  theirs.say({ kind: 'ready' });
  compiler.postMessage(build(1));
  theirs.say({ kind: 'begun', id: 1 });
  pass(longestMilliseconds - 1);
  assert.deepEqual(own.heard, []);
  pass(1);
  assert.deepEqual(own.heard, [{ kind: 'prepare' }, build(1)]);
});

test('a download that is silent for long, where there are no locks, is begun by another', (context) => {
  const { compiler, theirs, own, pass } = setUp(context);
  theirs.say({ kind: 'here' });
  compiler.postMessage({ kind: 'prepare' });
  pass(longestMilliseconds - 1);
  theirs.say({ kind: 'progress', loaded: 1, total: 2 });
  pass(longestMilliseconds - 1);
  assert.deepEqual(own.heard, []);
  pass(1);
  assert.deepEqual(own.heard, [{ kind: 'prepare' }]);
});

test('who is left waits for nothing any more', (context) => {
  const { compiler, theirs, own, pass, waitedFor } = setUp(context);
  theirs.say({ kind: 'here', lock: 'alive' });
  compiler.postMessage(build(1));
  compiler.terminate();
  assert.deepEqual(waitedFor(), []);
  pass(10 * longestMilliseconds);
  assert.deepEqual(own.heard, []);
});

test('what was canceled or has failed is not asked for again', (context) => {
  const { compiler, shared, theirs, own } = setUp(context);
  compiler.postMessage({ kind: 'prepare' });
  compiler.postMessage(build(1));
  compiler.postMessage({ kind: 'cancel' });
  theirs.say({ kind: 'canceled' });
  shared.onerror?.({ message: '' });
  assert.deepEqual(own.heard, []);
});
