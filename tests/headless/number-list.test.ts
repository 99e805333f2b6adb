/// The lists of a trace: they grow at their end, forget their beginning, and are searched from a guess.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';

import { ChangeList } from '../../web/trace/model/change-list.ts';
import { NumberList } from '../../web/trace/model/number-list.ts';
import { firstWithoutNear } from '../../web/trace/model/search.ts';

const steps = fc.array(
  fc.oneof(fc.record({ push: fc.array(fc.nat(5), { maxLength: 40 }) }), fc.record({ drop: fc.nat(50) })),
);

for (const List of [NumberList, ChangeList])
  test(`a ${List.name} is what an array would be that grows and forgets`, () => {
    fc.assert(
      fc.property(steps, (all) => {
        const list = new List();
        const array: number[] = [];
        let last = 0;
        for (const step of all) {
          if ('push' in step)
            for (const more of step.push) {
              last += more;
              list.push(last);
              array.push(last);
            }
          else {
            const count = Math.min(step.drop, array.length);
            list.dropFirst(count);
            array.splice(0, count);
          }
          assert.deepEqual(
            Array.from({ length: list.length }, (_, index) => list.at(index)),
            array,
          );
        }
      }),
    );
  });

test('from whatever guess, a search finds the same place', () => {
  const ascending = fc.array(fc.nat(30)).map((items) => items.sort((a, b) => a - b));
  fc.assert(
    fc.property(
      ascending,
      fc.nat(31),
      fc.double({ min: -5, max: 60, noNaN: true }),
      (items, limit, guess) => {
        const list = new ChangeList();
        for (const item of [0, ...items]) list.push(item);
        list.dropFirst(1);
        const expected = items.filter((item) => item <= limit).length;
        assert.equal(list.countUpTo(limit, guess), expected);
        const holds = (index: number) => items[index]! <= limit;
        assert.equal(firstWithoutNear(0, items.length, guess, holds), expected);
      },
    ),
  );
});
