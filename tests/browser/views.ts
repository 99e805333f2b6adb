/// Makes pictures of every state of the page, to be looked at: `./weft pictures` writes them to build/pictures,
/// by state, width and theme, and those of the tutorial's claims to build/pictures/claims.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

import { settled } from './settled.ts';
import { expect, program, test, type Weft } from './weft.ts';

const folder = fileURLToPath(new URL('../../../pictures', import.meta.url));

const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 576 },
  { width: 375, height: 812 },
  { width: 320, height: 640 },
];

async function takeAll(page: Page, state: string): Promise<void> {
  mkdirSync(join(folder, state), { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const)
    for (const size of sizes) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(size);
      await page.evaluate(settled);
      const path = join(folder, state, `${size.width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: size.width < 720 });
    }
}

async function runToEnd(weft: Weft, fragment: string): Promise<void> {
  await weft.open(fragment);
  await weft.run.click();
  await weft.ended();
}

async function ran(weft: Weft, text: string, words?: RegExp): Promise<void> {
  await weft.open('#clock=virtual');
  await weft.write(text);
  await weft.run.click();
  await weft.ended(words);
}

const gather = '#example=gather&clock=virtual';

/// How each state is come to.
const states: Record<string, (weft: Weft) => Promise<unknown>> = {
  'first-sight': (weft) => weft.open(),
  held: async (weft) => {
    await weft.open(gather);
    for (let step = 0; step < 3; step++) await weft.button('Step').click();
    await expect(weft.status).toContainText('Paused');
  },
  'at-the-end': (weft) => runToEnd(weft, gather),
  'at-a-line': async (weft) => {
    await runToEnd(weft, gather);
    await weft.output.getByText('Received: 2').click();
  },
  'totals-of-a-range': async (weft) => {
    await runToEnd(weft, gather);
    await weft.output.getByText('Received: 2').click();
    await weft.page.getByRole('application', { name: 'Lanes of the tasks' }).focus();
    await weft.page.keyboard.press('[');
    await expect(weft.page.getByRole('group', { name: 'Range' })).toBeVisible();
  },
  find: async (weft) => {
    await runToEnd(weft, gather);
    await weft.button('Find').click();
    await weft.page.getByRole('searchbox').fill('minimum');
    await weft.page.keyboard.press('Enter');
  },
  generators: (weft) => runToEnd(weft, '#example=same-fringe&clock=virtual'),
  loop: async (weft) => {
    await runToEnd(weft, gather);
    await weft.button('Loop').click();
    await expect(weft.page.getByRole('region', { name: 'Loop' })).toBeVisible();
    await weft.output.getByText('Received: 2').click();
  },
  tour: async (weft) => {
    await weft.open();
    await weft.button('Tour').click();
    await expect(weft.page.getByRole('button', { name: 'Begin' })).toBeVisible();
  },
  lesson: async (weft) => {
    await weft.open('#lesson=gather');
    await expect(weft.page.getByRole('complementary', { name: 'Tour' })).toContainText('Before you run it');
  },
  manual: async (weft) => {
    await weft.open();
    await weft.page.keyboard.press('F1');
    await expect(weft.page.getByRole('complementary', { name: 'Manual' })).toBeVisible();
  },
  explored: async (weft) => {
    await weft.open('#example=lost-update&clock=virtual');
    await weft.button('Explore').click();
    await expect(weft.page.getByRole('region', { name: 'Exploration' })).toContainText('complete');
  },
  'does-not-compile': (weft) =>
    ran(weft, program('    int x = "no";\n    weft_slep(1);'), /Did not|not compile/),
  fault: (weft) => ran(weft, program('    int *nobody = NULL;\n    *nobody = 1;'), /Ended/),
  deadlock: (weft) => runToEnd(weft, '#example=deadlock&clock=virtual'),
  variables: (weft) =>
    ran(weft, `#include <weft.h>\nint count, total;\nint main(void) {\n    count = 3;\n    total = 4;\n}`),
  keys: async (weft) => {
    await runToEnd(weft, gather);
    await weft.page.keyboard.press('F1');
    await weft.page.keyboard.press('F1');
    await weft.status.click();
    await weft.page.keyboard.press('?');
    await expect(weft.page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  },
  view: async (weft) => {
    await weft.open();
    await weft.button('View').click();
    await expect(weft.page.getByRole('dialog')).toBeVisible();
  },
  ...Object.fromEntries(
    ['Drafts', 'Settings', 'Share'].map((name) => [
      name.toLowerCase(),
      async (weft: Weft) => {
        await weft.open(gather);
        await weft.button(name).click();
        await expect(weft.page.getByRole('dialog', { name })).toBeVisible();
      },
    ]),
  ),
  input: async (weft) => {
    await weft.open('#example=echo');
    await weft.run.click();
    await expect(weft.page.getByRole('textbox', { name: 'Input' })).toBeVisible();
  },
  'more-room-for-variables': async (weft) => {
    await ran(weft, `int count, total;\nint main(void) {\n    count = 3;\n    total = 4;\n}`);
    await weft.button('More room for variables').click();
  },
  presentation: async (weft) => {
    await runToEnd(weft, gather);
    await weft.page.keyboard.press('F9');
    await expect(weft.page.locator('html[data-presenting]')).toBeVisible();
    await weft.page.keyboard.press('F10');
  },
};

for (const [state, come] of Object.entries(states))
  test(`picture of ${state}`, async ({ weft }) => {
    await come(weft);
    await takeAll(weft.page, state);
  });

/// The claims of the tutorial, each as a program that shows it; docs/tutorial.md has the table.
const claims: readonly (readonly [lesson: string, shown: 'lanes' | 'loop'])[] = [
  ['one-after-another', 'lanes'],
  ['many-urls', 'lanes'],
  ['cheap-tasks', 'lanes'],
  ['stop-and-go-on', 'lanes'],
  ['next-and-send', 'lanes'],
  ['when-asked', 'lanes'],
  ['gather', 'lanes'],
  ['event-loop', 'loop'],
  ['blocking', 'lanes'],
  ['timeout', 'lanes'],
];

for (const [index, [lesson, shown]] of claims.entries())
  test(`picture of the claim of ${lesson}`, async ({ weft }) => {
    mkdirSync(join(folder, 'claims'), { recursive: true });
    await weft.open(`#lesson=${lesson}`);
    await expect(weft.page.getByRole('complementary', { name: 'Tour' })).toContainText('Before you run it');
    await weft.choose('Clock', 'Virtual');
    await weft.run.click();
    await weft.ended();
    if (shown === 'loop') await weft.button('Loop').click();
    await weft.page.evaluate(settled);
    const number = String(index + 1).padStart(2, '0');
    await weft.page.screenshot({ path: join(folder, 'claims', `${number}-${lesson}.png`) });
  });
