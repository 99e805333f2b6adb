/// Makes the site's page about embedding out of docs/embedding.md. What stands there as `html live` is shown
/// and also stands in the page, live. Of Markdown this reads what that text has.

import { documentOf } from '../manual/html/document.ts';
import { Html, html } from '../manual/html/markup.ts';

const description =
  "How a program of Weft's comes into a page of yours: an element, its attributes, its events.";

/// `style`: where the style sheet is, from the page.
export function embeddingPage(markdown: string, style: string): string {
  return documentOf({
    title: 'Programs in a page of yours · Weft',
    description,
    up: '../',
    style,
    allowed: ["script-src 'self'", "frame-src 'self'"],
    head: html`<script type="module" src="../embed.js"></script>\n`,
    form: 'alone',
    body: html`<header>
<a class="home" href="../index.html">Weft</a>
<a href="../manual/index.html">Manual</a>
<a href="../lesson/index.html">Lessons</a>
<a href="../example/index.html">Examples</a>
</header>
<main>
${blocksOf(markdown).map(blockHtml)}</main>
`,
  });
}

/// Blocks are divided by empty lines, but for those within a fence.
function blocksOf(markdown: string): string[] {
  const fenced = /^(```[^\n]*\n[^]*?\n```)$/m;
  return markdown
    .split(fenced)
    .flatMap((part) => (part.startsWith('```') ? [part] : part.split(/\n{2,}/)))
    .map((block) => block.replace(/^\n+|\n+$/g, ''))
    .filter((block) => block !== '');
}

function blockHtml(block: string): Html {
  const fence = /^```(.*)\n([^]*)\n```$/.exec(block);
  if (fence) return fenceHtml(fence[1]!, fence[2]!);
  const heading = /^(#+) (.*)$/.exec(block);
  if (heading) return headingHtml(heading[1]!.length, heading[2]!);
  if (block.startsWith('- ')) {
    const items = block.slice(2).split(/\n- /);
    return html`<ul>\n${items.map((item) => html`<li>${inline(item)}</li>\n`)}</ul>\n`;
  }
  return block.startsWith('|') ? tableHtml(block) : html`<p>${inline(block)}</p>\n`;
}

const headingHtml = (level: number, text: string): Html =>
  level === 1 ? html`<h1>${inline(text)}</h1>\n` : html`<h2>${inline(text)}</h2>\n`;

function fenceHtml(info: string, text: string): Html {
  const shown = html`<pre class="example" tabindex="0" role="group" aria-label="Example">${text}</pre>\n`;
  return info === 'html live' ? html`${shown}${new Html(text)}\n` : shown;
}

function tableHtml(block: string): Html {
  const rows = block
    .split('\n')
    .filter((line) => !/^\|[-|]+$/.test(line))
    .map((line) => line.replace(/^\| ?| ?\|$/g, '').split(/ ?\| ?/));
  const cells = (row: readonly string[], name: 'th' | 'td') =>
    row.map((cell) =>
      name === 'th' ? html`<th scope="col">${inline(cell)}</th>` : html`<td>${inline(cell)}</td>`,
    );
  const [head, ...body] = rows;
  return html`<div class="wide" tabindex="0" role="group" aria-label="Table"><table>
<thead><tr>${cells(head ?? [], 'th')}</tr></thead>
<tbody>
${body.map((row) => html`<tr>${cells(row, 'td')}</tr>\n`)}</tbody>
</table></div>
`;
}

/// Code, emphasis and words.
function inline(text: string): Html {
  const parts = text.replaceAll('\n', ' ').split(/(`[^`]+`|\*[^*]+\*)/);
  return html`${parts.map((part) => {
    if (part.startsWith('`')) return html`<code>${part.slice(1, -1)}</code>`;
    return /^\*.+\*$/.test(part) ? html`<em>${part.slice(1, -1)}</em>` : part;
  })}`;
}
