/// The pages of lessons and examples, which need no JavaScript, and what they tell those who embed them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lessonFolders, lessonIn } from '../../web/build/lessons.ts';
import { oembedOf } from '../../web/build/oembed.ts';
import { examplePages, lessonPages } from '../../web/build/program-pages.ts';
import { read, root } from './project.ts';

const lessons = lessonFolders(`${root}web/lessons`).map((folder) => lessonIn(`${root}web/lessons`, folder));
const index = JSON.parse(read('web/examples/index.json')) as {
  id: string;
  title: string;
  group: string;
  learn: string;
}[];
const examples = index.map(({ id, ...words }) => ({
  name: id,
  ...words,
  program: read(`web/examples/${id}.c`),
}));
const around = {
  style: 'assets/style.css',
  manual: (name: string) => (/^(weft|WEFT)_/.test(name) ? `manual/all.html#${name}` : undefined),
};
function pagesOf(site?: URL): Map<string, string> {
  const there = { ...around, ...(site && { site }) };
  const made = [...lessonPages(lessons, there), ...examplePages(examples, there)];
  return new Map(made.map(({ fileName, text }) => [fileName, text]));
}
const pages = pagesOf();

const linksIn = (html: string): string[] => [...html.matchAll(/\bhref="([^"]*)"/g)].map(([, href]) => href!);

test('each lesson and each example has a page, and the list of its kind leads to it', () => {
  assert.equal(pages.size, lessons.length + examples.length + 2);
  for (const [kind, all] of Object.entries({ lesson: lessons, example: examples }))
    for (const { name } of all) {
      assert.ok(linksIn(pages.get(`${kind}/index.html`)!).includes(`${name}/index.html`), name);
      const links = linksIn(pages.get(`${kind}/${name}/index.html`)!);
      assert.ok(links.includes(`../../index.html#${kind}=${name}`), `${name} opens in the page`);
    }
});

test('every link within the site leads to a page that there is', () => {
  const known = new Set([...pages.keys(), 'index.html', 'icon.svg', 'assets/style.css', 'manual/index.html']);
  for (const [file, html] of pages)
    for (const href of linksIn(html)) {
      const address = new URL(href, new URL(file, 'https://site/'));
      if (address.host !== 'site' || address.pathname === '/manual/all.html') continue;
      assert.ok(known.has(address.pathname.slice(1)), `${file} leads to ${href}`);
    }
});

test('a lesson has its words, its program as text, and its answer only for who opens it', () => {
  const html = pages.get('lesson/gather/index.html')!;
  const text = html.replace(/<[^>]*>/g, '');
  for (const words of ['Three waits at once', 'In which order are they received?', 'waits for all of them'])
    assert.ok(text.includes(words), words);
  assert.ok(text.includes('tasks[x] = weft_spawn(minimum, WEFT_BOX(x));'));
  assert.match(html, /<details>\n<summary>The answer<\/summary>\n<p>2, 1, 0<\/p>/);
  assert.match(html, /<a href="\.\.\/\.\.\/manual\/all\.html#weft_gather">weft_gather<\/a>/);
});

test('nothing in them runs, and what a program has of HTML is text', () => {
  for (const [file, html] of pages) {
    assert.doesNotMatch(html, /<script|\son\w+=|javascript:/, file);
    assert.match(html, /Content-Security-Policy" content="default-src 'none'; style-src 'self'/);
  }
  const [, page] = examplePages(
    [{ name: 'x', title: '<b>', group: 'g', learn: 'a & b', program: '// <script>alert(1)</script>' }],
    around,
  );
  assert.ok(page!.text.includes('&lt;script&gt;'));
  assert.ok(page!.text.includes('<h1>&lt;b&gt;</h1>'));
});

test('where the address is known a page with a program says what embeds it; a list does not', () => {
  const site = new URL('https://example.org/weft/');
  const known = pagesOf(site);
  const discovery =
    /<link rel="alternate" type="application\/json\+oembed" href="https:\/\/example\.org\/weft\/(.*)\/oembed\.json"/;
  for (const [file, html] of known) {
    const folder = file.replace(/\/index\.html$/, '');
    assert.ok(html.includes(`<link rel="canonical" href="https://example.org/weft/${folder}/">`), file);
    const name = /^lesson\/(.*)$/.exec(folder)?.[1];
    const hasProgram =
      folder.startsWith('example/') || lessons.some((one) => one.name === name && one.program !== undefined);
    assert.equal(discovery.exec(html)?.[1], hasProgram ? folder : undefined, file);
  }
  for (const html of pages.values()) assert.doesNotMatch(html, /oembed|canonical/);
});

test('the answer of oEmbed has what the format asks of a rich one: https://oembed.com, 2.3', () => {
  const answer = JSON.parse(
    oembedOf(new URL('https://example.org/weft/'), 'Twice & more', 'example=gather'),
  ) as Record<string, unknown>;
  assert.deepEqual([answer['version'], answer['type']], ['1.0', 'rich']);
  for (const size of ['width', 'height']) assert.ok(Number.isInteger(answer[size]));
  assert.match(
    answer['html'] as string,
    /^<iframe src="https:\/\/example\.org\/weft\/embed\.html#example=gather" title="Weft program: Twice &amp; more" /,
  );
});
