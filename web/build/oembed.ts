/// What a program's page tells to sites that embed what an address stands for (oEmbed). A static host answers
/// no queries, so each page has its answer in a file of its own, and says where.

import { html } from '../manual/html/markup.ts';

export const oembedFile = 'oembed.json';

const width = 720;
const height = 520; // as of an element without `height`
const cacheSeconds = 86_400;

/// `fragment`: as `example=gather`.
export function oembedOf(site: URL, title: string, fragment: string): string {
  const address = new URL(`embed.html#${fragment}`, site).href;
  const size = html`width="${width}" height="${height}"`;
  const rest = html`${size} loading="lazy" allow="clipboard-write"`;
  const frame = html`<iframe src="${address}" title="Weft program: ${title}" ${rest}></iframe>`;
  const answer = {
    version: '1.0',
    type: 'rich',
    provider_name: 'Weft',
    provider_url: site.href,
    title,
    width,
    height,
    html: frame.text,
    cache_age: cacheSeconds,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
