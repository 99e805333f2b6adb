/// How the page stands a flood: frames and Pause while four tasks print and yield without end, and a million
/// lines, beside a terminal whose other end only reads.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { median, spread, type Pace } from './measure.ts';
import type { Line, Report, Verdict } from './results.ts';
import { dist, missing, withPage, type SiteRow } from './site-rows.ts';

const flood = `#include <stdio.h>
#include <weft.h>

static void *talk(void *name) {
    for (long i = 0;; i++) {
        printf("%s %ld\\n", (char *)name, i);
        weft_yield();
    }
}

int main(void) {
    weft_task tasks[4];
    for (int i = 0; i < 4; i++) tasks[i] = weft_spawn(talk, (char *[]){"a", "b", "c", "d"}[i]);
    weft_gather(tasks, 4, NULL);
    return 0;
}
`;

const manyLines = (lines: number): string => `#include <stdio.h>

int main(void) {
    for (int i = 0; i < ${lines}; i++) printf("line %d\\n", i);
    return 0;
}
`;

/// In the page: how many frames there are in a second.
const framesIn = (seconds: number): string => `new Promise((done) => {
  let first, frames = 0;
  const step = (now) => {
    first ??= now;
    if (now - first < ${seconds * 1000}) { frames++; requestAnimationFrame(step); }
    else done((frames * 1000) / (now - first));
  };
  requestAnimationFrame(step);
})`;

/// In the page: presses a button, from a timer as a person would at any time; milliseconds until the frame in
/// which it has become another.
const press = (name: string, becomes: string): string => `new Promise((done) => {
  const buttons = () => [...document.querySelectorAll('header button')];
  const find = (name) => buttons().find((one) => one.textContent === name);
  const due = performance.now() + 100;
  setTimeout(() => {
    find(${JSON.stringify(name)}).click();
    const look = (now) => find(${JSON.stringify(becomes)}) ? done(now - due) : requestAnimationFrame(look);
    requestAnimationFrame(look);
  }, 100);
})`;

async function start(page: Page, program: string): Promise<void> {
  await page.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(program);
  await page.getByRole('button', { name: 'Run' }).click();
}

async function underFlood(pace: Pace): Promise<Report> {
  return withPage(async (page) => {
    await start(page, flood);
    await page.locator('[role=log] .line').first().waitFor();
    await page.waitForTimeout(1500);
    const frames = Number(await page.evaluate(framesIn({ full: 4, quick: 2, once: 0.5 }[pace])));
    const pauses: number[] = [];
    for (let count = 0; count < { full: 11, quick: 4, once: 1 }[pace]; count++) {
      pauses.push(Number(await page.evaluate(press('Pause', 'Resume'))));
      await page.evaluate(press('Resume', 'Pause'));
      await page.waitForTimeout(200);
    }
    const slowest = Math.max(...pauses);
    const line = (name: string, value: number, width = 0): Line => ({ name, value, spread: width });
    return {
      id: 'flood',
      title: 'while four tasks print and yield without end',
      place: 'chromium',
      unit: 'ms',
      missing: [],
      lines: [
        line('from frame to frame', 1000 / frames),
        line('from Pause to its answer', median(pauses), spread(pauses)),
        line('the slowest answer', slowest),
      ],
      aims: [
        { words: '50 frames a second', measured: 1000 / frames, atMost: 20, unit: 'ms', met: frames >= 50 },
        { words: 'the slowest answer', measured: slowest, atMost: 100, unit: 'ms', met: slowest <= 100 },
      ],
    };
  });
}

/// Nanoseconds for each line, natively, into a pseudo-terminal; undefined where gcc or script(1) is missing.
function intoTerminal(lines: number): number | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'weft-lines-'));
  try {
    const [source, program] = [join(folder, 'lines.c'), join(folder, 'lines')];
    writeFileSync(source, manyLines(lines));
    execFileSync('gcc', ['-O2', '-o', program, source]);
    const begun = performance.now();
    execFileSync('script', ['-qec', program, '/dev/null'], { stdio: ['ignore', 'ignore', 'ignore'] });
    return ((performance.now() - begun) * 1e6) / lines;
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const linesAim = (measured: number): Verdict => ({
  words: 'at most twice what a terminal takes that only reads',
  measured,
  atMost: 2,
  unit: '×',
  met: measured <= 2,
});

async function printedLines(lines: number): Promise<Report> {
  return withPage(async (page) => {
    await start(page, manyLines(lines));
    await page.getByText('Ended with status 0').waitFor();
    const status = (await page.getByRole('status', { name: 'Status' }).textContent()) ?? '';
    const [, seconds, unit] = /ran ([\d.]+) (ms|s)/.exec(status) ?? [];
    if (seconds === undefined) throw new Error(`Status says: ${status}`);
    const terminal = intoTerminal(lines);
    const each = (Number(seconds) * (unit === 's' ? 1e9 : 1e6)) / lines;
    return {
      id: 'lines',
      title: 'a million lines printed: each',
      place: 'chromium',
      unit: 'ns',
      missing: terminal === undefined ? [{ name: 'a terminal', why: 'gcc or script(1) is missing' }] : [],
      lines: [
        { name: 'in the page', value: each, spread: 0 },
        ...(terminal === undefined
          ? []
          : [{ name: 'natively, into a terminal', value: terminal, spread: 0 }]),
      ],
      aims: terminal === undefined ? [] : [linesAim(each / terminal)],
    };
  });
}

export const floodRow: SiteRow = {
  id: 'flood',
  async measure({ pace, places }) {
    if (!places.includes('chromium')) return [];
    if (!existsSync(dist))
      return [missing('flood', 'the page under a flood', 'chromium', 'dist/ has not been built')];
    return [await underFlood(pace), await printedLines(pace === 'once' ? 20_000 : 1_000_000)];
  },
};
