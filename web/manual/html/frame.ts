/// Around each page of the manual stand the head, and the ways to other sections and to the editor.

import type { Manual, Section } from '../types.ts';
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

const policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

export function wholePage({ manual, style }: Frame, head: Head, body: Html): string {
  const way = (href: string, title: string, current: boolean): Html =>
    html`<a href="${href}"${current && html` aria-current="page"`}>${title}</a>`;
  const sections = manual.sections
    .filter(hasPage)
    .map((section) => html`<li>${way(fileOf(section), section.title, section.id === head.place)}</li>\n`);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${head.description}">
<title>${head.title}</title>
<link rel="icon" href="../icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${style}">
</head>
<body>
<header>
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
</body>
</html>
`.text;
}
