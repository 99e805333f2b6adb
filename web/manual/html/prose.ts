/// Writes texts, code and names as HTML. Every name that has an entry is a link to it.

import { classHighlighter, highlightCode } from '@lezer/highlight';
import { parser } from '@lezer/cpp';

import { spansOf } from '../spans.ts';
import type { Block } from '../types.ts';
import { html, type Html } from './markup.ts';

/// Where a name leads to from the page that is being written; undefined for what has no entry.
export type Links = (name: string) => string | undefined;

export const link = (href: string | undefined, name: string): Html =>
  href === undefined ? html`${name}` : html`<a href="${href}">${name}</a>`;

export const prose = (text: string, links: Links): Html =>
  html`${spansOf(text, (name) => links(name) !== undefined).map((span) =>
    span.kind === 'words' ? span.text : html`<code>${link(links(span.text), span.text)}</code>`,
  )}`;

/// C in colours; `of` is the entry that this is the signature of, which needs no link to itself.
export function code(text: string, links: Links, of?: string): Html {
  const parts: (Html | string)[] = [];
  const put = (token: string, classes: string): void => {
    const shown = link(token === of ? undefined : links(token), token);
    parts.push(classes ? html`<span class="${classes}">${shown}</span>` : shown);
  };
  highlightCode(text, parser.parse(text), classHighlighter, put, () => parts.push('\n'));
  return html`${parts}`;
}

/// It is in the order of keys, so that a keyboard can scroll what is too wide.
const scrollable = html`tabindex="0" role="group" aria-label="Example"`;

export const blocks = (all: readonly Block[], links: Links): Html =>
  html`${all.map((block) => html`${oneBlock(block, links)}\n`)}`;

function oneBlock(block: Block, links: Links): Html {
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${prose(block.text, links)}</p>`;
    case 'list':
      return html`<ul>\n${block.items.map((item) => html`<li>${prose(item, links)}</li>\n`)}</ul>`;
    case 'code':
      return html`<pre class="example" ${scrollable}>${code(block.text, links)}</pre>`;
  }
}
