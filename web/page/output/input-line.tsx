/// A person types here what the program reads. The field is there while a program waits for a line.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { TargetedKeyboardEvent } from 'preact';

import { useApp } from '../context.ts';

/// A program that reads line after line asks again at once: the field stays so long, rather than flicker.
const lingerMilliseconds = 250;

export function InputLine() {
  const { alone, state, session } = useApp();
  const wanted = state.inputWanted.value;
  const shown = useLingering(wanted);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    /* In a frame the person may be elsewhere on the page around it. */
    if (shown && !isTyping() && (!alone || document.hasFocus())) field.current?.focus();
  }, [shown, alone]);
  if (!shown) return null;

  const send = (event: Event) => {
    event.preventDefault();
    if (!field.current || !wanted) return;
    session.giveLine(field.current.value);
    field.current.value = '';
  };
  const endOnControlD = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    if (!event.ctrlKey || event.key !== 'd') return;
    event.preventDefault();
    session.giveLine(null);
  };
  return (
    <form class="input-line" onSubmit={send}>
      <label>
        <span>Input</span>
        <input
          ref={field}
          type="text"
          autocomplete="off"
          spellcheck={false}
          autocapitalize="off"
          onKeyDown={endOnControlD}
        />
      </label>
      <button type="submit" class="button">
        Enter
      </button>
      <button type="button" class="button" title="Ctrl+D" onClick={() => session.giveLine(null)}>
        End input
      </button>
    </form>
  );
}

function useLingering(wanted: boolean): boolean {
  const [shown, setShown] = useState(wanted);
  useEffect(() => {
    if (wanted) return setShown(true);
    const timer = setTimeout(() => setShown(false), lingerMilliseconds);
    return () => clearTimeout(timer);
  }, [wanted]);
  return shown || wanted;
}

/// Whoever types in the editor is not torn away from it.
function isTyping(): boolean {
  return document.activeElement?.classList.contains('editor') ?? false;
}
