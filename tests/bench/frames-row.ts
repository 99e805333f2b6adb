/// How smoothly the timeline moves with 10,000 tasks and a million events in it.

import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Report } from './results.ts';
import { dist, missing, withPage, type SiteRow } from './site-rows.ts';

const program = (tasks: number): string => `#include <weft.h>

static void *worker(void *arg) {
    for (int i = 0; i < 33; i++) weft_sleep(0.001 * (double)(WEFT_UNBOX(arg) % 13 + 1));
    return NULL;
}

int main(void) {
    static weft_task tasks[${tasks}];
    for (int i = 0; i < ${tasks}; i++) tasks[i] = weft_spawn(worker, WEFT_BOX(i));
    weft_gather(tasks, ${tasks}, NULL);
    return 0;
}
`;

/// Measures milliseconds from frame to frame, on average, while keys zoom and pan in each of them.
const measure = (seconds: number): string => `new Promise((done) => {
  const chart = document.querySelector('.chart-scroll');
  const keys = ['+', 'ArrowRight', '-', 'ArrowLeft'];
  let first, frames = 0;
  const step = (now) => {
    first ??= now;
    chart.dispatchEvent(new KeyboardEvent('keydown', { key: keys[frames++ % 4] }));
    if (now - first < ${seconds * 1000}) requestAnimationFrame(step);
    else done((now - first) / (frames - 1));
  };
  requestAnimationFrame(step);
})`;

async function run(page: Page, source: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Clock' }).selectOption('virtual');
  await page.getByRole('textbox', { name: 'C program' }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(source);
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByText('Ended with status 0').waitFor();
}

async function frames(seconds: number, tasks: number): Promise<Report> {
  return withPage(async (page) => {
    await run(page, program(tasks));
    const closed = Number(await page.evaluate(measure(seconds)));
    await page.getByRole('application', { name: 'Lanes of the tasks' }).focus();
    for (const key of ['f', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    const open = Number(await page.evaluate(measure(seconds)));
    const line = (name: string, value: number) => ({ name, value, spread: 0 });
    return {
      id: 'frames',
      title: 'the timeline with 10,000 tasks and a million events: from frame to frame',
      place: 'chromium',
      unit: 'ms',
      missing: [],
      lines: [
        line('zoom and pan, tasks put together', closed),
        line('zoom and pan, a lane for each task', open),
      ],
      aims: [closed, open].map((value) => ({
        words: '30 frames a second',
        measured: value,
        atMost: 1000 / 30,
        unit: 'ms',
        met: value <= 1000 / 30,
      })),
    };
  });
}

export const framesRow: SiteRow = {
  id: 'frames',
  async measure({ pace, places }) {
    if (!places.includes('chromium')) return [];
    return [
      existsSync(dist)
        ? await frames({ full: 4, quick: 2, once: 0.5 }[pace], pace === 'once' ? 100 : 10_000)
        : missing('frames', 'the timeline', 'chromium', 'dist/ has not been built'),
    ];
  },
};
