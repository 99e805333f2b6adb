/// The dialogs stand here once one of them has been asked for.

import { useEffect, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';

import { useApp } from '../context.ts';

export function DialogsHost() {
  const { state, explorer, travel, notices } = useApp();
  const [loaded, setLoaded] = useState<{ Dialogs: ComponentType }>();
  const asked = state.dialog.value !== undefined || explorer.comparing.value || travel.comparing.value;
  useEffect(() => {
    if (!asked || loaded) return;
    import('./dialogs.tsx').then(setLoaded, () => {
      state.dialog.value = undefined;
      explorer.comparing.value = travel.comparing.value = false;
      notices.alert('This part of the page could not be fetched. Is this device online?');
    });
  }, [asked, loaded, state, explorer, travel, notices]);
  return loaded ? <loaded.Dialogs /> : null;
}
