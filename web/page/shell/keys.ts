/// The page listens to its own keys wherever the focus is. F8 and F10 are those of the browsers' debuggers.

import type { Session } from '../run/session.ts';
import type { Sharing } from '../share/sharing.ts';

/// `help` opens the manual, `list` the list of keys.
export function listenToKeys(
  session: Session,
  sharing: Sharing,
  { help, list }: { help(): void; list(): void },
): void {
  const actions: Record<string, () => unknown> = { Enter: () => session.run(), s: () => sharing.share() };
  const plain: Record<string, () => unknown> = {
    F1: help,
    F8: () => session.pauseOrResume(),
    F10: () => session.step(),
  };
  const actionOf = (event: KeyboardEvent) => {
    if (event.key === '?' && !event.ctrlKey && !event.metaKey && !isTyped(event)) return list;
    if (event.altKey || event.shiftKey) return undefined;
    if (event.ctrlKey || event.metaKey) return actions[event.key];
    return plain[event.key];
  };
  /* It listens in the capture phase: the editor has a meaning of its own for Ctrl+Enter. */
  addEventListener(
    'keydown',
    (event) => {
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) action();
    },
    { capture: true },
  );
}

/// Whether the key goes into a text.
function isTyped(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:input|select)$/i.test(target.tagName))
  );
}
