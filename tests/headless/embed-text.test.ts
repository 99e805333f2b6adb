/// What Share offers beside the link: lines for somebody else's page, and words for a forum.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { forumTextOf, snippetOf } from '../../web/page/share/embed-text.ts';

const site = 'https://weft.example/';
const script = '<script type="module" src="https://weft.example/embed.js"></script>\n';

test('an example and a lesson go by their names, with the settings that are not the usual ones', () => {
  const source = 'int main(void) {}\n';
  assert.equal(
    snippetOf({ site, source, shared: { example: 'gather', clock: 'virtual', seed: 7 } }),
    `${script}<weft-program example="gather" clock="virtual" seed="7"></weft-program>\n`,
  );
  assert.equal(
    snippetOf({ site, source, shared: { source }, lesson: 'gather' }),
    `${script}<weft-program lesson="gather"></weft-program>\n`,
  );
});

test('native switching goes along, but into nothing that is switched as usual', () => {
  const parts = { site, source: 'int main(void) {}\n', shared: { example: 'gather' } };
  assert.match(
    snippetOf({ ...parts, switching: 'native' }),
    /<weft-program example="gather" switching="native">/,
  );
  assert.doesNotMatch(snippetOf({ ...parts, switching: 'asyncify' }), /switching/);
});

test("a person's own program stands inside, and cannot end there", () => {
  const source = 'puts("</pre></weft-program> & <b>");\n';
  assert.equal(
    snippetOf({ site, source, shared: { source } }),
    `${script}<weft-program>\n<pre>\nputs("&lt;/pre>&lt;/weft-program> &amp; &lt;b>");\n</pre>\n</weft-program>\n`,
  );
});

test('one run of those that there could be goes by its link, which has the schedule', () => {
  const source = 'int main(void) {}\n';
  const shared = { source, clock: 'virtual' as const, schedule: '1.2' };
  assert.match(
    snippetOf({ site, source, shared, link: `${site}#v1=abc&clock=virtual&schedule=1.2` }),
    /<weft-program link="#v1=abc&amp;clock=virtual&amp;schedule=1\.2">\n<pre>\nint main/,
  );
});

test('for a forum there is a link with words that cannot end it', () => {
  assert.equal(
    forumTextOf('A [sort] of title', `${site}#example=gather`),
    '[Run “A sort of title” in the browser, and watch its tasks](https://weft.example/#example=gather)',
  );
  assert.match(forumTextOf(undefined, `${site}#v1=abc`), /^\[Run this C program in the browser/);
});
