/// What is compiled before Run is pressed, with a compiler that the test speaks for.

import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { AutoCheck, type AutoCheckParts } from '../../web/page/editor/auto-check.ts';
import { Library } from '../../web/page/editor/examples.ts';
import { CompilerClient } from '../../web/page/run/compiler-client.ts';
import type { CompilerPort } from '../../web/page/run/compiler-port.ts';
import { Modules, type ModulesParts } from '../../web/page/run/modules.ts';
import { createState } from '../../web/page/state.ts';
import type { BuildResult, Diagnostic } from '../../web/toolchain/index.ts';
import type { FromCompiler, ToCompiler } from '../../web/workers/protocol.ts';

const wasm = Uint8Array.of(0);
const warning: Diagnostic = { severity: 'warning', message: 'unused', file: 'program.c', line: 1, column: 1 };
const made = (result: Partial<BuildResult>): BuildResult => ({
  diagnostics: [],
  text: '',
  milliseconds: { compile: 90, link: 30, transform: 60 },
  ...result,
});

async function setUp({ mock }: TestContext) {
  mock.timers.enable({ apis: ['setTimeout'] });
  const asked: ToCompiler[] = [];
  const port: CompilerPort = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => void asked.push(message),
    terminate: () => {},
  };
  const state = createState();
  const compiler = new CompilerClient(
    () => port,
    (report) => (state.compiler.value = report),
  );
  const shown: (readonly Diagnostic[])[] = [];
  let text = 'what stands there when the compiler is ready';
  const editor = { text: () => text, showDiagnostics: (all: readonly Diagnostic[]) => void shown.push(all) };
  const log = { report: () => {} };
  const modules = new Modules({
    state,
    editor,
    log,
    compiler,
    library: new Library([]),
  } as unknown as ModulesParts);
  const sharing = { textChanged: () => {}, saveDraft: () => {} };
  const watch = new AutoCheck({ state, editor, compiler, modules, sharing } as unknown as AutoCheckParts);
  const say = async (message: FromCompiler) => {
    port.onmessage?.({ data: message });
    await settled();
  };
  compiler.prepare();
  await say({ kind: 'ready' });
  await say({ kind: 'built', id: 1, result: made({ wasm }) });
  asked.length = 0;
  shown.length = 0;
  return {
    shown,
    say,
    modules,
    type(to: string) {
      text = to;
      watch.changed(false);
    },
    rest: async (milliseconds: number) => {
      mock.timers.tick(milliseconds);
      await settled();
    },
    take: () => asked.splice(0).map((one) => `${one.kind} ${'id' in one ? one.id : ''}`),
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a pause begins to compile; what clang says is shown once the hands rest, and it is not asked again', async (context) => {
  const { type, rest, take, say, shown } = await setUp(context);
  type('one');
  await rest(149);
  assert.deepEqual(take(), []);
  await rest(1);
  assert.deepEqual(take(), ['build 2']);
  await say({
    kind: 'built',
    id: 2,
    result: made({ diagnostics: [warning], milliseconds: { compile: 90, link: 0, transform: 0 } }),
  });
  assert.deepEqual(shown, []);
  await rest(250);
  assert.deepEqual([take(), shown], [[], [[warning]]]);
});

test('what the linker says is not shown: the text is checked instead', async (context) => {
  const { type, rest, take, say, shown } = await setUp(context);
  type('no main yet');
  await rest(400);
  await say({ kind: 'built', id: 2, result: made({ diagnostics: [warning] }) });
  assert.deepEqual([take(), shown], [['build 2', 'check 3'], []]);
  await say({ kind: 'checked', id: 3, diagnostics: [] });
  assert.deepEqual(shown, [[]]);
});

test('a later text drops the one before, and Run waits for what has been begun', async (context) => {
  const { type, rest, take, say, modules } = await setUp(context);
  type('one');
  await rest(150);
  type('two');
  await rest(150);
  assert.deepEqual(take(), ['build 2', 'drop 2', 'build 3']);
  await say({ kind: 'broken', id: 2, message: 'the build was given up' });
  const run = modules.of({ source: 'two', races: false, current: () => true });
  const changed = modules.of({ source: 'three', races: false, current: () => true });
  await settled();
  assert.deepEqual(take(), ['build 4'], 'who waits for one is not left without');
  await say({ kind: 'built', id: 3, result: made({ wasm }) });
  await say({ kind: 'built', id: 4, result: made({ wasm }) });
  assert.deepEqual(await Promise.all([run, changed]), [wasm, wasm]);
});

test('what does not compile is not compiled again, and where the compiler broke off it is', async (context) => {
  const { type, rest, take, say, modules } = await setUp(context);
  type('wrong');
  await rest(150);
  await say({ kind: 'built', id: 2, result: made({ milliseconds: { compile: 1, link: 0, transform: 0 } }) });
  take();
  assert.equal(await modules.of({ source: 'wrong', races: false, current: () => true }), undefined);
  assert.deepEqual(take(), []);
  type('unlucky');
  await rest(150);
  await say({ kind: 'built', id: 3, result: made({ diagnostics: [warning] }) });
  take();
  void modules.of({ source: 'unlucky', races: false, current: () => true });
  await settled();
  assert.deepEqual(take(), ['build 4']);
});
