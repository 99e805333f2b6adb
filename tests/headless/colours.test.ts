/// The page's colours can be read on each other, in the light and in the dark.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { read } from './project.ts';

/// These are the custom properties of each scheme, from the style sheet itself.
const [light, dark] = read('web/common/colours.css')
  .split('@media (prefers-color-scheme: dark)')
  .map(
    (part) =>
      new Map([...part.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!])),
  );

const text = /^--(ink|muted|good|warn|bad|accent|code-\w+|task-\d)$/;

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/// Reckons contrast as WCAG does.
function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}

for (const [scheme, colours] of [
  ['light', light!],
  ['dark', dark!],
] as const) {
  test(`every colour of text stands out from what is behind it: ${scheme}`, () => {
    const grounds = ['--ground', '--surface', '--line-active', '--chosen'].map((name) => colours.get(name)!);
    const texts = [...colours].filter(([name]) => text.test(name));
    assert.ok(texts.length >= 20);
    for (const [name, colour] of texts) {
      for (const ground of grounds)
        assert.ok(
          contrast(colour, ground) >= 4.5,
          `${name} on ${ground}: ${contrast(colour, ground).toFixed(2)}`,
        );
    }
  });

  test(`words on buttons stand out: ${scheme}`, () => {
    for (const name of ['accent', 'bad']) {
      for (const ground of [`--${name}`, `--${name}-hover`])
        assert.ok(contrast(colours.get(`--on-${name}`)!, colours.get(ground)!) >= 4.5, ground);
    }
  });
}

test('the tasks have as many colours as the page counts on, no two alike', async () => {
  const { taskColours } = await import('../../web/common/task-colour.ts');
  for (const colours of [light!, dark!]) {
    const tasks = [...colours].filter(([name]) => name.startsWith('--task-')).map(([, colour]) => colour);
    assert.equal(tasks.length, taskColours);
    assert.equal(new Set(tasks).size, taskColours);
  }
});
