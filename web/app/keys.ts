/// The page's own keys, wherever the focus is.

import type { Session } from './session.ts';
import type { Sharing } from './sharing.ts';

export function listenToKeys(session: Session, sharing: Sharing): void {
  const actions: Record<string, () => unknown> = { Enter: () => session.run(), s: () => sharing.share() };
  /* In the capture phase: the editor has a meaning of its own for Ctrl+Enter. */
  addEventListener('keydown', (event) => {
    const action = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ? actions[event.key] : undefined;
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) action();
  }, { capture: true });
}
