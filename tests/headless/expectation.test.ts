/// How a program says what it must print: its // Output: block.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparable, expectationOf } from '../../web/cli/expectation.ts';

test('the block goes to the end of the comment', () => {
  assert.deepEqual(expectationOf('int x;\n// Output:\n// one\n//\n//   two\nint y; // three\n'), {
    output: 'one\n\n  two\n',
    status: 0,
  });
});

test('a status may follow', () => {
  assert.deepEqual(expectationOf('// Output:\n// one\n// Exit: 70\n'), { output: 'one\n', status: 70 });
  assert.deepEqual(expectationOf('// Output:\n// Exit: 3'), { output: '', status: 3 });
});

test('an empty comment line is an empty line of output', () => {
  assert.deepEqual(expectationOf('// Output:\n//\n'), { output: '\n', status: 0 });
});

test('of several blocks the last counts; text about blocks is none', () => {
  assert.equal(expectationOf('// Output: is what follows\nint x;\n'), undefined);
  assert.equal(expectationOf('// Output:\n// old\n\n// Output:\n// new\n')!.output, 'new\n');
});

test('blanks at the ends of lines and the last newline do not count', () => {
  assert.equal(comparable('a  \r\nb\t\n'), 'a\nb\n');
  assert.equal(comparable('a'), 'a\n');
  assert.equal(comparable(''), '');
});
