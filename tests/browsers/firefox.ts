/// Debian's Firefox, driven over WebDriver BiDi.

import { launch, type ElementHandle, type Frame, type Page } from 'puppeteer-core';

import type { Browser, Driven, Key } from './driven.ts';

const longest = Number(process.env['WEFT_LONGEST'] ?? 240_000); // milliseconds, of what never comes

export async function firefox(): Promise<Browser> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: process.env['FIREFOX'] ?? '/usr/bin/firefox-esr',
    protocolTimeout: longest,
  });
  return {
    async page() {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      return driven(page, () => context.close());
    },
    close: () => browser.close(),
  };
}

function driven(page: Page, close: () => Promise<void>): Driven {
  return {
    open: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    evaluate: (expression) => page.evaluate(expression),
    click: async (expression) => (await element(page, expression)).click(),
    async clickWithin(frame, expression) {
      const within = await (await element(page, frame)).contentFrame();
      if (!within) throw new Error(`${frame} is no frame`);
      await (await element(within, expression)).click();
    },
    async press(...keys: Key[]) {
      const { keyboard } = page;
      for (const key of keys) await keyboard.down(key as 'Enter');
      for (const key of [...keys].reverse()) await keyboard.up(key as 'Enter');
    },
    close,
  };
}

async function element(where: Page | Frame, expression: string): Promise<ElementHandle<Element>> {
  const found = (await where.evaluateHandle(expression)).asElement();
  if (!found) throw new Error(`there is no ${expression}`);
  return found as ElementHandle<Element>;
}
