/// The chart has these measures, and its colours from the page's custom properties: light and dark come from
/// there.

import { taskColours } from '../../common/task-colour.ts';
import type { Pixels } from '../../trace/model/units.ts';
import type { Palette } from '../../trace/scene/style.ts';

/// The ruler's height.
export const ruler: Pixels = 26;
/// The width of the column of names, where there is room.
export const wideGutter: Pixels = 132;
/// Its width where there is little room.
export const narrowGutter: Pixels = 92;

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

/// Calls back whenever the page's colours may have changed; returns what ends that.
export function whenRecoloured(changed: () => void): () => void {
  const chosen = new MutationObserver(changed);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((one) => matchMedia(one));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    chosen.disconnect();
    for (const query of queries) query.removeEventListener('change', changed);
  };
}
