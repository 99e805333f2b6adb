/// Compares a program with its `// Output:` block.

import { defaultTimeoutSeconds, noOutput } from '../cli/check.ts';
import { difference } from '../cli/difference.ts';
import { expectationOf } from '../cli/expectation.ts';
import { asItRunsHere, built, nameOf, originOf } from './programs.ts';
import { runProgram } from './run.ts';
import type { CheckOptions, CheckResult, Program } from './types.ts';

export async function checkProgram(program: string | Program, options: CheckOptions): Promise<CheckResult> {
  options.signal?.throwIfAborted();
  const { source, how } = sourceOf(program, options);
  const { wasm, text } = await built(source, asItRunsHere(how));
  const wanted = expectationOf(source);
  const expected = wanted && { status: wanted.status, stdout: wanted.output };
  const none = { ok: false, expected, status: undefined, stdout: '', stderr: '' };
  if (!wanted) return { ...none, text: noOutput };
  if (!wasm) return { ...none, text };
  const { seed = 0, timeout = defaultTimeoutSeconds, stdin, signal } = options;
  const end = await runProgram(
    { wasm, diagnostics: [], text },
    {
      clock: 'virtual',
      seed,
      timeout,
      args: [],
      ...(stdin !== undefined && { stdin }),
      ...(signal && { signal }),
    },
  );
  signal?.throwIfAborted();
  const { status, cause, stdout, stderr } = end;
  if (cause === 'stopped') return { ...none, text: `stopped after ${timeout} s\n`, stdout, stderr };
  const what = difference(wanted, end);
  return { ok: what === undefined, text: what ?? '', expected, status, stdout, stderr };
}

function sourceOf(program: string | Program, options: CheckOptions) {
  const { fileName, optimize, switching } = options;
  const how = {
    ...(fileName !== undefined && { fileName }),
    ...(optimize !== undefined && { optimize }),
    ...(switching !== undefined && { switching }),
  };
  if (typeof program === 'string') return { source: program, how };
  const origin = originOf(program);
  if (!origin) throw new TypeError('check needs a source, or a program that compile has made');
  return {
    source: origin.source,
    how: { fileName: nameOf(program), ...origin.options, ...how, races: false },
  };
}
