/// run.js PROGRAM.wasm [PATTERN]: runs every test of a linked cmocka program (or those whose names match the
/// regular expression), each in an instance of its own, on the virtual clock. Prints the output of those that
/// fail, and ends with "N passed, N failed".

import { readFileSync } from 'node:fs';
import { Run, type Ending } from '../../../web/runtime/index.ts';

Error.stackTraceLimit = 0; // taking the trace of a trap has crashed Node 20

const [file, pattern = ''] = process.argv.slice(2) as [string, string?];
const wasm = new WebAssembly.Module(readFileSync(file));

async function run(...args: string[]): Promise<{ ending: Ending; output: string }> {
  const written: Uint8Array[] = [];
  const { ended } = new Run({
    wasm,
    clock: 'virtual',
    seed: 1,
    args: ['test', ...args],
    host: {
      now: () => performance.now(),
      block: () => {},
      setTimer: (callback, milliseconds) => setTimeout(callback, milliseconds),
      clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
      immediate: (callback) => void setImmediate(callback),
      write: (_fd, bytes) => void written.push(bytes),
    },
  });
  return { ending: await ended, output: Buffer.concat(written).toString() };
}

const names = (await run('--list')).output.split('\n').filter((name) => name && name.search(pattern) >= 0);
const failed: string[] = [];
for (const name of names) {
  const { ending, output } = await run(name);
  if (ending.cause === 'exit' && ending.status === 0) continue;
  failed.push(name);
  console.log(`${name}: ${ending.cause}, status ${ending.status}\n${output}`);
}
for (const name of failed) console.log(`failed: ${name}`);
console.log(`${names.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 || names.length === 0 ? 1 : 0;
