/// While nothing else happens the compiler builds what stands there again, with a compiler that the test
/// speaks for.

import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { Rehearsal } from '../../web/page/run/rehearsal.ts';
import { createState } from '../../web/page/state.ts';
import type { BuildResult } from '../../web/toolchain/index.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));
const result = (wasm?: Uint8Array<ArrayBuffer>): BuildResult => ({
  ...(wasm && { wasm }),
  diagnostics: [],
  text: '',
  milliseconds: { compile: 90, link: 30, transform: 60 },
});

function setUp({ mock }: TestContext, { pristine = true, looked = true } = {}) {
  mock.timers.enable({ apis: ['setTimeout'] });
  const state = createState();
  state.pristine.value = pristine;
  const { races: busy } = createState(); // a signal like the explorer's
  const builds: { source: string; dropped: AbortSignal; answer(made: BuildResult): void }[] = [];
  let text = 'an example';
  let isLookedAt = looked;
  const rehearsal = new Rehearsal({
    state,
    busy,
    text: () => text,
    isLookedAt: () => isLookedAt,
    compiler: {
      buildAhead: (source, _, dropped) =>
        new Promise((answer) => void builds.push({ source, dropped, answer })),
    },
  });
  return {
    state,
    busy,
    builds,
    ready: () => void (state.compiler.value = { kind: 'ready' }),
    type(to: string) {
      text = to;
      rehearsal.changed();
    },
    look: (at: boolean) => void (isLookedAt = at),
    rest(milliseconds: number) {
      mock.timers.tick(milliseconds);
      return builds.map(({ source, dropped }) => `${source}${dropped.aborted ? ', dropped' : ''}`);
    },
    async answer(made = result(Uint8Array.of(0))) {
      builds.at(-1)!.answer(made);
      await settled();
    },
  };
}

test('an example is built as soon as the compiler is ready, and six times in all', async (context) => {
  const { ready, rest, answer, builds } = setUp(context);
  assert.deepEqual(rest(10_000), []);
  ready();
  assert.deepEqual(rest(0), ['an example']);
  for (let count = 1; count <= 6; count++) {
    assert.equal(builds.length, count);
    await answer();
    rest(99);
    assert.equal(builds.length, count);
    rest(1);
  }
  assert.equal(rest(10_000).length, 6);
});

test('a text that is compiled for its own sake comes first', (context) => {
  const { ready, rest } = setUp(context, { pristine: false });
  ready();
  assert.deepEqual(rest(799), []);
  assert.deepEqual(rest(1), ['an example']);
});

test('an edit drops it, and it begins anew when the hands have rested', async (context) => {
  const { ready, rest, type, answer } = setUp(context);
  ready();
  rest(0);
  type('an edit');
  await answer();
  assert.deepEqual(rest(799), ['an example, dropped']);
  assert.deepEqual(rest(1), ['an example, dropped', 'an edit']);
});

test('a run and an exploration drop it, and it begins anew when they are over', (context) => {
  const { ready, rest, state, busy } = setUp(context);
  ready();
  rest(0);
  state.phase.value = 'building';
  assert.deepEqual(rest(10_000), ['an example, dropped']);
  state.phase.value = 'idle';
  busy.value = true;
  assert.equal(rest(10_000).length, 1);
  busy.value = false;
  assert.equal(rest(800).length, 2);
});

test('what does not compile is not built again, nor anything in a page that nobody looks at', async (context) => {
  const { ready, rest, type, answer, look } = setUp(context);
  ready();
  rest(0);
  await answer(result());
  assert.equal(rest(10_000).length, 1);
  look(false);
  type('another');
  assert.equal(rest(10_000).length, 1);
  look(true);
  type('a third');
  assert.equal(rest(10_000).length, 2);
});
