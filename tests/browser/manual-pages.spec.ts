/// The manual, the lessons and the examples have pages of their own: for readers without JavaScript, on any
/// screen, and from the page with the editor.

import { findings } from './axe.ts';
import { expect, test } from './weft.ts';

/// Of what has the same parts one is looked at by axe, which takes its time.
const alike = new Set(['manual/errors.html', 'manual/the-world-outside.html']);
const overflow = 'document.documentElement.scrollWidth - innerWidth';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('from the first page to a call, and from there to one that it names', async ({ page, site }) => {
    await page.goto(`${site.url}manual/index.html`);
    await expect(page).toHaveTitle('The manual of Weft: coroutines for C');
    await page.getByRole('main').getByRole('link', { name: 'weft_select', exact: true }).click();
    await expect(page).toHaveURL(/manual\/channels-and-select\.html#weft_select$/);
    const entry = page.getByRole('article', { name: 'weft_select', exact: true });
    await expect(entry).toContainText('int weft_select(weft_case *cases, size_t count)');
    await expect(entry.getByRole('heading')).toBeInViewport();
    await entry.getByRole('link', { name: 'WEFT_ENOMEM' }).click();
    await expect(page).toHaveURL(/manual\/errors\.html#WEFT_ENOMEM$/);
  });

  test('the page itself leads to it where there are no scripts', async ({ page, site }) => {
    await page.goto(site.url);
    await page.getByRole('link', { name: 'The manual of Weft' }).click();
    await expect(page.getByRole('heading', { name: 'The manual of Weft' })).toBeVisible();
    await page.getByRole('link', { name: 'Lessons' }).click();
    await page.getByRole('link', { name: 'Three waits at once' }).click();
    await expect(page).toHaveURL(/lesson\/gather\/index\.html$/);
    await page.getByText('The answer').click();
    await expect(page.getByText('The last to start is the first to be done.')).toBeVisible();
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 375, 1280]) {
    test(`readable in the ${colorScheme}, ${width} pixels wide`, async ({ browser, site }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
      const page = await context.newPage();
      const manual = ['index', 'tasks', 'errors', 'the-world-outside'].map((name) => `manual/${name}.html`);
      for (const file of [...manual, 'lesson/gather/index.html', 'example/index.html']) {
        await page.goto(`${site.url}${file}`);
        expect(await page.evaluate(overflow), file).toBe(0);
        if (!alike.has(file)) expect(await findings(page), file).toEqual([]);
      }
      await context.close();
    });
  }
}

test('the panel leads to the pages, and they lead back to the panel', async ({ weft, context }) => {
  await weft.open('#manual=introduction');
  const opened = context.waitForEvent('page');
  await weft.page
    .getByRole('dialog', { name: 'Manual' })
    .getByRole('link', { name: 'pages of their own' })
    .click();
  const pages = await opened;
  await expect(pages.getByRole('heading', { name: 'The manual of Weft' })).toBeVisible();
  await pages.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Groups' }).click();
  await pages.getByRole('link', { name: 'Open beside the editor' }).click();
  const panel = pages.getByRole('dialog', { name: 'Manual' });
  await expect(panel.getByRole('heading', { name: 'Groups' })).toBeInViewport();
});

test('without a network a page of the manual, or of a lesson, is the panel at that place', async ({
  weft,
  site,
}) => {
  await weft.open();
  await expect.poll(() => weft.page.evaluate('Boolean(navigator.serviceWorker.controller)')).toBe(true);
  site.treat = () => 'refuse';
  await weft.page.goto(`${site.url}manual/groups.html`);
  const panel = weft.page.getByRole('dialog', { name: 'Manual' });
  await expect(panel.getByRole('heading', { name: 'Groups' })).toBeInViewport();
  await weft.page.goto(`${site.url}lesson/gather/`);
  const tour = weft.page.getByRole('complementary', { name: 'Tour' });
  await expect(tour.getByRole('heading', { name: 'Three waits at once' })).toBeVisible();
});
