/// Programs compiled by the real toolchain, run in this process with a host that the test moves by hand.

import { after } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { Run, type RunOptions } from '../../web/runtime/index.ts';
import { FakeHost } from './fake-host.ts';

/* See cli/program-worker.ts. */
Error.stackTraceLimit = 0;

const builder = new Builder();
after(() => builder.close());

/// The module of a program with that main; `before`: what stands before it.
export async function compile(body: string, before = ''): Promise<WebAssembly.Module> {
  const headers = ['stdio', 'stdlib', 'string', 'time', 'unistd', 'weft']
    .map((name) => `#include <${name}.h>\n`)
    .join('');
  const source = `#define _GNU_SOURCE\n${headers}${before}\nint main(int argc, char **argv) {\n(void)argc; (void)argv;\n${body}\n}\n`;
  const { wasm } = await builder.build(source, 'program.c', '1');
  return new WebAssembly.Module(wasm);
}

export async function start(
  body: string,
  {
    before = '',
    host = new FakeHost(),
    ...options
  }: Partial<RunOptions> & { before?: string; host?: FakeHost } = {},
) {
  const run = new Run({ wasm: await compile(body, before), clock: 'virtual', ...options, host });
  const text = (fd: number) =>
    host.written
      .filter((one) => one[0] === fd)
      .map((one) => one[1])
      .join('');
  return { run, host, stdout: () => text(1), stderr: () => text(2) };
}
