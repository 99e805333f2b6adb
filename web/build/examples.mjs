/// Compiles the page's examples and the programs of its lessons, so that their first Run needs no compiler:
/// build/examples/NAME.wasm and lesson-NAME.wasm, each with NAME.native.wasm for native switching beside it,
/// and manifest.json, in the order of web/examples/index.json.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lessonFolders, lessonIn } from '../../build/js/web/build/lessons.js';
import { Builder } from '../../build/js/web/cli/build.js';
import { Run } from '../../build/js/web/runtime/index.js';
import { examplesDirectory, root } from './paths.mjs';

const sources = join(root, 'web/examples');
const index = JSON.parse(readFileSync(join(sources, 'index.json'), 'utf8'));
const names = index.map((entry) => entry.id);
const files = readdirSync(sources)
  .filter((name) => name.endsWith('.c'))
  .map((name) => name.slice(0, -2));
const strays = [
  ...files.filter((name) => !names.includes(name)),
  ...names.filter((name) => !files.includes(name)),
];
if (strays.length > 0) throw new Error(`index.json and the examples differ in: ${strays.join(', ')}`);

rmSync(examplesDirectory, { recursive: true, force: true });
mkdirSync(examplesDirectory, { recursive: true });
const builder = new Builder();
try {
  for (const name of names) await compile(name, readFileSync(join(sources, `${name}.c`), 'utf8'));
  await record(names[0]);
  const lessons = join(root, 'web/lessons');
  for (const { name, program } of lessonFolders(lessons).map((folder) => lessonIn(lessons, folder)))
    if (program !== undefined) await compile(`lesson-${name}`, program, 'program.c');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  builder.close();
}
const manifest = index.map(({ id, ...words }) => ({ name: id, ...words }));
if (!process.exitCode)
  writeFileSync(join(examplesDirectory, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);

async function compile(name, source, file = `${name}.c`) {
  const { wasm, text } = await builder.build(source, file, '1');
  if (text) throw new Error(`${file} compiles with remarks:\n${text}`);
  writeFileSync(join(examplesDirectory, `${name}.wasm`), wasm);
  const native = await builder.buildWith(source, file, { optimize: '1', switching: 'native' });
  writeFileSync(join(examplesDirectory, `${name}.native.wasm`), native.wasm);
}

/// A run of the first example, which the page shows before anybody has run anything: recording.json.
async function record(name) {
  const wasm = new WebAssembly.Module(readFileSync(join(examplesDirectory, `${name}.wasm`)));
  const batches = [];
  const base64 = (buffer) => Buffer.from(buffer).toString('base64');
  const host = {
    now: () => 0,
    setTimer: (callback, milliseconds) => setTimeout(callback, milliseconds),
    clearTimer: clearTimeout,
    immediate: setImmediate,
    write() {},
  };
  const post = ({ slots, samples, tasks: _, ...rest }) =>
    batches.push({ ...rest, slots: base64(slots), ...(samples && { samples: base64(samples) }) });
  const run = new Run({ wasm, host, clock: 'virtual', trace: { post } });
  const { cause } = await run.ended;
  writeFileSync(join(examplesDirectory, 'recording.json'), JSON.stringify({ batches, cause, time: run.now }));
}
