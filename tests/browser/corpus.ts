/// The corpus as the page's tests take it: which programs, and how one is run.

import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

import { comparable, expectationOf } from '../../web/cli/expectation.ts';
import { filesBelow, read, root } from '../headless/project.ts';
import { expect, type Weft } from './weft.ts';

/// Who reads stdin waits for a person in the page.
const waitsForAPerson = (file: string, source: string): boolean =>
  source.includes('weft_read_line(') || existsSync(join(root, file.replace(/\.c$/, '.in')));

/// As many pages as tests: in one page the compiler is started once.
export const pages = 4;

/// The page has its own test of what it keeps of a million tasks (headless/trace-memory.test.ts).
const tooLong = 'million.c';

export const corpus = ['tests/programs', 'web/examples']
  .flatMap((folder) => filesBelow(folder, /\.c$/))
  .map((file) => ({ file, name: basename(file), source: read(file) }))
  .filter(({ file, name, source }) => name !== tooLong && !waitsForAPerson(file, source));

/// Puts it into the editor and runs it: it must print what its Output block says.
export async function runs(weft: Weft, name: string, source: string): Promise<void> {
  const { output, status } = expectationOf(source)!;
  await weft.write(source);
  expect(await weft.runToEnd(), name).toMatch(new RegExp(`Ended .*status ${status}\\b`));
  await expect
    .poll(async () => comparable(await stdout(weft)), { message: name, intervals: [20] })
    .toBe(output);
}

async function stdout(weft: Weft): Promise<string> {
  const lines = await weft.output
    .locator('.line .text')
    .evaluateAll((texts) =>
      texts.flatMap((text) => (text.querySelector('.stderr') ? [] : [text.textContent ?? ''])),
    );
  return lines.map((line) => `${line}\n`).join('');
}
