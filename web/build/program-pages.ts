/// Makes pages of the site out of the lessons and the examples, which need no JavaScript: for who searches,
/// and for who gives their address to a site that embeds what it finds there (oembed.ts).

import type { Block, Lesson } from '../lessons/index.ts';
import { documentOf } from '../manual/html/document.ts';
import { type Html, html } from '../manual/html/markup.ts';
import { code, link, type Links } from '../manual/html/prose.ts';
import { oembedFile } from './oembed.ts';

export interface Example {
  name: string;
  title: string;
  group: string;
  learn: string;
  program: string;
}

/// Where the pages find what they lead to.
export interface Around {
  /// The style sheet's path in the site.
  style: string;
  /// The page of the manual that has that name, as a path in the site.
  manual(name: string): string | undefined;
  /// The site's own address, where it is known.
  site?: URL;
}

export interface Page {
  /// As `lesson/gather/index.html`.
  fileName: string;
  text: string;
}

type Kind = 'lesson' | 'example';

const nameOf = { lesson: 'Lessons', example: 'Examples' } as const;

interface Listed {
  name: string;
  title: string;
  /// Absent of a lesson without one, which is only read.
  program?: string;
}

export function lessonPages(lessons: readonly Lesson[], around: Around): Page[] {
  const frame = new Frame('lesson', lessons, around);
  const pages = lessons.map((lesson, index) =>
    frame.page(
      lesson,
      plain(lesson.idea[0]),
      html`<h1>${lesson.title}</h1>
<p class="aside">Lesson ${index + 1} of ${lessons.length} of the tour</p>
${lessonHtml(lesson, frame)}${frame.neighbours(index)}`,
    ),
  );
  const list = html`<ol>
${lessons.map(({ name, title }) => html`<li><a href="${name}/index.html">${title}</a></li>\n`)}</ol>
`;
  const words =
    'The tour of Weft: lessons on coroutines in C, one idea each, with a program, a question, an exercise.';
  return [frame.start('The tour of Weft', words, list), ...pages];
}

export function examplePages(examples: readonly Example[], around: Around): Page[] {
  const frame = new Frame('example', examples, around);
  const pages = examples.map((example, index) =>
    frame.page(
      example,
      example.learn,
      html`<h1>${example.title}</h1>
<p>${frame.words(example.learn)}</p>
${frame.program(example.program)}${frame.neighbours(index)}`,
    ),
  );
  const list = [...new Set(examples.map(({ group }) => group))].map(
    (group) => html`<h2>${group}</h2>
<dl class="contents">
${examples
  .filter((one) => one.group === group)
  .map(
    ({ name, title, learn }) =>
      html`<dt><a href="${name}/index.html">${title}</a></dt><dd>${frame.words(learn)}</dd>\n`,
  )}</dl>
`,
  );
  const words =
    'The examples of Weft: C programs with coroutines, to be read, run and changed in the browser.';
  return [frame.start('The examples of Weft', words, html`${list}`), ...pages];
}

function lessonHtml(lesson: Lesson, frame: Frame): Html {
  const { idea, counterparts, program, output, question, look, exercise } = lesson;
  return html`${frame.blocks(idea)}${
    counterparts.length > 0 &&
    html`<div class="wide" tabindex="0" role="group" aria-label="Counterparts"><table>
<thead><tr><th scope="col">Weft</th><th scope="col">asyncio</th></tr></thead>
<tbody>
${counterparts.map(
  ({ weft, asyncio }) => html`<tr><td>${frame.words(weft)}</td><td>${frame.words(asyncio)}</td></tr>\n`,
)}</tbody>
</table></div>
`
  }${program !== undefined && html`<h2>The program</h2>\n${frame.program(program)}`}${
    question &&
    html`<h2>Before it runs</h2>
${frame.blocks(question.text)}${
  question.choices && frame.list(question.choices.map(({ text }) => text))
}${folded(
  'The answer',
  html`${
    question.choices
      ? html`<p>${frame.words(question.choices.find(({ right }) => right)!.text)}</p>\n`
      : frame.example(question.answer!)
  }${frame.blocks(question.explanation)}`,
)}`
  }${output !== undefined && output !== '' && folded('What it prints', frame.example(output))}${
    look.length > 0 && html`<h2>What to look at</h2>\n${frame.list(look.map(({ text }) => text))}`
  }${
    exercise &&
    html`<h2>Exercise</h2>
${frame.blocks(exercise.text)}${folded(
  exercise.hints.length === 1 ? 'A hint' : 'Hints',
  frame.list(exercise.hints),
)}`
  }<p><a href="../../index.html#lesson=${lesson.name}">Open the lesson</a>: run the program, watch its
tasks${exercise && ', and have the exercise checked'}.</p>
`;
}

const folded = (title: string, content: Html): Html =>
  html`<details>\n<summary>${title}</summary>\n${content}</details>\n`;

