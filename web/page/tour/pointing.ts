/// Points at what a lesson speaks of: a lane, a line, a part of the page.

import type { Pointer } from '../../lessons/index.ts';
import type { App } from '../context.ts';

/// Parts of the page by the names that lessons have for them; other names are those of buttons.
const parts: Readonly<Record<string, string>> = {
  Status: '.status-bar',
  Output: '.output',
  Tasks: '.tasks',
  Timeline: '.timeline',
  Outcomes: '.findings',
  Races: '.findings',
  Loop: '[aria-label="Loop"]',
};

const shownMilliseconds = 2600;

/// Why it cannot be pointed at, if so.
export function pointAt({ what, name }: Pointer, app: App): string | undefined {
  switch (what) {
    case 'lane':
      return pointAtLane(name, app);
    case 'line':
      return pointAtLine(name, app);
    case 'part': {
      const part = parts[name] === undefined ? buttonCalled(name) : document.querySelector(parts[name]);
      if (!part) return `${name} is not there yet: run the program first.`;
      return mark(part);
    }
  }
}

function pointAtLane(name: string, { timeline, choose }: App): string | undefined {
  const lanes = [...timeline.trace.lanes, ...timeline.trace.generators];
  if (lanes.length === 0) return 'There is nothing to see yet: run the program first.';
  const lane = lanes.find((one) => one.name === name) ?? lanes[0]!;
  choose({ task: lane.task });
  return mark(document.querySelector('.timeline'));
}

function pointAtLine(name: string, { code }: App): string | undefined {
  const at = code
    .text()
    .split('\n')
    .findIndex((line) => line.includes(name));
  if (at < 0) return 'The line is not in the editor: open the program again.';
  code.point(at + 1);
  return mark(document.querySelector('.program'));
}

const buttonCalled = (name: string): Element | undefined =>
  [...document.querySelectorAll('.bar button')].find((one) => one.textContent?.trim() === name);

function mark(element: Element | null): undefined {
  if (!element) return;
  element.scrollIntoView({ block: 'nearest' });
  element.classList.add('pointed');
  setTimeout(() => element.classList.remove('pointed'), shownMilliseconds);
}
