/// Drawing that follows a program that never rests leaves the page frames for the person.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PacedDrawing } from '../../web/common/paced-drawing.ts';

/// A display whose frames come when the test says so, and a program that has something new for each. `costs`: how
/// long each drawing takes.
function flooded(names: string[], costs: number[] = []) {
  let now = 1000;
  let clock = 0;
  let asked: ((now: number) => void)[] = [];
  const drawn: string[] = [];
  const next = (draw: (now: number) => void): void => void asked.push(draw);
  const drawings = names.map((name, index) => {
    const draw = () => {
      drawn.push(name);
      clock += costs[index] ?? 0;
    };
    return new PacedDrawing(draw, next, () => clock);
  });
  /// The next frame, so long after the one before.
  const frame = (milliseconds = 16): void => {
    for (const one of drawings) one.ask();
    now += milliseconds;
    const due = asked;
    asked = [];
    for (const draw of due) draw(now);
  };
  return { frame, drawn, drawings };
}

test('what is cheap is drawn with each frame', () => {
  const { frame, drawn } = flooded(['chart', 'output']);
  for (let count = 0; count < 3; count++) frame();
  assert.deepEqual(drawn, ['chart', 'output', 'chart', 'output', 'chart', 'output']);
});

test('behind a dear frame it rests, at most a quarter of a second', () => {
  const { frame, drawn } = flooded(['chart']);
  frame();
  frame(100); // so much the first cost
  for (let count = 0; count < 15; count++) frame();
  assert.equal(drawn.length, 1);
  frame();
  assert.equal(drawn.length, 2);
});

test('two that are dear never share a frame, and neither waits for ever', () => {
  const { frame, drawn } = flooded(['chart', 'output']);
  frame();
  frame(40);
  const before = drawn.length;
  let most = 0;
  for (let count = 0; count < 60; count++) {
    const had = drawn.length;
    frame(drawn.length > before ? 25 : 16);
    most = Math.max(most, drawn.length - had);
  }
  assert.equal(most, 1);
  assert.deepEqual(new Set(drawn.slice(before)), new Set(['chart', 'output']));
});

test('what a person does is drawn with the next frame', () => {
  const { frame, drawn, drawings } = flooded(['chart', 'output']);
  frame();
  frame(100);
  drawings[1]!.askNow();
  frame();
  assert.deepEqual(drawn, ['chart', 'output', 'output']);
});

test('it takes at most a fifth of the time, though no frame is late', () => {
  const drawnIn60 = (cost: number): number => {
    const { frame, drawn } = flooded(['chart'], [cost]);
    for (let count = 0; count < 60; count++) frame();
    return drawn.length;
  };
  assert.deepEqual([3, 5, 8].map(drawnIn60), [60, 30, 20], '16 ms a frame: each, each second, each third');
});

test('a drawing finds a frame of its own beside one that takes long', () => {
  const { frame, drawn } = flooded(['chart', 'output', 'loop'], [6, 6, 1]);
  let most = 0;
  for (let count = 0; count < 60; count++) {
    const had = drawn.length;
    frame();
    const now = drawn.slice(had);
    most = Math.max(most, now.filter((name) => name !== 'loop').length);
  }
  assert.equal(most, 1);
  assert.deepEqual(new Set(drawn), new Set(['chart', 'output', 'loop']));
});
