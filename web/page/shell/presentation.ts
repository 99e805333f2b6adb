/// A presentation: the page is large, and shows the keys that are pressed. The view of a class is the page
/// itself.

import { effect } from '@preact/signals';

import { element } from '../../common/dom.ts';
import type { Looks } from './looks.ts';
import './presentation.css';

/// Keys are shown for so long.
const shownMilliseconds = 1800;

let begun = false;

/// From now on it begins and ends with `looks.presenting`.
export function present(looks: Looks): void {
  if (begun) return;
  begun = true;
  const place = element('div', 'pressed-keys');
  place.ariaHidden = 'true';
  document.body.append(place);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (event: KeyboardEvent) => {
    const keys = keysOf(event);
    if (!looks.presenting.value || !keys) return;
    place.replaceChildren(...keys.map((key) => element('kbd', '', key)));
    clearTimeout(timer);
    timer = setTimeout(() => place.replaceChildren(), shownMilliseconds);
  };
  addEventListener('keydown', show, { capture: true });
  effect(() => {
    document.documentElement.toggleAttribute('data-presenting', looks.presenting.value);
    if (!looks.presenting.value) place.replaceChildren();
  });
}

const names: Record<string, string> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/// undefined: it is a letter of a text, or half of a chord.
function keysOf({ key, ctrlKey, metaKey, altKey, shiftKey, target }: KeyboardEvent): string[] | undefined {
  if (/^(?:Control|Shift|Alt|Meta|AltGraph|Dead|Process|Unidentified)$/.test(key)) return undefined;
  const isLetter = [...key].length === 1;
  const typed =
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:input|textarea)$/i.test(target.tagName));
  if (isLetter && typed && !ctrlKey && !metaKey) return undefined;
  const modifiers = [
    ...(ctrlKey ? ['Ctrl'] : []),
    ...(metaKey ? ['⌘'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey && !isLetter ? ['Shift'] : []),
  ];
  return [...modifiers, names[key] ?? (isLetter ? key.toUpperCase() : key)];
}
