/// A link tells of the timeline: the moment, the axis, the extent and the selected task.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeLink, encodeLink } from '../../web/page/share/link.ts';

test('moment, zoom and selection travel in a link', async () => {
  const view = {
    moment: { turn: 12, offset: 3 },
    axis: 'time' as const,
    extent: { from: 0.5e9, to: 2.25e9 },
    task: 4,
  };
  const fragment = await encodeLink({ example: 'gather', view });
  assert.equal(fragment, '#example=gather&at=12.3&view=time:0.5:2.25&task=4');
  assert.deepEqual(await decodeLink(fragment), { example: 'gather', view });
});

test('turns are told as turns, and a link ends in a letter or digit', async () => {
  const fragment = await encodeLink({
    example: 'gather',
    view: { axis: 'turns', extent: { from: -0.084, to: 8.652 } },
  });
  assert.equal(fragment, '#example=gather&view=turns:-0.084:8.652');
  assert.match(fragment, /\w$/);
});

for (const [what, part] of [
  ['a moment', 'at=1e9'],
  ['a moment', 'at=-1'],
  ['an axis', 'view=space:1:2'],
  ['a task', 'task=0'],
  ['a task', 'task=<b>'],
] as const) {
  test(`${what} that is none is left aside: ${part}`, async () =>
    assert.deepEqual(await decodeLink(`#example=gather&${part}`), { example: 'gather' }));
}

test('an extent that is none is left aside, its axis kept', async () => {
  assert.deepEqual(await decodeLink('#view=turns:9:2'), { view: { axis: 'turns' } });
});