const plain = (block: Block | undefined): string =>
  block?.kind === 'paragraph' ? block.text.replace(/[`*]|\[([^\]]+)\]\([^)]+\)/g, '$1') : '';

/// It is in the order of keys, so that a keyboard can scroll what is too wide.
const scrollable = html`tabindex="0" role="group"`;

/// What stands around all pages of a kind.
class Frame {
  readonly #kind: Kind;
  readonly #all: readonly Listed[];
  readonly #around: Around;
  readonly #links: Links;

  constructor(kind: Kind, all: readonly Listed[], around: Around) {
    this.#kind = kind;
    this.#all = all;
    this.#around = around;
    this.#links = (name) => {
      const there = around.manual(name);
      return there === undefined ? undefined : `../../${there}`;
    };
  }

  /// The page that leads to all.
  start(title: string, description: string, list: Html): Page {
    const body = html`<h1>${title}</h1>\n<p>${description}</p>\n${list}`;
    return this.#whole({ path: `${this.#kind}/`, up: '../', title, description, body });
  }

  page({ name, title, program }: Listed, description: string, body: Html): Page {
    const path = `${this.#kind}/${name}/`;
    const embeds = program !== undefined;
    return this.#whole({ path, up: '../../', title: `${title} · Weft`, description, body, name, embeds });
  }

  neighbours(at: number): Html {
    const [before, after] = [this.#all[at - 1], this.#all[at + 1]];
    const back = before && html`<a rel="prev" href="../${before.name}/index.html">← ${before.title}</a>\n`;
    const on = after && html`<a rel="next" href="../${after.name}/index.html">${after.title} →</a>\n`;
    return html`<nav class="neighbours" aria-label="Neighbours">\n${back}${on}</nav>\n`;
  }

  blocks(all: readonly Block[]): Html {
    return html`${all.map((block) => {
      if (block.kind === 'code') return this.example(block.text);
      if (block.kind === 'paragraph') return html`<p>${this.words(block.text)}</p>\n`;
      return this.list(block.items);
    })}`;
  }

  list = (items: readonly string[]): Html =>
    html`<ul>\n${items.map((item) => html`<li>${this.words(item)}</li>\n`)}</ul>\n`;

  program = (text: string): Html =>
    html`<pre class="example" ${scrollable} aria-label="C program">${code(text, this.#links)}</pre>\n`;

  example = (text: string): Html =>
    html`<pre class="example" ${scrollable} aria-label="Example">${text}</pre>\n`;

  /// `code`, *names of what the page has*, and [links](https://…).
  words(text: string): Html {
    const parts = text.split(/(`[^`]+`|\*[^*]+\*|\[[^\]]+\]\([^)]+\))/);
    return html`${parts.map((part, index) => {
      if (index % 2 === 0) return part;
      if (part.startsWith('*')) return html`<b>${part.slice(1, -1)}</b>`;
      if (part.startsWith('`')) return this.#name(part.slice(1, -1));
      const [, words, address] = /^\[(.+)\]\((.+)\)$/.exec(part)!;
      return html`<a href="${address}">${words}</a>`;
    })}`;
  }

  #name(text: string): Html {
    const [, name, rest] = /^((?:weft|WEFT)_\w+)?([^]*)$/.exec(text)!;
    return html`<code>${name !== undefined && link(this.#links(name), name)}${rest}</code>`;
  }

  #whole({ path, up, title, description, body, name, embeds }: Whole): Page {
    const { style, site } = this.#around;
    const way = (one: Listed): Html =>
      html`<li><a href="${up}${this.#kind}/${one.name}/index.html"${
        one.name === name && html` aria-current="page"`
      }>${one.title}</a></li>\n`;
    const text = documentOf({
      title,
      description,
      up,
      style: `${up}${style}`,
      head: html`<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
${site && forOthers(new URL(path, site), site, embeds === true)}`,
      ...(name === undefined && { form: 'list' as const }),
      body: html`<header>
<a class="home" href="${up}index.html">Weft</a>
${(['lesson', 'example'] as const).map(
  (kind) =>
    html`<a href="${up}${kind}/index.html"${
      kind === this.#kind && name === undefined && html` aria-current="page"`
    }>${nameOf[kind]}</a>\n`,
)}<a href="${up}manual/index.html">Manual</a>
${
  name !== undefined &&
  html`<a class="beside" href="${up}index.html#${this.#kind}=${name}">Open and run</a>\n`
}</header>
<main>
${body}</main>
${
  name !== undefined &&
  html`<nav class="sections" aria-label="${nameOf[this.#kind]}">\n<ul>\n${this.#all.map(way)}</ul>\n</nav>\n`
}`,
    });
    return { fileName: `${path}index.html`, text };
  }
}

interface Whole {
  path: string;
  /// From the page to the site's root.
  up: string;
  title: string;
  description: string;
  body: Html;
  /// Of the lesson or example; the page that leads to all has none.
  name?: string;
  /// Whether there is a program to be embedded.
  embeds?: boolean;
}

/// What search engines, previews and embedders read, which take no relative addresses.
const forOthers = (page: URL, site: URL, embeds: boolean): Html =>
  html`<link rel="canonical" href="${page.href}">
<meta property="og:url" content="${page.href}">
<meta property="og:image" content="${new URL('preview.png', site).href}">
${
  embeds &&
  html`<link rel="alternate" type="application/json+oembed" href="${new URL(oembedFile, page).href}"
  title="Weft">\n`
}`;
