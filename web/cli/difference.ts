/// What differs between what a program should do and what it has done.

import { createPatch } from 'diff';
import { comparable, type Expectation } from './expectation.ts';

interface End {
  status: number;
  stdout: string;
  stderr: string;
}

/// Between what a program should do and what it has done; undefined for none.
export function difference(
  expected: Partial<Expectation>,
  { status: ended, stdout, stderr }: End,
): string | undefined {
  let text = '';
  const output = comparable(stdout);
  if (expected.output !== undefined && output !== expected.output) text += patch(expected.output, output);
  if (ended !== expected.status) text += `exit status ${ended}, expected ${expected.status}\n`;
  return text === '' ? undefined : text + (stderr === '' ? '' : `on stderr:\n${indent(stderr)}`);
}

function patch(expected: string, actual: string): string {
  const lines = createPatch('', expected, actual, '', '', { context: 3 }).split('\n');
  const body = lines.slice(lines.findIndex((line) => line.startsWith('@@')));
  return `--- expected\n+++ printed\n${body.join('\n')}`;
}

export const indent = (text: string): string => text.replace(/^(?=.)/gm, '    ');
