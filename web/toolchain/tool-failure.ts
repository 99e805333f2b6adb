/// Says in one sentence that clang or lld itself broke off, without the tool's internals.
import { withoutPlace } from './diagnostics.ts';
import type { Diagnostic } from './types.ts';

const dump =
  /^(?:PLEASE submit a bug report|Stack dump:|.*broke off:|.*LLVM ERROR|fatal error: error in backend)/m;
/// The code generator's names of the function that it was working on.
const inFunction = [
  /^In function: (\S+)/m,
  /on function '@?([^']+)'/,
  /\b(?:code for declaration|compiling|processing|of function) '@?(\w+)'/,
];
/// What it could not do, if it says so, and where: `program.c:2:24: error: WebAssembly hasn't
/// implemented computed gotos`.
const complaint = /^[^:\n]+:(\d+):(\d+):(?:\{[^}]*\})*:? error: (.+)$/m;
const tooDeep = /nested too deeply/;

/// Undefined when the tool's words are those of a tool that works.
export function toolFailure(text: string, status: number, fileName: string): Diagnostic | undefined {
  if (status >= 0 && !dump.test(text)) return undefined;
  if (tooDeep.test(text))
    return withoutPlace('error', 'the compiler failed: the program is nested too deeply for it', fileName);
  const name = inFunction.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined);
  const [, line, column, reason] = complaint.exec(text) ?? [];
  const where = name ? ` on the function \`${name}\`` : '';
  const message =
    `the compiler itself failed${where}${reason ? ` (${reason})` : ''}; ` +
    'another optimisation level (-O0), or __attribute__((noinline)) on that function, may help';
  const place = line ? { line: Number(line), column: Number(column) } : {};
  return { ...withoutPlace('error', message, fileName), ...place };
}
