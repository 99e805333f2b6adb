/// The examples can be read without scrolling sideways, where the editor has half of a window of 1280 pixels.

import assert from 'node:assert/strict';
import { test } from 'node:test';
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
