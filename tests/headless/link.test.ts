/// Links: what a page shares comes back as it was, and what is not a whole link of ours is refused in words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';

import {
  decodeLink,
  encodeLink,
  LinkError,
  manualPlaceIn,
  maxPackedCharacters,
  maxUnpackedBytes,
  programPart,
  scheduleIn,
  withManualPlace,
  withoutProgram,
  withSettings,
} from '../../web/page/share/link.ts';
import { linkAround } from './link-around.ts';

const program = '#include <weft.h>\n\nint main(void) {\n\treturn 0; // "quotes", \\ and ünïcödé 🧶\n}\n';

const refused = (fragment: string, words: RegExp) =>
  assert.rejects(decodeLink(fragment), (error) => error instanceof LinkError && words.test(error.message));

test('a link gives back the text and the settings exactly', async () => {
  const shared = { source: program, example: 'gather', clock: 'virtual', seed: 7 } as const;
  assert.deepEqual(await decodeLink(await encodeLink(shared)), shared);
});

test('an empty program and a lone surrogate survive', async () => {
  for (const source of ['', '\ud800', 'a\r\nb\0'])
    assert.equal((await decodeLink(await encodeLink({ source })))?.source, source);
});

/// People have these: whatever the page becomes, they stay what they were when they were made.
const linksOfVersion1: [link: string, means: object][] = [
  [
    '#v1=BcExCgIxEAXQqwxjoyCutYon-c2SjBjQH8xOtFj2LJZiZbeVXS7kEXxv1CHXEkx3ukgMlxpNDg87-eZ8BMFEl' +
      '2ufuLznFFcygvBiXgtlu5euE-itZrcBuhZAekZpX7ZPaHNsb_k9XzM4gTr9AQ0dn552u',
    { source: program },
  ],
  [
    '#v1=q1Yqzi8tSk5VslLKzCtRyE3MzNMoy89M0VSoVihKLSktylMwsFaojclTqgUA1e6hylj&clock=virtual&seed=7',
    { source: 'int main(void) { return 0; }\n', clock: 'virtual', seed: 7 },
  ],
  ['#example=gather&clock=virtual&seed=0', { example: 'gather', clock: 'virtual', seed: 0 }],
  [
    '#example=lost-update&clock=virtual&schedule=a1.2',
    { example: 'lost-update', clock: 'virtual', schedule: 'a1.2' },
  ],
];

test('links of version 1 mean what they meant when they were made', async () => {
  for (const [link, means] of linksOfVersion1) assert.deepEqual(await decodeLink(link), means);
});

test('settings are plain parameters', async () => {
  assert.equal(
    await encodeLink({ example: 'gather', clock: 'virtual', seed: 7 }),
    '#example=gather&clock=virtual&seed=7',
  );
});

