/// What a person waits for and downloads: from an edit to its output, and the sizes of what is shipped.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { shellFiles } from '../browser/shell.ts';
import type { BuildOptions, BuildResult } from '../../web/toolchain/index.ts';
import { Site } from '../browser/site.ts';
import { root } from './build.ts';
import { launch, openPage } from './chromium.ts';
import { median, spread, type Pace } from './measure.ts';
import { NodeEngine } from './places.ts';
import type { Line, Report, Verdict } from './results.ts';
import type { Place } from './rows.ts';

export interface SiteRow {
  id: string;
  measure(scale: { pace: Pace; places: readonly Place[] }): Promise<Report[]>;
}

export const dist = join(root, 'dist');

/// Another program each time, as after an edit: greets with a number.
const hundredLines = readFileSync(join(root, 'tests/bench/hundred-lines.c'), 'utf8');
const program = (number: number): string => `#define EDIT ${number}\n${hundredLines}`;

const times = (
  title: string,
  place: Place,
  cold: number,
  warm: readonly number[],
  inPage?: { rested: readonly number[]; atOnce: number; later: number },
): Report => ({
  id: 'edit',
  title,
  place,
  unit: 'ms',
  missing: [],
  aims: inPage
    ? [
        aim('warm', median(warm), 250),
        aim('second visit, at once', inPage.atOnce, 1500),
        aim('third visit, 2 s after it came', inPage.later, 1500),
      ]
    : [],
  lines: [
    { name: 'cold: the compiler started, the first program', value: cold, spread: 0 },
    spreadOf(inPage ? 'warm: every later edit, the first 5 s after that' : 'warm: every later edit', warm),
    ...(inPage
      ? [
          spreadOf('warm, where the hands rested before Run', inPage.rested),
          {
            name: 'second visit, edited and run as soon as the editor is there',
            value: inPage.atOnce,
            spread: 0,
          },
          { name: 'third visit, edited and run 2 s later', value: inPage.later, spread: 0 },
        ]
      : []),
  ],
});

const aim = (what: string, measured: number, atMost: number): Verdict => ({
  words: `edit to output, ${what}`,
  measured,
  atMost,
  unit: 'ms',
  met: measured <= atMost,
});

const spreadOf = (name: string, times: readonly number[]): Line => ({
  name,
  value: median(times),
  spread: spread(times),
});

export const missing = (id: string, title: string, place: Place, why: string): Report => ({
  id,
  title,
  place,
  unit: '',
  lines: [],
  missing: [{ name: 'the page', why }],
  aims: [],
});

async function editInNode(edits: number): Promise<Report> {
  const compiler = new Worker(join(root, 'build/js/web/cli/compile-worker.js'));
  const engine = new NodeEngine();
  const edit = async (number: number): Promise<number> => {
    const start = performance.now();
    const { result } = await new Promise<{ result: { wasm: Uint8Array<ArrayBuffer> } }>((resolve) => {
      compiler.once('message', resolve);
      compiler.postMessage({ source: program(number), options: {} });
    });
    const { error } = await engine.ask({ kind: 'run', wasm: result.wasm });
    if (error !== undefined) throw new Error(error);
    return performance.now() - start;
  };
  const cold = await edit(0);
  const warm: number[] = [];
  for (let number = 1; number <= edits; number++) warm.push(await edit(number));
  await compiler.terminate();
  await engine.close();
  return times('edit to output of a hundred lines, without a page', 'node', cold, warm);
}

/// How the bench has programs built, to compare what the ways of switching cost until a module is there.
const ways: readonly (readonly [name: string, options: BuildOptions])[] = [
  ['switching by Asyncify', {}],
  ['native switching', { switching: 'native' }],
  ['native switching, no stack check: clang and lld alone', { switching: 'native', stackCheck: false }],
];

/// Each edit is built in each way, in turns.
async function buildsInNode(edits: number): Promise<Report> {
  const compiler = new Worker(join(root, 'build/js/web/cli/compile-worker.js'));
  const build = async (number: number, options: BuildOptions): Promise<number> => {
    const start = performance.now();
    const { result } = await new Promise<{ result: BuildResult }>((resolve) => {
      compiler.once('message', resolve);
      compiler.postMessage({ source: program(number), options });
    });
    if (!result.wasm) throw new Error(result.text);
    return performance.now() - start;
  };
  const times = ways.map((): number[] => []);
  for (let number = 0; number < 2 * edits; number++)
    for (const [index, [, options]] of ways.entries()) {
      const milliseconds = await build(number, options);
      if (number >= edits) times[index]!.push(milliseconds);
    }
  await compiler.terminate();
  return {
    id: 'edit',
    title: 'from an edit of a hundred lines to its module, by how stacks are switched',
    place: 'node',
    unit: 'ms',
    missing: [],
    lines: ways.map(([name], index) => spreadOf(name, times[index]!)),
    aims: [],
  };
}

/// In the page: milliseconds from the key that runs the program until the frame with that line has been
/// drawn. From outside one could only look again and again, at times that grow apart.
const timeToOutput = (line: string): string => `new Promise((resolve) => {
  let pressed;
  const press = (event) => { if (event.key === 'Enter') pressed = performance.now(); };
  addEventListener('keydown', press, { capture: true });
  const log = document.querySelector('[role=log]');
  const observer = new MutationObserver(() => {
    const texts = [...log.querySelectorAll('.text')];
    if (!texts.some(({ textContent }) => textContent === ${JSON.stringify(line)})) return;
    observer.disconnect();
    removeEventListener('keydown', press, { capture: true });
    requestAnimationFrame((now) => resolve(now - pressed));
  });
  observer.observe(log, { childList: true, subtree: true });
})`;

