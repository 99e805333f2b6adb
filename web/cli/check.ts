/// `weft check` runs programs on the virtual clock and compares them with what they say of themselves.

import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createPatch } from 'diff';
import { comparable, expectationOf, type Expectation } from './expectation.ts';
import { Failure, status } from './failure.ts';
import { Launcher } from './launch.ts';
import { writeAll } from './output.ts';
import { readSource } from './source.ts';
import type { Builder } from './build.ts';
import type { CommandLine } from './options.ts';

/// A program has so long without --timeout: on the virtual clock nothing is waited for.
const defaultTimeoutSeconds = 60;
const maxOutputBytes = 64e6;

const noOutput = `it has no // Output: block, so there is nothing to compare with: end it with
// Output:
// and each line that it is to print, behind two slashes
`;

type CheckSettings = Pick<CommandLine['settings'], 'seed' | 'timeout' | 'optimize'> &
  Partial<Pick<CommandLine['settings'], 'standard'>>;

interface Program {
  file: string;
  /// It is one of a folder's, which need say nothing of themselves: that it ends with 0 is enough.
  ofFolder: boolean;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/// A folder stands for the programs in it, by name.
function programsOf(path: string): Program[] {
  if (!isFolder(path)) return [{ file: path, ofFolder: false }];
  const names = readdirSync(path).filter((name) => name.endsWith('.c'));
  if (names.length === 0) return [{ file: path, ofFolder: true }];
  return names.sort().map((name) => ({ file: join(path, name), ofFolder: true }));
}

/// The command's status: a program that is not as it says outweighs one that is not there.
export async function checkFiles({ files, settings }: CommandLine, builder: Builder): Promise<number> {
  const launcher = new Launcher();
  const statuses: number[] = [];
  const programs = files.flatMap(programsOf);
  for (const program of programs) {
    const { file } = program;
    const complaint = await complaintOf(program, settings, builder, launcher);
    writeAll(1, complaint ? `failed  ${file}\n${indent(complaint.text)}` : `ok      ${file}\n`);
    if (complaint) statuses.push(complaint.status);
  }
  launcher.close();
  writeAll(1, `${programs.length - statuses.length} passed, ${statuses.length} failed\n`);
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
  return (await complaintOf({ file, ofFolder: false }, settings, builder, launcher))?.text;
}

/// What the program is to print and to return: by its Output block; by the file beside it that ends in
/// .c.expected, as in c-testsuite; of a folder's programs without either, as in GCC's torture tests, the
/// status alone.
function expected({ file, ofFolder }: Program, source: string): Partial<Expectation> | undefined {
  const own = expectationOf(source);
  if (own) return own;
  const beside = `${file}.expected`;
  if (existsSync(beside)) return { output: comparable(readFileSync(beside, 'utf8')), status: 0 };
  return ofFolder ? { status: 0 } : undefined;
}

/// The program's stdin is the file of its name that ends in .in, where there is one.
async function complaintOf(
  program: Program,
  settings: CheckSettings,
  builder: Builder,
  launcher: Launcher,
): Promise<Complaint | undefined> {
  const { file } = program;
  try {
    if (isFolder(file)) return { text: `${file}: no program (*.c) is in it\n`, status: status.noInput };
    const source = readSource(file);
    const wanted = expected(program, source);
    if (!wanted) return { text: noOutput, status: status.failed };
    const { wasm } = await builder.build(source, file, settings.optimize, settings.standard);
    const { seed, timeout = defaultTimeoutSeconds } = settings;
    const input = file.replace(/\.c$/, '.in');
    const stdin = input !== file && existsSync(input) ? { stdin: () => createReadStream(input) } : {};
    const end = await launcher.run({
      wasm,
      clock: 'virtual',
      seed,
      args: [file],
      stats: false,
      collect: maxOutputBytes,
      timeout,
      ...stdin,
    });
    const actual = { output: comparable(end.stdout), status: end.status };
    const text = difference(wanted, actual, end.stderr);
    return text === undefined ? undefined : { text, status: status.failed };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const unread = error.status === status.noInput;
    return { text: `${error.message}\n`, status: unread ? status.noInput : status.failed };
  }
}

function difference(expected: Partial<Expectation>, actual: Expectation, stderr: string): string | undefined {
  let text = '';
  if (expected.output !== undefined && actual.output !== expected.output)
    text += patch(expected.output, actual.output);
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
