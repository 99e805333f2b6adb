/// The lines of the Output: made of writes with any boundaries, of which only the end is kept.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keptLines, Log, maxLineCodeUnits } from '../../web/page/output/log.ts';

interface Written {
  text: string | Uint8Array;
  fd?: 1 | 2;
  task?: number;
  time?: number;
}

function chunks(...written: Written[]) {
  const encoder = new TextEncoder();
  return written.map(({ text, fd = 1, task = 1, time = 0 }) => ({
    fd,
    task,
    time,
    at: 0,
    bytes: typeof text === 'string' ? encoder.encode(text) : text,
  }));
}

function logOf(...written: Written[]): Log {
  const log = new Log();
  log.append({ droppedBytes: 0, droppedLines: 0, chunks: chunks(...written) });
  return log;
}

const texts = (log: Log) => log.lines.map(({ pieces }) => pieces.map(({ text }) => text).join(''));

test('writes become lines, whatever their boundaries', () => {
  const log = logOf({ text: 'on' }, { text: 'e\ntwo\n\nfo' }, { text: 'ur' });
  assert.deepEqual(texts(log), ['one', 'two', '', 'four']);
  assert.deepEqual(
    log.lines.map(({ complete }) => complete),
    [true, true, true, false],
  );
  assert.deepEqual(
    log.lines.map(({ number }) => number),
    [0, 1, 2, 3],
  );
});

test('a line keeps the time and task of each part', () => {
  const [line] = logOf(
    { text: 'a', task: 2, time: 5 },
    { text: 'b', task: 2, time: 6 },
    { text: 'c\n', task: 3, time: 7 },
  ).lines;
  assert.deepEqual(
    line!.pieces.map(({ task, time, text }) => [task, time, text]),
    [
      [2, 5, 'ab'],
      [3, 7, 'c'],
    ],
  );
});

test('a character cut in two by the end of a write is put together, for each stream apart', () => {
  const [first, second] = [new Uint8Array([0xc3]), new Uint8Array([0xbc])];
  assert.deepEqual(texts(logOf({ text: first }, { text: 'x', fd: 2 }, { text: second })), ['xü']);
});

test('only the end is kept, and the numbers tell how much went before', () => {
  const log = logOf({ text: Array.from({ length: keptLines + 5 }, (_, number) => `${number}\n`).join('') });
  assert.equal(log.lines.length, keptLines);
  assert.equal(log.lines[0]!.number, 5);
  assert.equal(texts(log).at(-1), String(keptLines + 4));
});

test('lines dropped on the way have had their numbers', () => {
  const log = logOf({ text: 'kept\ncut o' });
  log.append({ droppedBytes: 100, droppedLines: 7, chunks: chunks({ text: 'after\n' }) });
  assert.deepEqual(
    log.lines.map(({ number }) => number),
    [0, 1, 9],
  );
  assert.deepEqual(texts(log), ['kept', 'cut o', 'after']);
});

test('a line that never ends is cut', () => {
  const log = logOf({ text: 'x'.repeat(maxLineCodeUnits * 2 + 3) }, { text: 'yz' });
  assert.deepEqual(
    texts(log).map(({ length }) => length),
    [maxLineCodeUnits, maxLineCodeUnits, 5],
  );
});

test('names stay known after their tasks', () => {
  const log = new Log();
  log.append({ droppedBytes: 0, droppedLines: 0, chunks: [] }, [[2, 'worker']]);
  assert.equal(log.label(2), 'worker#2');
  assert.equal(log.label(3), '#3');
  log.clear();
  assert.equal(log.label(2), '#2');
});

test("what is copied is the program's words alone", () => {
  assert.equal(logOf({ text: 'one\n', task: 2, time: 1e9 }, { text: 'two', fd: 2 }).text(), 'one\ntwo\n');
});

test('whoever draws the log can tell a first line from the first line of the run before', () => {
  const log = logOf({ text: 'before\n' });
  const { volume } = log;
  log.clear();
  log.append({ droppedBytes: 0, droppedLines: 0, chunks: chunks({ text: 'after\n' }) });
  assert.equal(log.lines[0]!.number, 0);
  assert.notEqual(log.volume, volume);
});

test('a carriage return writes over the line from its beginning, and drops nothing', () => {
  assert.deepEqual(texts(logOf({ text: 'abcdef\rXY\n' })), ['XYcdef']);
  assert.deepEqual(texts(logOf({ text: 'abc\r' })), ['abc']);
  assert.deepEqual(texts(logOf({ text: 'abc\r' }, { text: 'abcdef' }, { text: 'g\n' })), ['abcdefg']);
  assert.deepEqual(texts(logOf({ text: '  0%\r 50%\r100%\ndone\n' })), ['100%', 'done']);
});

test('a line that ends in carriage return and line feed is whole', () => {
  const log = logOf({ text: 'one\r\ntwo\r' }, { text: '\nthree\r\n' });
  assert.deepEqual(texts(log), ['one', 'two', 'three']);
  assert.deepEqual(
    log.lines.map(({ complete }) => complete),
    [true, true, true],
  );
});

test('a backspace goes one character back, and not beyond the beginning', () => {
  assert.deepEqual(texts(logOf({ text: 'ab\b\bX\n' })), ['Xb']);
  assert.deepEqual(texts(logOf({ text: '|\b/\b-\b\\\n' })), ['\\']);
  assert.deepEqual(texts(logOf({ text: 'a\b\b\bX\rYZ\b!\n' })), ['Y!']);
  assert.deepEqual(texts(logOf({ text: 'abc\b' })), ['abc']);
});

test('a character beyond the first 65,536 is written over whole', () => {
  assert.deepEqual(texts(logOf({ text: '🧶🧶🧶\rx\n' })), ['x🧶🧶']);
  assert.deepEqual(texts(logOf({ text: 'abc\r🧶\n' })), ['🧶bc']);
});

test('who writes over a part of a line is shown there, and who wrote the rest elsewhere', () => {
  const [line] = logOf(
    { text: 'aaaaaa', task: 2 },
    { text: '\r\rbb', task: 3 },
    { text: 'c\n', task: 2 },
  ).lines;
  assert.deepEqual(
    line!.pieces.map(({ task, text }) => [task, text]),
    [
      [3, 'bb'],
      [2, 'caaa'],
    ],
  );
});
