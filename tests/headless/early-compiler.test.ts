/// The compiler is started before anybody asks for it where that costs nobody what is dear to them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompilerClient } from '../../web/page/run/compiler-client.ts';
import type { CompilerPort } from '../../web/page/run/compiler-port.ts';
import { startEarly, type EarlyCompilerParts } from '../../web/page/run/early-compiler.ts';
import type { CompilerState } from '../../web/page/state.ts';
import type { ToCompiler } from '../../web/workers/protocol.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

function setUp(parts: Partial<EarlyCompilerParts> = {}) {
  const asked: string[] = [];
  const started = startEarly({
    compiler: { prepareIfKept: () => void asked.push('prepare') },
    caches: { has: async (name) => name === 'weft-compiler' },
    document: { visibilityState: 'visible', addEventListener: () => {} },
    navigator: {},
    ...parts,
  });
  return { asked, started };
}

const battery = (charging: boolean, level: number) => ({ getBattery: async () => ({ charging, level }) });

test('it is started where a visit before has left it, and the page is looked at', async () => {
  const { asked, started } = setUp();
  await started;
  assert.deepEqual(asked, ['prepare']);
});

for (const [who, navigator, begins] of [
  ['who saves data', { connection: { saveData: true } }, false],
  ['who has little memory', { deviceMemory: 2 }, false],
  ['who has memory enough', { deviceMemory: 8 }, true],
  ['whose battery runs down', battery(false, 0.4), false],
  ['whose battery is nearly full', battery(false, 0.9), true],
  ['whose battery is being charged', battery(true, 0.1), true],
  ['whose browser refuses to tell', { getBattery: () => Promise.reject(new Error('no')) }, true],
] as const)
  test(`${who}: it ${begins ? 'is' : 'is not'} started`, async () => {
    const { asked, started } = setUp({ navigator });
    await started;
    assert.deepEqual(asked, begins ? ['prepare'] : []);
  });

test('where nothing is kept, or there is no cache, nothing is started', async () => {
  for (const caches of [{ has: async () => false }, undefined]) {
    const { asked, started } = setUp({ caches });
    await started;
    assert.deepEqual(asked, []);
  }
});

test('a page in a tab behind others waits until it is looked at', async () => {
  const heard: (() => void)[] = [];
  const document = {
    visibilityState: 'hidden',
    addEventListener: (_: string, hear: () => void) => void heard.push(hear),
  };
  const { asked, started } = setUp({ document });
  await settled();
  heard.shift()!();
  await settled();
  assert.deepEqual(asked, [], 'it is behind others still');
  document.visibilityState = 'visible';
  heard.shift()!();
  await started;
  assert.deepEqual(asked, ['prepare']);
});

function client() {
  const told: CompilerState['kind'][] = [];
  const heard: ToCompiler[] = [];
  const port: CompilerPort = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => void heard.push(message),
    terminate: () => {},
  };
  return {
    port,
    told,
    heard,
    compiler: new CompilerClient(
      () => port,
      ({ kind }) => void told.push(kind),
    ),
  };
}

test('nothing is told of it before it is ready, nor if it cannot be started', () => {
  const { port, told, heard, compiler } = client();
  compiler.prepareIfKept();
  assert.deepEqual([heard, told], [[{ kind: 'prepare', ifKept: true }], []]);
  port.onerror?.({ message: 'no such file' });
  assert.deepEqual(told, []);
  compiler.prepareIfKept();
  port.onmessage?.({ data: { kind: 'ready' } });
  assert.deepEqual(told, ['ready']);
});

test('who asks for it while it is started waits for it as ever', () => {
  const { port, told, heard, compiler } = client();
  compiler.prepareIfKept();
  compiler.prepare();
  assert.deepEqual([heard.at(-1), told], [{ kind: 'prepare' }, ['loading']]);
  compiler.prepareIfKept();
  assert.equal(heard.length, 2);
  port.onerror?.({ message: 'no such file' });
  assert.deepEqual(told, ['loading', 'failed']);
});
