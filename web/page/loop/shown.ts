/// Whether the event loop is shown is remembered in the browser, where it lets the page keep something.

import { effect, signal } from '@preact/signals';

const key = 'weft.loop';
/// In a frame the page around decides, and nothing of that is kept.
const framed = parent !== window;

export const loopShown = signal(remembered() === 'shown');

effect(() => {
  const words = loopShown.value ? 'shown' : 'hidden';
  if (framed) return;
  try {
    if (remembered() !== undefined || loopShown.value) localStorage.setItem(key, words);
  } catch {
    /* It is shown all the same, until the page is closed. */
  }
});

function remembered(): string | undefined {
  if (framed) return undefined;
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
