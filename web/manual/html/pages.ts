/// The manual as pages of the site that need no JavaScript: one that leads to all, and one for each section.

import { broken, returners, sectionsByName, constantValue } from '../shape.ts';
import type { Entry, Manual, Section } from '../types.ts';
import { html, type Html } from './markup.ts';
import { blocks, code, link, prose, type Links } from './prose.ts';

export interface Page {
  /// `channels-and-select.html`
  fileName: string;
  text: string;
}

interface Frame {
  manual: Manual;
  /// Where the style sheet is, from a page.
  style: string;
  returnedBy: ReadonlyMap<string, readonly string[]>;
  links: Links;
}

const longestSignature = 76; // characters
const longestDescription = 160; // characters: what search engines show
const start = 'index.html';

export function pagesOf(manual: Manual, style: string): Page[] {
  const places = sectionsByName(manual);
  const frame = (section?: Section): Frame => ({
    manual,
    style,
    returnedBy: returners(manual),
    links: (name) => {
      const there = places.get(name);
      return there && `${there === section ? '' : fileOf(there)}#${name}`;
    },
  });
  return [
    { fileName: start, text: startPage(frame()) },
    ...manual.sections
      .filter(hasPage)
      .map((section) => ({ fileName: fileOf(section), text: sectionPage(section, frame(section)) })),
  ];
}

const hasPage = ({ entries }: Section): boolean => entries.length > 0;
const fileOf = ({ id }: Section): string => `${id}.html`;

function startPage(frame: Frame): string {
  const { manual, links } = frame;
  const body = html`<h1>The manual of Weft</h1>
${blocks(manual.introduction, links)}${manual.sections.map((section) => contentsOf(section, links))}`;
  const description =
    'The manual of Weft, stackful coroutines for C with an event loop: tasks, generators, channels, select, cancellation and timeouts.';
  return wholePage(
    frame,
    { title: 'The manual of Weft: coroutines for C', description, place: 'introduction' },
    body,
  );
}

function contentsOf(section: Section, links: Links): Html {
  const { id, title, text, entries } = section;
  const heading = hasPage(section) ? link(fileOf(section), title) : html`${title}`;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
${entries.length === 0 && blocks(text, links)}<dl class="contents">
${entries.map(
  (entry) => html`<dt><code>${link(links(entry.name), entry.name)}</code></dt>
<dd>${prose(entry.summary, () => undefined)}</dd>
`,
)}</dl>
</section>
`;
}

function sectionPage(section: Section, frame: Frame): string {
  const { id, title, aside, text, entries } = section;
  const body = html`<h1 id="${id}">${title}</h1>
${aside !== '' && html`<p class="aside">Compare ${aside}.</p>\n`}${blocks(text, frame.links)}${entries.map((entry) => entryOf(entry, frame))}${neighbours(section, frame)}`;
  return wholePage(frame, { title: `${title} · Weft`, description: describe(section), place: id }, body);
}

/// The first sentence, and as many of the calls as there is room for.
function describe({ title, text, entries }: Section): string {
  const first = text[0]?.kind === 'paragraph' ? (/^.*?[.:](?=\s|$)/.exec(text[0].text)?.[0] ?? '') : '';
  let description =
    `Weft, coroutines for C: ${title}. ${first.replace(/:$/, '.').replaceAll('`', '')}`.trim();
  for (const { name, kind } of entries) {
    if (kind === 'constant' || kind === 'type') continue;
    if (description.length + name.length + 1 > longestDescription) break;
    description += ` ${name}`;
  }
  return description;
}

function entryOf(entry: Entry, { links, returnedBy }: Frame): Html {
  const { name, kind, signature, text, fields } = entry;
  const users = returnedBy.get(name) ?? [];
  return html`<article class="entry ${kind}" aria-labelledby="${name}">
<h2 id="${name}"><a href="#${name}">${name}</a>${kind === 'constant' && html` <code class="value">${constantValue(entry)}</code>`}</h2>
${kind !== 'constant' && html`<pre class="signature">${code(broken(signature, longestSignature), links, name)}</pre>\n`}${blocks(text, links)}${
  fields.length > 0 &&
  html`<dl>
${fields.map((field) => html`<dt><code>${field.declaration}</code></dt>\n<dd>${prose(field.text, links)}</dd>\n`)}</dl>
`
}${waiting(entry, links)}${
  users.length > 0 &&
  html`<p class="aside">Returned by ${users.map((user, index) => html`${index > 0 && ', '}<code>${link(links(user), user)}</code>`)}.</p>
`
}</article>
`;
}

function waiting({ waits }: Entry, links: Links): Html | false {
  if (waits === 'never') return false;
  return waits === 'body'
    ? html`<p class="aside"><strong>Waits when the body does</strong>: others run meanwhile.</p>\n`
    : html`<p class="aside"><strong>Waits</strong>: others run meanwhile, and it can return ${prose('WEFT_ECANCELED or WEFT_ETIMEDOUT', links)}.</p>\n`;
}

function neighbours(section: Section, { manual }: Frame): Html {
  const pages = manual.sections.filter(hasPage);
  const at = pages.indexOf(section);
  const before = pages[at - 1];
  const after = pages[at + 1];
  return html`<nav class="neighbours" aria-label="Neighbouring sections">
${before && html`<a rel="prev" href="${fileOf(before)}">← ${before.title}</a>\n`}${after && html`<a rel="next" href="${fileOf(after)}">${after.title} →</a>\n`}</nav>
`;
}

interface Head {
  title: string;
  description: string;
  /// The same in the page's own panel.
  place: string;
}

function wholePage({ manual, style }: Frame, { title, description, place }: Head, body: Html): string {
  const current = (fileName: string): Html | false =>
    fileName === `${place}.html` && html` aria-current="page"`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${description}">
<title>${title}</title>
<link rel="icon" href="../icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${style}">
</head>
<body>
<header>
<a class="home" href="../index.html">Weft</a>
<a href="${start}"${place === 'introduction' && html` aria-current="page"`}>Manual</a>
<a class="beside" href="../index.html#manual=${place}">Open beside the editor</a>
</header>
<nav class="sections" aria-label="Sections">
<ul>
${manual.sections.filter(hasPage).map((section) => html`<li><a href="${fileOf(section)}"${current(fileOf(section))}>${section.title}</a></li>\n`)}</ul>
</nav>
<main>
${body}</main>
</body>
</html>
`.text;
}