/// Long enough for the page to have compiled the program before Run is pressed.
const handsRest = 1500;

/// So long somebody reads what the first program has printed.
const reads = 5000;

/// So long somebody who comes again looks at the page before the first edit.
const looks = 2000;

async function editInPage(edits: number): Promise<Report> {
  return withPage(async (page) => {
    const edit = async (number: number, restMilliseconds = 0): Promise<number> => {
      await page.getByRole('textbox', { name: 'C program' }).focus();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText(program(number));
      await page.waitForTimeout(restMilliseconds);
      await page.evaluate(`void (globalThis.timeToOutput = ${timeToOutput(`edit ${number}`)})`);
      await page.keyboard.press('ControlOrMeta+Enter');
      return page.evaluate('globalThis.timeToOutput') as Promise<number>;
    };
    const cold = await edit(0);
    await page.waitForTimeout(reads);
    const warm: number[] = [];
    for (let number = 1; number <= edits; number++) warm.push(await edit(number));
    const rested: number[] = [];
    for (let number = 1; number <= Math.ceil(edits / 2); number++)
      rested.push(await edit(edits + number, handsRest));
    const visit = async (number: number, lookMilliseconds: number): Promise<number> => {
      await page.reload();
      await page.locator('.cm-content').waitFor();
      await page.waitForTimeout(lookMilliseconds);
      return edit(number);
    };
    const atOnce = await visit(2 * edits + 1, 0);
    const later = await visit(2 * edits + 2, looks);
    const inPage = { rested, atOnce, later };
    return times('edit to output of a hundred lines, in the page', 'chromium', cold, warm, inPage);
  });
}

export async function withPage<T>(use: (page: Page, site: Site) => Promise<T>): Promise<T> {
  const site = new Site();
  await site.open();
  let browser: Browser | undefined;
  try {
    browser = await launch();
    const page = await openPage(browser);
    await page.goto(site.url);
    await page.locator('.cm-content').waitFor();
    return await use(page, site);
  } finally {
    await browser?.close();
    await site.close();
  }
}

const edit: SiteRow = {
  id: 'edit',
  async measure({ pace, places }) {
    const reports: Report[] = [];
    const edits = { full: 15, quick: 5, once: 1 }[pace];
    if (places.includes('node'))
      reports.push(await editInNode(edits), await buildsInNode(Math.min(edits, 8)));
    if (places.includes('chromium')) {
      reports.push(
        existsSync(dist)
          ? await editInPage(edits)
          : missing('edit', 'edit to output, in the page', 'chromium', 'dist/ has not been built'),
      );
    }
    return reports;
  },
};

/// What has been asked for when the page stands there and nobody has touched it, for later and for
/// when there is no network too.
async function fetched(): Promise<string[]> {
  return withPage(async (page, site) => {
    await page.waitForLoadState('networkidle');
    return [...new Set(site.requests.map((path) => (path === '' ? 'index.html' : path)))];
  });
}

async function sizes(): Promise<Report> {
  const shell = shellFiles(dist);
  const ahead = (await fetched()).filter((path) => !shell.includes(path));
  const sum = (files: readonly string[], weigh: (bytes: Buffer) => number): number =>
    files.reduce((total, path) => total + weigh(readFileSync(join(dist, path))), 0) / 1e3;
  const gzipped = (bytes: Buffer): number => gzipSync(bytes, { level: 9 }).length;
  const gzip = sum(shell, gzipped);
  const compilerFolder = join(dist, 'compiler');
  const compiler =
    readdirSync(compilerFolder).reduce(
      (total, name) => total + statSync(join(compilerFolder, name)).size,
      0,
    ) / 1e6;
  const embed = statSync(join(dist, 'embed.js')).size / 1e3;
  const line = (name: string, value: number): Line => ({ name, value, spread: 0 });
  return {
    id: 'size',
    title: 'what is downloaded',
    place: 'chromium',
    unit: 'KB',
    missing: [],
    lines: [
      line(`the page, to be read, edited and run: ${shell.length} files, gzip`, gzip),
      line(
        'the same, brotli',
        sum(shell, (bytes) => brotliCompressSync(bytes).length),
      ),
      line(`fetched ahead, once the page stands: ${ahead.length} files, gzip`, sum(ahead, gzipped)),
      line('the compiler, as shipped', compiler * 1e3),
      line('embed.js, before an embedded program is in view: 1 file, as it is', embed),
    ],
    aims: [
      { words: 'the page, gzip', measured: gzip, atMost: 150, unit: 'KB', met: gzip <= 150 },
      { words: 'the compiler', measured: compiler, atMost: 17, unit: 'MB', met: compiler <= 17 },
      { words: 'embed.js', measured: embed, atMost: 15, unit: 'KB', met: embed <= 15 },
    ],
  };
}

const size: SiteRow = {
  id: 'size',
  async measure({ places }) {
    if (!places.includes('chromium')) return [];
    return [
      existsSync(dist)
        ? await sizes()
        : missing('size', 'what is downloaded', 'chromium', 'dist/ has not been built'),
    ];
  },
};

export const siteRows: readonly SiteRow[] = [edit, size];
