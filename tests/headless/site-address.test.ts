/// What the site tells search engines, where its address is known.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { siteAddress, sitemapOf } from '../../web/build/site-address.ts';

test('the pages of the site are listed by their addresses, but not what stands in a frame', () => {
  const site = siteAddress('https://example.org/weft/')!;
  const files = [
    'manual/tasks.html',
    'index.html',
    'index.html', // Vite names it, and so does whoever asks
    'embed.html',
    'lesson/gather/index.html',
    'manual/index.html',
    'assets/a.js',
  ];
  assert.deepEqual(
    [...sitemapOf(site, files).matchAll(/<loc>(.*)<\/loc>/g)].map(([, address]) => address),
    [
      'https://example.org/weft/',
      'https://example.org/weft/lesson/gather/',
      'https://example.org/weft/manual/',
      'https://example.org/weft/manual/tasks.html',
    ],
  );
});

test('without an address there is none; one that is none is refused', () => {
  assert.equal(siteAddress(''), undefined);
  for (const wrong of ['weft', 'ftp://example.org/', 'https://example.org/weft'])
    assert.throws(() => siteAddress(wrong), new RegExp(`SITE_URL .* and not ${wrong}`));
});
