/// The tour stands here while it is open. Its lessons are fetched when it is opened first.

import { useEffect, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';

import { useApp } from '../context.ts';

export function TourHost() {
  const { tour } = useApp();
  const [loaded, setLoaded] = useState<{ Panel: ComponentType }>();
  const open = tour.place.value !== undefined;
  useEffect(() => {
    if (!open || loaded) return;
    import('./panel.tsx').then(
      ({ TourPanel }) => setLoaded({ Panel: TourPanel }),
      () => tour.failed(),
    );
  }, [open, loaded, tour]);
  return open && loaded ? <loaded.Panel /> : null;
}
