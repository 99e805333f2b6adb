/// The page listens to its own keys wherever the focus is. F8 and F10 are those of the browsers' debuggers.

import type { Session } from '../run/session.ts';
import type { Sharing } from '../share/sharing.ts';

/// `help` opens the manual, `list` the list of keys, `present` begins or ends a presentation.
export function listenToKeys(
  session: Session,
  sharing: Sharing,
  { help, list, present }: { help(): void; list(): void; present(): void },
): void {
  const withControl = { ...ofRunWithControl(session), s: () => sharing.share() };
  listen(withControl, { F1: help, F9: present, ...ofRun(session) }, list);
}

/// Those of a page that has nothing but a run.
export function listenToRunKeys(session: Session): void {
  listen(ofRunWithControl(session), ofRun(session));
}

type Actions = Record<string, () => unknown>;

const ofRunWithControl = (session: Session): Actions => ({
  Enter: () => session.run(),
  '.': () => session.stop(),
});

const ofRun = (session: Session): Actions => ({
  F8: () => session.pauseOrResume(),
  F10: () => session.step(),
});

/// `actions`: with Ctrl or ⌘; `plain`: without.
function listen(actions: Actions, plain: Actions, list?: () => void): void {
  const actionOf = (event: KeyboardEvent) => {
    if (list && event.key === '?' && !event.ctrlKey && !event.metaKey && !isTyped(event)) return list;
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
