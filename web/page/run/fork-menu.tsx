/// The menu of the tasks that were ready where the run is looked at: whichever is picked has the next turn.

import { useEffect, useRef, useState } from 'preact/hooks';

import { Button } from '../../common/button.tsx';
import { Icon } from '../../common/icons.tsx';
import { useApp } from '../context.ts';

export function ForkMenu() {
  const { travel, timeline } = useApp();
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  useEffect(() => {
    if (open) items()[0]?.focus();
  }, [open]);
  const ready = travel.readyHere;
  if (!ready) return null;

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(event.target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Escape') close();
    else if (to === undefined) return;
    else all.at(to % all.length)?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  const leave = (event: FocusEvent) => {
    if (!menu.current?.parentElement?.contains(event.relatedTarget as Node | null)) setOpen(false);
  };
  return (
    <div class="menu fork" onFocusOut={leave}>
      <button
        type="button"
        class="button quiet narrow-icon"
        ref={button}
        title="Run on with another of the tasks that were ready"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="explore" />
        <span>Fork</span>
      </button>
      {open && (
        <div class="choices" role="menu" aria-label="Fork" tabIndex={-1} ref={menu} onKeyDown={press}>
          {ready.tasks.map((task, index) => (
            <button
              key={task}
              type="button"
              class="button"
              role="menuitem"
              tabIndex={-1}
              title={task === ready.next ? 'It had its turn in this run' : undefined}
              onClick={() => {
                setOpen(false);
                travel.fork(ready, index);
              }}
            >
              {timeline.trace.label(task)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/// There from a fork on, until the program is run anew.
export function FuturesButton() {
  const { travel } = useApp();
  if (!travel.former.value) return null;
  return (
    <Button
      class="quiet narrow-icon"
      icon="compare"
      label="Both futures"
      title="The future that was left at the fork beside the one that there is now"
      onPress={() => (travel.comparing.value = true)}
    />
  );
}
