/// A program as one file, opened from a disk: what `weft bundle` and the page's Download make.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { findings } from './axe.ts';
import { expect, test, Weft } from './weft.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'weft-bundle-'));

function bundle(name: string, source: string, ...options: string[]): string {
  const file = join(folder, `${name}.c`);
  const page = join(folder, `${name}.html`);
  writeFileSync(file, source);
  const command = join(root, 'build/js/web/cli/main.js');
  execFileSync(process.execPath, [command, 'bundle', file, '-o', page, ...options]);
  return page;
}

/// Opens it from the disk; nothing may be asked of anybody.
async function open(page: Page, file: string): Promise<Weft> {
  page.on('request', (request) => expect(request.url()).toMatch(/^(file|blob|data):/));
  const weft = new Weft(page);
  await page.goto(pathToFileURL(file).href);
  await expect(weft.editor).toBeVisible();
  return weft;
}

const source = `#include <stdio.h>
#include <weft.h>
/* </script> & <b> */
static void *nap(void *x) { weft_sleep(WEFT_UNBOX(x)); printf("<%d>\\n", (int)WEFT_UNBOX(x)); return NULL; }
int main(void) {
    weft_task tasks[2] = {weft_spawn(nap, WEFT_BOX(2)), weft_spawn(nap, WEFT_BOX(1))};
    char line[20];
    weft_gather(tasks, 2, NULL);
    while (weft_read_line(line, sizeof line) >= 0) printf("read %s\\n", line);
    return 0;
}
`;

test('a bundled page runs from a disk: source, output, timeline, input, settings, switching', async ({
  weft: { page },
}) => {
  const options = ['--clock', 'virtual', '--seed', '7', '--switching', 'native'];
  const weft = await open(page, bundle('naps', source, ...options));
  await expect(page).toHaveTitle(/naps\.c/);
  await expect.poll(() => weft.text()).toBe(source);
  await expect(weft.editor).toHaveAttribute('aria-readonly', 'true');
  await expect(page.getByRole('combobox', { name: 'Clock' })).toHaveValue('virtual');
  await expect(page.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('7');
  await expect(page.getByRole('button', { name: 'Explore' })).toHaveCount(0);
  await weft.run.click();
  await page.getByRole('textbox', { name: 'Input' }).fill('a line');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'End input' }).click();
  await weft.ended('Ended with status 0');
  await weft.wrote(['<1>', '<2>', 'read a line']);
  await expect(weft.status).toContainText('by Asyncify: no native switching here');
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await expect(timeline.getByText('The run is over.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Tasks' }).getByRole('row')).toHaveCount(4);
  expect(await findings(page)).toEqual([]);
});

test('a bundled program that never gives up its turn is stopped', async ({ weft: { page } }) => {
  const weft = await open(
    page,
    bundle('endless', '#include <stdio.h>\nint main(void) { puts("on"); for (;;); }\n'),
  );
  await weft.run.click();
  await weft.wrote(['on']);
  await weft.stop.click();
  await weft.ended('Stopped');
});

test('a bundled schedule is replayed', async ({ weft: { page } }) => {
  const racing = `#include <stdio.h>
#include <weft.h>
static void *say(void *x) { printf("%d\\n", (int)WEFT_UNBOX(x)); return NULL; }
int main(void) { weft_task t[2] = {weft_spawn(say, WEFT_BOX(1)), weft_spawn(say, WEFT_BOX(2))}; return weft_gather(t, 2, NULL); }
`;
  const file = bundle('order', racing, '--clock', 'virtual', '--schedule', 'a0');
  const weft = await open(page, file);
  await weft.run.click();
  await weft.ended();
  await weft.wrote(['2', '1']);
  await weft.button('Schedule a0').click();
  await weft.run.click();
  await weft.wrote(['1', '2']);
});

test('Download gives the program that is shown, as a page that runs', async ({ weft, site, context }) => {
  await weft.open('#example=gather&clock=virtual');
  expect(site.count(/page-.*\.txt/)).toBe(0);
  const [download] = await Promise.all([weft.page.waitForEvent('download'), weft.button('Download').click()]);
  expect(download.suggestedFilename()).toBe('gather.html');
  const file = join(folder, 'gather.html');
  await download.saveAs(file);
  expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>/);
  const alone = await open(await context.newPage(), file);
  await alone.run.click();
  await alone.ended('Ended with status 0');
  await alone.wrote(['0 started', '1 started', '2 started', 'Received: 2', 'Received: 1', 'Received: 0']);
});

test('a program that does not compile is not downloaded, and it is told', async ({ weft }) => {
  await weft.open();
  await weft.write('int main(void) { return missing; }\n');
  await weft.button('Download').click();
  await expect(weft.alert.getByText('does not compile')).toBeVisible();
});
