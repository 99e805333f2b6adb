/// `weft run` runs one program with the process's own streams.

import { accessSync, constants, createReadStream, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { Failure, reason, status } from './failure.ts';
import { Launcher } from './launch.ts';
import { writeAll } from './output.ts';
import { readSource } from './source.ts';
import { allowSwitching } from './switching.ts';
import { Recording } from './recording.ts';
import { TraceFile } from './trace-file.ts';
import type { Race, TraceBatch } from '../runtime/index.ts';
import type { Builder } from './build.ts';
import { compileOptionsOf } from './compile-options.ts';
import type { CommandLine } from './options.ts';
import type { Written } from './program-worker.ts';

/// Resolves to the program's status.
export async function runFile({ files, args, settings }: CommandLine, builder: Builder): Promise<number> {
  const file = files[0]!;
  const { clock, seed, policy, stats, races, timeout, answers, switching } = settings;
  if (races && switching === 'native')
    throw new Failure(status.usage, '--races needs Asyncify: leave --switching native out');
  allowSwitching(switching);
  const stdin = inputFrom(settings.stdin);
  const source = readSource(file);
  const { wasm, text } = await builder.buildWith(source, file, compileOptionsOf(settings), races);
  const trace = settings.trace === undefined ? undefined : new TraceFile(settings.trace);
  const recording =
    settings.record === undefined ? undefined : new Recording(settings.record, { name: file, text: source });
  writeAll(2, text);
  try {
    const traced = (trace ?? recording) && {
      traced: (batch: TraceBatch) => {
        trace?.add(batch);
        recording?.run.batch(batch);
      },
    };
    const written = recording && { written: (piece: Written) => recording.run.output(piece) };
    const end = await new Launcher().run({
      wasm,
      clock,
      seed,
      policy,
      args: [file, ...args],
      stats,
      races,
      stdin,
      timeout,
      ...(answers && { answers }),
      ...traced,
      ...written,
    });
    recording?.run.end({ status: end.status, cause: end.cause ?? 'stopped' });
    if (end.schedule !== undefined && end.status !== 0) writeAll(2, `weft: schedule: ${end.schedule}\n`);
    return Math.max(end.status, reportRaces(end.races ?? []));
  } finally {
    trace?.write();
    recording?.close();
  }
}

/// Tells of each race in a line; 1 where an update was lost, which is certain, else 0.
function reportRaces(races: readonly Race[]): number {
  for (const { kind, because } of races) writeAll(2, `weft: ${words[kind]}: ${because}\n`);
  return races.some(({ kind }) => kind === 'lost-update') ? 1 : 0;
}

const words = {
  'lost-update': 'race',
  'check-then-act': 'perhaps a race',
  'stale-read': 'perhaps a race',
} as const;

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
