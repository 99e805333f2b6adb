/// Makes pages of the site out of the manual, which need no JavaScript: one that leads to all, and one for
/// each section.

import { returners, sectionsByName } from '../shape.ts';
import type { Manual, Section } from '../types.ts';
import { entryOf } from './entry.ts';
import { fileOf, firstPage, hasPage, wholePage, type Frame } from './frame.ts';
import { html, type Html } from './markup.ts';
import { blocks, link, prose, type Links } from './prose.ts';

export interface Page {
  /// It is called like `channels-and-select.html`.
  fileName: string;
  text: string;
}

const maxDescriptionCharacters = 160; // what search engines show

export function pagesOf(manual: Manual, style: string): Page[] {
  const places = sectionsByName(manual);
  const returnedBy = returners(manual);
  const frame = (section?: Section): Frame => ({
    manual,
    style,
    returnedBy,
    links: (name) => {
      const there = places.get(name);
      return there && `${there === section ? '' : fileOf(there)}#${name}`;
    },
  });
  const sections = manual.sections.filter(hasPage);
  return [
    { fileName: firstPage, text: startPage(frame()) },
    ...sections.map((section) => ({ fileName: fileOf(section), text: sectionPage(section, frame(section)) })),
  ];
}

function startPage(frame: Frame): string {
  const { manual, links } = frame;
  const body = html`<h1>The manual of Weft</h1>
${blocks(manual.introduction, links)}${manual.sections.map((section) => contentsOf(section, links))}`;
  const description =
    'The manual of Weft, stackful coroutines for C with an event loop: ' +
    'tasks, generators, channels, select, cancellation and timeouts.';
  const title = 'The manual of Weft: coroutines for C';
  return wholePage(frame, { title, description, place: 'introduction' }, body);
}

/// A section without entries of its own stands here with its text.
function contentsOf(section: Section, links: Links): Html {
  const { id, title, text, entries } = section;
  const heading = hasPage(section) ? link(fileOf(section), title) : html`${title}`;
  const rows = entries.map(
    ({ name, summary }) => html`<dt><code>${link(links(name), name)}</code></dt>
<dd>${prose(summary, () => undefined)}</dd>
`,
  );
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
${rows.length > 0 ? html`<dl class="contents">\n${rows}</dl>\n` : blocks(text, links)}</section>
`;
}

function sectionPage(section: Section, frame: Frame): string {
  const { id, title, aside, text, entries } = section;
  const body = html`<h1 id="${id}">${title}</h1>
${aside !== '' && html`<p class="aside">Compare ${aside}.</p>\n`}${blocks(text, frame.links)}${entries.map(
  (entry) => entryOf(entry, frame),
)}${neighbours(section, frame)}`;
  return wholePage(frame, { title: `${title} · Weft`, description: describe(section), place: id }, body);
}

/// The first sentence, and as many of the calls as there is room for.
function describe({ title, text, entries }: Section): string {
  const first = text[0]?.kind === 'paragraph' ? (/^.*?[.:](?=\s|$)/.exec(text[0].text)?.[0] ?? '') : '';
  let description =
    `Weft, coroutines for C: ${title}. ${first.replace(/:$/, '.').replaceAll('`', '')}`.trim();
  for (const { name, kind } of entries) {
    if (kind === 'constant' || kind === 'type') continue;
    if (description.length + name.length + 1 > maxDescriptionCharacters) break;
    description += ` ${name}`;
  }
  return description;
}

function neighbours(section: Section, { manual }: Frame): Html {
  const pages = manual.sections.filter(hasPage);
  const at = pages.indexOf(section);
  const before = pages[at - 1];
  const after = pages[at + 1];
  const back = before && html`<a rel="prev" href="${fileOf(before)}">← ${before.title}</a>\n`;
  const on = after && html`<a rel="next" href="${fileOf(after)}">${after.title} →</a>\n`;
  return html`<nav class="neighbours" aria-label="Neighbouring sections">\n${back}${on}</nav>\n`;
}
