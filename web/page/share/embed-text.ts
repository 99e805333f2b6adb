/// The texts by which a program comes into somebody else's page: the element with its script, and words with
/// a link for where there are links alone.

import type { Switching } from '../../runtime/continuations.ts';
import type { Shared } from './link.ts';

export interface EmbedParts {
  /// Where the site is, with a slash at its end.
  site: string;
  shared: Shared;
  /// The program's text, of an example as well.
  source: string;
  /// The lesson whose program it is.
  lesson?: string;
  /// The whole link to it, without which there can be no schedule; undefined where it would be too large.
  link?: string | undefined;
  /// Absent: by Asyncify.
  switching?: Switching;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/// HTML: two lines, and the program where it is nobody's but the person's.
export function snippetOf({ site, shared, source, lesson, link, switching }: EmbedParts): string {
  const { example, clock, seed, schedule, options } = shared;
  const named: (readonly [name: string, value: string | number | undefined])[] =
    (schedule !== undefined || options !== undefined) && link !== undefined
      ? [['link', link.slice(link.indexOf('#'))]]
      : [
          example !== undefined ? ['example', example] : ['lesson', lesson],
          ['clock', clock],
          ['seed', seed],
          ['switching', switching === 'native' ? switching : undefined],
        ];
  const attributes = named
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
  const own = example === undefined && lesson === undefined;
  const text = own ? `\n<pre>\n${escaped(source).replaceAll('&quot;', '"')}</pre>\n` : '';
  return `<script type="module" src="${site}embed.js"></script>
<weft-program${attributes}>${text}</weft-program>\n`;
}

/// Markdown, as most forums read it.
export function forumTextOf(title: string | undefined, link: string): string {
  const what = title === undefined ? 'this C program' : `“${title.replace(/[[\]]/g, '')}”`;
  return `[Run ${what} in the browser, and watch its tasks](${link})`;
}
