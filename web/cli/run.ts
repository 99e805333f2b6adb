/// `weft run` runs one program with the process's own streams.

import { accessSync, constants, createReadStream, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { Failure, reason, status } from './failure.ts';
import { Launcher } from './launch.ts';
import { writeAll } from './output.ts';
import { readSource } from './source.ts';
import { TraceFile } from './trace-file.ts';
import type { Builder } from './build.ts';
import type { CommandLine } from './options.ts';

/// Resolves to the program's status.
export async function runFile({ files, args, settings }: CommandLine, builder: Builder): Promise<number> {
  const file = files[0]!;
  const { clock, seed, policy, stats, timeout } = settings;
  const stdin = inputFrom(settings.stdin);
  const { wasm, text } = await builder.build(readSource(file), file, settings.optimize);
  const trace = settings.trace === undefined ? undefined : new TraceFile(settings.trace);
  writeAll(2, text);
  try {
    const traced = trace && { traced: trace.add };
    const end = await new Launcher().run({
      wasm,
      clock,
      seed,
      policy,
      args: [file, ...args],
      stats,
      stdin,
      timeout,
      ...traced,
    });
    if (end.schedule !== undefined && end.status !== 0) writeAll(2, `weft: schedule: ${end.schedule}\n`);
    return end.status;
  } finally {
    trace?.write();
  }
}

function inputFrom(file: string | undefined): () => Readable {
  if (file === undefined) return () => process.stdin;
  try {
    accessSync(file, constants.R_OK);
    if (statSync(file).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  } catch (error) {
    throw new Failure(status.noInput, `--stdin ${file}: ${reason(error)}`);
  }
  return () => createReadStream(file);
}
