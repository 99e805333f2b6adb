/// Around each page of the manual stand the head, and the ways to other sections and to the editor.

import type { Manual, Section } from '../types.ts';
import { documentOf } from './document.ts';
import { html, type Html } from './markup.ts';
import type { Links } from './prose.ts';

export interface Frame {
  manual: Manual;
  /// Where the style sheet is, from a page.
  style: string;
  returnedBy: ReadonlyMap<string, readonly string[]>;
  links: Links;
}

export interface Head {
  title: string;
  description: string;
  /// The section's id, which is its place in the page's own panel too.
  place: string;
}

export const firstPage = 'index.html';
export const hasPage = ({ entries }: Section): boolean => entries.length > 0;
export const fileOf = ({ id }: Section): string => `${id}.html`;

export function wholePage({ manual, style }: Frame, head: Head, body: Html): string {
  const way = (href: string, title: string, current: boolean): Html =>
    html`<a href="${href}"${current && html` aria-current="page"`}>${title}</a>`;
  const sections = manual.sections
    .filter(hasPage)
    .map((section) => html`<li>${way(fileOf(section), section.title, section.id === head.place)}</li>\n`);
  return documentOf({
    ...head,
    up: '../',
    style,
    body: html`<header>
<a class="home" href="../index.html">Weft</a>
${way(firstPage, 'Manual', head.place === 'introduction')}
<a href="../lesson/index.html">Lessons</a>
<a class="beside" href="../index.html#manual=${head.place}">Open beside the editor</a>
</header>
<nav class="sections" aria-label="Sections">
<ul>
${sections}</ul>
</nav>
<main>
${body}</main>
`,
  });
}
