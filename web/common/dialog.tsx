/// A modal dialog has a name; Esc and its button close it. The browser gives the focus back.

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

import { Icon } from './icons.tsx';

export interface DialogProps {
  title: string;
  open: boolean;
  close(): void;
  children: ComponentChildren;
}

export function Dialog({ title, open, close, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    else if (!open) dialog.current?.close();
  }, [open]);
  const id = `dialog-${title.toLowerCase().replaceAll(' ', '-')}`;
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby={id} onClose={close}>
      {open && (
        <div class="dialog-body">
          <div class="head">
            <h2 id={id}>{title}</h2>
            <button type="button" class="button quiet" aria-label="Close" title="Close (Esc)" onClick={close}>
              <Icon name="clear" />
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
