/// The colours of the drawing, from the page's custom properties: light and dark come from there.

import { taskColours } from '../../common/task-colour.ts';
import type { Palette } from '../../trace/scene/style.ts';

/// A palette, and the family of the letters.
export interface Theme extends Palette {
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
    rule: value('rule'),
    accent: value('accent'),
    bad: value('bad'),
    warn: value('warn'),
    selection: value('selection'),
    tasks: Array.from({ length: taskColours }, (_, index) => value(`task-${index}`)),
    sans: style.fontFamily,
  };
}
