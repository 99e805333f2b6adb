/// `weft check`: programs on the virtual clock against what they say of themselves.

import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createPatch } from 'diff';
import { comparable, expectationOf, type Expectation } from './expectation.ts';
import { Failure, status } from './failure.ts';
import { Launcher } from './launch.ts';
import { writeAll } from './output.ts';
import { readSource } from './source.ts';
import type { Builder } from './build.ts';
import type { CommandLine } from './options.ts';

/// Seconds for one program, without --timeout: on the virtual clock nothing is waited for.
const patience = 60;
const mostOutput = 64e6;

const noOutput = `it has no // Output: block, so there is nothing to compare with: end it with
// Output:
// and each line that it is to print, behind two slashes
`;

type CheckSettings = Pick<CommandLine['settings'], 'seed' | 'timeout' | 'optimize'>;

/// The command's status: a program that is not as it says outweighs one that is not there.
export async function checkFiles({ files, settings }: CommandLine, builder: Builder): Promise<number> {
  const launcher = new Launcher();
  const statuses: number[] = [];
  for (const file of files) {
    const complaint = await complaintOf(file, settings, builder, launcher);
    writeAll(1, complaint ? `failed  ${file}\n${indent(complaint.text)}` : `ok      ${file}\n`);
    if (complaint) statuses.push(complaint.status);
  }
  launcher.close();
  writeAll(1, `${files.length - statuses.length} passed, ${statuses.length} failed\n`);
  if (statuses.length === 0) return 0;
  return statuses.every((one) => one === status.noInput) ? status.noInput : status.failed;
}

interface Complaint {
  text: string;
  /// noInput where the program cannot be read, else failed.
  status: number;
}

/// What is wrong with the program, undefined when nothing is.
export async function checkFile(
  file: string,
  settings: CheckSettings,
  builder: Builder,
  launcher: Launcher,
): Promise<string | undefined> {
  return (await complaintOf(file, settings, builder, launcher))?.text;
}

/// The program's stdin is the file of its name that ends in .in, where there is one.
async function complaintOf(
  file: string,
  settings: CheckSettings,
  builder: Builder,
  launcher: Launcher,
): Promise<Complaint | undefined> {
  try {
    const source = readSource(file);
    const expected = expectationOf(source);
    if (!expected) return { text: noOutput, status: status.failed };
    const { wasm } = await builder.build(source, file, settings.optimize);
    const { seed, timeout = patience } = settings;
    const input = file.replace(/\.c$/, '.in');
    const stdin = input !== file && existsSync(input) ? { stdin: () => createReadStream(input) } : {};
    const end = await launcher.run({
      wasm,
      clock: 'virtual',
      seed,
      args: [file],
      stats: false,
      collect: mostOutput,
      timeout,
      ...stdin,
    });
    const actual = { output: comparable(end.stdout), status: end.status };
    const text = difference(expected, actual, end.stderr);
    return text === undefined ? undefined : { text, status: status.failed };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const unread = error.status === status.noInput;
    const folder = unread && statSync(file, { throwIfNoEntry: false })?.isDirectory();
    const hint = folder ? `; name the programs in it, as in ${join(file, '*.c')}` : '';
    return { text: `${error.message}${hint}\n`, status: unread ? status.noInput : status.failed };
  }
}

function difference(expected: Expectation, actual: Expectation, stderr: string): string | undefined {
  let text = '';
  if (actual.output !== expected.output) text += patch(expected.output, actual.output);
  if (actual.status !== expected.status)
    text += `exit status ${actual.status}, expected ${expected.status}\n`;
  return text === '' ? undefined : text + (stderr === '' ? '' : `on stderr:\n${indent(stderr)}`);
}

function patch(expected: string, actual: string): string {
  const lines = createPatch('', expected, actual, '', '', { context: 3 }).split('\n');
  const body = lines.slice(lines.findIndex((line) => line.startsWith('@@')));
  return `--- expected\n+++ printed\n${body.join('\n')}`;
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, '    ');
