/// What search engines and previews of links need, which take no relative addresses: so it is made only where
/// the site's own address is known, from SITE_URL in the environment of `./weft build`.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const picture = fileURLToPath(new URL('../../.github/weft.png', import.meta.url));

/// Undefined where none is given. Throws where it is no address of a folder.
export function siteAddress(given = process.env['SITE_URL']): URL | undefined {
  if (!given) return undefined;
  const site = URL.canParse(given) ? new URL(given) : undefined;
  if (!site || !/^https?:$/.test(site.protocol) || !site.pathname.endsWith('/'))
    throw new Error(`SITE_URL is the site's address, say https://example.org/weft/, and not ${given}`);
  return site;
}

/// The site's pages, but for those that stand in a frame.
export function sitemapOf(site: URL, files: readonly string[]): string {
  const pages = files.filter((file) => file.endsWith('.html') && file !== 'embed.html');
  const addresses = pages.map((file) => new URL(file.replace(/(^|\/)index\.html$/, '$1'), site).href);
  const entries = [...new Set(addresses)]
    .sort()
    .map((address) => `  <url><loc>${escaped(address)}</loc></url>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join('')}</urlset>
`;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

export function siteForOthers(): Plugin {
  const site = siteAddress();
  const preview = (property: string, content: string) => ({
    tag: 'meta',
    attrs: { property: `og:${property}`, content },
  });
  return {
    name: 'weft-site-for-others',
    enforce: 'post',
    transformIndexHtml: {
      handler: (_, { path }) =>
        site && path.endsWith('/index.html')
          ? [preview('url', site.href), preview('image', new URL('preview.png', site).href)]
          : [],
    },
    generateBundle(_, bundle) {
      this.emitFile({ type: 'asset', fileName: 'preview.png', source: readFileSync(picture) });
      if (!site) return;
      const source = sitemapOf(site, ['index.html', ...Object.keys(bundle)]);
      this.emitFile({ type: 'asset', fileName: 'sitemap.xml', source });
    },
  };
}
