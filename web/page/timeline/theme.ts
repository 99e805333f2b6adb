/// The colours of the drawing, from the page's custom properties: light and dark come from there.

import { taskColours } from '../../common/task-colour.ts';

export interface Theme {
  surface: string;
  ground: string;
  ink: string;
  muted: string;
  faint: string;
  rule: string;
  accent: string;
  bad: string;
  warn: string;
  selection: string;
  tasks: string[];
  sans: string;
}

export function themeOf(element: Element): Theme {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    surface: value('surface'),
    ground: value('ground'),
    ink: value('ink'),
    muted: value('muted'),
    faint: value('faint'),
    rule: value('rule'),
    accent: value('accent'),
    bad: value('bad'),
    warn: value('warn'),
    selection: value('selection'),
    tasks: Array.from({ length: taskColours }, (_, index) => value(`task-${index}`)),
    sans: style.fontFamily,
  };
}

export const colourOf = (theme: Theme, task: number): string =>
  task > 0 ? theme.tasks[(task - 1) % theme.tasks.length]! : theme.muted;
