/// `weft check --explore`: whether a program does as it says in all the runs that there could be.

import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { difference, indent } from './difference.ts';
import { comparable, type Expectation } from './expectation.ts';
import { exploreModule, linesOf, maxTurns } from './explore.ts';
import { textOf } from './explore-text.ts';
import type { Report, ReportedOutcome } from '../explore/index.ts';
import type { Builder } from './build.ts';
import { compileOptionsOf } from './compile-options.ts';
import type { CheckSettings } from './options.ts';

interface Explored {
  source: string;
  file: string;
  wanted: Partial<Expectation>;
  /// The file that has the program's input, if there is one.
  input: string;
  settings: CheckSettings;
  builder: Builder;
}

/// What goes wrong in some run, undefined for nothing.
export async function explored(program: Explored): Promise<string | undefined> {
  const { source, file, wanted, input, settings, builder } = program;
  const { seed, explore } = settings;
  const { wasm } = await builder.buildWith(source, file, compileOptionsOf(settings), true);
  const hasInput = input !== file && existsSync(input);
  const lines = hasInput ? linesOf(readFileSync(input)) : [];
  const start = { wasm, seed, args: [file], lines, maxTurns, faults: false, jitter: 0 };
  const { report } = await exploreModule(start, { ...explore!, jobs: 1, program: basename(file) });
  const wrong = wrongOnes(report, wanted);
  const options = [...(seed === 0 ? [] : ['--seed', `${seed}`]), ...(hasInput ? ['--stdin', input] : [])];
  const told = { ...report, outcomes: wrong.map(({ outcome }) => ({ ...outcome, failing: true })) };
  const races = report.races.filter(({ kind }) => kind === 'lost-update');
  if (wrong.length + races.length === 0) return undefined;
  const differences = wrong.map(({ text }) => text).join('');
  return `${textOf({ ...told, races }, { file, options, args: [] }, { strict: false })}${differences}`;
}

/// Those that are otherwise than what is wanted. While a program is explored answers take no time: where
/// it does otherwise for that alone, its outcomes have to be alike.
function wrongOnes({ outcomes }: Report, wanted: Partial<Expectation>) {
  const fifo = outcomes.find(({ schedule }) => schedule === 'fifo');
  const alone = fifo && differenceOf(wanted, fifo) !== undefined;
  const reference = alone ? { status: fifo.status, output: comparable(fifo.stdout) } : wanted;
  return outcomes.flatMap((outcome) => {
    const text = differenceOf(reference, outcome);
    return text === undefined ? [] : [{ outcome, text: indent(text) }];
  });
}

const differenceOf = (wanted: Partial<Expectation>, { status, stdout }: ReportedOutcome) =>
  difference(wanted, { status, stdout, stderr: '' });
