/// The examples can be read without scrolling sideways, where the editor has half of a window of 1280 pixels,
/// and are found by what they were called before.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Library } from '../../web/page/editor/examples.ts';
import { filesBelow, read } from './project.ts';

const maxColumns = 65;

test('no comment of an example goes beyond what the editor shows', () => {
  const wide = filesBelow('web/examples', /\.c$/).flatMap((file) =>
    read(file)
      .split('\n')
      .filter((line) => line.includes('//') && [...line].length > maxColumns)
      .map((line) => `${file}: ${line}`),
  );
  assert.deepEqual(wide, []);
});

test('a link that calls an example by its name of before finds it', () => {
  const index = JSON.parse(read('web/examples/index.json')) as {
    id: string;
    was?: string;
    title: string;
    group: string;
    learn: string;
  }[];
  const library = new Library(index.map(({ id, ...words }) => ({ name: id, source: '', ...words })));
  assert.equal(library.example('hundred-thousand')?.name, 'million');
  for (const { id } of index) assert.equal(library.example(id)?.name, id);
});