test('the packed program ends in a letter or a digit and needs no escaping', async () => {
  for (let length = 0; length < 100; length++)
    assert.match(await encodeLink({ source: 'x;'.repeat(length) }), /^#v1=[A-Za-z0-9_-]*[a-z0-9]$/);
});

test('a fragment that is no link of ours is none', async () => {
  for (const fragment of ['', '#', '#top', '#a=b&c']) assert.equal(await decodeLink(fragment), undefined);
});

test('a link cut off anywhere is told from a whole one', async () => {
  const link = await encodeLink({ source: program });
  for (let length = '#v1='.length; length < link.length; length++)
    await refused(link.slice(0, length), /damaged/);
});

test('a link with any character changed is refused', async () => {
  const link = await encodeLink({ source: program });
  for (let at = '#v1='.length; at < link.length; at++) {
    await refused(link.slice(0, at) + (link[at] === 'x' ? 'y' : 'x') + link.slice(at + 1), /damaged/);
  }
});

test('a link that inflates without end stops at the limit', async () => {
  await refused(
    linkAround(deflateRawSync(Buffer.alloc(64 * 1024 * 1024))),
    /too large: it unpacks to more than 512 KB/,
  );
});

test('bytes that do not inflate, or are not what a link holds, are refused', async () => {
  await refused(linkAround(Buffer.from('not deflated at all')), /damaged/);
  await refused(linkAround(deflateRawSync(Buffer.from('{"source":'))), /damaged/);
  await refused(linkAround(deflateRawSync(Buffer.from([0x22, 0xff, 0x22]))), /damaged/);
  for (const json of ['null', '[]', '{}', '{"source":7}', '"source"'])
    await refused(linkAround(deflateRawSync(Buffer.from(json))), /no program/);
});

test('a link too large to be one is refused unread', () =>
  refused(`#v1=${'A'.repeat(maxPackedCharacters + 1)}`, /too large/));

test('settings out of their range are refused', async () => {
  await refused('#clock=lunar', /clock/);
  for (const seed of ['-1', '1.5', '', 'seven', '9007199254740992', '+5', '0x5', '1e3'])
    await refused(`#seed=${seed}`, /seed/);
  for (const example of ['../secret', 'a b', '', '<b>', 'x'.repeat(65)])
    await refused(`#example=${example}`, /example/);
});

test('a link of a later version says so', () => refused('#v2=abc', /another version of Weft \(v2\)/));

test('a program too large for a link says so instead of making a link that cannot be opened', async () => {
  const tooLong = assert.rejects(encodeLink({ source: 'x'.repeat(maxUnpackedBytes) }), LinkError);
  let noise = '';
  for (let seed = 1; noise.length < maxPackedCharacters * 2; seed = (seed * 48271) % 2147483647)
    noise += String.fromCharCode(33 + (seed % 90));
  const tooDense = assert.rejects(encodeLink({ source: noise }), LinkError);
  await Promise.all([tooLong, tooDense]);
});

test('the place in the manual stands beside the rest, and changes nothing of it', async () => {
  const fragment = await encodeLink({ source: program, seed: 7 });
  const placed = withManualPlace(fragment, 'weft_select');
  assert.equal(placed, `${fragment}&manual=weft_select`);
  assert.equal(manualPlaceIn(placed), 'weft_select');
  assert.deepEqual(await decodeLink(placed), { source: program, seed: 7 });
  assert.equal(withManualPlace(placed, 'tasks'), `${fragment}&manual=tasks`);
  assert.equal(withManualPlace(placed), fragment);
});

test('the manual alone is no program, and nothing is left when it is closed', async () => {
  assert.equal(withManualPlace('', 'weft_join'), '#manual=weft_join');
  assert.equal(await decodeLink('#manual=weft_join'), undefined);
  assert.equal(withManualPlace('#manual=weft_join'), '');
});

test('a place that is no name is none', () => {
  for (const place of ['', '"onmouseover=', '<b>', '../x', 'x'.repeat(65)])
    assert.equal(manualPlaceIn(`#manual=${place}`), undefined);
});

test('a schedule travels beside the program, and falls with the settings that it belongs to', async () => {
  const shared = { example: 'gather', clock: 'virtual', schedule: 'a3.2-0-12' } as const;
  const link = await encodeLink(shared);
  assert.equal(link, '#example=gather&clock=virtual&schedule=a3.2-0-12');
  assert.deepEqual(await decodeLink(link), shared);
  assert.equal(scheduleIn(link), 'a3.2-0-12');
  assert.equal(withSettings(link, { clock: 'virtual', seed: 0 }), link);
  assert.equal(withSettings(link, { clock: 'virtual', seed: 1 }), '#example=gather&clock=virtual&seed=1');
  assert.equal(programPart(`${link}&manual=tasks`), link);
  assert.equal(withoutProgram(`${link}&manual=tasks`), '#manual=tasks');
});

test('a schedule that cannot be read is told, and the program is opened all the same', async () => {
  for (const schedule of ['', 'b1', 'a1-x', `a${'1-'.repeat(40_000)}1`]) {
    const complaints: LinkError[] = [];
    assert.deepEqual(await decodeLink(`#example=gather&schedule=${schedule}`, complaints), {
      example: 'gather',
    });
    assert.match(complaints[0]!.message, /schedule cannot be read/);
    assert.equal(scheduleIn(`#example=gather&schedule=${schedule}`), undefined);
  }
});

test('a schedule that is too long for a link is refused in words', async () => {
  await assert.rejects(encodeLink({ example: 'gather', schedule: `a${'1-'.repeat(40_000)}1` }), /too long/);
});
