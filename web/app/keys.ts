/// The page's own keys, wherever the focus is.

import type { Session } from './session.ts';
import type { Sharing } from './sharing.ts';

/// `help` opens the manual.
export function listenToKeys(session: Session, sharing: Sharing, help: () => void): void {
  const actions: Record<string, () => unknown> = { Enter: () => session.run(), s: () => sharing.share() };
  const actionOf = (event: KeyboardEvent) => {
    if (event.altKey || event.shiftKey) return undefined;
    if (event.ctrlKey || event.metaKey) return actions[event.key];
    return event.key === 'F1' ? help : undefined;
  };
  /* In the capture phase: the editor has a meaning of its own for Ctrl+Enter. */
  addEventListener('keydown', (event) => {
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) action();
  }, { capture: true });
}
