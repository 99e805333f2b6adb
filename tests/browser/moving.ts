/// Makes the picture at the README's beginning, which moves: `./weft pictures --moving` writes .github/weft.webp.
/// The page runs a program, a turn at a time on the virtual clock, and goes back to some of its moments.

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from './weft.ts';
import { settled } from './settled.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = join(root, 'build/pictures/moving');

test.use({ viewport: { width: 1280, height: 840 }, colorScheme: 'light', reducedMotion: 'reduce' });

test('the moving picture', async ({ weft }) => {
  const { page } = weft;
  mkdirSync(folder, { recursive: true });
  const frames: string[] = [];
  const take = async (milliseconds: number) => {
    await page.evaluate(settled);
    const path = join(folder, `${String(frames.length / 3).padStart(2, '0')}.png`);
    await page.screenshot({ path });
    frames.push('-d', String(milliseconds), path);
  };

  await weft.open('#example=gather&clock=virtual');
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('There is no run to show.');
  await take(1500);
  await weft.button('Step').click();
  const moment = page.getByRole('slider', { name: 'Moment' });
  for (let turn = 1; !(await weft.status.textContent())?.includes('Ended'); turn++) {
    await expect(moment).toHaveAttribute('aria-valuenow', String(turn));
    await take(700);
    await weft.button('Step').click();
    await expect(weft.status).toContainText(/Ended|Paused/);
  }
  await take(1500);
  for (const line of ['2 started', 'Received: 2', 'Received: 1', 'Received: 0']) {
    await weft.output.getByText(line).click();
    await take(1300);
  }
  execFileSync('img2webp', ['-loop', '0', '-min_size', ...frames, '-o', join(root, '.github/weft.webp')]);
});
