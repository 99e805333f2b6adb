/// Drawing that follows a program that never rests leaves the page frames for the person.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PacedDrawing } from '../../web/common/paced-drawing.ts';

/// A display whose frames come when the test says so, and a program that has something new for each.
function flooded(names: string[]) {
  let now = 1000;
  let asked: ((now: number) => void)[] = [];
  const drawn: string[] = [];
  const next = (draw: (now: number) => void): void => void asked.push(draw);
  const drawings = names.map((name) => new PacedDrawing(() => void drawn.push(name), next));
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
