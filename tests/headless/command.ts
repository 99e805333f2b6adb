/// Runs the command line as a user does, in a process of its own, on programs
/// written to a folder of their own.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { readSource } from '../../web/cli/source.ts';
import { root } from './project.ts';

export interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

const folder = mkdtempSync(join(tmpdir(), 'weft-command-'));
const builder = new Builder();
after(() => {
  builder.close();
  rmSync(folder, { recursive: true });
});

let count = 0;

/// Writes a program; returns its path.
export function program(source: string | Uint8Array, name = `program${count++}.c`): string {
  const path = join(folder, name);
  writeFileSync(path, source);
  return path;
}

/// A program whose main has that body.
export const main = (body: string): string =>
  program(
    `#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <weft.h>\nint main(int argc, char **argv) {\n  (void)argc; (void)argv;\n${body}\n}\n`,
  );

/// A program that tells how its stacks are switched: by what is kept of a task that waits.
export const tellingSwitching = `#include <stdio.h>
#include <weft.h>
static void *nap(void *x) { weft_sleep(1); return x; }
int main(void) {
  weft_task task = weft_spawn(nap, NULL);
  weft_yield();
  weft_stats_info stats;
  weft_stats(&stats);
  puts(stats.frame_bytes > 0 ? "by Asyncify" : "natively");
  return weft_join(task, NULL);
}
`;

const command = join(root, 'build/js/web/cli/main.js');

/// `input`: what stdin has; without it, stdin is at its end.
export async function weft(args: string[], input = ''): Promise<Outcome> {
  await compile(args.join(' '));
  return outcomeOf(start(process.execPath, [command, ...args]), input);
}

/// A shell command in which `weft` stands for the command line.
export async function shell(script: string): Promise<Outcome> {
  await compile(script);
  return outcomeOf(
    start('bash', ['-o', 'pipefail', '-c', `weft() { "${process.execPath}" "${command}" "$@"; }; ${script}`]),
    '',
  );
}

/// Sends the signal as soon as the program has printed something. What a shell would see: the
/// status, or the signal's name.
export async function interrupted(args: string[], signal: NodeJS.Signals): Promise<number | string | null> {
  await compile(args.join(' '));
  const child = start(process.execPath, [command, ...args]);
  child.stdout.once('data', () => child.kill(signal));
  return new Promise((resolve) => child.on('close', (status, by) => resolve(by ?? status)));
}

/// With one compiler for all tests, rather than one in each process: the processes then find the programs in
/// the cache. A test that is about compiling has its own program, which fails here too.
async function compile(mentioning: string): Promise<void> {
  for (const [file] of mentioning.matchAll(new RegExp(`${folder}/[\\w.]+\\.c\\b`, 'g'))) {
    await builder.build(readSource(file), file, '1').catch(() => undefined);
  }
}

const start = (file: string, args: string[]) => spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] });

function outcomeOf(child: ReturnType<typeof start>, input: string): Promise<Outcome> {
  const collected = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout.on('data', (chunk: Buffer) => collected.stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => collected.stderr.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString();
  return new Promise((resolve) =>
    child.on('close', (status) =>
      resolve({ status, stdout: text(collected.stdout), stderr: text(collected.stderr) }),
    ),
  );
}
