/// The corpus in the browser: every program and example is put into the editor, compiled and run by the page
/// on the virtual clock, and must print what its Output block says, as it does natively and in Node.

import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

import { comparable, expectationOf } from '../../web/cli/expectation.ts';
import { filesBelow, read, root } from '../headless/project.ts';
import { expect, test, type Weft } from './weft.ts';

/// Who reads stdin waits for a person in the page.
const waitsForAPerson = (file: string, source: string): boolean =>
  source.includes('weft_read_line(') || existsSync(join(root, file.replace(/\.c$/, '.in')));

/// As many pages as tests: in one page the compiler is started once.
const pages = 4;

const programs = ['tests/programs', 'web/examples']
  .flatMap((folder) => filesBelow(folder, /\.c$/))
  .map((file) => ({ file, name: basename(file), source: read(file) }))
  .filter(({ file, source }) => !waitsForAPerson(file, source));

for (let page = 0; page < pages; page++) {
  const share = programs.filter((_, index) => index % pages === page);
  test(`programs, ${page + 1} of ${pages}: ${share[0]!.name} and ${share.length - 1} more`, async ({
    weft,
  }) => {
    test.setTimeout(60_000 + share.length * 20_000);
    await weft.open('#clock=virtual&seed=0');
    for (const { name, source } of share) await test.step(name, () => runs(weft, name, source));
  });
}

async function runs(weft: Weft, name: string, source: string): Promise<void> {
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
