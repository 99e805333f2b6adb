/// What somebody waits for who comes for the first time: by a line of 1.6 Mbit/s, 150 ms from the host.

import { existsSync } from 'node:fs';
import { Site } from '../browser/site.ts';
import { launch, openPage } from './chromium.ts';
import { median, spread } from './measure.ts';
import type { Line, Report } from './results.ts';
import { dist, missing, type SiteRow } from './site-rows.ts';

const line = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 1.6e6 / 8 };
const mostMilliseconds = 1000;

/// In the page, before anything else: notes when words stand there, when the program can be changed and run,
/// when the editor is the whole one.
const watch = `(() => {
  const moments = (globalThis.moments = {});
  const note = (name, there) => { if (there && moments[name] === undefined) moments[name] = performance.now(); };
  const look = () => {
    note('words', document.querySelector('h1'));
    note('usable', document.querySelector('.late-editor > *') && document.querySelector('.run'));
    note('whole', document.querySelector('.late-editor > .editor'));
    if (moments.whole === undefined) requestAnimationFrame(look);
  };
  look();
})()`;

interface Moments {
  words: number;
  usable: number;
  whole: number;
}

async function visit(): Promise<Moments> {
  const site = new Site();
  site.compresses = true;
  await site.open();
  const browser = await launch();
  try {
    const page = await openPage(browser);
    const control = await page.context().newCDPSession(page);
    await control.send('Network.emulateNetworkConditions', line);
    await page.addInitScript(watch);
    await page.goto(site.url, { waitUntil: 'commit' });
    await page.locator('.late-editor > .editor').waitFor();
    return (await page.evaluate('moments')) as Moments;
  } finally {
    await browser.close();
    await site.close();
  }
}

async function arrive(visits: number): Promise<Report> {
  const seen: Moments[] = [];
  for (let count = 0; count < visits; count++) seen.push(await visit());
  const lineOf = (name: string, of: keyof Moments): Line => {
    const times = seen.map((one) => one[of]);
    return { name, value: median(times), spread: spread(times) };
  };
  const usable = lineOf('the program can be changed and run', 'usable');
  return {
    id: 'arrive',
    title: 'the first visit, at 1.6 Mbit/s and 150 ms',
    place: 'chromium',
    unit: 'ms',
    missing: [],
    lines: [lineOf('words can be read', 'words'), usable, lineOf('the editor is the whole one', 'whole')],
    aims: [
      {
        words: 'changed and run',
        measured: usable.value,
        atMost: mostMilliseconds,
        unit: 'ms',
        met: usable.value <= mostMilliseconds,
      },
    ],
  };
}

export const arriveRow: SiteRow = {
  id: 'arrive',
  async measure({ pace, places }) {
    if (!places.includes('chromium')) return [];
    return [
      existsSync(dist)
        ? await arrive({ full: 5, quick: 2, once: 1 }[pace])
        : missing('arrive', 'the first visit', 'chromium', 'dist/ has not been built'),
    ];
  },
};
