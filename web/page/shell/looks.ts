/// How the page looks, as a person has chosen: light or dark, how large its code is. This browser keeps it.

import { effect, signal, type Signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark';

/// In pixels; the last is for a projector.
export const codeSizes = [13, 16, 20] as const;

const key = 'weft:looks';

export class Looks {
  readonly theme: Signal<Theme> = signal('system');
  readonly codeSize: Signal<number> = signal(codeSizes[0]);
  /// Everything is large, and the keys that are pressed are shown: until the page is left.
  readonly presenting: Signal<boolean> = signal(false);
  /// What is true in the dark, as the style sheets have it.
  readonly #dark = darkRules();

  /// `store` throws where the browser refuses.
  constructor(store: () => Pick<Storage, 'getItem' | 'setItem'>) {
    try {
      const { theme, codeSize } = JSON.parse(store().getItem(key) ?? '{}') as Record<string, unknown>;
      if (theme === 'light' || theme === 'dark') this.theme.value = theme;
      this.codeSize.value = codeSizes.find((one) => one === codeSize) ?? codeSizes[0];
    } catch {
      /* Then it is as it is for everybody. */
    }
    effect(() => {
      const [theme, codeSize] = [this.theme.value, this.codeSize.value];
      this.#apply(theme, this.presenting.value ? Math.max(codeSize, codeSizes[2]) : codeSize);
      try {
        store().setItem(key, JSON.stringify({ theme, codeSize }));
      } catch {
        /* It lasts as long as the page. */
      }
    });
  }

  #apply(theme: Theme, codeSize: number): void {
    const { style, dataset } = document.documentElement;
    style.colorScheme = theme === 'system' ? 'light dark' : theme;
    style.setProperty('--code-size', `${codeSize}px`);
    for (const { media } of this.#dark)
      media.mediaText =
        theme === 'system' ? '(prefers-color-scheme: dark)' : theme === 'dark' ? 'all' : 'not all';
    dataset.theme = theme;
  }
}

function darkRules(): CSSMediaRule[] {
  return [...document.styleSheets]
    .flatMap(({ cssRules }) => [...cssRules])
    .filter((rule) => rule instanceof CSSMediaRule)
    .filter(({ media }) => /prefers-color-scheme:\s*dark/.test(media.mediaText));
}
