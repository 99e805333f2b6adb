/// Where the panes stand one below the other, a run that starts brings into sight what is to be seen of it.

import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

export function useShownWhen(pane: RefObject<HTMLElement | null>, due: boolean): void {
  useEffect(() => {
    if (due && matchMedia('(width < 720px)').matches) pane.current?.scrollIntoView({ block: 'start' });
  }, [due, pane]);
}
