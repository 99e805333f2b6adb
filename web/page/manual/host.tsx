/// The manual stands here while it is open. What it is made of is fetched when it is first wanted.

import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';

import { Splitter } from '../../common/splitter.tsx';
import { useApp } from '../context.ts';
import type { Manual } from '../../manual/index.ts';

interface Loaded {
  Panel: ComponentType<{ pages: Manual }>;
  pages: Manual;
}

export function ManualHost() {
  const { manual } = useApp();
  const [loaded, setLoaded] = useState<Loaded>();
  const open = manual.place.value !== undefined;
  /* This comes before the panel takes the focus, which it does as soon as it stands. */
  const before = useMemo(() => (open ? focused() : undefined), [open]);
  useLayoutEffect(() => () => giveBack(before), [before]);
  useEffect(() => {
    if (!open || loaded) return;
    Promise.all([import('./panel.tsx'), manual.pages()]).then(
      ([{ ManualPanel }, pages]) => setLoaded({ Panel: ManualPanel, pages }),
      () => manual.failed(),
    );
  }, [open, loaded, manual]);
  if (!open || !loaded) return null;
  return (
    <>
      <aside class="manual-edge" aria-label="Edge of the manual">
        <Splitter
          within="#page"
          label="Width of the manual"
          moves="sideways"
          from="right"
          property="--manual-width"
          initialPercent={30}
          minPercent={20}
          maxPercent={70}
        />
      </aside>
      <loaded.Panel pages={loaded.pages} />
    </>
  );
}

/// Unless somebody else has taken the focus meanwhile.
function giveBack(before: HTMLElement | undefined): void {
  if (focused() === document.body) before?.focus({ preventScroll: true });
}

function focused(): HTMLElement {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : document.body;
}
