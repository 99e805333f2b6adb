/// Runs a program on the virtual clock and compares it with what it says of itself.

import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { comparable, expectationOf, type Expectation } from './expectation.ts';
import { Failure, status } from './failure.ts';
import { explored } from './check-explored.ts';
import { difference } from './difference.ts';
import { readSource } from './source.ts';
import type { Builder } from './build.ts';
import type { Launcher } from './launch.ts';
import { compileOptionsOf } from './compile-options.ts';
import type { CheckSettings } from './options.ts';

/// A program has so long without --timeout: on the virtual clock nothing is waited for.
export const defaultTimeoutSeconds = 60;
const maxOutputBytes = 64e6;

export const noOutput = `it has no // Output: block, so there is nothing to compare with: end it with
// Output:
// and each line that it is to print, behind two slashes
`;

export interface Program {
  file: string;
  /// It is one of a folder's, which need say nothing of themselves: that it ends with 0 is enough.
  ofFolder: boolean;
  /// Why there is none: a pattern that nothing matches, a folder without programs.
  missing?: string;
}

export interface Complaint {
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
export async function complaintOf(
  program: Program,
  settings: CheckSettings,
  builder: Builder,
  launcher: Launcher,
): Promise<Complaint | undefined> {
  const { file, missing } = program;
  try {
    if (missing) return { text: `${missing}\n`, status: status.noInput };
    const source = readSource(file);
    const wanted = expected(program, source);
    if (!wanted) return { text: noOutput, status: status.failed };
    const { wasm } = await builder.buildWith(source, file, compileOptionsOf(settings));
    const input = file.replace(/\.c$/, '.in');
    const stdin = input !== file && existsSync(input) ? { stdin: () => createReadStream(input) } : {};
    const { timeout = defaultTimeoutSeconds } = settings;
    const how = { clock: 'virtual', stats: false, collect: maxOutputBytes } as const;
    const end = await launcher.run({ ...how, ...stdin, wasm, args: [file], seed: settings.seed, timeout });
    if (settings.switching === 'native') await launcher.close(); // with it its stacks, which are the engine's
    const text =
      difference(wanted, end) ??
      (settings.explore && (await explored({ source, file, wanted, input, settings, builder })));
    return text === undefined ? undefined : { text, status: status.failed };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const unread = error.status === status.noInput;
    return { text: `${error.message}\n`, status: unread ? status.noInput : status.failed };
  }
}
