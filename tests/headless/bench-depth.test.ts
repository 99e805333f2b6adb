/// The bench tells from how many calls native switching is cheaper.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cheaperFrom } from '../bench/crossing.ts';
import { depthReport } from '../bench/depth.ts';
import type { Report } from '../bench/results.ts';

const points = (...rows: [calls: number, asyncify: number, native: number][]) =>
  rows.map(([calls, asyncify, native]) => ({ calls, asyncify, native }));

test('between two depths both costs grow evenly', () => {
  assert.equal(cheaperFrom(points([0, 20, 80], [10, 120, 80])), 6);
  assert.equal(cheaperFrom(points([0, 20, 80], [3, 40, 80], [5, 80, 80])), 5);
});

test('where one is always cheaper there is no such depth', () => {
  assert.equal(cheaperFrom(points([0, 20, 80], [10, 60, 80])), undefined);
  assert.equal(cheaperFrom(points([0, 90, 80], [10, 160, 80])), undefined);
  assert.equal(cheaperFrom([]), undefined);
});

test('they are told by their names, whatever stands between them', () => {
  const row = (depth: number, asyncify: number): Report => ({
    id: `depth${depth}`,
    title: '',
    place: 'chromium',
    unit: 'ns',
    lines: [
      { name: 'Weft, Asyncify', value: asyncify, spread: 0 },
      { name: "Asyncify's intrinsics alone", value: 1000, spread: 0 },
      { name: 'Weft, native switching', value: 80, spread: 0 },
    ],
    missing: [],
    aims: [],
  });
  assert.equal(depthReport([row(0, 20), row(10, 120)], 'chromium')?.lines[0]?.value, 6);
  assert.equal(depthReport([row(0, 20), row(10, 120)], 'node'), undefined);
});
