/// The button shows and hides the event loop. What shows it is fetched when it is wanted for the first time.

import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import { useApp } from '../context.ts';
import { Button } from '../../common/button.tsx';
import { loopShown } from './shown.ts';

export function LoopButton() {
  return (
    <Button
      class="quiet narrow-icon loop-toggle"
      icon="restart"
      label="Loop"
      title="Show the event loop: who runs, who is ready, who sleeps, what the host does"
      pressed={loopShown.value}
      onPress={() => (loopShown.value = !loopShown.value)}
    />
  );
}

export function LoopPlace() {
  const { notices } = useApp();
  const [Pane, setPane] = useState<ComponentType>();
  const shown = loopShown.value;
  useEffect(() => {
    if (!shown || Pane) return;
    void import('./loop-pane.tsx').then(
      ({ LoopPane }) => setPane(() => LoopPane),
      (error: unknown) => {
        loopShown.value = false;
        notices.alert(`The loop could not be fetched: ${String(error)}`);
      },
    );
  }, [shown, Pane, notices]);
  return shown && Pane ? <Pane /> : null;
}
