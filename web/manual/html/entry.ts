/// Writes one function, macro, type or constant as HTML.

import { broken, constantValue } from '../shape.ts';
import type { Entry, Field } from '../types.ts';
import type { Frame } from './frame.ts';
import { html, type Html } from './markup.ts';
import { blocks, code, link, prose, type Links } from './prose.ts';

const maxSignatureCharacters = 76;

export function entryOf(entry: Entry, { links, returnedBy }: Frame): Html {
  const { name, kind, text, fields } = entry;
  return html`<article class="entry ${kind}" aria-labelledby="${name}">
${headingOf(entry)}
${kind !== 'constant' && signatureOf(entry, links)}${blocks(text, links)}${fieldsOf(fields, links)}${waiting(
  entry,
  links,
)}${usersOf(returnedBy.get(name) ?? [], links)}</article>
`;
}

function headingOf(entry: Entry): Html {
  const value = entry.kind === 'constant' && html` <code class="value">${constantValue(entry)}</code>`;
  return html`<h2 id="${entry.name}"><a href="#${entry.name}">${entry.name}</a>${value}</h2>`;
}

const signatureOf = ({ name, signature }: Entry, links: Links): Html =>
  html`<pre class="signature">${code(broken(signature, maxSignatureCharacters), links, name)}</pre>\n`;

function fieldsOf(fields: readonly Field[], links: Links): Html | false {
  const rows = fields.map(
    ({ declaration, text }) => html`<dt><code>${declaration}</code></dt>\n<dd>${prose(text, links)}</dd>\n`,
  );
  return rows.length > 0 && html`<dl>\n${rows}</dl>\n`;
}

function waiting({ waits }: Entry, links: Links): Html | false {
  if (waits === 'never') return false;
  const [title, more] =
    waits === 'body'
      ? ['Waits when the body does', 'others run meanwhile.']
      : ['Waits', 'others run meanwhile, and it can return WEFT_ECANCELED or WEFT_ETIMEDOUT.'];
  return html`<p class="aside"><strong>${title}</strong>: ${prose(more, links)}</p>\n`;
}

function usersOf(users: readonly string[], links: Links): Html | false {
  const names = users.map((user, index) => html`${index > 0 && ', '}<code>${link(links(user), user)}</code>`);
  return names.length > 0 && html`<p class="aside">Returned by ${names}.</p>\n`;
}
