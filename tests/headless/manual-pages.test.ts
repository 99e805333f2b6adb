/// The manual stands outside the page too: as static pages of the site and as man pages, both made of
/// src/weft.h.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { manualOf } from '../../web/manual/header/index.ts';
import { pagesOf } from '../../web/manual/html/pages.ts';
import { manPagesOf } from '../../web/manual/man/pages.ts';
import { filesBelow, read, root } from './project.ts';

const header = read('src/weft.h');
const manual = manualOf(header);
const entries = manual.sections.flatMap((section) => section.entries);
const pages = new Map(pagesOf(manual, '../assets/style.css').map(({ fileName, text }) => [fileName, text]));
const version = /#define WEFT_VERSION "(.*)"/.exec(header)![1]!;
const manPages = manPagesOf(manual, version);

const idsIn = (html: string): string[] => [...html.matchAll(/\bid="([^"]*)"/g)].map((match) => match[1]!);
const linksIn = (html: string): string[] => [...html.matchAll(/\bhref="([^"]*)"/g)].map((match) => match[1]!);

test('each entry stands on one page, once, and the first page leads to it', () => {
  const start = pages.get('index.html') ?? assert.fail('no first page');
  for (const { name } of entries) {
    const holders = [...pages].filter(([, html]) => idsIn(html).includes(name)).map(([file]) => file);
    assert.equal(holders.length, 1, name);
    assert.ok(linksIn(start).includes(`${holders[0]}#${name}`), name);
  }
});

test('every link leads to a page and a place in it; none leaves the site', () => {
  const outside = new Set(['../index.html', '../lesson/index.html', '../icon.svg', '../assets/style.css']);
  for (const [file, html] of pages) {
    for (const href of linksIn(html)) {
      const [path = '', place] = href.split('#');
      if (outside.has(path)) continue;
      const target = pages.get(path || file) ?? assert.fail(`${file} leads to ${href}`);
      assert.ok(place === undefined || idsIn(target).includes(place), `${file} leads to ${href}`);
    }
  }
});

test('each page has a title and a description of its own, and neither scripts nor styles in it', () => {
  const all = [...pages.values()];
  const taken = (pattern: RegExp) => all.map((html) => pattern.exec(html)?.[1] ?? '');
  for (const words of [taken(/<title>(.*)<\/title>/), taken(/<meta name="description" content="(.*?)">/)]) {
    assert.equal(new Set(words).size, all.length);
    assert.ok(words.every((one) => one.length > 10 && one.length <= 170 && !/[`<>]/.test(one)));
  }
  assert.deepEqual(
    all.filter((html) => /<script|<style|\sstyle=|\son\w+=/.test(html)),
    [],
  );
});

test('texts stay as they are: what HTML would take for its own is escaped', () => {
  const made = pagesOf(
    manualOf('/* ---- A ---- */\n\n/* Takes `a < b && c`, "<b>". */\nint weft_odd(void);\n'),
    'style.css',
  );
  assert.match(made[1]!.text, /<p>Takes <code>a &lt; b &amp;&amp; c<\/code>, &quot;&lt;b&gt;&quot;\.<\/p>/);
});

test('docs/man is what `node build/js/web/build/man-pages.js` makes', () => {
  const files = filesBelow('docs/man', /./);
  assert.deepEqual(files, manPages.map(({ fileName }) => `docs/man/${fileName}`).sort());
  for (const { fileName, text } of manPages) {
    const kept = read(`docs/man/${fileName}`);
    const date = /^\.TH \S+ \d (\d{4}-\d\d-\d\d) /.exec(kept)?.[1] ?? assert.fail(`${fileName} has no date`);
    assert.equal(kept, text(date), fileName);
  }
});

test('a page of man for every call and every type, and one for all of them', () => {
  const wanted = entries.filter(({ kind }) => kind !== 'constant').map(({ name }) => `${name}.3`);
  assert.deepEqual(manPages.map(({ fileName }) => fileName).sort(), [...wanted, 'weft.7'].sort());
  const overview = read('docs/man/weft.7');
  for (const { name } of entries) assert.ok(overview.includes(`\n\\fB${name}\\fP`), name);
});

test('mandoc finds nothing to say of the man pages, and neither does groff', () => {
  const files = filesBelow('docs/man', /./).map((file) => join(root, file));
  const mandoc = spawnSync('mandoc', ['-T', 'lint', ...files], { encoding: 'utf8' });
  assert.equal(mandoc.error, undefined);
  assert.equal(mandoc.stdout, '');
  const groff = spawnSync('groff', ['-ww', '-man', '-Tutf8', '-z', ...files], { encoding: 'utf8' });
  assert.equal(groff.error, undefined);
  assert.equal(groff.stderr, '');
});

test('a man page says what the header says', () => {
  const page = execFileSync('mandoc', ['-T', 'utf8', '-O', 'width=78', join(root, 'docs/man/weft_join.3')], {
    encoding: 'utf8',
  }).replace(/.\x08/g, '');
  for (const words of [
    'weft_join - waits until a task has ended, takes its result and frees it',
    'int weft_join(weft_task task, void **result);',
    'It waits: others run meanwhile, and it can return WEFT_ECANCELED or',
    'WEFT_EDEADLK\n',
    'it is the calling task',
  ])
    assert.ok(page.includes(words), words);
});
