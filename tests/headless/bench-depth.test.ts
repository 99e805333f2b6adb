/// The bench tells from how many calls native switching is cheaper.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cheaperFrom } from '../bench/crossing.ts';

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
