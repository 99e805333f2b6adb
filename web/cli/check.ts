/// `weft check`: programs on the virtual clock against what they say of themselves.

import { createReadStream, existsSync } from 'node:fs';
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

type CheckSettings = Pick<CommandLine['settings'], 'seed' | 'timeout' | 'optimize'>;

/// The command's status.
export async function checkFiles({ files, settings }: CommandLine, builder: Builder): Promise<number> {
  const launcher = new Launcher();
  let failed = 0;
  for (const file of files) {
    const complaint = await checkFile(file, settings, builder, launcher);
    writeAll(1, complaint === undefined ? `ok      ${file}\n` : `failed  ${file}\n${indent(complaint)}`);
    if (complaint !== undefined) failed++;
  }
  launcher.close();
  writeAll(1, `${files.length - failed} passed, ${failed} failed\n`);
  return failed > 0 ? status.failed : 0;
}

/// What is wrong with the program, undefined when nothing is. Its stdin is the file of its name that ends
/// in .in, where there is one.
export async function checkFile(
  file: string,
  settings: CheckSettings,
  builder: Builder,
  launcher: Launcher,
): Promise<string | undefined> {
  try {
    const source = readSource(file);
    const expected = expectationOf(source);
    if (!expected) return 'it has no // Output: block\n';
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
    return difference(expected, { output: comparable(end.stdout), status: end.status }, end.stderr);
  } catch (error) {
    if (error instanceof Failure) return `${error.message}\n`;
    throw error;
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
