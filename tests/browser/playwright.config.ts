/// How Playwright runs the page's tests: Debian's Chromium, two pages at a time, no test twice.

import { defineConfig } from '@playwright/test';

export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/// What `./weft pictures` makes, and with `--moving`.
const pictures: Record<string, string> = { all: 'views.js', moving: 'moving.js' };

export default defineConfig({
  testDir: '.',
  testMatch: pictures[process.env.WEFT_PICTURES ?? ''] ?? '*.spec.js',
  outputDir: '../../../test-browser',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 300_000, // these two bound what never comes, and cost nothing where it comes
  expect: { timeout: 90_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 900 },
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags },
  },
});
