/// What was explored stands here, once there is some. What shows it is fetched then.

import { useEffect, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';

import { useApp } from '../context.ts';
import { allRaces, type Explored } from './findings.ts';

export function ExploreHost() {
  const { state, explorer, notices } = useApp();
  const [loaded, setLoaded] = useState<{ Pane: ComponentType<Explored> }>();
  const findings = explorer.findings.value;
  const races = allRaces(findings?.races, state.runRaces.value);
  const any = findings !== undefined || races.length > 0;
  useEffect(() => {
    if (!any || loaded) return;
    import('./explore-pane.tsx').then(
      ({ ExplorePane }) => setLoaded({ Pane: ExplorePane }),
      () => notices.alert('What was found cannot be shown. Is this device online?', { topic: 'run' }),
    );
  }, [any, loaded, notices]);
  return any && loaded ? <loaded.Pane findings={findings} races={races} /> : null;
}
