/// The pane of the output shows what the program has written, and the line that it reads.

import { useEffect, useRef, useState } from 'preact/hooks';

import { useApp } from '../context.ts';
import { Icon } from '../../common/icons.tsx';
import { InputLine } from './input-line.tsx';
import { OutputHint } from './output-hint.tsx';
import { putLens } from './output-lens.ts';
import { OutputView } from './output-view.ts';
import { Button } from '../../common/button.tsx';
import { useShownWhen } from '../../common/use-shown-when.ts';

export function OutputPane() {
  const { state, log, timeline, selection, goTo, copyOutput } = useApp();
  const pane = useRef<HTMLElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<OutputView>(null);
  const [following, setFollowing] = useState(true);
  useEffect(() => {
    if (place.current) view.current = new OutputView(place.current, { log, goTo, following: setFollowing });
  }, [log, goTo]);
  useShownWhen(pane, state.busy.value && !timeline.stepped.value);
  useEffect(
    () => (place.current ? putLens(place.current, { timeline, selection, log }) : undefined),
    [timeline, selection, log],
  );
  return (
    <section class="pane output" ref={pane} aria-labelledby="output-title">
      <div class="head">
        <h2 id="output-title">Output</h2>
        <Button
          class="quiet"
          icon="copy"
          label="Copy"
          title="Copy what the program wrote"
          onPress={() => void copyOutput()}
        />
        <Button class="quiet" icon="clear" label="Clear" onPress={() => log.clear()} />
      </div>
      <div class="output-place">
        <div class="log" role="log" aria-labelledby="output-title" tabIndex={0} ref={place} />
        <OutputHint />
        {!following && (
          <button type="button" class="button to-end" onClick={() => view.current?.follow()}>
            <Icon name="down" />
            <span>To the end</span>
          </button>
        )}
      </div>
      <InputLine />
    </section>
  );
}
