/// The bench draws the picture that the README shows.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plot } from '../bench/plot.ts';
import type { Line, Report } from '../bench/results.ts';

const line = (name: string, value: number): Line => ({ name, value, spread: 0 });
const report = (id: string, place: 'node' | 'chromium', lines: Line[]): Report => ({
  id,
  title: `title of ${id}`,
  place,
  unit: 'ns',
  lines,
  missing: [],
  aims: [],
});
const svg = plot({
  date: '2026-11-26',
  machine: '2 cores <of some kind>',
  seconds: 300,
  reports: [
    report('next', 'node', [line('Weft', 30), line('JS generator', 10)]),
    report('next', 'chromium', [
      line('Weft', 20),
      line('JS generator', 10),
      line('Weft, stack check off', 1),
    ]),
    report('yield', 'node', [line('Weft', 40), line('JS await', 1280)]),
    report('parked', 'node', [line('Weft', 5000)]),
  ],
});
const count = (pattern: RegExp) => svg.match(pattern)?.length;

test('it tells the day and the machine, escaped', () => {
  assert.match(svg, /Measured on 2026-11-26: 2 cores &lt;of some kind&gt;<\/text>/);
});

test('a row is shown once, from the browser where it was measured there; what is no comparison is left out', () => {
  assert.equal(count(/class="row"/g), 2);
  assert.match(svg, /title of next<\/text>\n<text class="quiet"[^>]*>chromium, ns</);
  assert.match(svg, /title of yield<\/text>\n<text class="quiet"[^>]*>node, ns</);
  assert.equal(count(/<rect/g), 4);
  assert.equal(count(/<rect class="own"/g), 2);
});

test('bars are in proportion to the logarithm: what is twice as dear is always so much longer', () => {
  const [ten, twenty, forty, most] = [...svg.matchAll(/width="(\d+)" height="12"/g)].map((one) =>
    Number(one[1]),
  );
  assert.ok(Math.abs(twenty! - ten! - (forty! - twenty!)) <= 1, `${ten} ${twenty} ${forty}`);
  assert.ok(Math.abs(most! - forty! - 5 * (twenty! - ten!)) <= 5, `${most}`);
});

test('it has colours for dark pages', () => {
  assert.match(svg, /@media \(prefers-color-scheme: dark\)/);
});
